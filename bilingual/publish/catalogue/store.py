"""Putting a post into the tables, and marking what must be written again because of it."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bilingual.memory.columns import write_text
from bilingual.publish.catalogue.facts import Facts
from bilingual.publish.catalogue.lists import ListKind, Membership, memberships
from bilingual.publish.names import page_key
from bilingual.publish.search_records import dump_record, record_digest

RARE = 20
"""A term in more posts than this relates nothing: it bounds what one edit can change elsewhere."""

_OVERVIEWS = {
    ListKind.MONTH: "months",
    ListKind.TAG: "tags",
    ListKind.AUTHOR: "authors",
    ListKind.TERM: "terms",
}


@dataclass(frozen=True, slots=True)
class Stored:
    """What is known of the page of a post; digests are `""` where they are not known."""

    page: str
    facts: str = ""
    body: str = ""
    """Of the page without its surroundings."""
    around: str = ""
    file: str = ""
    inputs: str = ""
    missing: int = 0


_INSERT = """
INSERT INTO post (page, "key", stamp, entry, facts, body, around, file, inputs, missing, source)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (source) DO UPDATE SET page = excluded.page, "key" = excluded."key", stamp = excluded.stamp,
    entry = excluded.entry, facts = excluded.facts, body = excluded.body, around = excluded.around,
    file = excluded.file, inputs = excluded.inputs, missing = excluded.missing
"""


@dataclass(frozen=True, slots=True)
class _Changes:
    """What of an entry has changed."""

    any: bool
    face: bool
    """What other posts' pages show of it."""


@dataclass(frozen=True, slots=True)
class _Member:
    stamp: str
    label: int
    count: int
    quotes: str


def store_post(db: sqlite3.Connection, facts: Facts, line: str, stored: Stored) -> None:
    """Put a post in the place of what was known of it; `line` is its entry as JSON."""
    source, entry = write_text(facts.entry.source), facts.entry
    old = db.execute("SELECT id, entry FROM post WHERE source = ?", (source,)).fetchone()
    place = (entry.page, page_key(entry.page), entry.stamp, line)
    digests = (stored.facts, stored.body, stored.around, stored.file, stored.inputs)
    db.execute(_INSERT, (*place, *digests, stored.missing, source))
    post = db.execute("SELECT id FROM post WHERE source = ?", (source,)).fetchone()[0]
    changes = _Changes(not old or old[1] != line, not old or _face(old[1]) != _face(line))
    _replace_details(db, post, facts)
    _replace_members(db, post, entry.stamp, tuple(memberships(facts)), changes)
    mark(db, "post", post)


def drop_post(db: sqlite3.Connection, source: str) -> None:
    """Take a post out of every list."""
    row = db.execute("SELECT id FROM post WHERE source = ?", (write_text(source),)).fetchone()
    if row:
        _replace_members(db, row[0], "", (), _Changes(any=True, face=True))
        _replace_details(db, row[0], None)
        db.execute("DELETE FROM post WHERE id = ?", row)
        db.execute("DELETE FROM mark WHERE what = 'post' AND key = ?", row)


def mark(
    db: sqlite3.Connection, what: str, key: object = "", stamp: str = "", *, is_shift: bool = False
) -> None:
    """Note that something must be written again."""
    db.execute(
        "INSERT OR REPLACE INTO mark (what, key, stamp, shift) VALUES (?, ?, ?, ?)",
        (what, key, stamp, is_shift),
    )


def _replace_details(db: sqlite3.Connection, post: int, facts: Facts | None) -> None:
    for table in ("flaw", "unknown", "wording", "record"):
        db.execute(f"DELETE FROM {table} WHERE post = ?", (post,))  # noqa: S608 - our own names
    if facts:
        flaws = [(post, flaw.check, flaw.severity, flaw.count) for flaw in facts.flaws]
        db.executemany("INSERT INTO flaw VALUES (?, ?, ?, ?)", flaws)
        names = [(json.dumps(name), post) for name in facts.unknown]
        db.executemany("INSERT INTO unknown VALUES (?, ?)", names)
        db.executemany("INSERT INTO wording VALUES (?, ?)", [(text, post) for text in facts.texts])
        if facts.record:
            row = (post, record_digest(facts.record), dump_record(facts.record))
            db.execute("INSERT INTO record VALUES (?, ?, ?)", row)
    for what in ("status", "manifest", "finders"):
        mark(db, what)


def _face(line: str) -> list[object]:
    entry = json.loads(line)
    return [entry[name] for name in ("page", "title_zh", "title_en", "title_lang", "date", "time")]


