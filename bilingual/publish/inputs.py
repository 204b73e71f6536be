"""Digests of what pages are made of: their posts, this program, the templates that stand in for its own."""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

_PARTS = (".py", ".jinja", ".css", ".js", ".yaml", ".txt")


def digest_file(path: Path) -> str:
    """Give the digest of a file, `""` where it is gone."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


@cache
def digest_program(templates: Path | None) -> str:
    """Give the digest of this program's own files and of a folder of templates; read once in a process.

    The version would not do: between two releases every change of the program may change a page.
    """
    package = Path(str(files("bilingual")))
    total = hashlib.sha256()
    for root in (package, templates) if templates else (package,):
        for path in sorted(root.rglob("*")):
            if path.suffix in _PARTS and path.is_file():
                total.update(f"{path.relative_to(root).as_posix()}\n{digest_file(path)}\n".encode())
    return total.hexdigest()
