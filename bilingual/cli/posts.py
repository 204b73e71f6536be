"""The posts that a command names, or, where it names none, those that an output folder holds."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.errors import PostError

if TYPE_CHECKING:
    from bilingual.document import TranslatedPost
    from bilingual.pipeline import Desk, Draft


def draft_posts(paths: Sequence[str], out: Path, desk: "Desk") -> Iterator["Draft"]:
    """Read the posts and take them apart, one by one."""
    from bilingual.pipeline import draft_post
    from bilingual.posts import find_posts, read_post

    for source in find_posts(paths or _published(out)):
        yield draft_post(read_post(source.path), desk)


def recall_posts(paths: Sequence[str], out: Path, desk: "Desk") -> Iterator["TranslatedPost"]:
    """Put the posts together from memory, one by one; nothing is translated."""
    from bilingual.pipeline import recall_drafts

    for draft in draft_posts(paths, out, desk):
        yield from recall_drafts([draft], desk)


def _published(out: Path) -> Sequence[str]:
    from bilingual.publish import Site

    sources = [str(source) for source in Site(out).sources() if source.exists()]
    if not sources:
        raise PostError(f"{out}: no published posts whose sources are still there; name the posts to check")
    return sources
