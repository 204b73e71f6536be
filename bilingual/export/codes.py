"""Text of XLIFF with its inline codes: marks as `<pc>` and `<ph>`, what XML cannot hold as `<cp>`."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from lxml import etree

from bilingual.document import Mark, MarkKind
from bilingual.render.addresses import link_address
from bilingual.render.templates import clean_text

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"

_UNFIT = re.compile("([\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff])")  # for XML 1.0
_TAGS = {MarkKind.STRONG: "strong", MarkKind.EM: "em", MarkKind.LINK: "a"}
_TYPES = {
    MarkKind.LINK: {"type": "link"},
    MarkKind.IMAGE: {"type": "image"},
    MarkKind.STRONG: {"type": "fmt", "subType": "xlf:b"},
    MarkKind.EM: {"type": "fmt", "subType": "xlf:i"},
}


@dataclass(frozen=True, slots=True)
class Code:
    """A mark where it covers a text; where it covers nothing, it stands at a point."""

    number: int
    """Of the mark in its block, from 1."""
    mark: Mark
    start: int
    end: int
    """Offsets into the text."""

    @property
    def nesting(self) -> tuple[int, int]:
        """Give the sort key: the longer stands around the shorter."""
        return self.start - self.end, self.number


_Leaf = tuple[str | Code, tuple[Code, ...]]
"""A stretch of text, or a code at a point, with the codes around it, the outermost first."""


def add_text(parent: etree._Element, text: str) -> None:
    """Add text behind what an element holds; what XML cannot hold becomes `<cp>`."""
    for index, part in enumerate(_UNFIT.split(text)):
        if index % 2:
            etree.SubElement(parent, tag("cp"), {"hex": f"{ord(part):04X}"})
        elif part:
            _append(parent, part)


def add_coded_text(parent: etree._Element, text: str, codes: Sequence[Code], place: str) -> None:
    """Add text with its codes. Where two cross, the shorter is cut in two.

    Args:
        parent: what it is added to.
        text: of a sentence.
        codes: with offsets into the text.
        place: what tells the ids of this text from those of others in the unit.
    """
    _add_leaves(parent, list(_leaves(text, codes)), place, {}, 0)


def tag(name: str) -> str:
    """Give the name of an XLIFF element with its namespace."""
    return f"{{{NAMESPACE}}}{name}"


def original_data(marks: Iterable[Mark], base: str) -> Iterator[tuple[str, str]]:
    """Give what codes stand for: an id and its HTML, first what opens and then what closes."""
    for number, mark in enumerate(marks, 1):
        yield f"d{number}", _opening(mark, base)
        if mark.kind is not MarkKind.IMAGE:
            yield f"d{number}e", f"</{_TAGS[mark.kind]}>"


def _opening(mark: Mark, base: str) -> str:
    url, label = link_address(mark.url, base), clean_text(mark.label)
    if mark.kind is MarkKind.IMAGE:
        return f'<img src="{html.escape(url)}" alt="{html.escape(label)}">'
    attributes = [("href", url), ("title", label)] if mark.kind is MarkKind.LINK else []
    written = "".join(f' {name}="{html.escape(value)}"' for name, value in attributes if value)
    return f"<{_TAGS[mark.kind]}{written}>"


def _append(parent: etree._Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _leaves(text: str, codes: Sequence[Code]) -> Iterator[_Leaf]:
    points = [code for code in codes if code.start == code.end]
    spans = sorted((code for code in codes if code.start < code.end), key=lambda code: code.nesting)
    edges = sorted({0, len(text), *(edge for code in codes for edge in (code.start, code.end))})
    for start, end in pairwise([*edges, edges[-1]]):
        around = tuple(code for code in spans if code.start < start < code.end)
        yield from ((point, around) for point in points if point.start == start)
        if start < end:
            yield text[start:end], tuple(code for code in spans if code.start <= start < code.end)


def _add_leaves(
    parent: etree._Element, leaves: Sequence[_Leaf], place: str, used: dict[int, int], depth: int
) -> None:
    """Fold neighbours that share a code into one element, from the outside in."""
    for code, run in groupby(leaves, key=lambda leaf: leaf[1][depth] if depth < len(leaf[1]) else None):
        if code:
            element = etree.SubElement(parent, tag("pc"), _span_attributes(code, _next_id(code, place, used)))
            _add_leaves(element, list(run), place, used, depth + 1)
        else:
            for content, _ in run:
                _add_leaf(parent, content, place, used)


def _add_leaf(parent: etree._Element, content: str | Code, place: str, used: dict[int, int]) -> None:
    if isinstance(content, str):
        add_text(parent, content)
    else:
        etree.SubElement(parent, tag("ph"), _point_attributes(content, _next_id(content, place, used)))


def _next_id(code: Code, place: str, used: dict[int, int]) -> str:
    """Name a piece of a mark; in the source and in the target of a sentence the first has one name."""
    used[code.number] = piece = used.get(code.number, 0) + 1
    return f"m{code.number}{place}" + (f"-{piece}" if piece > 1 else "")


def _span_attributes(code: Code, name: str) -> dict[str, str]:
    data = {"dataRefStart": f"d{code.number}", "dataRefEnd": f"d{code.number}e"}
    return {"id": name, **_TYPES[code.mark.kind], **data}


def _point_attributes(code: Code, name: str) -> dict[str, str]:
    shown = clean_text(code.mark.label) or f"[{code.mark.kind}]"
    return {"id": name, **_TYPES[code.mark.kind], "dataRef": f"d{code.number}", "disp": shown}
