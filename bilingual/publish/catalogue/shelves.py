"""Reading the lists of the catalogue, a page at a time: nothing here holds more than one page."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bilingual.publish.catalogue.facts import Quote
from bilingual.publish.catalogue.lists import ListKind, read_quotes
from bilingual.publish.catalogue.store import RARE
from bilingual.publish.manifest import load_entry
from bilingual.publish.search_records import SearchRecord, load_record
from bilingual.render import Entry


@dataclass(frozen=True, slots=True)
class Shelf:
    """A list and what it is called now."""

    id: int
    kind: ListKind
    key: str
    size: int
    label: str
    """As the newest post spells it."""
    pages: int
    """The highest number of a page that was written, as it was noted."""


@dataclass(frozen=True, slots=True)
class Concord:
    """A post with the sentences that a term stands in."""

    entry: Entry
    count: int
    """How often the term occurs in the post."""
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of one check there are, in how many posts."""

    check: str
    severity: str
    count: int
    posts: int


_SHELF = """
SELECT list.id, list.kind, list.key, list.size, (
    SELECT label.text FROM member JOIN label ON label.id = member.label
    WHERE member.list = list.id ORDER BY member.stamp DESC LIMIT 1
), list.pages FROM list
"""


class Shelves:
    """The lists of a catalogue."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def shelf(self, number: int) -> Shelf | None:
        """Give a list."""
        row = self._db.execute(f"{_SHELF} WHERE list.id = ?", (number,)).fetchone()
        return _shelf(row) if row else None

    def all_of(self, kind: ListKind) -> tuple[Shelf, ...]:
        """Give the lists of a kind that have posts, by key."""
        rows = self._db.execute(
            f"{_SHELF} WHERE list.kind = ? AND list.size ORDER BY list.key", (kind.value,)
        )
        return tuple(_shelf(row) for row in rows)

    def position(self, shelf: int, stamp: str) -> int:
        """Count the posts of a list before a place."""
        query = "SELECT count(*) FROM member WHERE list = ? AND stamp < ?"
        return int(self._db.execute(query, (shelf, stamp)).fetchone()[0])

    def entries(self, shelf: int, start: int, count: int) -> tuple[Entry, ...]:
        """Give some posts of a list, the oldest first."""
        rows = self._db.execute(
            "SELECT post.entry FROM member JOIN post ON post.id = member.post"
            " WHERE member.list = ? ORDER BY member.stamp LIMIT ? OFFSET ?",
            (shelf, count, start),
        )
        return tuple(load_entry(row[0]) for row in rows)

    def concordance(self, shelf: int, start: int, count: int) -> tuple[Concord, ...]:
        """Give some posts of a term's list with their quotes, the oldest first."""
        rows = self._db.execute(
            "SELECT post.entry, quote.count, quote.quotes FROM member"
            " JOIN post ON post.id = member.post"
            " JOIN quote ON quote.post = member.post AND quote.list = member.list"
            " WHERE member.list = ? ORDER BY member.stamp LIMIT ? OFFSET ?",
            (shelf, count, start),
        )
        return tuple(Concord(load_entry(line), number, read_quotes(quotes)) for line, number, quotes in rows)

    def occurrences(self, shelf: int) -> int:
        """Count how often a term occurs."""
        query = (
            "SELECT coalesce(sum(quote.count), 0) FROM member JOIN quote USING (post, list) WHERE list = ?"
        )
        return int(self._db.execute(query, (shelf,)).fetchone()[0])

    def entry(self, post: int) -> Entry | None:
        """Give a post's entry."""
        row = self._db.execute("SELECT entry FROM post WHERE id = ?", (post,)).fetchone()
        return load_entry(row[0]) if row else None

    def around(self, post: int) -> str:
        """Give the digest of what was noted to stand around a post."""
        return str(self._db.execute("SELECT around FROM post WHERE id = ?", (post,)).fetchone()[0])

    def neighbour(self, stamp: str, *, newer: bool) -> Entry | None:
        """Give the post that was published next, or just before."""
        comparison, order = (">", "ASC") if newer else ("<", "DESC")
        row = self._db.execute(
            f"SELECT entry FROM post WHERE stamp {comparison} ? ORDER BY stamp {order} LIMIT 1",  # noqa: S608
            (stamp,),
        ).fetchone()
        return load_entry(row[0]) if row else None

    def related(self, post: int, count: int) -> tuple[Entry, ...]:
        """Give the posts that share the rarest terms, the best first, of equals the newest.

        A term counts by how few posts have it: 1000/n. Whole numbers, so that the order is exact.
        """
        rows = self._db.execute(
            "SELECT post.entry FROM member AS mine"
            " JOIN list ON list.id = mine.list AND list.kind = 'term' AND list.size <= ?"
            " JOIN member AS other ON other.list = mine.list AND other.post <> mine.post"
            " JOIN post ON post.id = other.post"
            " WHERE mine.post = ? GROUP BY post.id"
            " ORDER BY sum(1000 / list.size) DESC, post.stamp DESC LIMIT ?",
            (RARE, post, count),
        )
        return tuple(load_entry(row[0]) for row in rows)

    def every_entry(self) -> Iterator[Entry]:
        """Give every post, the newest first."""
        rows = self._db.execute("SELECT entry FROM post ORDER BY stamp DESC")
        return (load_entry(row[0]) for row in rows)

    def record_digests(self) -> dict[str, str]:
        """Give each page that can be searched for, with the digest of what is found there."""
        query = "SELECT page, digest FROM record JOIN post ON post.id = record.post"
        return dict(self._db.execute(query).fetchall())

    def records(self, pages: Sequence[str]) -> Iterator[SearchRecord]:
        """Give what is found on pages, in their order."""
        query = "SELECT content FROM record JOIN post ON post.id = record.post WHERE page = ?"
        return (load_record(row[0]) for page in pages for row in self._db.execute(query, (page,)))

    def lines(self) -> Iterator[str]:
        """Give every entry as the manifest has it, sorted by page."""
        return (row[0] for row in self._db.execute("SELECT entry FROM post ORDER BY page"))

    def tallies(self) -> tuple[Tally, ...]:
        """Count the findings by check, the most frequent first."""
        rows = self._db.execute(
            'SELECT "check", severity, sum(count), count(*) FROM flaw'
            ' GROUP BY "check", severity ORDER BY severity, sum(count) DESC, "check"'
        )
        return tuple(Tally(*row) for row in rows)

    def flawed(self, count: int) -> tuple[Entry, ...]:
        """Give the posts with most errors, then with most warnings, the newest first of equals."""
        rows = self._db.execute(
            "SELECT entry, sum(count * (severity = 'error')) AS errors, sum(count) AS every FROM flaw"
            " JOIN post ON post.id = flaw.post GROUP BY post.id"
            " ORDER BY errors DESC, every DESC, stamp DESC LIMIT ?",
            (count,),
        )
        return tuple(load_entry(row[0]) for row in rows)

    def sums(self) -> tuple[int, ...]:
        """Count posts, sentences, sentences that people wrote, posts wholly reviewed, sentences missing."""
        rows = self._db.execute("SELECT entry, missing FROM post")
        sums = [0, 0, 0, 0, 0]
        for line, missing in rows:
            entry = json.loads(line)
            reviewed = round(entry["sentences"] * entry["reviewed"])
            whole = bool(entry["sentences"]) and reviewed == entry["sentences"]
            for at, value in enumerate((1, entry["sentences"], reviewed, whole, missing)):
                sums[at] += value
        return tuple(sums)

    def unknown_names(self, count: int) -> tuple[tuple[str, int], ...]:
        """Give the names that no glossary has, with the number of posts, the most frequent first."""
        rows = self._db.execute(
            "SELECT name, count(*) FROM unknown GROUP BY name ORDER BY count(*) DESC, name LIMIT ?", (count,)
        )
        return tuple((json.loads(name), number) for name, number in rows)

    def posts_with_name(self, name: str, count: int) -> tuple[Entry, ...]:
        """Give the newest posts with an unknown name."""
        rows = self._db.execute(
            "SELECT entry FROM unknown JOIN post ON post.id = unknown.post WHERE name = ?"
            " ORDER BY stamp DESC LIMIT ?",
            (json.dumps(name), count),
        )
        return tuple(load_entry(row[0]) for row in rows)

    def count_unknown_names(self) -> int:
        """Count the names that no glossary has."""
        return int(self._db.execute("SELECT count(DISTINCT name) FROM unknown").fetchone()[0])

    def note_file(self, path: str, shelf: int = 0, number: int = 0) -> None:
        """Note that a page of a list is written; the newest page has the number 0."""
        self._db.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?)", (path, shelf, number))

    def note_pages(self, shelf: int, pages: int) -> None:
        """Note the highest number of a list's pages."""
        self._db.execute("UPDATE list SET pages = ? WHERE id = ?", (pages, shelf))

    def files_outside(self, shelf: int, first: int, last: int) -> tuple[str, ...]:
        """Give the numbered pages of a list that are not among those wanted."""
        rows = self._db.execute(
            "SELECT path FROM file WHERE list = ? AND number AND number NOT BETWEEN ? AND ?",
            (shelf, first, last),
        )
        return tuple(row[0] for row in rows)

    def files_of(self, shelf: int) -> tuple[str, ...]:
        """Give all pages of a list."""
        return tuple(row[0] for row in self._db.execute("SELECT path FROM file WHERE list = ?", (shelf,)))

    def files(self) -> tuple[str, ...]:
        """Give all pages that were noted."""
        return tuple(row[0] for row in self._db.execute("SELECT path FROM file"))

    def files_below(self, folder: str) -> tuple[str, ...]:
        """Give all pages in a folder."""
        rows = self._db.execute(
            "SELECT path FROM file WHERE path BETWEEN ? AND ?", (f"{folder}/", f"{folder}0")
        )
        return tuple(row[0] for row in rows)

    def has_file(self, path: str) -> bool:
        """Tell whether a page of a list lies here."""
        return self._db.execute("SELECT 1 FROM file WHERE path = ?", (path,)).fetchone() is not None

    def forget_file(self, path: str) -> None:
        """Forget a page that is gone."""
        self._db.execute("DELETE FROM file WHERE path = ?", (path,))

    def forget(self, shelf: int) -> None:
        """Forget a list that has no posts."""
        self._db.execute("DELETE FROM list WHERE id = ? AND size = 0 AND kind <> 'all'", (shelf,))


def _shelf(row: tuple[int, str, str, int, str | None, int]) -> Shelf:
    number, kind, key, size, label, pages = row
    return Shelf(number, ListKind(kind), key, size, json.loads(label) if label else "", pages)
