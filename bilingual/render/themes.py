"""A theme: the folder whose templates and styles stand in for those of the package; what is wrong with it."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from traceback import walk_tb

from jinja2 import TemplateNotFound, TemplateSyntaxError

from bilingual.errors import ThemeError

_ADVICE = "correct it, or leave --templates out"


def theme_digest(theme: Path | None = None) -> str:
    """Give a digest of all that pages are rendered with: the package's templates, and the theme's files.

    Raises:
        ThemeError: the folder cannot be read.
    """
    digest = hashlib.sha256(_shipped_digest())
    try:
        for path in sorted(theme.rglob("*")) if theme else ():
            if path.is_file():
                _add(digest, path.relative_to(theme or path).as_posix(), path.read_bytes())
    except OSError as error:
        raise ThemeError(f"{theme}: cannot be read ({error.strerror}); {_ADVICE}") from error
    return digest.hexdigest()


def describe_fault(error: Exception, theme: Path) -> ThemeError:
    """Say in one sentence where a theme is broken and what to do."""
    if isinstance(error, TemplateSyntaxError):
        return ThemeError(f"{error.filename or theme}:{error.lineno}: {_said(error)}; {_ADVICE}")
    if isinstance(error, TemplateNotFound):
        said = f"a template asks for “{error.name}”, which neither it nor the package has"
        return ThemeError(f"{theme}: {said}; {_ADVICE}")
    return ThemeError(f"{_place(error, theme)}: {_said(error)}; {_ADVICE}")


def _said(error: Exception) -> str:
    message = error.message if isinstance(error, TemplateSyntaxError) else str(error)
    return " ".join((message or type(error).__name__).split()).rstrip(".")


def _place(error: Exception, theme: Path) -> str:
    """Name the innermost line of the theme that was at work; Jinja gives its lines to the traceback."""
    places = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    own = [f"{file}:{line}" for file, line in places if theme in Path(file).parents]
    return own[-1] if own else str(theme)


@cache
def _shipped_digest() -> bytes:
    digest = hashlib.sha256()
    for name, content in _contents(files("bilingual") / "templates", "templates"):
        _add(digest, name, content)
    return digest.digest()


def _contents(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _contents(entry, path)
        else:
            yield path, entry.read_bytes()


def _add(digest: "hashlib._Hash", name: str, content: bytes) -> None:
    """Add a file so that no two lists of files give the same bytes."""
    for part in (name.encode("utf-8", "surrogateescape"), content):
        digest.update(len(part).to_bytes(8, "big") + part)
