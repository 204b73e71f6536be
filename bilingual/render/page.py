"""A translated post laid out as rows: what the page template prints, top to bottom."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, takewhile

from bilingual.document import Block, BlockKind, Skipped, TranslatedBlock, TranslatedPost
from bilingual.render.addresses import host_of, web_address
from bilingual.render.entries import Entry, entry_of
from bilingual.render.parts import Group, Item, Remark, Row, TermEntry
from bilingual.render.quotes import set_quotes
from bilingual.render.source import source_cell
from bilingual.render.target import credits_of, remarks_on, target_cell
from bilingual.render.terms import Numbers, number_terms

_SHOWN_CHARACTERS = 240
"""How much of a skipped piece is quoted; `bilingual extract` shows it whole."""


@dataclass(frozen=True)
class Page:
    """All that the page of one post shows."""

    entry: Entry
    title: Row | None
    rows: tuple[Row, ...]
    url: str
    """Where the post was crawled from; `""` when that is unknown or no web address."""
    host: str
    remarks: tuple[Remark, ...]
    skipped: tuple[Skipped, ...]
    """Long texts are cut."""
    terms: tuple[TermEntry, ...] = ()
    """The glossary terms that stand on the page, in the order in which they are first mentioned."""
    engine: str = ""
    """The name of the engine that wrote what no person did, `""` when unknown."""

    @property
    def is_bilingual(self) -> bool:
        """Tell whether any block has an English side."""
        return any(row.target for row in (self.title, *self.rows) if row)

    @property
    def groups(self) -> tuple[Group, ...]:
        """Give the rows, those of one list or table together."""
        return tuple(_groups(self.rows))

    def count(self, severity: str) -> int:
        """Count the remarks of one severity."""
        return sum(remark.severity == severity for remark in self.remarks)


def lay_out(post: TranslatedPost) -> Page:
    """Lay out a post."""
    post = set_quotes(post)
    base = post.post.url
    url = web_address(base)
    depths = _heading_depths([translated.block for translated in post.blocks])
    numbers = number_terms(post.blocks)
    rows = tuple(
        _row(translated, _Surroundings(base, place, depths, numbers))
        for translated, place in zip(post.blocks, _places(post.blocks), strict=True)
    )
    return Page(
        entry=entry_of(post, "", ""),
        title=rows[0] if rows else None,
        rows=rows[1:],
        url=url,
        host=host_of(url),
        remarks=tuple(remark for row in rows for remark in row.remarks),
        skipped=tuple(_shortened(skipped) for skipped in post.skipped),
        terms=tuple(numbers),
        engine=post.engine,
    )


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What a row must know of the rest of its post."""

    base: str
    place: str
    depths: Mapping[int, int]
    numbers: Numbers


def _row(translated: TranslatedBlock, around: _Surroundings) -> Row:
    block = translated.block
    depth = around.depths[block.level] if block.kind is BlockKind.HEADING else min(max(block.level, 0), 6)
    source = source_cell(translated, around.base, around.numbers)
    if not block.is_chinese:
        return Row(block.id, block.kind, depth, source, None)
    target = target_cell(translated, around.base, around.place, around.numbers)
    remarks = tuple(remarks_on(translated, around.place))
    return Row(block.id, block.kind, depth, source, target, remarks, tuple(credits_of(translated)))


def _groups(rows: Iterable[Row]) -> Iterator[Group]:
    """Put neighbouring items and neighbouring table rows together."""
    for kind, run in groupby(rows, key=lambda row: row.kind):
        members = tuple(run)
        if kind is BlockKind.LIST_ITEM:
            yield Group(kind, members, _nested(members))
        elif kind is BlockKind.TABLE_ROW:
            yield Group(kind, members)
        else:
            yield from (Group(kind, (row,)) for row in members)


def _nested(rows: Sequence[Row]) -> tuple[Item, ...]:
    """Give the items of a list, each with the deeper ones that follow it.

    >>> from bilingual.render.parts import Cell
    >>> rows = [Row(f"b{n}", BlockKind.LIST_ITEM, n, Cell("en", ()), None) for n in (2, 1, 2)]
    >>> [(item.row.id, len(item.items)) for item in _nested(rows)]
    [('b2', 0), ('b1', 1)]
    """
    items: list[Item] = []
    while rows:
        depth = rows[0].depth
        deeper = list(takewhile(partial(_is_deeper, depth), rows[1:]))
        items.append(Item(rows[0], _nested(deeper)))
        rows = rows[1 + len(deeper) :]
    return tuple(items)


def _is_deeper(depth: int, row: Row) -> bool:
    return row.depth > depth


def _heading_depths(blocks: Sequence[Block]) -> dict[int, int]:
    """Give each heading level the HTML level that follows the title without a gap, from h2."""
    levels = sorted({block.level for block in blocks if block.kind is BlockKind.HEADING})
    return {level: min(depth, 6) for depth, level in enumerate(levels, start=2)}


def _places(blocks: Sequence[TranslatedBlock]) -> Iterator[str]:
    """Name each block in words, counted by kind: Title, Paragraph 1, Heading 1, Paragraph 2."""
    seen: Counter[BlockKind] = Counter()
    for translated in blocks:
        kind = translated.block.kind
        seen[kind] += 1
        yield "Title" if kind is BlockKind.TITLE else f"{kind.value.capitalize()} {seen[kind]}"


def _shortened(skipped: Skipped) -> Skipped:
    text = skipped.text.strip()
    if len(text) <= _SHOWN_CHARACTERS:
        return Skipped(skipped.reason, text, skipped.rule)
    return Skipped(skipped.reason, text[:_SHOWN_CHARACTERS].rstrip() + "…", skipped.rule)
