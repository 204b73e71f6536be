"""Dressed text spelled as inline Markdown that CommonMark reads back as the very same text."""

import html
import re
from collections.abc import Sequence

from bilingual.render.parts import Anchor, Layer, Picture, Piece
from bilingual.render.templates import clean_text

MISSING = "[not translated]"

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~|#]")
_SPACES = re.compile("[ \t\n\x85\u2028\u2029]+")
_BLOCK_START = re.compile(r"(?P<digits>[0-9]{0,9})(?:(?<=[0-9])[.)]|(?<![0-9])[+-])(?= |$)|[=-]+$")
"""A list, a rule, or a line under a heading; quotes, headings and fences are escaped wherever they stand."""
_EMPHASIS = {Layer.STRONG: ("**", "strong"), Layer.EM: ("*", "em")}


def spell(pieces: Sequence[Piece]) -> str:
    r"""Spell pieces as one line of Markdown that may begin a block.

    >>> spell(["1. *升* [a]"])
    '1\\. \\*升\\* \\[a\\]'
    """
    line = spell_inside(pieces).strip(" ")
    if match := _BLOCK_START.match(line):
        digits = match["digits"] or ""
        return f"{digits}\\{line[len(digits) :]}"
    return line


def spell_inside(pieces: Sequence[Piece], before: str = "", after: str = "") -> str:
    """Spell pieces where no block can begin, as in a table; the others are what stands on both sides."""
    text = ""
    for number, piece in enumerate(pieces, 1):
        text += _spell(piece, (text or before)[-1:], _first(pieces[number:]) or after)
    return text


def spell_text(text: str) -> str:
    """Escape what Markdown would read as markup; white space is folded."""
    return _SPECIAL.sub(r"\\\g<0>", _SPACES.sub(" ", clean_text(text)))


def spell_link(text: str, url: str, title: str = "") -> str:
    """Spell a link; `text` is Markdown, the others are not."""
    target = html.escape(url, quote=False).replace("|", "%7C")
    target = f"<{target}>" if re.search(r"[()]", target) else target
    quoted = spell_text(title).strip().replace('"', '\\"')
    return f'[{text}]({target} "{quoted}")' if quoted else f"[{text}]({target})"


def write_html(pieces: Sequence[Piece]) -> str:
    """Write pieces as HTML, white space kept, for where Markdown has no inline markup."""
    return "".join(_write(piece) for piece in pieces)


def _first(pieces: Sequence[Piece]) -> str:
    """Give a character that pieces begin with, `""` where they have no text."""
    firsts = (spell_text(p)[:1] if isinstance(p, str) else _first(p.children) or "!" for p in pieces)
    return next(filter(None, firsts), "")


def _spell(piece: Piece, before: str, after: str) -> str:
    if isinstance(piece, str):
        return spell_text(piece)
    if isinstance(piece.detail, Picture):
        return _spell_picture(piece.detail)
    if isinstance(piece.detail, Anchor) and piece.detail.url:
        return spell_link(spell_inside(piece.children), piece.detail.url, piece.detail.title)
    inner = spell_inside(piece.children, before, after)
    if piece.layer in _EMPHASIS:
        return _emphasise(piece.layer, inner, before, after)
    return spell_text(MISSING) if piece.layer is Layer.SENTENCE and not piece.children else inner


def _spell_picture(picture: Picture) -> str:
    if picture.noun == "Link":
        return spell_link(spell_text(picture.alt), picture.url)
    return "!" + spell_link(spell_text(picture.alt), picture.url)


def _emphasise(layer: Layer, inner: str, before: str, after: str) -> str:
    """Emphasise with asterisks where they are read as such.

    CommonMark asks what stands beside them: **“海”**的 is no emphasis, since a mark inside and a letter
    outside close nothing (CommonMark 0.31, 6.2). There, tags say the same.
    """
    asterisks, tag = _EMPHASIS[layer]
    if before != "*" and _may_stand_between(before, inner[:1]) and _may_stand_between(after, inner[-1:]):
        return f"{asterisks}{inner}{asterisks}"
    return f"<{tag}>{inner}</{tag}>" if inner else ""


def _may_stand_between(outside: str, inside: str) -> bool:
    """Tell whether asterisks open to, or close, what is inside; the edge of a line is as good as a space."""
    return inside.isalnum() or not (outside.strip() or inside in ("", "*") or inside.isspace())


def _write(piece: Piece) -> str:
    if isinstance(piece, str):
        return html.escape(clean_text(piece), quote=False)
    if isinstance(piece.detail, Picture):
        return _write_picture(piece.detail)
    inner = write_html(piece.children)
    if isinstance(piece.detail, Anchor) and piece.detail.url:
        return f'<a href="{html.escape(piece.detail.url)}">{inner}</a>'
    if piece.layer in _EMPHASIS:
        return f"<{_EMPHASIS[piece.layer][1]}>{inner}</{_EMPHASIS[piece.layer][1]}>"
    return MISSING if piece.layer is Layer.SENTENCE and not piece.children else inner


def _write_picture(picture: Picture) -> str:
    url, alt = html.escape(picture.url), html.escape(clean_text(picture.alt))
    return f'<a href="{url}">{alt}</a>' if picture.noun == "Link" else f'<img src="{url}" alt="{alt}">'
