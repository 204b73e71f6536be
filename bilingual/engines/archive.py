"""Unpacks `.argosmodel` files, which are zip files from strangers: whole or not at all, and nowhere else."""

import lzma
import os
import re
import shutil
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from bilingual.engines.metadata import read_metadata, require_chinese_to_english
from bilingual.errors import ModelError

MAX_BYTES = 4 * 2**30
"""The largest Argos packages are under 1 GiB."""
MAX_RATIO = 100
"""Weights shrink by a tenth in a zip file, vocabularies to a quarter; a bomb by thousands."""
MAX_FILES = 10_000

_NAME = re.compile(r"\w[\w.+-]*", re.ASCII)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    ValueError,
    NotImplementedError,  # an unknown compression
    RuntimeError,  # a password
)


def unpack(archive: Path, into: Path, *, name: str = "") -> Path:
    """Unpack a package into a folder of its own, called as in the archive unless a name is given.

    A package of the same name is replaced. Nothing is seen of the new one before it is complete.

    Raises:
        ModelError: it is not a safe archive of one Chinese to English package, or cannot be written.
    """
    try:
        into.mkdir(parents=True, exist_ok=True)
        beside = into.parent if os.access(into.parent, os.W_OK) else into  # argos lists all that is in `into`
        with tempfile.TemporaryDirectory(prefix=".bilingual-", dir=beside) as temporary:
            folder = _extract(archive, Path(temporary, "new"))
            require_chinese_to_english(read_metadata(folder), archive.name)
            return _put_in_place(folder, into / (name or folder.name), Path(temporary, "old"))
    except _BROKEN as error:
        raise ModelError(
            f"{archive}: not a readable .argosmodel file ({error}); download it again"
        ) from error
    except OSError as error:
        raise ModelError(f"{archive}: cannot be unpacked into {into}: {error.strerror or error}") from error


def _extract(archive: Path, into: Path) -> Path:
    with zipfile.ZipFile(archive) as opened:
        members = opened.infolist()
        _check_size(archive, members)
        tops = {_checked_path(archive, member).parts[0] for member in members}
        if len(tops) != 1 or not _NAME.fullmatch(top := tops.pop()):
            raise ModelError(
                f"{archive}: not an Argos package, which holds one folder; nothing was installed"
            )
        for member in members:
            _extract_member(opened, member, into / _checked_path(archive, member))
    return into / top


def _check_size(archive: Path, members: Sequence[zipfile.ZipInfo]) -> None:
    """Judge by what the archive says: zipfile never writes more than that."""
    size = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if size > MAX_BYTES or len(members) > MAX_FILES or size > MAX_RATIO * max(packed, 1) + 2**20:
        raise ModelError(
            f"{archive}: would unpack to {size:,} bytes in {len(members):,} files; nothing was installed"
        )


def _checked_path(archive: Path, member: zipfile.ZipInfo) -> PurePosixPath:
    path = PurePosixPath(member.filename)
    kind = stat.S_IFMT(member.external_attr >> 16)
    is_ordinary = kind in {0, stat.S_IFREG, stat.S_IFDIR}
    if (
        not path.parts
        or path.is_absolute()
        or {"..", "."} & set(path.parts)
        or re.search(r"[\\:]", path.as_posix())
        or not is_ordinary
    ):
        raise ModelError(
            f"{archive}: holds {member.filename!r}, which no package needs; nothing was installed"
        )
    return path


def _extract_member(opened: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> None:
    if member.is_dir():
        path.mkdir(parents=True, exist_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with opened.open(member) as packed, path.open("xb") as file:
        shutil.copyfileobj(packed, file)


def _put_in_place(folder: Path, place: Path, old: Path) -> Path:
    if place.exists():
        shutil.move(place, old)
    try:
        shutil.move(folder, place)
    except OSError:
        if old.exists():
            shutil.move(old, place)
        raise
    return place