def _replace_members(
    db: sqlite3.Connection, post: int, stamp: str, wanted: Sequence[Membership], changes: _Changes
) -> None:
    old = _members_of(db, post)
    new = {
        _list_number(db, one): _Member(stamp, _label_number(db, one.label), one.count, one.quotes)
        for one in wanted
    }
    has_new_kin = changes.face or old.keys() != new.keys()
    both = sorted(old.keys() | new.keys())
    if has_new_kin:
        _mark_kin(db, both)
    for number in both:
        before, after = old.get(number), new.get(number)
        if not (before and after and (before.stamp, before.label) == (after.stamp, after.label)):
            _move(db, post, number, before, after)
        elif changes.any or before != after:
            mark(db, "list", number, stamp)
    if has_new_kin:
        _mark_kin(db, both)
        _mark_neighbours(db, {member.stamp for member in (*old.values(), *new.values())})
    db.execute("DELETE FROM quote WHERE post = ?", (post,))
    quotes = [(post, number, one.count, one.quotes) for number, one in new.items() if one.quotes]
    db.executemany("INSERT INTO quote VALUES (?, ?, ?, ?)", quotes)


def _members_of(db: sqlite3.Connection, post: int) -> dict[int, _Member]:
    rows = db.execute(
        "SELECT m.list, m.stamp, m.label, coalesce(q.count, 0), coalesce(q.quotes, '') FROM member m"
        " LEFT JOIN quote q ON q.post = m.post AND q.list = m.list WHERE m.post = ?",
        (post,),
    )
    return {number: _Member(*rest) for number, *rest in rows}


def _move(
    db: sqlite3.Connection, post: int, number: int, before: _Member | None, after: _Member | None
) -> None:
    """Take a post from one place of a list to another, or in, or out."""
    label = _newest_label(db, number)
    if before:
        db.execute("DELETE FROM member WHERE list = ? AND stamp = ?", (number, before.stamp))
    if after:
        row = (number, after.stamp, post, after.label)
        db.execute("INSERT OR REPLACE INTO member VALUES (?, ?, ?, ?)", row)
    change = bool(after) - bool(before)
    db.execute("UPDATE list SET size = size + ? WHERE id = ?", (change, number))
    stamps = [member.stamp for member in (before, after) if member]
    is_renamed = _newest_label(db, number) != label
    mark(db, "list", number, "" if is_renamed else min(stamps), is_shift=True)
    kind = ListKind(db.execute("SELECT kind FROM list WHERE id = ?", (number,)).fetchone()[0])
    if kind in _OVERVIEWS and (change or is_renamed):
        mark(db, _OVERVIEWS[kind])


def _mark_neighbours(db: sqlite3.Connection, stamps: Iterable[str]) -> None:
    """Note the posts before and behind the places where something changed."""
    for stamp in sorted(stamps):
        for comparison, order in (("<", "DESC"), (">", "ASC")):
            row = db.execute(
                f"SELECT id FROM post WHERE stamp {comparison} ? ORDER BY stamp {order} LIMIT 1",  # noqa: S608
                (stamp,),
            ).fetchone()
            if row:
                mark(db, "post", row[0])


def _mark_kin(db: sqlite3.Connection, lists: Iterable[int]) -> None:
    """Note the posts that share a rare term; called before and after a change, it sees who comes and goes."""
    for number in lists:
        db.execute(
            "INSERT OR REPLACE INTO mark (what, key, stamp, shift)"
            " SELECT 'post', member.post, '', 0 FROM list JOIN member ON member.list = list.id"
            " WHERE list.id = ? AND list.kind = 'term' AND list.size <= ?",
            (number, RARE),
        )


def _newest_label(db: sqlite3.Connection, number: int) -> int | None:
    row = db.execute(
        "SELECT label FROM member WHERE list = ? ORDER BY stamp DESC LIMIT 1", (number,)
    ).fetchone()
    return row[0] if row else None


def _list_number(db: sqlite3.Connection, one: Membership) -> int:
    key = (one.kind.value, one.key)
    db.execute("INSERT INTO list (kind, key) VALUES (?, ?) ON CONFLICT DO NOTHING", key)
    return int(db.execute("SELECT id FROM list WHERE kind = ? AND key = ?", key).fetchone()[0])


def _label_number(db: sqlite3.Connection, text: str) -> int:
    written = json.dumps(text)
    db.execute("INSERT INTO label (text) VALUES (?) ON CONFLICT DO NOTHING", (written,))
    return int(db.execute("SELECT id FROM label WHERE text = ?", (written,)).fetchone()[0])
