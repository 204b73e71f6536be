"""Bringing a site up to date from posts and memory alone: no model is asked, no sentence is translated.

A page is made again when its file, its post's file, the glossary, the model's name, this program or its
templates have changed since it was written, or when a person has worded one of its sentences anew. All of
it is told by digests of files and by the numbers of wordings, so that an up-to-date site of 10,000 posts is
found to be one in seconds. What is not seen: sentences that a run over other posts translated again by
`--force`; `every` makes all pages again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePosixPath

from bilingual.document import Origin, TranslatedPost
from bilingual.errors import BilingualError
from bilingual.pipeline import Desk, draft_post, recall_drafts
from bilingual.posts import read_post
from bilingual.publish import Site

_WORDINGS = "wordings"


class Fate(StrEnum):
    """What became of a page."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    WAITING = "waiting"
    """The memory lacks some of its English; the page stays as it is."""
    GONE = "gone"
    """The post is gone; the page stays as it is."""
    REMOVED = "removed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A post whose page was looked at."""

    source: str
    """As the manifest names it."""
    fate: Fate
    page: str = ""
    message: str = ""


def find_stale(site: Site, desk: Desk, *, every: bool = False) -> tuple[str, ...]:
    """Give the posts whose pages may not be what they should be, sorted; of `every`, the lists too."""
    keys = tuple(site.catalogue.pages())
    if every or site.has_lost_lists():
        site.refresh()
    if every:
        return keys
    worded = desk.memory.list_wordings(_seen(site)) if desk.memory else {}
    changed = site.catalogue.sources_with(set(worded.values()))
    return tuple(key for key in keys if key in changed or not site.is_current(key))


def rebuild_posts(keys: Sequence[str], desk: Desk, site: Site, *, prune: bool = False) -> Iterator[Rebuilt]:
    """Make pages again, one by one; `prune` removes those whose posts are gone.

    To the end, this also notes which wordings are in the pages now.
    """
    newest = max(desk.memory.list_wordings(_seen(site)), default=0) if desk.memory else 0
    for key in keys:
        try:
            yield _rebuild(key, desk, site, prune=prune)
        except BilingualError as error:
            yield Rebuilt(key, Fate.FAILED, message=str(error))
    if newest:
        with site.catalogue.hold():
            site.catalogue.note_setting(_WORDINGS, str(newest))


def fill_gaps(desk: Desk, site: Site) -> Iterator[Rebuilt]:
    """Learn of the posts that the catalogue has lost, or never knew, what the lists need of them."""
    seen = site.catalogue.setting(_WORDINGS)
    yield from rebuild_posts(site.catalogue.gaps(), desk, site)
    with site.catalogue.hold():
        site.catalogue.note_setting(_WORDINGS, seen)


def _rebuild(key: str, desk: Desk, site: Site, *, prune: bool) -> Rebuilt:
    source, known = site.path_of(key), site.catalogue.find(key)
    assert known is not None
    if key == "-" or not source.is_file():
        return _leave(key, site, prune=prune and key != "-")
    post = _named(recall_drafts([draft_post(read_post(source), desk)], desk)[0], key)
    missing = sum(
        not s.translation.target and s.translation.origin is not Origin.SOURCE for s in post.sentences
    )
    if missing > known.missing:
        if not known.facts:
            site.enter(post, source)
        message = f"{_count(missing)} not in the memory; run `bilingual translate` for this post"
        site.leave_out(source, Fate.WAITING, message)
        return Rebuilt(key, Fate.WAITING, known.page, message)
    done = site.publish(post, source, PurePosixPath(known.page))
    return Rebuilt(key, Fate.WRITTEN if done.changed else Fate.UNCHANGED, str(done.page))


def _named(post: TranslatedPost, key: str) -> TranslatedPost:
    return replace(post, post=replace(post.post, path=key))


def _leave(key: str, site: Site, *, prune: bool) -> Rebuilt:
    """Keep or take back a page that cannot be made again."""
    if prune:
        site.remove(site.path_of(key))
        return Rebuilt(key, Fate.REMOVED)
    with site.catalogue.hold():
        site.catalogue.accept_gap(key)
    if key == "-":
        return Rebuilt(key, Fate.GONE, message="came from standard input, its page stays as it is")
    return Rebuilt(key, Fate.GONE, message="the post is gone, its page stays; --prune removes it")


def _seen(site: Site) -> int:
    return int(site.catalogue.setting(_WORDINGS) or 0)


def _count(sentences: int) -> str:
    return "1 sentence is" if sentences == 1 else f"{sentences} sentences are"
