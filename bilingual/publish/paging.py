"""How a list that grows at its new end is cut into pages that stay as they are.

Pages are numbered from the oldest post, so that a new post leaves all but the newest page alone. That one
has no number and holds what the full pages do not: one page's worth of posts to just below two.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bilingual.publish.catalogue import ListKind, Mark
from bilingual.publish.names import list_name

POSTS = 20
"""Posts on a full page. The newest page may hold 39 and must stay below 60 KB: an entry with both titles,
excerpts and a Chinese address, nine bytes a character there, takes about 1 KB."""

TERM_POSTS = 8
"""Posts on a page of a concordance: the newest may hold 15, with three sentences each."""

TERM_PAGES = 10
"""Full pages of a concordance. A word that is in every post has nothing to show on a thousandth page;
without a bound such words alone would be most of a large site."""

NEWEST = 0

_FOLDERS = {
    ListKind.MONTH: "months",
    ListKind.TAG: "tags",
    ListKind.AUTHOR: "authors",
    ListKind.TERM: "terms",
}


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a list of a certain size."""

    kind: ListKind
    key: str
    size: int

    @property
    def room(self) -> int:
        """Give how many posts a full page has."""
        return TERM_POSTS if self.kind is ListKind.TERM else POSTS

    @property
    def last(self) -> int:
        """Give the number of the newest numbered page, 0 where there is none.

        >>> [Pages(ListKind.ALL, "", size).last for size in (0, 20, 39, 40, 59, 60)]
        [0, 0, 0, 1, 1, 2]
        """
        return max(self.size // self.room - 1, 0)

    @property
    def first(self) -> int:
        """Give the number of the oldest numbered page that is shown."""
        return max(self.last - TERM_PAGES + 1, 1) if self.kind is ListKind.TERM else 1

    @property
    def hidden(self) -> int:
        """Give how many of the oldest posts no page shows."""
        return (self.first - 1) * self.room

    def start(self, number: int) -> int:
        """Give the position of a page's oldest post."""
        return (self.last if number == NEWEST else number - 1) * self.room

    def count(self, number: int) -> int:
        """Give how many posts a page has."""
        return self.size - self.start(NEWEST) if number == NEWEST else self.room

    def address(self, number: int) -> str:
        """Give the path of a page, relative to the output folder."""
        return list_address(self.kind, self.key, number)

    def newer(self, number: int) -> str:
        """Give the address of the next newer page, `""` for the newest."""
        if number == NEWEST:
            return ""
        return self.address(number + 1 if number < self.last else NEWEST)

    def older(self, number: int) -> str:
        """Give the address of the next older page, `""` for the oldest."""
        before = self.last if number == NEWEST else number - 1
        return self.address(before) if before >= self.first and before else ""

    def touched(self, positions: Iterable[int], shifts: Iterable[int], before: int) -> list[int]:
        """Give the pages to write.

        Args:
            positions: where a post is shown otherwise than before.
            shifts: from where on posts have moved.
            before: what `last` was when the pages were written.
        """
        wanted = {NEWEST} | {self._page_of(position) for position in positions}
        for shift in shifts:
            wanted.update(range(max(self._number(shift) - 1, 1), self.last + 1))
        if before != self.last:
            wanted.update(range(max(min(before, self.last), 1), self.last + 1))
            wanted.add(self.first)
        return sorted(n for n in wanted if n == NEWEST or self.first <= n <= self.last)

    def _number(self, position: int) -> int:
        return position // self.room + 1

    def _page_of(self, position: int) -> int:
        number = self._number(position)
        return number if number <= self.last else NEWEST


def list_address(kind: ListKind, key: str, number: int = NEWEST) -> str:
    """Give the path of a list's page.

    >>> list_address(ListKind.ALL, "", 3), list_address(ListKind.TAG, "hong kong")
    ('archive/3.html', 'tags/hong_kong.html')
    """
    if kind is ListKind.ALL:
        return f"archive/{number}.html" if number else "index.html"
    name = f"{_FOLDERS[kind]}/{list_name(key)}"
    return f"{name}/{number}.html" if number else f"{name}.html"


def positions_of(marks: Iterable[Mark], *, shifts: bool) -> list[str]:
    """Give the places in a list that marks of one sort are about."""
    return sorted({mark.stamp for mark in marks if mark.is_shift == shifts})
