"""ZIP archives of the same bytes for the same files: no clock, no owner, no machine."""

import zipfile
from collections.abc import Iterable
from io import BytesIO

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can hold."""

_READABLE = 0o644 << 16
_UNIX = 3


def pack_files(files: Iterable[tuple[str, bytes]], stored: Iterable[str] = ()) -> bytes:
    """Pack files in the order given; those named in `stored` are not compressed."""
    plain = frozenset(stored)
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        for name, content in files:
            target.writestr(_entry(name, is_plain=name in plain), content)
    return archive.getvalue()


def repack(archive: bytes) -> bytes:
    """Pack the files of an archive again, in the same order."""
    with zipfile.ZipFile(BytesIO(archive)) as source:
        return pack_files((info.filename, source.read(info)) for info in source.infolist())


def _entry(name: str, *, is_plain: bool) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_STORED if is_plain else zipfile.ZIP_DEFLATED
    info.create_system = _UNIX
    info.external_attr = _READABLE
    return info
