"""The folder that a command writes: a site with its catalogue, or the source of a Jekyll site."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli import project
from bilingual.cli.progress import with_bar

if TYPE_CHECKING:
    from bilingual.pipeline import Desk
    from bilingual.publish import JekyllFolder, Publisher, Site
    from bilingual.render import Publication


@contextmanager
def opened_site(
    out: Path,
    desk: "Desk",
    glossary: Path | None,
    memory: Path | None,
    publication: "Publication | None" = None,
) -> Iterator["Site"]:
    """Open the site in a folder, tell its problems on standard error, and close its catalogue at the end."""
    from bilingual.publish import Catalogue, Site, can_search
    from bilingual.render import Publication

    shared = replace(publication or Publication(), has_search=can_search(), has_assets=True)
    catalogue = Catalogue(project.catalogue_path(out, memory))
    try:
        site = Site(out, shared, catalogue, inputs=_digest_inputs(desk, glossary))
        _tell_problems(site)
        yield site
    finally:
        catalogue.close()


@contextmanager
def opened_jekyll(out: Path) -> Iterator["JekyllFolder"]:
    """Open the source folder of a Jekyll site, and tell its problems on standard error."""
    from bilingual.publish import JekyllFolder

    folder = JekyllFolder(out)
    _tell_problems(folder)
    yield folder


def fill_catalogue(folder: "Publisher", desk: "Desk", *, show: bool) -> None:
    """Learn of posts that were published before what a site's lists need, and its catalogue lacks."""
    from bilingual.publish import Site
    from bilingual.rebuild import fill_gaps

    if isinstance(folder, Site):
        for _ in with_bar(fill_gaps(desk, folder), len(folder.catalogue.gaps()), "Recalling", show=show):
            pass


def write_lists(folder: "Publisher", *, show: bool) -> int:
    """Write what leads to posts; count the parts that have changed."""
    return sum(with_bar(folder.finish_in_steps(), folder.pending, "Lists", show=show))


def _tell_problems(folder: "Publisher") -> None:
    for warning in folder.problems:
        click.echo(f"bilingual: {warning}", err=True)


def _digest_inputs(desk: "Desk", glossary: Path | None) -> str:
    content = project.glossary_path(glossary).read_bytes()
    return hashlib.sha256(content + os.fsencode(desk.engine.id)).hexdigest()
