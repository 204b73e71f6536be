"""Whole files or none: a page is written beside its place, flushed to the disk, and moved there."""

import contextlib
import os
import secrets
from collections.abc import Iterable, Iterator
from hashlib import file_digest
from itertools import takewhile
from pathlib import Path

from bilingual.errors import PublishError

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows, where no sweep can remove a file that is open
    fcntl = None  # type: ignore[assignment]

_PREFIX = ".bilingual-"
_SUFFIX = ".tmp"


def write_if_changed(path: Path, content: str | bytes) -> bool:
    """Write a file whole and give True; leave it alone and give False when it holds that already.

    A text is written as UTF-8.

    Raises:
        PublishError: the disk is full, the folder is read-only, a folder stands in the way, …
    """
    content = content.encode() if isinstance(content, str) else content
    try:
        if _holds(path, content):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        return _replace(path, [content])
    except OSError as error:
        raise _unwritable(path, error) from error


def write_chunks_if_changed(path: Path, chunks: Iterable[bytes]) -> bool:
    """Write a file whole, chunk by chunk as they come; tell whether that changed anything.

    Raises:
        PublishError: as `write_if_changed`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _replace(path, chunks)
    except OSError as error:
        raise _unwritable(path, error) from error


def remove_file(path: Path, root: Path) -> None:
    """Remove a file, and the folders below `root` that it leaves empty.

    Raises:
        PublishError: it cannot be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error
    with contextlib.suppress(OSError):  # the first folder that is not empty
        for folder in takewhile(lambda folder: root in folder.parents, path.parents):
            folder.rmdir()


def sweep_leftovers(root: Path) -> None:
    """Remove the temporary files of runs that were killed; those of a run at work are left to it."""
    for path in sorted(_leftovers(root)):
        with contextlib.suppress(OSError), path.open("rb") as file:
            if fcntl:  # pragma: no branch
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()


def _leftovers(root: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(root):
        for name in names:
            if name.startswith(_PREFIX) and name.endswith(_SUFFIX):
                yield Path(folder, name)


def _holds(path: Path, content: bytes) -> bool:
    if path.is_symlink() or not path.is_file() or path.stat().st_size != len(content):
        return False
    return path.read_bytes() == content


def _replace(path: Path, chunks: Iterable[bytes]) -> bool:
    """Write beside the place and move there if that differs; the lock tells a sweep that it is at work."""
    temporary = path.with_name(f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}")
    try:
        with temporary.open("xb") as file:
            if fcntl:  # pragma: no branch
                with contextlib.suppress(OSError):  # some network file systems have no locks
                    fcntl.flock(file, fcntl.LOCK_EX)
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
            changed = not _are_same(temporary, path)
            if changed and fcntl:
                temporary.replace(path)
        if changed and not fcntl:  # pragma: no cover - Windows moves closed files only
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    _flush_folder(path.parent)
    return changed


def _are_same(one: Path, other: Path) -> bool:
    if other.is_symlink() or not other.is_file() or one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as mine, other.open("rb") as theirs:
        return file_digest(mine, "sha256").digest() == file_digest(theirs, "sha256").digest()


def _flush_folder(folder: Path) -> None:
    """Make the move itself last; Windows cannot open a folder, and keeps its moves."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unwritable(path: Path, error: OSError) -> PublishError:
    reason = (error.strerror or str(error)).lower()
    return PublishError(
        f"{path}: cannot be written ({reason}); repair that, or choose another folder with --out"
    )
