"""Writing the site's own pages: those that a mark of the catalogue asks for, and no other."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path, PurePosixPath

from bilingual.publish import listings
from bilingual.publish.catalogue import Catalogue, ListKind, Mark
from bilingual.publish.catalogue.shelves import Shelf
from bilingual.publish.files import remove_file, write_if_changed
from bilingual.publish.finders import Finders
from bilingual.publish.paging import Pages, positions_of
from bilingual.publish.places import place_inside
from bilingual.publish.signature import is_ours, refuse_foreign
from bilingual.render import Place, Publication, exchange_surroundings
from bilingual.render.assets import render_assets
from bilingual.render.site import (
    Section,
    render_listing,
    render_months,
    render_overview,
    render_status,
    render_surroundings,
    render_term,
    render_terms,
)

FOLDERS = ("archive", "authors", "months", "tags", "terms")
"""Where all pages are the site's: posts whose folder has such a name get another."""


class Writer:
    """The site's pages in an output folder."""

    def __init__(self, output: Path, catalogue: Catalogue, publication: Publication) -> None:
        self._output = output
        self._catalogue = catalogue
        self._shelves = catalogue.shelves
        self._publication = publication
        self._finders = Finders(output, catalogue, publication)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Give what could be better, one sentence each."""
        return tuple(self._finders.remarks)

    def write_marked(self) -> Iterator[bool]:
        """Write all that is marked, part by part; tell of each whether any file changed.

        While of some posts only the entry is known, what depends on all of every post stays as it is and
        stays marked: terms, related posts, the status.
        """
        is_whole = not self._catalogue.gaps()
        if is_whole:
            yield from self._write_surroundings()
        yield from self._write_lists(with_terms=is_whole)
        steps = {"assets": self._assets, "months": self._months, "tags": self._tags, "authors": self._authors}
        if is_whole:
            steps |= {"terms": self._terms, "status": self._status, "sweep": self._sweep}
        steps["finders"] = self._finders.write
        for what, step in steps.items():
            with self._catalogue.hold():
                marks = self._catalogue.marks(what)
                changed = step() if marks else False
                self._catalogue.wipe(marks)
            yield changed

    def _write_surroundings(self) -> Iterator[bool]:
        for mark in self._catalogue.marks("post"):
            with self._catalogue.hold():
                changed = self._surround(mark.key)
                self._catalogue.wipe([mark])
            yield changed

    def _surround(self, post: int) -> bool:
        """Exchange what stands below a post, unless it is there already."""
        entry = self._shelves.entry(post)
        if entry is None:
            return False
        shown = listings.surround(post, entry, self._shelves)
        html = render_surroundings(shown, Place(self._publication, entry.page))
        if self._shelves.around(post) == digest(html):
            return False
        path = place_inside(self._output, PurePosixPath(entry.page))
        if not is_ours(path):
            return False
        page = path.read_bytes().decode(errors="replace")
        changed = write_if_changed(path, exchange_surroundings(page, html))
        self._catalogue.note_surroundings(post, digest(html))
        return changed

    def _write_lists(self, *, with_terms: bool) -> Iterator[bool]:
        marks = sorted(self._catalogue.marks("list"), key=lambda mark: mark.key)
        for number, same in groupby(marks, key=lambda mark: mark.key):
            with self._catalogue.hold():
                shelf = self._shelves.shelf(number)
                if shelf and shelf.kind is ListKind.TERM and not with_terms:
                    continue
                found = tuple(same)
                changed = self._write_list(shelf, found) if shelf else False
                self._catalogue.wipe(found)
            yield changed

    def _write_list(self, shelf: Shelf, marks: Iterable[Mark]) -> bool:
        number = shelf.id
        if not shelf.size and shelf.kind is not ListKind.ALL:
            changed = self._remove(self._shelves.files_of(number))
            self._shelves.forget(number)
            return changed
        pages = Pages(shelf.kind, shelf.key, shelf.size)
        wanted = pages.touched(
            [self._shelves.position(number, stamp) for stamp in positions_of(marks, shifts=False)],
            [self._shelves.position(number, stamp) for stamp in positions_of(marks, shifts=True)][:1],
            shelf.pages,
        )
        changed = False
        for page in wanted:
            place = self._place(pages.address(page))
            if shelf.kind is ListKind.TERM:
                text = render_term(listings.list_places(shelf, pages, page, self._shelves), place)
            else:
                shown = listings.list_posts(shelf, pages, page, self._shelves, self._publication)
                text = render_listing(shown, place)
            changed |= self._write(place.page, text, number, page)
        changed |= self._remove(self._shelves.files_outside(number, pages.first, pages.last))
        self._shelves.note_pages(number, pages.last)
        return changed

    def _assets(self) -> bool:
        files = render_assets(self._publication) if self._publication.has_assets else {}
        changed = [self._write(path, text) for path, text in files.items()]
        return any(changed)

    def _months(self) -> bool:
        place = self._place(Section.MONTHS)
        text = render_months(listings.list_months(self._shelves), listings.link_undated(self._shelves), place)
        return self._write(place.page, text)

    def _tags(self) -> bool:
        return self._names(ListKind.TAG)

    def _authors(self) -> bool:
        return self._names(ListKind.AUTHOR)

    def _names(self, kind: ListKind) -> bool:
        return self._write_parts(
            (address, render_overview(overview, self._place(address)))
            for overview in listings.list_names(kind, self._shelves)
            for address in [listings.part_address(overview.section, overview.pager.number)]
        )

    def _terms(self) -> bool:
        return self._write_parts(
            (address, render_terms(index, self._place(address)))
            for address, index in listings.list_terms(self._shelves)
        )

    def _write_parts(self, parts: Iterator[tuple[str, str]]) -> bool:
        """Write the first page of an overview and its further ones; remove those that are no more."""
        changed, written = False, set()
        for address, text in parts:
            changed |= self._write(address, text)
            written.add(address)
        folder = min(written, key=len).removesuffix(".html")
        return (
            self._remove(path for path in self._shelves.files_below(folder) if path not in written) or changed
        )

    def _status(self) -> bool:
        place = self._place(Section.STATUS)
        return self._write(place.page, render_status(listings.sum_up(self._catalogue), place))

    def _sweep(self) -> bool:
        """Remove pages of ours that the catalogue does not know: it was made anew since they were written."""
        return self._remove(
            path
            for folder in FOLDERS
            for path in self._pages_in(folder)
            if not self._shelves.has_file(path) and is_ours(self._output / path)
        )

    def _pages_in(self, folder: str) -> list[str]:
        return sorted(
            Path(current, name).relative_to(self._output).as_posix()
            for current, _, names in os.walk(self._output / folder)
            for name in names
            if name.endswith(".html")
        )

    def _write(self, address: str, text: str, shelf: int = 0, number: int = 0) -> bool:
        path = place_inside(self._output, PurePosixPath(address))
        refuse_foreign(path)
        self._shelves.note_file(address, shelf, number)
        return write_if_changed(path, text)

    def _remove(self, addresses: Iterable[str]) -> bool:
        changed = False
        for address in list(addresses):
            path = place_inside(self._output, PurePosixPath(address))
            if is_ours(path):
                remove_file(path, self._output)
                changed = True
            self._shelves.forget_file(address)
        return changed

    def _place(self, address: str) -> Place:
        return Place(self._publication, str(address))


def digest(text: str) -> str:
    """Give what tells texts apart."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
