"""The tables of the memory, their versions, and how a file is opened safely."""

import sqlite3
from pathlib import Path

from bilingual.errors import MemoryFileError
from bilingual.memory.columns import join_key, read_text
from bilingual.memory.faults import PRIMARY_CODE, explain_faults

APPLICATION_ID = 0x62696C69
"""`bili`, in the header of the file: tells a memory from another program's database."""

BUSY_SECONDS = 60.0
"""How long to wait for another writer; a batch is written in well under a second."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE engine (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
        # The text of a row is far larger than its key: a table of its own, in the order of writing, and
        # a small index beside it, stay fast at ten million rows where one tree of both does not.
        """CREATE TABLE machine (
            id INTEGER PRIMARY KEY,
            job BLOB NOT NULL,
            engine INTEGER NOT NULL REFERENCES engine,
            source TEXT NOT NULL,
            target TEXT NOT NULL,
            evidence TEXT NOT NULL,
            UNIQUE (job, engine)
        )""",
        """CREATE TABLE human (
            id INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            post TEXT NOT NULL,
            target TEXT,
            author TEXT NOT NULL,
            "when" TEXT NOT NULL
        )""",
        "CREATE INDEX human_scope ON human (source, post, id)",
        """CREATE TRIGGER human_is_never_changed BEFORE UPDATE ON human
            BEGIN SELECT RAISE(ABORT, 'a wording is followed by a newer one, never changed'); END""",
        """CREATE TRIGGER human_is_never_deleted BEFORE DELETE ON human
            BEGIN SELECT RAISE(ABORT, 'a wording is withdrawn by a newer one, never deleted'); END""",
        """CREATE VIEW wording AS SELECT source, post, target FROM human
            WHERE target IS NOT NULL AND id = (
                SELECT max(newer.id) FROM human AS newer
                WHERE newer.source = human.source AND newer.post = human.post
            )""",
        "CREATE TABLE failure (path TEXT PRIMARY KEY, message TEXT NOT NULL) WITHOUT ROWID",
    ),
    (
        # Keys begin with the text's digest, so that the index finds all that was made of a text.
        "UPDATE machine SET job = join_key(source, job)",
        # What the English was asked to hold; NULL where an earlier version did not note it.
        "ALTER TABLE machine ADD COLUMN wanted TEXT",
    ),
    (
        # Belongs to a pair of texts, whoever wrote the English: a person's wording has one too.
        """CREATE TABLE alignment (
            engine INTEGER NOT NULL REFERENCES engine,
            pair BLOB NOT NULL,
            stretches TEXT NOT NULL,
            PRIMARY KEY (engine, pair)
        ) WITHOUT ROWID""",
    ),
    (
        "DROP VIEW wording",
        """CREATE VIEW wording AS SELECT source, post, target, author, "when" FROM human
            WHERE target IS NOT NULL AND id = (
                SELECT max(newer.id) FROM human AS newer
                WHERE newer.source = human.source AND newer.post = human.post
            )""",
    ),
)
"""Statement by statement, what leads from each version to the next; released ones are never edited."""


def open_database(path: Path) -> sqlite3.Connection:
    """Open or make the file, bring its tables up to date, and set it to survive kills and power cuts.

    Raises:
        MemoryFileError: the file is not a memory, is damaged, newer than this program, or not writable.
    """
    _make_folder(path)
    with explain_faults(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            _set_up(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise MemoryFileError(
            f"{path}: its folder cannot be made ({error}); name a place you may write in"
        ) from error


def _set_up(connection: sqlite3.Connection, path: Path) -> None:
    _refuse_foreign(connection, path)
    # FULL: NORMAL would lose the last batches in a power cut. Machine rows could be made again, a
    # person's wording could not; one fsync a batch costs nothing beside translating it.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    if _pragma(connection, "user_version") != len(MIGRATIONS):
        _migrate(connection, path)
    _use_wal(connection)


def _use_wal(connection: sqlite3.Connection) -> None:
    """Let readers and a writer go on side by side; the file stays so for every program that opens it.

    SQLite does not wait here while others have the file open. Then the file stays as it is, just as safe
    against kills and power cuts, and the next one to open it tries again.
    """
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & PRIMARY_CODE != sqlite3.SQLITE_BUSY:
            raise


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    """Object to another program's database before anything in it is changed."""
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if tables and _pragma(connection, "application_id") != APPLICATION_ID:
        raise MemoryFileError(f"{path}: is the database of another program; name another file for the memory")


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Run the missing migrations, all or none; two programs that open a new file take turns."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        version = _pragma(connection, "user_version")
        if version > len(MIGRATIONS):
            raise MemoryFileError(
                f"{path}: was written by a newer version of bilingual (memory version {version}, "
                f"this one knows {len(MIGRATIONS)}); update bilingual, or name another file for the memory"
            )
        create_functions(connection)
        for statement in (statement for script in MIGRATIONS[version:] for statement in script):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def create_functions(connection: sqlite3.Connection) -> None:
    """Give the connection what the migrations call."""
    connection.create_function(
        "join_key", 2, lambda source, job: join_key(read_text(source), job), deterministic=True
    )


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
