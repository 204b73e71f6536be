"""Nest stretches of text that may overlap, as HTML must: links in sentences, terms in links.

Every character is printed once, in order. Where two stretches cross, the one that is nested deeper is
cut in two; a sentence is never cut.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bilingual.render.parts import Detail, Element, Layer, Piece

_DEPTH = {layer: depth for depth, layer in enumerate(Layer)}


@dataclass(frozen=True)
class Cover:
    """A stretch of text and its dress; a picture has `start == end`."""

    layer: Layer
    start: int
    end: int
    """Offsets in code points into the text."""
    detail: Detail = None
    holds_sentences: bool = False
    """It holds every sentence it touches whole, so it goes around them, not inside."""

    @property
    def nesting(self) -> tuple[int, int, int]:
        """Give the sort key: the outermost first, the longer around the shorter."""
        rank = 0 if self.holds_sentences else 1 if self.layer is Layer.SENTENCE else 2
        return rank, self.start - self.end, _DEPTH[self.layer]


@dataclass(frozen=True, slots=True)
class _Leaf:
    start: int
    content: Piece
    stack: tuple[Cover, ...]


def nest(text: str, covers: Iterable[Cover]) -> tuple[Piece, ...]:
    """Give the text as a tree of pieces.

    >>> nest("王毅说", [Cover(Layer.EM, 0, 3), Cover(Layer.STRONG, 0, 2)])[0].children[1]
    '说'
    """
    return tuple(_grouped(list(_leaves(text, covers))))


def nest_cells(text: str, covers: Iterable[Cover]) -> tuple[tuple[Piece, ...], ...]:
    """Give the cells of a table row, which tabs part, each as a tree of pieces."""
    cells: list[list[_Leaf]] = [[]]
    tabs = [position for position, char in enumerate(text) if char == "\t"]
    for leaf in _leaves(text, covers, [edge for tab in tabs for edge in (tab, tab + 1)]):
        if leaf.content == "\t":
            cells.append([])
        else:
            cells[-1].append(leaf)
    return tuple(tuple(_grouped(cell)) for cell in cells)


def _leaves(text: str, covers: Iterable[Cover], cuts: Sequence[int] = ()) -> Iterator[_Leaf]:
    """Walk the text from edge to edge with the stack of covers that are open."""
    clipped = [_clip(cover, len(text)) for cover in covers]
    points = sorted((c for c in clipped if c.layer is Layer.IMAGE), key=lambda c: c.start)
    stretches = [
        replace(c, holds_sentences=False) if _holds_picture(c, points) else c
        for c in _disjoint(c for c in clipped if c.layer is not Layer.IMAGE and c.start < c.end)
    ]
    edges = {0, len(text), *cuts, *(p.start for p in points)}
    edges.update(edge for c in stretches for edge in (c.start, c.end))
    active: list[Cover] = []
    for start, end in _pairs(sorted(edges)):
        while points and points[0].start == start:
            yield _point(points.pop(0), active)
        active = [c for c in active if c.end > start]
        while stretches and stretches[-1].start == start:
            active.append(stretches.pop())
        if start < end:
            yield _Leaf(start, text[start:end], tuple(sorted(active, key=lambda c: c.nesting)))


def _clip(cover: Cover, length: int) -> Cover:
    start, end = (min(max(edge, 0), length) for edge in (cover.start, cover.end))
    return cover if (start, end) == (cover.start, cover.end) else replace(cover, start=start, end=end)


def _disjoint(covers: Iterable[Cover]) -> list[Cover]:
    """Sort covers, the last first; of two that overlap in a layer the later begins behind the earlier."""
    ends = dict.fromkeys(Layer, 0)
    kept: list[Cover] = []
    for cover in sorted(covers, key=lambda c: (c.start, -c.end)):
        start = max(cover.start, ends[cover.layer])
        if start < cover.end:
            whole = start == cover.start
            kept.append(cover if whole else replace(cover, start=start, holds_sentences=False))
            ends[cover.layer] = cover.end
    return sorted(kept, key=lambda c: c.start, reverse=True)


def _holds_picture(cover: Cover, points: Iterable[Cover]) -> bool:
    """Tell whether a link must be cut around a picture: then it cannot go around a sentence."""
    return cover.layer is Layer.LINK and any(cover.start < point.start < cover.end for point in points)


def _pairs(edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give neighbouring edges, and the last one with itself: a picture may stand at the very end."""
    return zip(edges, [*edges[1:], edges[-1]], strict=True)


def _point(cover: Cover, active: Iterable[Cover]) -> _Leaf:
    """Place a picture inside what is open on both sides of it, but for a link: it is a link itself."""
    around = [c for c in active if c.end > cover.start and c.layer is not Layer.LINK]
    stack = tuple(sorted(around, key=lambda c: c.nesting))
    return _Leaf(cover.start, Element(cover.layer, cover.detail, ()), stack)


def _grouped(leaves: Sequence[_Leaf], depth: int = 0) -> Iterator[Piece]:
    """Fold neighbouring leaves that share a cover into one element, from the outside in."""
    for cover, run in groupby(
        leaves, key=lambda leaf: leaf.stack[depth] if depth < len(leaf.stack) else None
    ):
        members = list(run)
        if cover is None:
            yield from (leaf.content for leaf in members)
        else:
            is_first = members[0].start == cover.start
            yield Element(cover.layer, cover.detail, tuple(_grouped(members, depth + 1)), is_first)
