"""Owns the work folder in parts, for a machine without network that takes in only so much at a time.

The files follow one another in one compressed stream, which is cut into parts: all are needed,
and they come in any order. `index.json` names the parts with their check sums and goes with each of them.
"""

import hashlib
import json
import lzma
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path

INDEX = "index.json"
BLOCK = 16 << 20
"""Bytes that are compressed at a time; two blocks at once keep two cores busy."""
PRESET = 4
"""Of lzma; 0 takes a sixth of the time and makes parts a sixth larger, 2 two thirds and a tenth."""


class PartsError(ValueError):
    """Parts cannot be unpacked; the message says which is missing or broken."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the index."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Index:
    """What is packed, and in what."""

    parts: tuple[Part, ...]
    files: tuple[tuple[str, int], ...]
    """Names in the work folder and sizes, in the order of the stream."""


def pack(work: Path, folder: Path, megabytes: float) -> Index:
    """Write a work folder's files, but not its subfolders, as parts of at most so many megabytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("part-*"):
        old.unlink()
    files = [path for path in sorted(work.iterdir()) if path.suffix in {".npz", ".json", ".model"}]
    stream = _compress(files)
    parts = [_write_part(folder, number, piece) for number, piece in enumerate(_cut(stream, megabytes), 1)]
    index = Index(tuple(parts), tuple((path.name, path.stat().st_size) for path in files))
    (folder / INDEX).write_text(json.dumps(asdict(index), indent=1), encoding="utf-8")
    return index


def take_in(source: Path, folder: Path) -> None:
    """Copy the parts that have come, and the index, to where they wait for the others."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in (*sorted(source.glob("part-*")), *source.glob(INDEX)):
        shutil.copyfile(path, folder / path.name)


def missing_parts(folder: Path) -> list[str]:
    """Name what is not there yet, or came broken; the index is asked for first."""
    if not (folder / INDEX).exists():
        return [INDEX]
    return [part.name for part in _read_index(folder).parts if not _is_whole(folder, part)]


def unpack(folder: Path, work: Path) -> None:
    """Write the files of a work folder from its parts.

    Raises:
        PartsError: a part is missing or broken.
    """
    if missing := missing_parts(folder):
        raise PartsError(f"{folder}: {', '.join(missing)} missing or broken; copy them again")
    work.mkdir(parents=True, exist_ok=True)
    index = _read_index(folder)
    whole = b"".join((folder / part.name).read_bytes() for part in index.parts)
    with lzma.open(BytesIO(whole)) as stream:
        for name, size in index.files:
            _write_file(work / Path(name).name, stream, size)


def _compress(files: Sequence[Path]) -> Iterator[bytes]:
    """Compress blocks, each by itself; lzma reads them as one stream."""
    with ThreadPoolExecutor(2) as pool:  # lzma lets go of the interpreter's lock
        yield from pool.map(lambda block: lzma.compress(block, preset=PRESET), list(_read_blocks(files)))


def _read_blocks(files: Sequence[Path]) -> Iterator[bytes]:
    for path in files:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                yield block


def _cut(stream: Iterator[bytes], megabytes: float) -> Iterator[bytes]:
    size, waiting = int(megabytes * 1_000_000), b""
    for block in stream:
        waiting += block
        while len(waiting) > size:
            yield waiting[:size]
            waiting = waiting[size:]
    yield waiting


def _write_part(folder: Path, number: int, piece: bytes) -> Part:
    name = f"part-{number:02}.xz"
    (folder / name).write_bytes(piece)
    return Part(name, hashlib.sha256(piece).hexdigest())


def _read_index(folder: Path) -> Index:
    try:
        raw = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        parts = tuple(Part(**part) for part in raw["parts"])
        return Index(parts, tuple((name, size) for name, size in raw["files"]))
    except (ValueError, KeyError, TypeError) as error:
        raise PartsError(f"{folder / INDEX}: not the index of a packed work folder; copy it again") from error


def _is_whole(folder: Path, part: Part) -> bool:
    path = folder / part.name
    return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == part.digest


def _write_file(path: Path, stream: lzma.LZMAFile, size: int) -> None:
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("wb") as file:
        for start in range(0, size, BLOCK):
            file.write(stream.read(min(BLOCK, size - start)))
    unfinished.replace(path)
