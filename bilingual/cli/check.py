"""`bilingual check`."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bilingual.cli import options
from bilingual.errors import PostError

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
        for path, sentence, finding in _findings(paths or published(out), desk):
            worst.add(finding.severity.value)
            click.echo(_as_json(path, sentence, finding) if as_json else _line(path, sentence, finding))
    if not worst and not as_json:
        click.echo("no findings", err=True)
    if fail_on and worst & ({"error"} if fail_on == "error" else {"error", "warning"}):
        ctx.exit(FINDINGS)


def _findings(paths: Sequence[str], desk: "Desk") -> Iterator[tuple[str, "TranslatedSentence", "Finding"]]:
    from bilingual.pipeline import draft_post, recall_drafts
    from bilingual.posts import find_posts, read_post

    for source in find_posts(paths):
        for post in recall_drafts([draft_post(read_post(source.path), desk)], desk):
            for sentence in post.sentences:
                for finding in sentence.findings:
                    yield str(source.path), sentence, finding


def published(out: Path) -> Sequence[str]:
    """Give the sources of what an output folder holds, where nobody named any."""
    from bilingual.publish import Site

    sources = [str(source) for source in Site(out).sources() if source.exists()]
    if not sources:
        raise PostError(f"{out}: no published posts whose sources are still there; name the posts to check")
    return sources


def _line(path: str, sentence: "TranslatedSentence", finding: "Finding") -> str:
    head = click.style(f"{path}: {finding.severity.value}: {finding.check}: {finding.message}", bold=True)
    return f"{head}\n    {sentence.sentence.text}\n    {sentence.translation.target}"


def _as_json(path: str, sentence: "TranslatedSentence", finding: "Finding") -> str:
    record = {
        "path": path,
        "check": finding.check,
        "severity": finding.severity.value,
        "message": finding.message,
        "source": sentence.sentence.text,
        "target": sentence.translation.target,
    }
    return json.dumps(record, ensure_ascii=False)
