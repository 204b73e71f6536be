"""What finds a site from outside: feed, site map, robots.txt, the page for what is missing, search."""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path, PurePosixPath

from bilingual.publish.catalogue import Catalogue
from bilingual.publish.files import remove_file, write_if_changed
from bilingual.publish.places import place_inside
from bilingual.publish.search import MISSING_PACKAGE, publish_search, withdraw_search
from bilingual.publish.signature import is_ours
from bilingual.render import (
    FEED,
    MISSING,
    ROBOTS,
    Publication,
    render_feed,
    render_missing,
    render_robots,
    render_sitemaps,
)
from bilingual.render.feed import NEWEST

_PRIVATE = ("status.html",)
"""Lists that are for editors."""


class Finders:
    """What leads to the posts in an output folder."""

    def __init__(self, output: Path, catalogue: Catalogue, publication: Publication) -> None:
        self._output = output
        self._shelves = catalogue.shelves
        self._publication = publication
        self.remarks: list[str] = []
        """What could be better, one sentence each."""

    def write(self) -> bool:
        """Write all of them; tell whether a file changed."""
        files = {name: text for name, text in self._render().items() if text}
        changed = [self._write(name, text) for name, text in files.items()]
        removed = [self._remove(name) for name in self._written_before() if name not in files]
        return any([*changed, *removed, self._search()])

    def _render(self) -> Mapping[str, str]:
        lists = (path for path in self._shelves.files() if path.endswith(".html") and path not in _PRIVATE)
        return {
            FEED: render_feed(islice(self._shelves.every_entry(), NEWEST), self._publication),
            MISSING: render_missing(self._publication),
            ROBOTS: render_robots(self._publication),
            **render_sitemaps(self._shelves.every_entry(), self._publication, lists),
        }

    def _write(self, name: str, text: str) -> bool:
        path = place_inside(self._output, PurePosixPath(name))
        if path.exists() and not is_ours(path):
            self.remarks.append(f"{path}: is not ours and stays as it is")
            return False
        return write_if_changed(path, text)

    def _written_before(self) -> Iterator[str]:
        names = (MISSING, ROBOTS, *(path.name for path in sorted(self._output.glob("sitemap*.xml"))))
        return (name for name in names if is_ours(self._output / name))

    def _remove(self, name: str) -> bool:
        remove_file(place_inside(self._output, PurePosixPath(name)), self._output)
        return True

    def _search(self) -> bool:
        if not self._publication.has_search:
            withdraw_search(self._output)
            self.remarks.append(MISSING_PACKAGE)
            return False
        digests = self._shelves.record_digests()
        stories = self._shelves.every_entry()
        built = publish_search(self._output, stories, digests, self._shelves.records, self._publication)
        self.remarks += [built.problem] if built.problem else []
        return built.rebuilt > 0
