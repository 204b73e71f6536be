"""An output folder: which post has which page, and the pages that lead to them.

A page is written before it is entered in the catalogue, and `index.json`, which remembers the page of every
post for whoever has no catalogue, is written last: a run that is killed leaves whole pages, and the next
run puts them into the lists.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from bilingual.document import TranslatedPost
from bilingual.publish.catalogue import Catalogue, Facts, LeftOut, Stored, gather_facts
from bilingual.publish.files import remove_file, sweep_leftovers, write_if_changed
from bilingual.publish.inputs import digest_file, digest_program
from bilingual.publish.manifest import ManifestError, join_lines, load_manifest, read_manifest
from bilingual.publish.names import distinct_page, page_key
from bilingual.publish.places import STDIN, place_inside, source_key
from bilingual.publish.signature import is_ours, refuse_foreign
from bilingual.publish.writer import Writer, digest
from bilingual.render import (
    Entry,
    Place,
    Publication,
    entry_of,
    exchange_surroundings,
    read_surroundings,
    render_post,
)

MANIFEST = "index.json"
INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Published:
    """Where a post's page is, and whether it was written."""

    page: PurePosixPath
    """Relative to the output folder."""
    changed: bool
    """False when the page held the very same bytes before."""


class Site:
    """The pages in one output folder. Call `finish` when all posts are published, or to save the lists."""

    def __init__(
        self,
        output: Path,
        publication: Publication | None = None,
        catalogue: Catalogue | None = None,
        inputs: str = "",
    ) -> None:
        """Read what is published, and sweep up what killed runs left; nothing is created before a page is.

        Args:
            output: the folder.
            publication: what all its pages share.
            catalogue: None: of posts that are not published here in this program's life, only what the
                manifest tells is known; the concordance and related posts wait until they all are.
            inputs: digest of what pages depend on beside their posts and this program (see `rebuild`).

        Raises:
            PublishError: the folder cannot be read, or holds an index page that is not ours.
        """
        self.output = output
        self.publication = publication or Publication()
        self.catalogue = catalogue or Catalogue()
        self.inputs = inputs
        self.problems: tuple[str, ...] = ()
        """What was wrong with the folder but could be mended, one sentence each."""
        self.remarks: tuple[str, ...] = ()
        """What could be better, one sentence each; known when all is finished."""
        refuse_foreign(output / INDEX)
        sweep_leftovers(output)
        self._reserved: dict[str, PurePosixPath] = {}
        self._reserved_keys: set[str] = set()
        with self.catalogue.hold():
            self._follow_manifest()
            self._follow_setting()

    def sources(self) -> tuple[Path, ...]:
        """Give the files of all posts published here, sorted; they may be gone by now."""
        return tuple(self.path_of(key) for key in self.catalogue.pages() if key != STDIN)

    def entries(self) -> Iterator[Entry]:
        """Give every published post, the newest first, one after the other: for a feed, a map, a search."""
        return self.catalogue.shelves.every_entry()

    def path_of(self, key: str) -> Path:
        """Give the file of a post by its key in the manifest."""
        return self.output.parent / key

    def page_for(self, source: Path, relative: PurePosixPath) -> PurePosixPath:
        """Give the page path of a post: the one it has, else one that no other post has.

        Args:
            source: the post's file; `-` is standard input.
            relative: its path below the folder that was translated, or its name.
        """
        key = self.key_of(source)
        if known := self.catalogue.find(key):
            return PurePosixPath(known.page)
        if key not in self._reserved:
            self._reserved[key] = distinct_page(relative, _Taken(self.catalogue, self._reserved_keys))
            self._reserved_keys.add(page_key(self._reserved[key]))
        return self._reserved[key]

    def publish(self, post: TranslatedPost, source: Path, relative: PurePosixPath) -> Published:
        """Write the page of a post unless it is there already, with the surroundings that it had.

        Raises:
            PublishError: the page cannot be written, or a file that is not ours is in its place.
        """
        key = self.key_of(source)
        with self.catalogue.hold():
            page = self.page_for(source, relative)
            path = place_inside(self.output, page)
            refuse_foreign(path)
            around = read_surroundings(_read(path))
            entry = entry_of(post, str(page), key)
            html = render_post(post, Place(self.publication, str(page), around), entry)
            changed = write_if_changed(path, html)
            facts = gather_facts(post, entry)
            self.catalogue.store(facts, self._stored(facts, html, around, source))
        return Published(page, changed)

    def remove(self, source: Path) -> None:
        """Take back the page of a post, if this folder has one.

        Raises:
            PublishError: the page cannot be removed.
        """
        key = self.key_of(source)
        with self.catalogue.hold():
            if known := self.catalogue.find(key):
                path = place_inside(self.output, PurePosixPath(known.page))
                if is_ours(path):
                    remove_file(path, self.output)
                self.catalogue.drop(key)
                self._reserved_keys.discard(page_key(known.page))
                self._reserved.pop(key, None)

    def enter(self, post: TranslatedPost, source: Path) -> None:
        """Learn of a post what the lists need beside its entry; entry and page stay as they are."""
        key = self.key_of(source)
        with self.catalogue.hold():
            if entry := self.catalogue.entry(key):
                page = _read(place_inside(self.output, PurePosixPath(entry.page)))
                facts = gather_facts(post, entry)
                stored = self._stored(facts, page, read_surroundings(page), source)
                self.catalogue.store(facts, replace(stored, inputs=""))

    def refresh(self) -> None:
        """Have the next finish write all that leads to posts again."""
        with self.catalogue.hold():
            self.catalogue.mark_all()

    def has_lost_lists(self) -> bool:
        """Tell whether a page that leads to posts is gone."""
        return not all((self.output / path).is_file() for path in self.catalogue.shelves.files())

    def leave_out(self, source: Path, status: str, message: str) -> None:
        """Note for the editors that a post could not be published, or is not wanted."""
        key = self.key_of(source)
        said = message.replace(str(source), key)
        with self.catalogue.hold():
            self.catalogue.leave_out(LeftOut(key, status, said))

    def finish(self) -> bool:
        """Write the lists of posts and whatever else leads to them; tell whether anything changed.

        What other runs have published meanwhile is part of it; a post whose page is gone is not listed.

        Raises:
            PublishError: a page cannot be written.
        """
        return any(list(self.finish_in_steps()))

    def finish_in_steps(self) -> Iterator[bool]:
        """Do the same part by part, some `pending` of them; tell of each whether it changed anything."""
        with self.catalogue.hold():
            self._follow_manifest()
            self._drop_missing()
            if not self.catalogue.pages() and not self.output.exists():
                return
        writer = Writer(self.output, self.catalogue, self.publication)
        yield from writer.write_marked()
        self.remarks = writer.remarks
        with self.catalogue.hold():
            yield self._write_manifest()

    @property
    def pending(self) -> int:
        """Give about how many parts a finish has."""
        return self.catalogue.count_marks()

    def is_current(self, key: str) -> bool:
        """Tell whether the page of a post is what would be written now, as far as files can tell.

        The page is the one that was entered, its post has not changed, nor has what all pages are made
        with; the wording of its sentences is for the caller to ask after.
        """
        known = self.catalogue.find(key)
        if known is None or not known.facts or known.inputs != self._all_inputs():
            return False
        page = _read(place_inside(self.output, PurePosixPath(known.page)))
        return known.body == digest(exchange_surroundings(page, "")) and known.file == digest_file(
            self.path_of(key)
        )

    def key_of(self, source: Path) -> str:
        """Name a post as the manifest does, so that output and posts can move together."""
        return source_key(source, self.output)

    def _stored(self, facts: Facts, html: str, around: str, source: Path) -> Stored:
        return Stored(
            facts.entry.page,
            facts.digest,
            digest(exchange_surroundings(html, "")),
            digest(around),
            "" if str(source) == STDIN else digest_file(source),
            self._all_inputs(),
            facts.missing,
        )

    def _all_inputs(self) -> str:
        return digest(f"{digest_program(self.publication.templates)}\n{self.publication!r}\n{self.inputs}")

    def _follow_setting(self) -> None:
        """Write every page of the site again when what they are all made with has changed."""
        now = digest(f"{digest_program(self.publication.templates)}\n{self.publication!r}")
        if self.catalogue.setting("site") != now:
            self.catalogue.mark_all()
            self.catalogue.note_setting("site", now)

    def _write_manifest(self) -> bool:
        if not (marks := self.catalogue.marks("manifest")):
            return False
        text = join_lines(self.catalogue.shelves.lines())
        changed = write_if_changed(self.output / MANIFEST, text)
        self.catalogue.note_setting(MANIFEST, digest(text))
        self.catalogue.wipe(marks)
        return changed

    def _follow_manifest(self) -> None:
        """Enter what somebody else has published: the manifest is not the one that was written here."""
        path = self.output / MANIFEST
        content = read_manifest(path)
        if self.catalogue.setting(MANIFEST) == digest(content):
            return
        try:
            entries = load_manifest(path)
        except ManifestError as error:
            self.problems = (
                f"{path}: damaged ({error}); the lists are made anew from the posts of this run",
            )
            entries = ()
        for entry in entries:
            self._follow_entry(entry)
        self.catalogue.note_setting(MANIFEST, digest(content))
        self.catalogue.mark("manifest")

    def _follow_entry(self, entry: Entry) -> None:
        """Believe the manifest, unless the page is the one that was entered here."""
        known = self.catalogue.find(entry.source)
        path = self.output / entry.page
        if known is None:
            if path.is_file() and page_key(entry.page) not in self.catalogue:
                self.catalogue.store(Facts(entry), Stored(entry.page))
        elif known.facts and known.body != digest(exchange_surroundings(_read(path), "")):
            page = known.page if page_key(entry.page) in self.catalogue else entry.page
            self.catalogue.store(Facts(replace(entry, page=page)), Stored(page))

    def _drop_missing(self) -> None:
        for key, page in self.catalogue.pages().items():
            if not (self.output / page).is_file():
                self.catalogue.drop(key)


@dataclass(frozen=True, slots=True)
class _Taken:
    """The keys of pages that are posts', in the catalogue or since."""

    catalogue: Catalogue
    reserved: set[str]

    def __contains__(self, key: object) -> bool:
        return key in self.reserved or key in self.catalogue


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode(errors="replace")
    except OSError:
        return ""
