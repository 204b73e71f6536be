"""`bilingual build`."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from bilingual.cli import BAD_INPUT, options
from bilingual.cli.progress import with_bar
from bilingual.cli.sites import opened_site, write_lists

if TYPE_CHECKING:
    from bilingual.pipeline import Desk
    from bilingual.publish import Site
    from bilingual.rebuild import Rebuilt

_TOLD = ("waiting", "gone", "failed")


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default="output",
    show_default=True,
    help="Folder of the pages.",
)
@options.glossary_option
@options.memory_option
@options.model_option
@options.publication_options
@click.option("--all", "every", is_flag=True, help="Make every page again, not only what has changed.")
@click.option("--prune", is_flag=True, help="Remove the pages of posts whose files are gone.")
@options.json_option
@click.option("--quiet", is_flag=True, help="Print errors only.")
@click.pass_context
def build(  # noqa: PLR0913 - each is a flag of the command line
    ctx: click.Context,
    /,
    out: Path,
    glossary: Path | None,
    memory: Path | None,
    model: str | None,
    *,
    every: bool,
    prune: bool,
    as_json: bool,
    quiet: bool,
    **flags: Any,
) -> None:
    """Bring a site up to date: its lists, its terms, the pages whose posts, wordings or looks have changed.

    Nothing is translated; a page that needs new English waits for `bilingual translate`.

    \b
    Examples:
      bilingual build
      bilingual build --out site --all
    """
    started, publication = monotonic(), options.take_publication(flags)
    with (
        options.open_desk(glossary, memory, model) as desk,
        opened_site(out, desk, glossary, memory, publication) as site,
    ):
        found = list(_rebuild(desk, site, every=every, prune=prune, show=not (as_json or quiet)))
        changed = write_lists(site, show=not (as_json or quiet))
        for remark in site.remarks if not quiet else ():
            click.echo(f"bilingual: {remark}", err=True)
    _print(found, changed, out, monotonic() - started, as_json=as_json, quiet=quiet)
    if any(one.fate == "failed" for one in found):
        ctx.exit(BAD_INPUT)


def _rebuild(desk: "Desk", site: "Site", *, every: bool, prune: bool, show: bool) -> Iterator["Rebuilt"]:
    from bilingual.rebuild import find_stale, rebuild_posts

    keys = find_stale(site, desk, every=every)
    yield from with_bar(rebuild_posts(keys, desk, site, prune=prune), len(keys), "Pages", show=show)


def _print(  # noqa: PLR0913
    found: Sequence["Rebuilt"], changed: int, out: Path, seconds: float, *, as_json: bool, quiet: bool
) -> None:
    fates = Counter(one.fate.value for one in found)
    if as_json:
        summary = {"pages": dict(sorted(fates.items())), "lists": changed, "seconds": round(seconds, 1)}
        posts = [
            {"source": one.source, "status": one.fate.value, "page": one.page, "message": one.message}
            for one in found
        ]
        click.echo(json.dumps({"summary": summary, "posts": posts}, ensure_ascii=False, indent=1))
        return
    for one in found:
        if one.fate in _TOLD and (one.fate == "failed" or not quiet):
            click.echo(f"bilingual: {one.fate.value}: {_said(one)}", err=True)
    if not quiet:
        pages = ", ".join(f"{count} {fate}" for fate, count in sorted(fates.items())) or "all up to date"
        click.echo(f"pages: {pages}; lists written: {changed}; {seconds:.1f} s; {out / 'index.html'}")


def _said(one: "Rebuilt") -> str:
    return one.message if one.message.startswith(one.source) else f"{one.source}: {one.message}"
