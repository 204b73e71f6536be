"""The site that a command writes, with its catalogue, as the command line describes it."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli import project

if TYPE_CHECKING:
    from bilingual.pipeline import Desk
    from bilingual.publish import Site
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
    from bilingual.publish import Catalogue, Site

    catalogue = Catalogue(project.catalogue_path(out, memory))
    try:
        site = Site(out, publication, catalogue, inputs=_digest_inputs(desk, glossary))
        for warning in site.problems:
            click.echo(f"bilingual: {warning}", err=True)
        yield site
    finally:
        catalogue.close()


def _digest_inputs(desk: "Desk", glossary: Path | None) -> str:
    content = project.glossary_path(glossary).read_bytes()
    return hashlib.sha256(content + os.fsencode(desk.engine.id)).hexdigest()
