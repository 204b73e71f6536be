"""An output folder: which post has which page, and the index of them all.

The manifest remembers the page of every post, so a folder and later one file of it share a page. It is
written last: a run that is killed leaves whole pages, and the next run puts them into the index.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bilingual.document import TranslatedPost
from bilingual.errors import PublishError
from bilingual.publish.files import remove_file, sweep_leftovers, write_if_changed
from bilingual.publish.manifest import ManifestError, dump_manifest, load_manifest
from bilingual.publish.names import distinct_page, page_key
from bilingual.render import Entry, Place, entry_of, render_index, render_post

MANIFEST = "index.json"
INDEX = "index.html"

_STDIN = "-"
_SIGNATURE = b'<meta name="generator" content="bilingual">'
_SIGNED_WITHIN_BYTES = 512


@dataclass(frozen=True, slots=True)
class Published:
    """Where a post's page is, and whether it was written."""

    page: PurePosixPath
    """Relative to the output folder."""
    changed: bool
    """False when the page held the very same bytes before."""


class Site:
    """The pages in one output folder. Call `finish` when all posts are published, or to save the index."""

    def __init__(self, output: Path) -> None:
        """Read the manifest, and sweep up what killed runs left; nothing is created before a page is.

        Raises:
            PublishError: the folder cannot be read, or holds an index page that is not ours.
        """
        self.output = output
        self.problems: tuple[str, ...] = ()
        """What was wrong with the folder but could be mended, one sentence each."""
        _refuse_foreign(output / INDEX)
        sweep_leftovers(output)
        self._entries = {entry.source: entry for entry in self._read_manifest()}
        self._pages = {source: PurePosixPath(entry.page) for source, entry in self._entries.items()}
        self._taken = {page_key(page) for page in self._pages.values()}
        self._changes: dict[str, Entry | None] = {}

    def sources(self) -> tuple[Path, ...]:
        """Give the files of all posts published here, sorted; they may be gone by now."""
        keys = sorted(key for key in self._entries if key != _STDIN)
        return tuple(self.output.parent / key for key in keys)

    def page_for(self, source: Path, relative: PurePosixPath) -> PurePosixPath:
        """Give the page path of a post: the one it has, else one that no other post has.

        Args:
            source: the post's file; `-` is standard input.
            relative: its path below the folder that was translated, or its name.
        """
        key = self._key(source)
        if key not in self._pages:
            self._pages[key] = distinct_page(relative, self._taken)
            self._taken.add(page_key(self._pages[key]))
        return self._pages[key]

    def publish(self, post: TranslatedPost, source: Path, relative: PurePosixPath) -> Published:
        """Write the page of a post unless it is there already.

        Raises:
            PublishError: the page cannot be written, or its place is taken by a file that is not ours.
        """
        page = self.page_for(source, relative)
        key = self._key(source)
        place = self._place(page)
        if key not in self._entries:
            _refuse_foreign(place)
        html = render_post(post, Place(page=str(page)))
        changed = write_if_changed(place, html)
        self._note(key, entry_of(post, str(page), key))
        return Published(page, changed)

    def remove(self, source: Path) -> None:
        """Take back the page of a post, if this folder has one.

        Raises:
            PublishError: the page cannot be removed.
        """
        key = self._key(source)
        if entry := self._entries.get(key):
            place = self._place(PurePosixPath(entry.page))
            if _is_ours(place):
                remove_file(place, self.output)
            self._note(key, None)
            self._taken.discard(page_key(self._pages.pop(key)))

    def finish(self) -> bool:
        """Write the manifest and the index page; tell whether either changed.

        Both are merged with what another run may have published meanwhile; a post whose page is gone
        is not listed.

        Raises:
            PublishError: one of them cannot be written.
        """
        on_disk = {entry.source: entry for entry in self._read_manifest()}
        merged = on_disk | self._changes
        entries = [e for e in merged.values() if e and (self.output / e.page).is_file()]
        if not entries and not self.output.exists():
            return False
        index_changed = write_if_changed(self.output / INDEX, render_index(entries))
        return write_if_changed(self.output / MANIFEST, dump_manifest(entries)) or index_changed

    def _note(self, key: str, entry: Entry | None) -> None:
        self._changes[key] = entry
        if entry:
            self._entries[key] = entry
        else:
            del self._entries[key]

    def _read_manifest(self) -> Iterable[Entry]:
        path = self.output / MANIFEST
        try:
            return load_manifest(path)
        except ManifestError as error:
            self.problems = (f"{path}: damaged ({error}); the index is made anew from the posts of this run",)
            return ()

    def _key(self, source: Path) -> str:
        """Name a post as the manifest does, so that output and posts can move together."""
        if str(source) == _STDIN:
            return _STDIN
        path, root = os.path.realpath(source), os.path.realpath(self.output.parent)
        try:
            return Path(os.path.relpath(path, root)).as_posix()
        except ValueError:  # pragma: no cover - Windows, another drive
            return Path(path).as_posix()

    def _place(self, page: PurePosixPath) -> Path:
        """Give the file of a page, but never one outside the folder, whatever links lie in it."""
        place = self.output / page
        root = Path(os.path.realpath(self.output))
        if not Path(os.path.realpath(place.parent)).is_relative_to(root):
            raise PublishError(f"{place.parent}: is a link out of the output folder; remove it")
        return place


def _is_ours(place: Path) -> bool:
    try:
        with place.open("rb") as file:
            return _SIGNATURE in file.read(_SIGNED_WITHIN_BYTES)
    except OSError:
        return False


def _refuse_foreign(place: Path) -> None:
    if place.is_file() and not _is_ours(place):
        raise PublishError(
            f"{place}: is there already and not ours; move it, or choose another folder with --out"
        )
