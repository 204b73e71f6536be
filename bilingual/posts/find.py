"""From what the user names, folders, files and patterns, to the posts among them."""

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bilingual.errors import PostError

POST_SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm")
STANDARD_INPUT = Path("-")


@dataclass(frozen=True, slots=True)
class Source:
    """A post file, and where its page belongs."""

    path: Path
    relative: PurePosixPath
    """The path below the folder that was named; the file name where the file itself was named."""


def find_posts(paths: Sequence[str]) -> tuple[Source, ...]:
    """List the posts that files, folders and patterns name, in order, none twice.

    A folder is searched with all below it; hidden files and folders are left out. A pattern that the
    shell did not expand is expanded here, unless a file of exactly that name exists.
    """
    found: dict[str, Source] = {}
    for named in paths:
        for source in _expand(named):
            found.setdefault(os.path.realpath(source.path), source)
    return tuple(found.values())


def _expand(named: str) -> Iterator[Source]:
    path = Path(named)
    if path == STANDARD_INPUT:
        yield Source(path, PurePosixPath("stdin.txt"))
    elif path.is_dir():
        yield from _walk_folder(path)
    elif os.path.lexists(path):
        yield _single(path, PurePosixPath(path.name))
    elif glob.has_magic(named):
        yield from _expand_pattern(named)
    else:
        raise PostError(
            f"{named}: there is no such file or folder; check the name, and quote it if it has spaces"
        )


def _expand_pattern(pattern: str) -> Iterator[Source]:
    """Expand like a shell, but keep the folders below the fixed part, so that no two pages collide."""
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not matches:
        raise PostError(f"{pattern}: no file matches this pattern; check it")
    fixed = Path(*Path(pattern).parts[: _fixed_parts(pattern)])
    for match in map(Path, matches):
        if match.is_dir():
            for source in _walk_folder(match):
                yield Source(source.path, _below(source.path, fixed))
        elif _is_post(match):
            yield Source(match, _below(match, fixed))


def _fixed_parts(pattern: str) -> int:
    parts = Path(pattern).parts
    return next(index for index, part in enumerate(parts) if glob.has_magic(part))


def _below(path: Path, folder: Path) -> PurePosixPath:
    return PurePosixPath(path.relative_to(folder).as_posix())


def _single(path: Path, relative: PurePosixPath) -> Source:
    if not _is_post(path):
        raise PostError(f"{path}: is not a post; the name of a post ends in {', '.join(POST_SUFFIXES)}")
    return Source(path, relative)


def _walk_folder(folder: Path) -> Iterator[Source]:
    pending: list[tuple[Path, frozenset[str]]] = [(folder, frozenset())]
    files: list[Path] = []
    while pending:
        current, above = pending.pop()
        real = os.path.realpath(current)
        if real in above:
            continue
        for entry in _entries(current):
            if entry.is_dir():
                pending.append((entry, above | {real}))
            elif _is_post(entry) and entry.is_file():
                files.append(entry)
    for path in sorted(files, key=lambda file: file.relative_to(folder).parts):
        yield Source(path, _below(path, folder))


def _entries(folder: Path) -> list[Path]:
    try:
        return [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
    except OSError as error:
        raise PostError(f"{folder}: cannot be searched ({error.strerror}); check its permissions") from error


def _is_post(path: Path) -> bool:
    return path.suffix.lower() in POST_SUFFIXES
