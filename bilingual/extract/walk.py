"""Walk all text nodes of a body, in order, and hand them out as passages and skips: nothing is lost."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from bilingual.document import BlockKind, Mark, MarkKind, Skipped
from bilingual.extract.inline import BREAK, CELL, Collector, Passage, is_blank
from bilingual.extract.markup import INVISIBLE, clean, is_block, visible_texts
from bilingual.extract.rules import Rule

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_KINDS = {
    **dict.fromkeys(_HEADINGS, BlockKind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), BlockKind.LIST_ITEM),
    **dict.fromkeys(("figcaption", "caption"), BlockKind.CAPTION),
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext"), BlockKind.PREFORMATTED),
    "blockquote": BlockKind.QUOTE,
}
_LISTS = frozenset({"ul", "ol", "dl", "menu", "dir"})
_CELLS = frozenset({"td", "th"})
_EMPHASIS = {"strong": MarkKind.STRONG, "b": MarkKind.STRONG, "em": MarkKind.EM, "i": MarkKind.EM}
_LAYOUT = ("table", "blockquote", "pre", "figure", *_HEADINGS)
_LONGEST_CELL = 300
"""Characters. A cell with more is a page laid out as a table, and its paragraphs are paragraphs."""
_PIXELS = re.compile(r"([1-9]\d{0,3})(?:\.\d+)?(?:px)?", re.ASCII)
_IMAGE_SOURCES = ("data-src", "data-original", "data-lazy-src", "src")
"""Lazy loading leaves a placeholder in `src`, so it is asked last."""
_EMPTY_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_END = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True)
class Plan:
    """What the rules say about this body, before it is walked."""

    skips: Mapping[HtmlElement, Rule] = field(default_factory=dict)
    captions: AbstractSet[HtmlElement] = frozenset()
    lines_part: bool = False
    """Each line is a paragraph: plain text without any block-level HTML."""


@dataclass(frozen=True, slots=True)
class Run:
    """A raw passage and the kind of block it stands in; one with images alone has no text."""

    kind: BlockKind
    level: int
    passage: Passage


def walk(root: HtmlElement, plan: Plan) -> Iterator[Run | Skipped]:
    """Give everything visible under an element, in document order."""
    walker = _Walker(plan)
    walker.text(root.text)
    pending = [(child, False) for child in reversed(root)]
    while pending:
        element, entered = pending.pop()
        if not entered and walker.enter(element):
            walker.text(element.text)
            pending.append((element, True))
            pending.extend((child, False) for child in reversed(element))
            continue
        if entered:
            walker.leave(element)
        walker.text(element.tail)
        yield from walker.finished()
    walker.flush()
    yield from walker.finished()


class _Walker:
    """What is open at this point of the document: blocks, marks, the passage that is being collected."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._out: list[Run | Skipped] = []
        self._line = Collector()
        self._kinds: list[tuple[BlockKind, int]] = [
            (BlockKind.PARAGRAPH, 0)
        ]  # of each open block, the body first
        self._marked: list[bool] = []  # for each open inline element whether it opened a mark
        self._lists = 0
        self._row: HtmlElement | None = None  # the open data row; blocks within it do not end the passage

    def finished(self) -> list[Run | Skipped]:
        """Hand over what is complete."""
        out, self._out = self._out, []
        return out

    def flush(self) -> None:
        """End the passage; what comes is another block."""
        passage = self._line.take()
        if passage.images or not is_blank(passage.text):
            self._out.append(Run(*self._kinds[-1], passage))

    def text(self, text: str | None) -> None:
        """Take a text node; in loose text an empty line parts paragraphs, in plain text every line end."""
        if not text:
            return
        text = clean(text)
        if len(self._kinds) == 1:
            text = (_LINE_END if self.plan.lines_part else _EMPTY_LINES).sub(BREAK * 2, text)
        self._line.add(text)

    def enter(self, element: HtmlElement) -> bool:
        """Begin an element; tell whether to go into it."""
        if element.tag in INVISIBLE:
            return False
        if rule := self.plan.skips.get(element):
            self._skip(element, rule)
        elif element.tag == "br":
            self._line.add(BREAK)
        elif element.tag == "img":
            self._image(element)
        elif self._is_block(element):
            self._enter_block(element)
            return True
        else:
            self._enter_inline(element)
            return True
        return False

    def leave(self, element: HtmlElement) -> None:
        """End an element that was gone into."""
        if not self._is_block(element):
            if self._marked.pop():
                self._line.close()
            return
        if self._row is None or self._row is element:
            self.flush()
            self._row = None
        else:
            self._line.add("\n")
        self._kinds.pop()
        self._lists -= element.tag in _LISTS

    def _is_block(self, element: HtmlElement) -> bool:
        return is_block(element.tag) or element in self.plan.captions

    def _enter_block(self, element: HtmlElement) -> None:
        self._lists += element.tag in _LISTS
        if self._row is not None:
            is_next_cell = element.tag in _CELLS and element.getprevious() is not None
            self._line.add(CELL if is_next_cell else "\n")
            self._kinds.append(self._kinds[-1])
            return
        self.flush()
        if element.tag == "tr" and _is_data_row(element):
            self._row = element
        self._kinds.append(self._kind_of(element))

    def _kind_of(self, element: HtmlElement) -> tuple[BlockKind, int]:
        """Choose what a block is; one that says nothing itself is what it stands in."""
        if element in self.plan.captions:
            return BlockKind.CAPTION, 0
        if self._row is not None:
            return BlockKind.TABLE_ROW, 0
        kind = _KINDS.get(element.tag)
        if kind is None:
            return self._kinds[-1]
        return kind, max(1, self._lists) if kind is BlockKind.LIST_ITEM else _HEADINGS.get(element.tag, 0)

    def _enter_inline(self, element: HtmlElement) -> None:
        mark = _mark(element)
        if mark:
            self._line.open(mark)
        self._marked.append(mark is not None)

    def _image(self, element: HtmlElement) -> None:
        if url := _image_source(element):
            label = " ".join(clean(element.get("alt") or "").split())
            width, height = (_pixels(element.get(side) or "") for side in ("width", "height"))
            self._line.image(Mark(MarkKind.IMAGE, 0, 0, url, label, width, height))

    def _skip(self, element: HtmlElement, rule: Rule) -> None:
        """Report a piece of junk; an empty one does not part the text it stands in."""
        text = " ".join(" ".join(visible_texts(element)).split())
        if text:
            self.flush()
        self._out.append(Skipped(rule.reason, text, rule.name))


def _mark(element: HtmlElement) -> Mark | None:
    if element.tag == "a":
        url = clean(element.get("href") or "").strip()
        return Mark(MarkKind.LINK, 0, 0, url, clean(element.get("title") or "").strip()) if url else None
    kind = _EMPHASIS.get(element.tag)
    return Mark(kind, 0, 0) if kind else None


def _pixels(length: str) -> int:
    """Read a length in pixels; 0 for a share of the line, or for what no picture measures."""
    match = _PIXELS.fullmatch(length.strip())
    return int(match[1]) if match else 0


def _image_source(element: HtmlElement) -> str:
    sources = (clean(element.get(name) or "").strip() for name in _IMAGE_SOURCES)
    return next((source for source in sources if source and not source.startswith("data:")), "")


def _is_data_row(row: HtmlElement) -> bool:
    """Tell a row of figures from a page that was laid out as a table."""
    cells = [cell for cell in row if cell.tag in _CELLS]
    if not cells or next(row.iterdescendants(*_LAYOUT), None) is not None:
        return False
    if len(cells) == 1 and any(is_block(child.tag) for child in cells[0]):
        return False
    return all(sum(map(len, visible_texts(cell))) <= _LONGEST_CELL for cell in cells)
