"""The catalogue: what is published in an output folder, as the site's pages need it; and what to write again.

A cache: posts and memory can give all of it again. It stays true through kills, since a page is written
before it is entered and a mark is wiped away after the page it asks for is written.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bilingual.memory.columns import read_text, write_text
from bilingual.publish.catalogue.facts import Facts, Flaw, Quote, TermLabel, gather_facts, text_key
from bilingual.publish.catalogue.lists import UNDATED, ListKind
from bilingual.publish.catalogue.schema import explain_faults, open_catalogue
from bilingual.publish.catalogue.shelves import Shelves
from bilingual.publish.catalogue.store import Stored, drop_post, mark, store_post
from bilingual.publish.manifest import dump_entry, load_entry
from bilingual.render import Entry

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows: one run at a time
    fcntl = None  # type: ignore[assignment]

__all__ = [
    "UNDATED",
    "Catalogue",
    "Facts",
    "Flaw",
    "LeftOut",
    "ListKind",
    "Mark",
    "Quote",
    "Shelves",
    "Stored",
    "TermLabel",
    "gather_facts",
    "text_key",
]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that must be written again."""

    id: int
    what: str
    """`post`: its surroundings; `list`: its pages; else the page of that name."""
    key: int
    """Of the post or list, else 0."""
    stamp: str
    """The place in the list where something changed."""
    is_shift: bool
    """All behind that place has moved."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A post that has no page, or an old one, and why."""

    source: str
    status: str
    message: str


