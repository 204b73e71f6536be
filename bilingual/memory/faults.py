"""One clear sentence for everything that can go wrong with the memory's file."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bilingual.errors import MemoryFileError

_DAMAGED = (
    "is not a translation memory, or is damaged; put a backup in its place, or move it away to start anew"
)
_BUSY = "another program has been writing to it for a long time; wait for it and run again"
_UNWRITABLE = "cannot be opened for writing; check that it is a file and that you may write in its folder"

_SENTENCES = {
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_CANTOPEN: _UNWRITABLE,
    sqlite3.SQLITE_READONLY: _UNWRITABLE,
    sqlite3.SQLITE_PERM: _UNWRITABLE,
    sqlite3.SQLITE_FULL: "the disk is full, nothing was stored; free some space and run again",
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
}

PRIMARY_CODE = 0xFF
"""SQLite puts the details of a code above its first byte."""


@contextmanager
def explain_faults(path: Path) -> Iterator[None]:
    """Turn a fault of SQLite into a MemoryFileError that names the file."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & PRIMARY_CODE
        unknown = f"cannot be used ({error}); try again, and report it if it happens twice"
        raise MemoryFileError(f"{path}: {_SENTENCES.get(code, unknown)}") from error
