"""`bilingual eval`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli import options

if TYPE_CHECKING:
    from bilingual.evaluate import Evaluation

_PATH = click.Path(path_type=Path)


@click.command()
@click.option("--source", type=_PATH, required=True, metavar="FILE", help="Chinese, one sentence a line.")
@click.option("--reference", type=_PATH, required=True, metavar="FILE", help="Its English, line by line.")
@click.option("--terms", type=_PATH, metavar="FILE", help="The terms of the lines, as JSON lines.")
@options.glossary_option
@click.option("--no-glossary", is_flag=True, help="Enforce nothing; terms are scored all the same.")
@options.model_option
@options.jobs_option
@options.json_option
@click.option("--html", type=_PATH, metavar="FILE", help="Write a report with plots and the worst lines.")
def eval(  # noqa: A001, PLR0913 - the command's name; each is a flag of the command line
    *,
    source: Path,
    reference: Path,
    terms: Path | None,
    glossary: Path | None,
    model: str | None,
    jobs: int | None,
    html: Path | None,
    no_glossary: bool,
    as_json: bool,
) -> None:
    """Measure a model and a glossary: BLEU, chrF2++, terms, amounts, seconds (needs `bilingual[eval]`).

    Terms are those of the glossary; with --terms those of each line, which are then enforced too, unless
    --glossary names what to enforce or --no-glossary forbids it.

    \b
    Examples:
      bilingual eval --source dev.zh --reference dev.en
      bilingual eval --source dev.zh --reference dev.en --no-glossary --json
      bilingual eval --source dev.zh --reference dev.en --terms terms.jsonl --html report.html
    """
    from bilingual.evaluate import evaluate, read_lines
    from bilingual.glossary import Matcher

    lines = read_lines(source, reference, terms)
    scored = options.load_matcher(glossary)
    own_terms = terms is not None and glossary is None
    enforced = Matcher(()) if no_glossary else None if own_terms else scored
    result = evaluate(lines, options.load_chosen_engine(model, jobs), enforced, scored)
    click.echo(json.dumps(result.as_record(), ensure_ascii=False, indent=1) if as_json else _table(result))
    if html:
        _write_report(html, result)


def _figures(result: "Evaluation") -> dict[str, str]:
    record = result.as_record()
    signatures = record.pop("signatures")
    figures = {name: "-" if value is None else str(value) for name, value in record.items()}
    return figures | {f"signature of {name}": value for name, value in signatures.items()}


def _table(result: "Evaluation") -> str:
    return "\n".join(f"{name:<28}{value}" for name, value in _figures(result).items())


def _write_report(path: Path, result: "Evaluation") -> None:
    from bilingual.publish import write_if_changed
    from bilingual.render import ReportedLine, render_report

    counts = {
        "terms": ("met", "terms"),
        "terms in exact case": ("exact", "terms"),
        "amounts": ("right", "amounts"),
    }
    shares = {
        name: result.total(part) / result.total(whole)
        for name, (part, whole) in counts.items()
        if result.total(whole)
    }
    lines = [
        ReportedLine(scored.line.source, scored.line.reference, scored.output, scored.chrf, scored.missing)
        for scored in result.lines
    ]
    write_if_changed(path, render_report(_figures(result), shares, lines))
    click.echo(f"{path}", err=True)
