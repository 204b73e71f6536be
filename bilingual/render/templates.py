"""The Jinja environment: everything printed is cleaned and escaped, in one place."""

import base64
import hashlib
import re
from functools import cache
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bilingual.render.addresses import plain_uri
from bilingual.render.days import chinese_day, english_day, read_day
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
    env.filters["uri"] = plain_uri
    env.filters["day"] = read_day
    env.filters["chinese_day"] = chinese_day
    env.filters["english_day"] = english_day
    env.tests["chinese"] = has_han
    style = env.get_template("page.css").render()
    env.globals["style"] = Markup(style)  # noqa: S704 - our own file
    env.globals["style_digest"] = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return env


def _clean_if_text(value: object) -> object:
    return clean_text(value) if isinstance(value, str) and not isinstance(value, Markup) else value