class Catalogue:
    """An open catalogue; two programs may have one open at a time."""

    def __init__(self, path: Path | None = None) -> None:
        """Open the file and make it if need be; None: one that lives as long as the program.

        Raises:
            PublishError: the file can be neither read nor made.
        """
        self.path = path
        self._db = open_catalogue(path)
        self.shelves = Shelves(self._db)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Change the catalogue and the files that hang on it, while no other program does.

        All changes of the catalogue inside are one.
        """
        if self._db.in_transaction:  # an outer one holds it
            yield
            return
        with self._locked(), explain_faults(self.path), self._db:
            self._db.execute("BEGIN IMMEDIATE")
            yield

    def setting(self, name: str) -> str:
        """Give a value that was noted, `""` where none was."""
        row = self._db.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def note_setting(self, name: str, value: str) -> None:
        """Note a value."""
        self._db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    def find(self, source: str) -> Stored | None:
        """Give what is known of a post's page."""
        row = self._db.execute(
            "SELECT page, facts, body, around, file, inputs, missing FROM post WHERE source = ?",
            (write_text(source),),
        ).fetchone()
        return Stored(*row) if row else None

    def entry(self, source: str) -> Entry | None:
        """Give what the manifest has of a post."""
        row = self._db.execute("SELECT entry FROM post WHERE source = ?", (write_text(source),)).fetchone()
        return load_entry(row[0]) if row else None

    def __contains__(self, key: object) -> bool:
        """Tell whether a page of this key (see `page_key`) is a post's."""
        return self._db.execute('SELECT 1 FROM post WHERE "key" = ?', (key,)).fetchone() is not None

    def pages(self) -> dict[str, str]:
        """Give the page of every post by its source, sorted."""
        rows = self._db.execute("SELECT source, page FROM post").fetchall()
        return dict(sorted((read_text(source), page) for source, page in rows))

    def sources_with(self, texts: Iterable[str]) -> set[str]:
        """Give the posts that have a sentence of one of these texts."""
        query = "SELECT source FROM wording JOIN post ON post.id = wording.post WHERE text = ?"
        return {read_text(row[0]) for text in texts for row in self._db.execute(query, (text_key(text),))}

    def store(self, facts: Facts, stored: Stored) -> None:
        """Enter a post, or what has changed of it."""
        known = self.find(facts.entry.source)
        if known is None or not stored.facts or known.facts != stored.facts or known.page != stored.page:
            store_post(self._db, facts, dump_entry(facts.entry), stored)
        elif known != stored:
            self._db.execute(
                "UPDATE post SET body = ?, around = ?, file = ?, inputs = ? WHERE source = ?",
                (stored.body, stored.around, stored.file, stored.inputs, write_text(facts.entry.source)),
            )
            if known.around != stored.around:
                self._mark_source(facts.entry.source)
        self.forget_left_out(facts.entry.source)

    def drop(self, source: str) -> None:
        """Take a post out."""
        drop_post(self._db, source)

    def gaps(self) -> tuple[str, ...]:
        """Give the posts of which only the entry is known, sorted."""
        rows = self._db.execute("SELECT source FROM post WHERE facts = ''").fetchall()
        return tuple(sorted(read_text(row[0]) for row in rows))

    def accept_gap(self, source: str) -> None:
        """Take it that no more can be known of a post: its file is gone."""
        self._db.execute(
            "UPDATE post SET facts = 'entry' WHERE source = ? AND facts = ''", (write_text(source),)
        )

    def count_marks(self) -> int:
        """Count what must be written again."""
        return int(self._db.execute("SELECT count(*) FROM mark").fetchone()[0])

    def note_surroundings(self, post: int, digest: str) -> None:
        """Note what now stands around a post."""
        self._db.execute("UPDATE post SET around = ? WHERE id = ?", (digest, post))

    def leave_out(self, left: LeftOut) -> None:
        """Note that a post could not be published, or is not wanted."""
        row = (write_text(left.source), left.status, json.dumps(left.message))
        known = self._db.execute("SELECT * FROM left_out WHERE source = ?", row[:1]).fetchone()
        if known != row:
            self._db.execute("INSERT OR REPLACE INTO left_out VALUES (?, ?, ?)", row)
            mark(self._db, "status")

    def forget_left_out(self, source: str) -> None:
        """Forget that a post was left out."""
        gone = self._db.execute("DELETE FROM left_out WHERE source = ?", (write_text(source),))
        if gone.rowcount:
            mark(self._db, "status")

    def left_out(self) -> tuple[LeftOut, ...]:
        """Give the posts that were left out, sorted."""
        rows = self._db.execute("SELECT source, status, message FROM left_out").fetchall()
        return tuple(
            LeftOut(source, status, json.loads(message))
            for source, status, message in sorted((read_text(row[0]), *row[1:]) for row in rows)
        )

    def marks(self, what: str) -> tuple[Mark, ...]:
        """Give what must be written again of one sort."""
        rows = self._db.execute(
            'SELECT id, what, "key", stamp, shift FROM mark WHERE what = ? ORDER BY id', (what,)
        )
        return tuple(Mark(row[0], row[1], row[2] or 0, row[3], bool(row[4])) for row in rows)

    def mark(self, what: str) -> None:
        """Note that a page of the site must be written again."""
        mark(self._db, what)

    def mark_all(self) -> None:
        """Note that every page of the site must be written again, and the surroundings of every post."""
        for what in (
            "status",
            "manifest",
            "months",
            "tags",
            "authors",
            "terms",
            "sweep",
            "assets",
            "finders",
        ):
            mark(self._db, what)
        self._db.execute("INSERT OR IGNORE INTO list (kind, key) VALUES ('all', '')")
        every = "INSERT OR REPLACE INTO mark (what, key, stamp, shift) SELECT '{0}', id, '', {1} FROM {0}"
        self._db.execute(every.format("list", 1))
        self._db.execute(every.format("post", 0))

    def wipe(self, marks: Iterable[Mark]) -> None:
        """Forget marks whose pages are written."""
        self._db.executemany("DELETE FROM mark WHERE id = ?", [(mark.id,) for mark in marks])

    def _mark_source(self, source: str) -> None:
        row = self._db.execute("SELECT id FROM post WHERE source = ?", (write_text(source),)).fetchone()
        mark(self._db, "post", row[0])

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other programs from pages, too: SQLite's own lock guards the file only while it is written."""
        if self.path is None or fcntl is None:
            yield
            return
        with self.path.with_suffix(".lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
