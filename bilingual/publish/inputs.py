"""Digests of what pages are made of: their posts, this program, the templates that stand in for its own."""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from bilingual.render import theme_digest

_PARTS = (".py", ".yaml", ".txt")


def digest_file(path: Path) -> str:
    """Give the digest of a file, `""` where it is gone."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


@cache
def digest_program(templates: Path | None) -> str:
    """Give the digest of this program's own files and of a theme; read once in a process.

    The version would not do: between two releases every change of the program may change a page.
    """
    package = Path(str(files("bilingual")))
    total = hashlib.sha256(theme_digest(templates).encode())
    for path in sorted(package.rglob("*")):
        if path.suffix in _PARTS and path.is_file():
            total.update(f"{path.relative_to(package).as_posix()}\n{digest_file(path)}\n".encode())
    return total.hexdigest()
