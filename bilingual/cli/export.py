"""`bilingual export`."""

import json
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bilingual.cli import BAD_INPUT, options
from bilingual.errors import PostError
from bilingual.export import FORMATS, Exporter

if TYPE_CHECKING:
    from bilingual.deliver import Delivery
    from bilingual.pipeline import Desk
    from bilingual.run import Outcome

_FILES_LISTED = 5
_STANDARD_OUTPUT = "-"


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--to", type=click.Choice(list(FORMATS)), required=True, help="Format.")
@click.option(
    "--out",
    "target",
    default="",
    metavar="PLACE",
    help="File or folder, or - for standard output.  [default: exports/ in the folder of the pages]",
)
@click.option(
    "--paper", type=click.Choice(["a4", "letter"]), help="For pdf: size of the sheets.  [default: a4]"
)
@options.glossary_option
@options.memory_option
@options.model_option
@options.jobs_option
@options.min_coverage_option
@options.json_option
@click.option("--quiet", is_flag=True, help="Print errors only.")
@click.pass_context
def export(  # noqa: PLR0913 - each is a flag of the command line
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    to: str,
    target: str,
    *,
    paper: str | None,
    as_json: bool,
    quiet: bool,
    **flags: Any,
) -> None:
    """Export posts with their English into a format of others.

    PATH is a post, a folder, a glob, or - for standard input. What the translation memory does not hold
    yet is translated. Some formats take all posts into one file, the others make a file for each.

    \b
    Examples:
      bilingual export --to epub posts/
      bilingual export --to pdf post.txt --paper letter
      bilingual export --to docx 'posts/2024-05-*.md' --out may.docx
      bilingual export --to epub post.txt --out - > post.epub
    """
    from bilingual.deliver import Delivery, Destination
    from bilingual.posts import find_posts
    from bilingual.run import keep_newest

    sources, superseded = keep_newest(find_posts(paths))
    if not sources:
        raise PostError(
            f"{' '.join(paths)}: no posts are there; the name of a post ends in .txt, .md or .html"
        )
    defaults: Mapping[str, object] = ctx.default_map or {}
    home = Path(str(defaults.get("out", "output")), "exports")
    stream = partial(click.echo, nl=False) if target == _STANDARD_OUTPUT else None
    delivery = Delivery(
        sources, FORMATS[to], _exporter(to, paper), Destination(target, home, FORMATS[to].suffix), stream
    )
    _refuse_misuse(delivery, as_json=as_json)
    delivery.format.check_tools()
    with options.open_desk(**flags) as desk:
        outcomes = [*superseded, *_run(delivery, desk, show=not (quiet or as_json))]
    _print(outcomes, to, as_json=as_json, quiet=quiet or stream is not None)
    if any(outcome.status == "failed" for outcome in outcomes):
        ctx.exit(BAD_INPUT)


def _exporter(to: str, paper: str | None) -> Exporter:
    if paper and to != "pdf":
        raise click.UsageError("--paper is for --to pdf only")
    return partial(FORMATS[to].write, paper=paper) if paper else FORMATS[to].write


def _refuse_misuse(delivery: "Delivery", *, as_json: bool) -> None:
    if delivery.stream and as_json:
        raise click.UsageError("--json and --out - both want standard output; leave one out")
    has_one_place = delivery.stream or delivery.place.is_file
    if has_one_place and len(delivery.sources) > 1 and not delivery.format.is_one_file:
        raise click.UsageError(f"{delivery.format.name} makes a file for each post; name a folder with --out")


def _run(delivery: "Delivery", desk: "Desk", *, show: bool) -> Sequence["Outcome"]:
    """Export with a progress bar on a terminal."""
    from bilingual.deliver import deliver_posts
    from bilingual.run import translate_sources

    with click.progressbar(
        translate_sources(delivery.sources, desk),
        length=len(delivery.sources),
        label="Exporting",
        file=sys.stderr,
        hidden=not (show and sys.stderr.isatty()),
    ) as posts:
        return list(deliver_posts(posts, delivery))


def _print(outcomes: Sequence["Outcome"], to: str, *, as_json: bool, quiet: bool) -> None:
    files = list(dict.fromkeys(outcome.page for outcome in outcomes if outcome.page))
    if as_json:
        click.echo(json.dumps(_record(outcomes, files, to), ensure_ascii=False, indent=1))
        return
    for outcome in outcomes:
        if outcome.message and (outcome.status == "failed" or not quiet):
            path, message = str(outcome.source.path), outcome.message
            named = message if message.startswith(path) else f"{path}: {message}"
            click.echo(f"bilingual: {outcome.status}: {named}", err=True)
    if not quiet:
        for file in files[:_FILES_LISTED]:
            click.echo(file)
        if len(files) > _FILES_LISTED:
            click.echo(f"… and {len(files) - _FILES_LISTED} more")


def _record(outcomes: Sequence["Outcome"], files: Sequence[str], to: str) -> dict[str, object]:
    posts = [
        {"path": str(o.source.path), "status": o.status.value, "message": o.message, "file": o.page}
        for o in outcomes
    ]
    return {"format": to, "files": files, "posts": posts}
