"""Collect the text of one block with its marks, and fold its white space without losing their places."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from bilingual.document import Mark, MarkKind
from bilingual.text import HAN_CLASS

BREAK = "\x1e"
"""Where a `<br>` stood. Such signs cannot be in the source: control characters are removed from it."""
CELL = "\x1f"
"""Where one table cell ends and the next begins."""

_INK = re.compile(r"[^\s\u200b\u2060\ufeff]+")
_SPACE = re.compile(r"\s")
_WIDE = re.compile(f"[{HAN_CLASS}\u2014\u2018-\u201d\u2026\u3001-\u303f\uff01-\uff60]")
"""Characters of full width: a line break between two of them is no space, in Chinese no words are parted."""
_BREAKS = re.compile(rf"{BREAK}\s*")
_TAIL = 20
"""Characters; more than the white space that may stand before a `<br>`."""
_RUNS_ON = re.compile(r"[，、,（(《「『—–-]\Z")
_ENDS = re.compile(r"""[.!?:;。！？：；…"'”’」』)）\]】]\Z""")


@dataclass(frozen=True, slots=True)
class Passage:
    """Text with marks, offsets into `text`; raw as the walk gives it, then folded."""

    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def images(self) -> tuple[Mark, ...]:
        """Give the images, which stand at a place but cover no text."""
        return tuple(mark for mark in self.marks if mark.kind is MarkKind.IMAGE)


@dataclass(slots=True)
class Collector:
    """Grow a passage piece by piece; marks may stay open from one passage to the next."""

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _done: list[Mark] = field(default_factory=list)
    _open: list[Mark] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Append text."""
        self._parts.append(text)
        self._length += len(text)

    def image(self, mark: Mark) -> None:
        """Set an image where the text ends now, whatever its offsets say."""
        self._done.append(replace(mark, start=self._length, end=self._length))

    def open(self, mark: Mark) -> None:
        """Begin a mark here, whatever its offsets say."""
        self._open.append(replace(mark, start=self._length))

    def close(self) -> None:
        """End the mark that was opened last."""
        self._done.append(replace(self._open.pop(), end=self._length))

    def take(self) -> Passage:
        """Hand over what was collected and start afresh; open marks end here and begin again."""
        cut = [replace(mark, end=self._length) for mark in self._open]
        passage = Passage("".join(self._parts), tuple(self._done + cut))
        self._parts, self._length, self._done = [], 0, []
        self._open = [replace(mark, start=0) for mark in self._open]
        return passage


def split_lines(passage: Passage, *, single: bool) -> Iterator[Passage]:
    """Part a passage at its `<br>`; `single`: also at one alone, unless the line before it runs on."""
    start = 0
    for gap in _BREAKS.finditer(passage.text):
        if gap[0].count(BREAK) > 1 or (single and not _runs_on(passage.text, gap.start(), gap.end())):
            yield cut(passage, start, gap.start())
            start = gap.start()
    yield cut(passage, start, len(passage.text))


def fold(passage: Passage) -> Passage:
    """Reduce white space to single spaces, none at the ends, one tab between cells; marks move along."""
    raw = passage.text
    inks = [ink.span() for ink in _INK.finditer(raw)]
    if not inks:
        return Passage("", tuple(replace(image, start=0, end=0) for image in passage.images))
    parts = ["\t" * raw.count(CELL, 0, inks[0][0])]
    starts, length, previous = [], len(parts[0]), inks[0][0]
    for start, end in inks:
        joint = _joint(raw, previous, start)
        starts.append(length + len(joint))
        parts += [joint, raw[start:end]]
        length, previous = length + len(joint) + end - start, end
    parts.append("\t" * raw.count(CELL, previous))
    return Passage("".join(parts), _joined(_moved(passage.marks, inks, starts)))


def unfolded(passage: Passage) -> Passage:
    """Keep white space as it is, but the empty lines around; for preformatted text."""
    text = passage.text.replace(BREAK, "\n").replace(CELL, "\t")
    kept = "" if is_blank(text) else text.strip("\n")
    lead = text.find(kept)
    limit = len(kept)
    marks = [
        replace(m, start=_within(m.start - lead, limit), end=_within(m.end - lead, limit))
        for m in passage.marks
    ]
    return Passage(
        kept, _joined(mark for mark in marks if mark.start < mark.end or mark.kind is MarkKind.IMAGE)
    )


def cut(passage: Passage, start: int, end: int) -> Passage:
    """Take a piece out; an image at a cut belongs to the piece before it, where it stood before the break."""
    marks = []
    for mark in passage.marks:
        if mark.kind is MarkKind.IMAGE:
            inside = start < mark.start <= end or mark.start == start == 0
        else:
            inside = max(mark.start, start) < min(mark.end, end)
        if inside:
            left, right = max(mark.start, start) - start, min(mark.end, end) - start
            marks.append(replace(mark, start=left, end=right))
    return Passage(passage.text[start:end], tuple(marks))


def is_blank(text: str) -> bool:
    """Tell whether there is nothing a reader sees."""
    return _INK.search(text) is None


def _joint(text: str, start: int, end: int) -> str:
    """Choose what stands between two inked runs."""
    gap = text[start:end]
    if CELL in gap:
        return "\t" * gap.count(CELL)
    if not _SPACE.search(gap):
        return ""
    broken = "\n" in gap or BREAK in gap
    return "" if broken and _WIDE.match(text, start - 1) and _WIDE.match(text, end) else " "


def _moved(marks: tuple[Mark, ...], inks: list[tuple[int, int]], starts: list[int]) -> Iterator[Mark]:
    """Map the offsets of marks from raw to folded text; a mark that covers no ink is dropped, images stay."""
    begins, ends = [begin for begin, _ in inks], [end for _, end in inks]

    def first_ink(offset: int) -> int:
        index = bisect_right(ends, offset)
        if index == len(inks):
            return starts[-1] + ends[-1] - begins[-1]
        return starts[index] + max(0, offset - begins[index])

    def last_ink(offset: int) -> int:
        index = bisect_right(begins, offset - 1) - 1
        return 0 if index < 0 else starts[index] + min(offset, ends[index]) - begins[index]

    for mark in marks:
        start = first_ink(mark.start)
        end = start if mark.kind is MarkKind.IMAGE else last_ink(mark.end)
        if start < end or mark.kind is MarkKind.IMAGE:
            yield replace(mark, start=start, end=end)


def _joined(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Sort marks, and make one of two that overlap or touch and say the same."""
    joined: list[Mark] = []
    latest: dict[tuple[MarkKind, str], int] = {}
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        twin = latest.get((mark.kind, mark.url))
        if mark.kind is MarkKind.IMAGE or twin is None or joined[twin].end < mark.start:
            latest[mark.kind, mark.url] = len(joined)
            joined.append(mark)
        else:
            joined[twin] = replace(joined[twin], end=max(joined[twin].end, mark.end))
    return tuple(joined)


def _runs_on(text: str, end: int, start: int) -> bool:
    """Tell whether a line goes on in the next: it ends in a comma, or the next starts small."""
    line = text[max(0, end - _TAIL) : end].rstrip()
    return bool(_RUNS_ON.search(line)) or (text[start : start + 1].islower() and not _ENDS.search(line))


def _within(offset: int, limit: int) -> int:
    return min(max(offset, 0), limit)
