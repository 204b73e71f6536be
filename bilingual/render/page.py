"""A translated post laid out as rows: what the page template prints, top to bottom."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bilingual.document import Block, BlockKind, Skipped, TranslatedBlock, TranslatedPost
from bilingual.render.addresses import host_of, web_address
from bilingual.render.entries import Entry, entry_of
from bilingual.render.parts import Remark, Row
from bilingual.render.source import source_cell
from bilingual.render.target import remarks_on, target_cell

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

    @property
    def is_bilingual(self) -> bool:
        """Tell whether any block has an English side."""
        return any(row.target for row in (self.title, *self.rows) if row)

    def count(self, severity: str) -> int:
        """Count the remarks of one severity."""
        return sum(remark.severity == severity for remark in self.remarks)


def lay_out(post: TranslatedPost) -> Page:
    """Lay out a post."""
    base = post.post.url
    url = web_address(base)
    depths = _heading_depths([translated.block for translated in post.blocks])
    places = list(_places(post.blocks))
    rows = tuple(_row(t, base, place, depths) for t, place in zip(post.blocks, places, strict=True))
    return Page(
        entry=entry_of(post, "", ""),
        title=rows[0] if rows else None,
        rows=rows[1:],
        url=url,
        host=host_of(url),
        remarks=tuple(r for t, place in zip(post.blocks, places, strict=True) for r in remarks_on(t, place)),
        skipped=tuple(_shortened(skipped) for skipped in post.skipped),
    )


def _row(translated: TranslatedBlock, base: str, place: str, depths: dict[int, int]) -> Row:
    block = translated.block
    depth = depths[block.level] if block.kind is BlockKind.HEADING else min(max(block.level, 0), 6)
    target = target_cell(translated, base, place) if block.is_chinese else None
    return Row(block.id, block.kind, depth, source_cell(translated, base), target)


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
