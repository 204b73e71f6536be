"""The Jinja environment: everything printed is cleaned and escaped, in one place.

A theme is a folder whose files stand in for those of the package (see `bilingual/templates/README.md`).
Themes are passed around, so they run in Jinja's sandbox: a theme decides what a page looks like, and must
not be able to run code on the machine that builds it. The package's own templates are code like any other.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from bilingual.render.addresses import plain_uri
from bilingual.render.days import chinese_day, english_day, english_month, read_day
from bilingual.render.terms import HOW
from bilingual.render.themes import describe_fault, theme_digest
from bilingual.text import has_han

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but for tab and line feed
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides and isolates: they reorder what follows
    "\ufdd0-\ufdef\ufffe\uffff\ufff9-\ufffb]"  # noncharacters, interlinear annotation
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> str:
    r"""Drop what a page must not hold; join surrogate pairs, and put U+FFFD for half of one.

    >>> clean_text("王\x00毅\u202e")
    '王毅'
    """
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _UNPRINTABLE.sub("", text)


_SHEETS = {
    "post": ("tokens.css", "page.css", "around.css", "post.css"),
    "site": ("tokens.css", "page.css", "around.css", "site.css"),
    "search": ("tokens.css", "page.css", "around.css", "site.css", "search.css"),
}
"""What each kind of page has inline, joined in this order."""

_SCRIPTS = {"post": ("post.js",)}

_INDENT = re.compile(r"\n\s+")
_STYLE_SPACE = re.compile(r"""("[^"]*")|\s*([{};,])\s*|(:)\s+""")
"""White space that a style does not need; strings are passed over."""


@dataclass(frozen=True, slots=True)
class Inline:
    """A style or a script as it stands in a page."""

    text: Markup
    digest: str
    """As a Content-Security-Policy names it: `sha256-…`."""


def render_template(name: str, theme: Path | None = None, /, **values: object) -> str:
    """Render a template of the package, or what a theme has in its place.

    Raises:
        ThemeError: the theme is broken; the message has the file and the line.
    """
    try:
        return environment(theme).get_template(name).render(**values)
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        if theme is None:
            raise
        raise describe_fault(error, theme) from error


def environment(theme: Path | None = None) -> Environment:
    """Give the environment with every template; compiled once in a process, and when a theme changes."""
    return _environment(theme, theme_digest(theme))


@lru_cache(maxsize=4)
def _environment(theme: Path | None, digest: str) -> Environment:  # noqa: ARG001 - a changed theme is another
    kind = ImmutableSandboxedEnvironment if theme else Environment
    env = kind(
        loader=_loader(theme),
        autoescape=True,
        finalize=_clean_if_text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters["path"] = lambda path: quote(path, errors="replace")
    env.filters["uri"] = plain_uri
    env.filters["day"] = read_day
    env.filters["chinese_day"] = chinese_day
    env.filters["english_day"] = english_day
    env.filters["english_month"] = english_month
    env.tests["chinese"] = has_han
    env.globals["how"] = HOW
    env.globals["styles"] = {kind: _inline(env, _themed(sheets, theme)) for kind, sheets in _SHEETS.items()}
    env.globals["scripts"] = {kind: _inline(env, names) for kind, names in _SCRIPTS.items()}
    return env


def _loader(theme: Path | None) -> BaseLoader:
    package = PackageLoader("bilingual", "templates")
    shipped = PrefixLoader({"shipped": package})
    return ChoiceLoader([*([FileSystemLoader(theme)] if theme else []), package, shipped])


def _themed(sheets: Sequence[str], theme: Path | None) -> list[str]:
    """Name the style sheets with a theme's tokens after the package's, and its `extra.css` at the end."""
    names = [f"shipped/{name}" if name == "tokens.css" else name for name in sheets]
    if theme and (theme / "tokens.css").is_file():
        names.insert(1, "tokens.css")
    return [*names, "extra.css"] if theme and (theme / "extra.css").is_file() else names


def _inline(env: Environment, names: Sequence[str]) -> Inline:
    """Join files as they stand in a page: without indents, a style without spaces that only we read."""
    text = _INDENT.sub("\n", "\n".join(env.get_template(name).render() for name in names)).strip()
    if names[0].endswith(".css"):
        text = _STYLE_SPACE.sub(lambda match: match[1] or match[2] or ":", text).replace("}", "}\n")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Inline(Markup(text), f"sha256-{digest}")  # noqa: S704 - files of the package or the user's theme


def _clean_if_text(value: object) -> object:
    return clean_text(value) if isinstance(value, str) and not isinstance(value, Markup) else value
