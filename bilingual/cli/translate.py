"""`bilingual translate`."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from bilingual.cli import BAD_INPUT, options
from bilingual.cli.sites import fill_catalogue, opened_jekyll, opened_site, write_lists
from bilingual.cli.summary import print_plan, print_run

if TYPE_CHECKING:
    from bilingual.pipeline import Desk
    from bilingual.posts import Source
    from bilingual.publish import Publisher
    from bilingual.run import Outcome

_LISTINGS = {"html": "index.html", "jekyll": "_data/bilingual.json"}
"""What lists all posts, for each format."""


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default="output",
    show_default=True,
    help="Folder for the pages.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_LISTINGS)),
    default="html",
    show_default=True,
    help="Pages that stand alone, or posts for the Jekyll site whose source is the folder --out.",
)
@options.glossary_option
@options.memory_option
@options.model_option
@options.jobs_option
@options.publication_options
@click.option("--only-failed", is_flag=True, help="Only posts that failed in an earlier run.")
@click.option("--force", is_flag=True, help="Translate again what a machine wrote; people's wording stays.")
@click.option("--dry-run", is_flag=True, help="Show what would be done; write nothing.")
@options.min_coverage_option
@options.json_option
@click.option("--quiet", is_flag=True, help="Print errors only.")
@click.pass_context
def translate(  # noqa: PLR0913 - each is a flag of the command line
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    out: Path,
    form: str,
    *,
    only_failed: bool,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
    **flags: Any,
) -> None:
    """Translate posts into side-by-side pages.

    PATH is a post (.txt .md .markdown .html .htm), a folder, a glob, or - for standard input.
    A run that was stopped goes on where it was: run the same command again.

    With --format jekyll, posts go to _posts of the folder --out (those without a date to _drafts) with their
    own front matter and the keys title_en, lang, bilingual and reviewed; a style sheet for the pairs goes
    to assets/bilingual.css, for your layout to include.

    \b
    Examples:
      bilingual translate post.txt
      bilingual translate posts/ --out site
      bilingual translate 'posts/2024-05-*.md' --dry-run
      bilingual translate posts/ --format jekyll --out my-blog
      curl -s https://example.org/post.html | bilingual translate -
    """
    from bilingual.posts import find_posts
    from bilingual.run import keep_newest

    started, publication = monotonic(), options.take_publication(flags)
    with ExitStack() as stack:
        desk = stack.enter_context(options.open_desk(**flags, read_only=dry_run))
        sources, superseded = keep_newest(find_posts(paths))
        if only_failed:
            sources = _failed_before(sources, desk)
        if dry_run:
            print_plan(sources, desk, as_json=as_json)
            return
        site = opened_site(out, desk, flags["glossary"], flags["memory"], publication)
        opening: AbstractContextManager[Publisher] = opened_jekyll(out) if form == "jekyll" else site
        folder = stack.enter_context(opening)
        outcomes = [*superseded, *_run(sources, superseded, desk, folder, show=not (quiet or as_json))]
    print_run(outcomes, out, _LISTINGS[form], monotonic() - started, as_json=as_json, quiet=quiet)
    if any(outcome.status == "failed" for outcome in outcomes):
        ctx.exit(BAD_INPUT)


def _failed_before(sources: Sequence["Source"], desk: "Desk") -> tuple["Source", ...]:
    failures = desk.memory.failures() if desk.memory else {}
    return tuple(source for source in sources if str(source.path) in failures)


def _run(
    sources: Sequence["Source"],
    superseded: Sequence["Outcome"],
    desk: "Desk",
    folder: "Publisher",
    *,
    show: bool,
) -> Iterator["Outcome"]:
    """Run with a progress bar on a terminal; whatever stops the run, the lists of posts are written."""
    from bilingual.run import run_posts

    try:
        for outcome in superseded:
            folder.remove(outcome.source.path)
            folder.leave_out(outcome.source.path, outcome.status.value, outcome.message)
        with click.progressbar(
            run_posts(sources, desk, folder),
            length=len(sources),
            label="Translating",
            file=sys.stderr,
            item_show_func=_rate(),
            hidden=not (show and sys.stderr.isatty()),
        ) as outcomes:
            for outcome in outcomes:
                if outcome.status == "failed":
                    folder.leave_out(outcome.source.path, outcome.status.value, outcome.message)
                yield outcome
        fill_catalogue(folder, desk, show=show)
    finally:
        write_lists(folder, show=show)


def _rate() -> Callable[["Outcome | None"], str]:
    """Make a label that tells the sentences done per second so far."""
    started, done = monotonic(), 0

    def label(outcome: "Outcome | None") -> str:
        nonlocal done
        done += sum(count for _, count in outcome.origins) if outcome else 0
        return f"{done / max(monotonic() - started, 0.001):.0f} sentences/s"

    return label
