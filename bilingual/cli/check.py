"""`bilingual check`."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bilingual.cli import options
from bilingual.cli.posts import recall_posts

if TYPE_CHECKING:
    from bilingual.document import Finding, TranslatedSentence
    from bilingual.pipeline import Desk

FINDINGS = 1


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default="output",
    show_default=True,
    help="Without PATH: check the posts published here.",
)
@options.glossary_option
@options.memory_option
@options.model_option
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    help="Exit with 1 when there is such a finding or worse.",
)
@options.json_option
@click.pass_context
def check(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    out: Path,
    *,
    fail_on: str | None,
    as_json: bool,
    **flags: Any,
) -> None:
    """List what a reviewer should look at, with today's glossary, without translating anything.

    \b
    Examples:
      bilingual check
      bilingual check posts/ --fail-on error
      bilingual check post.txt --json
    """
    worst: set[str] = set()
    with options.open_desk(**flags, read_only=True) as desk:
        for path, sentence, finding in _findings(paths, out, desk):
            worst.add(finding.severity.value)
            click.echo(_as_json(path, sentence, finding) if as_json else _line(path, sentence, finding))
    if not worst and not as_json:
        click.echo("no findings", err=True)
    if fail_on and worst & ({"error"} if fail_on == "error" else {"error", "warning"}):
        ctx.exit(FINDINGS)


def _findings(
    paths: Sequence[str], out: Path, desk: "Desk"
) -> Iterator[tuple[str, "TranslatedSentence", "Finding"]]:
    for post in recall_posts(paths, out, desk):
        for sentence in post.sentences:
            for finding in sentence.findings:
                yield post.post.path, sentence, finding


def _line(path: str, sentence: "TranslatedSentence", finding: "Finding") -> str:
    head = click.style(f"{path}: {finding.severity.value}: {finding.check}: {finding.message}", bold=True)
    shown = finding.sentences or (sentence.sentence.text, sentence.translation.target)
    return "\n    ".join((head, *shown))


def _as_json(path: str, sentence: "TranslatedSentence", finding: "Finding") -> str:
    record = {
        "path": path,
        "check": finding.check,
        "severity": finding.severity.value,
        "message": finding.message,
        "source": sentence.sentence.text,
        "target": sentence.translation.target,
        "sentences": finding.sentences,
    }
    return json.dumps(record, ensure_ascii=False)
