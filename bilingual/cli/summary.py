"""What a run tells at its end, for people and for machines."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.changes import describe_changes, record_changes

if TYPE_CHECKING:
    from bilingual.pipeline import Desk
    from bilingual.posts import Source
    from bilingual.run import Outcome

_PAGES_LISTED = 5


def print_run(  # noqa: PLR0913 - two of them are flags of the command line
    outcomes: Sequence["Outcome"], out: Path, listing: str, seconds: float, *, as_json: bool, quiet: bool
) -> None:
    """Print what became of the posts: failures on standard error, the rest on standard output.

    `listing` is the file in the folder `out` where all posts are listed.
    """
    summary = _summarise(outcomes, seconds)
    if as_json:
        click.echo(
            json.dumps(
                {"summary": summary, "posts": [_as_json(o) for o in outcomes]}, ensure_ascii=False, indent=1
            )
        )
        return
    for outcome in outcomes:
        if outcome.message and (outcome.status == "failed" or not quiet):
            click.echo(f"bilingual: {outcome.status}: {_named(outcome)}", err=True)
    if quiet:
        return
    pages = [str(out / outcome.page) for outcome in outcomes if outcome.page]
    for page in pages[:_PAGES_LISTED]:
        click.echo(page)
    if len(pages) > _PAGES_LISTED:
        click.echo(f"… and {len(pages) - _PAGES_LISTED} more; all are listed in {out / listing}")
    for line in describe_changes(outcomes):
        click.echo(line)
    click.echo(_table(summary))


def print_plan(sources: Iterable["Source"], desk: "Desk", *, as_json: bool) -> None:
    """Print what a run would do with each post, one line a post."""
    from bilingual.errors import BilingualError
    from bilingual.pipeline import count_unknown, draft_post
    from bilingual.posts import read_post

    for source in sources:
        try:
            draft = draft_post(read_post(source.path), desk)
        except BilingualError as error:
            plan: dict[str, object] = {"path": str(source.path), "problem": str(error)}
        else:
            plan = {
                "path": str(source.path),
                "blocks": len(draft.blocks),
                "skipped": len(draft.skipped),
                "coverage": round(draft.coverage, 4),
                "sentences": len(draft.jobs),
                "to translate": count_unknown([draft], desk),
            }
        line = (
            json.dumps(plan, ensure_ascii=False)
            if as_json
            else "  ".join(f"{k}: {v}" for k, v in plan.items())
        )
        click.echo(line)


def _summarise(outcomes: Sequence["Outcome"], seconds: float) -> dict[str, object]:
    statuses = Counter(outcome.status.value for outcome in outcomes)
    origins: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    for outcome in outcomes:
        origins.update(dict(outcome.origins))
        findings.update(dict(outcome.findings))
    return {
        "posts": len(outcomes),
        **{status: statuses[status] for status in ("written", "unchanged", "failed", "superseded")},
        "sentences": origins.total(),
        "by people": origins["human"],
        "from memory": origins["memory"],
        "translated": origins["engine"],
        "findings": dict(sorted(findings.items())),
        "seconds": round(seconds, 1),
    }


def _table(summary: dict[str, object]) -> str:
    findings = summary["findings"]
    assert isinstance(findings, dict)
    rows = [(key, str(value)) for key, value in summary.items() if key != "findings"]
    rows[-1:-1] = [("findings", str(sum(findings.values())))] + [
        (f"  {k}", str(v)) for k, v in findings.items()
    ]
    return "\n".join(f"{key:<14}{value:>8}" for key, value in rows)


def _named(outcome: "Outcome") -> str:
    path = str(outcome.source.path)
    return outcome.message if outcome.message.startswith(path) else f"{path}: {outcome.message}"


def _as_json(outcome: "Outcome") -> dict[str, object]:
    return {
        "path": str(outcome.source.path),
        "status": outcome.status.value,
        "message": outcome.message,
        "page": outcome.page,
        "title": outcome.title,
        "sentences": dict(outcome.origins),
        "findings": dict(outcome.findings),
        **record_changes(outcome),
    }
