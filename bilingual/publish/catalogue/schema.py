"""The tables of the catalogue, and how its file is opened; a file that is no good is made anew."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bilingual.errors import PublishError

VERSION = 1
"""Another version is thrown away: all that a catalogue holds can be had again from posts and memory."""

BUSY_SECONDS = 60.0
_APPLICATION_ID = 0x62696C63  # `bilc`
_PRIMARY_CODE = 0xFF
_NO_CATALOGUE = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)

_TABLES = (
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE post (
        id INTEGER PRIMARY KEY,
        source BLOB NOT NULL UNIQUE,
        page TEXT NOT NULL,
        key TEXT NOT NULL UNIQUE,
        stamp TEXT NOT NULL,
        entry TEXT NOT NULL,
        facts TEXT NOT NULL,    -- digest; empty where only the entry is known
        body TEXT NOT NULL,     -- digest of the page without its surroundings
        around TEXT NOT NULL,   -- digest of its surroundings
        file TEXT NOT NULL,     -- digest of the post's file
        inputs TEXT NOT NULL,   -- digest of all else that the page was made with
        missing INTEGER NOT NULL
    )""",
    "CREATE UNIQUE INDEX post_stamp ON post (stamp)",
    # A list is the index, a month, a tag, an author or a term; its members are posts.
    """CREATE TABLE list (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        size INTEGER NOT NULL DEFAULT 0,
        pages INTEGER NOT NULL DEFAULT 0,
        UNIQUE (kind, key)
    )""",
    "CREATE TABLE label (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
    """CREATE TABLE member (
        list INTEGER NOT NULL, stamp TEXT NOT NULL, post INTEGER NOT NULL, label INTEGER NOT NULL,
        PRIMARY KEY (list, stamp)
    ) WITHOUT ROWID""",
    "CREATE INDEX member_post ON member (post, list)",
    """CREATE TABLE quote (
        post INTEGER NOT NULL, list INTEGER NOT NULL, count INTEGER NOT NULL, quotes TEXT NOT NULL,
        PRIMARY KEY (post, list)
    ) WITHOUT ROWID""",
    """CREATE TABLE flaw (
        post INTEGER NOT NULL, "check" TEXT NOT NULL, severity TEXT NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY (post, "check", severity)
    ) WITHOUT ROWID""",
    """CREATE TABLE unknown (
        name TEXT NOT NULL, post INTEGER NOT NULL, PRIMARY KEY (name, post)
    ) WITHOUT ROWID""",
    "CREATE INDEX unknown_post ON unknown (post)",
    """CREATE TABLE wording (
        text INTEGER NOT NULL, post INTEGER NOT NULL, PRIMARY KEY (text, post)
    ) WITHOUT ROWID""",
    "CREATE INDEX wording_post ON wording (post)",
    # What the search index is made of.
    "CREATE TABLE record (post INTEGER PRIMARY KEY, digest TEXT NOT NULL, content BLOB NOT NULL)",
    "CREATE TABLE left_out (source BLOB PRIMARY KEY, status TEXT NOT NULL, message TEXT NOT NULL)",
    "CREATE TABLE file (path TEXT PRIMARY KEY, list INTEGER, number INTEGER) WITHOUT ROWID",
    "CREATE INDEX file_list ON file (list, number)",
    # What must be written again. A mark that is set again has another id, so that who is at work on the
    # first one does not wipe away the second.
    """CREATE TABLE mark (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        what TEXT NOT NULL, key BLOB NOT NULL, stamp TEXT NOT NULL, shift INTEGER NOT NULL,
        UNIQUE (what, key, stamp, shift)
    )""",
)


def open_catalogue(path: Path | None) -> sqlite3.Connection:
    """Open or make the file; None: a catalogue that lives as long as the program."""
    if path is None:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        _make_tables(connection)
        return connection
    with explain_faults(path):
        return _open_file(path)


@contextmanager
def explain_faults(path: Path | None) -> Iterator[None]:
    """Turn a fault of SQLite into a sentence; a damaged file is thrown away first.

    Raises:
        PublishError: the catalogue cannot be read or written.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY_CODE
        if code in _NO_CATALOGUE and path is not None:
            _throw_away(path)
            raise PublishError(f"{path}: was damaged and is gone; `bilingual build` makes it anew") from error
        raise PublishError(
            f"{path}: cannot be used ({error}); free the disk or the file, or delete it and run again"
        ) from error


def _open_file(path: Path) -> sqlite3.Connection:
    _make_folder(path)
    try:
        return _opened(path)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & _PRIMARY_CODE not in _NO_CATALOGUE:
            raise
        _throw_away(path)
        return _opened(path)


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        # NORMAL: a power cut may lose the last posts, never the file; pages are compared with it anyway.
        connection.execute("PRAGMA synchronous = NORMAL")
        _use_wal(connection)
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            if _pragma(connection, "application_id") != _APPLICATION_ID or (
                _pragma(connection, "user_version") != VERSION
            ):
                _drop_all(connection)
                _make_tables(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _use_wal(connection: sqlite3.Connection) -> None:
    """Let readers go on while one writes; where another has the file open just now, leave it as it is."""
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & _PRIMARY_CODE != sqlite3.SQLITE_BUSY:
            raise


def _drop_all(connection: sqlite3.Connection) -> None:
    names = connection.execute("SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'")
    for kind, name in sorted(names.fetchall(), key=lambda row: row[0] == "table"):
        connection.execute(f'DROP {kind} IF EXISTS "{name}"')


def _make_tables(connection: sqlite3.Connection) -> None:
    for statement in _TABLES:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _throw_away(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PublishError(
            f"{path}: its folder cannot be made ({error.strerror}); run where you may write"
        ) from error


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
