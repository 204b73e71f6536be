"""The Jinja environment: everything printed is cleaned and escaped, in one place."""

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bilingual.render.days import chinese_day, english_day, english_month, read_day
from bilingual.render.terms import HOW
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


def render_template(name: str, theme: Path | None = None, /, **values: object) -> str:  # noqa: ARG001
    """Render a template of the package."""
    return environment().get_template(name).render(**values)


@cache
def environment() -> Environment:
    """Give the environment with every template; compiled once in a process."""
    env = Environment(
        loader=PackageLoader("bilingual", "templates"),
        autoescape=True,
        finalize=_clean_if_text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters["path"] = lambda path: quote(path, errors="replace")
    env.filters["day"] = read_day
    env.filters["chinese_day"] = chinese_day
    env.filters["english_day"] = english_day
    env.filters["english_month"] = english_month
    env.tests["chinese"] = has_han
    env.globals["how"] = HOW
    env.globals["styles"] = {kind: _inline(env, sheets) for kind, sheets in _SHEETS.items()}
    env.globals["scripts"] = {kind: _inline(env, names) for kind, names in _SCRIPTS.items()}
    return env


def _inline(env: Environment, names: Sequence[str]) -> Inline:
    """Join files as they stand in a page: without indents, a style without spaces that only we read."""
    text = _INDENT.sub("\n", "\n".join(env.get_template(name).render() for name in names)).strip()
    if names[0].endswith(".css"):
        text = _STYLE_SPACE.sub(lambda match: match[1] or match[2] or ":", text).replace("}", "}\n")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Inline(Markup(text), f"sha256-{digest}")  # noqa: S704 - our own files


def _clean_if_text(value: object) -> object:
    return clean_text(value) if isinstance(value, str) and not isinstance(value, Markup) else value
