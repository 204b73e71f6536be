"""Markdown (CommonMark, and tables as on GitHub): a post a file, a block in Chinese and then in English."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import yaml

from bilingual.document import BlockKind, TranslatedPost
from bilingual.export.md_inline import spell, spell_inside, spell_link, spell_text, write_html
from bilingual.render.page import Page, lay_out
from bilingual.render.parts import Cell, Piece, Reference, Row
from bilingual.render.templates import clean_text

_ENDLESS = 2**31
"""Columns; front matter is not folded, so that a title is one line."""


def write_md(post: TranslatedPost) -> bytes:
    """Write a post as Markdown with front matter."""
    page = lay_out(post)
    rows = (page.title, *page.rows) if page.title else page.rows
    parts = [_front_matter(post, page), *_body(rows)]
    return ("\n\n".join(parts) + "\n").encode()


def _front_matter(post: TranslatedPost, page: Page) -> str:
    entry = page.entry
    facts = {
        "title": entry.title_zh or post.post.text_of("title"),
        "title_en": entry.title_en,
        "author": entry.author,
        "date": entry.date,
        "from": page.url,
    }
    known = {key: clean_text(value) for key, value in facts.items()}
    values = {key: value for key, value in known.items() if value} | {"reviewed": entry.reviewed}
    written: str = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=_ENDLESS)
    return f"---\n{written}---"


def _body(rows: Sequence[Row]) -> Iterator[str]:
    for kind, run in groupby(rows, key=lambda row: row.kind):
        if kind is BlockKind.TABLE_ROW:
            yield from _tables(list(run))
        elif kind is BlockKind.LIST_ITEM:
            yield from _list(run)
        else:
            for row in run:
                yield from _block(row)


def _block(row: Row) -> Iterator[str]:
    if row.kind is BlockKind.PREFORMATTED:
        yield from (_preformatted(cell) for cell in (row.source, row.target) if cell)
        yield from _references(row.target)
    elif row.kind is BlockKind.QUOTE:
        yield from _indent(list(_paragraphs(row)), "> ", "> ", "\n>\n")
    elif row.kind in (BlockKind.TITLE, BlockKind.HEADING):
        dashes = "#" * (row.depth or 1)
        yield from (f"{dashes} {line}" for line in _lines(row))
        yield from _references(row.target)
    else:
        yield from _paragraphs(row)


def _lines(row: Row) -> Iterator[str]:
    """Give the Chinese and the English, each on one line."""
    lines = (spell(_joined(cell)) for cell in (row.source, row.target) if cell)
    yield from (line for line in lines if line)


def _paragraphs(row: Row) -> Iterator[str]:
    yield from _lines(row)
    yield from _references(row.target)


def _joined(cell: Cell) -> tuple[Piece, ...]:
    return tuple(piece for part in cell.parts for piece in part)


def _references(cell: Cell | None) -> Iterator[str]:
    """Give the links that have no place in the English."""
    if cell and cell.references:
        yield "Links: " + ", ".join(_reference(reference) for reference in cell.references)


def _reference(reference: Reference) -> str:
    return spell_link(spell_text(reference.text).strip(" "), reference.url)


def _preformatted(cell: Cell) -> str:
    return f'<pre lang="{cell.lang}">\n{write_html(_joined(cell))}</pre>'


def _list(rows: Iterator[Row]) -> Iterator[str]:
    """Give the items of a list; an item is at most one level deeper than the one before."""
    depth = 0
    for row in rows:
        paragraphs = list(_paragraphs(row))
        if paragraphs:
            depth = min(max(row.depth, 1), depth + 1)
            margin = "  " * (depth - 1)
            yield from _indent(paragraphs, f"{margin}- ", f"{margin}  ", "\n\n")


def _indent(paragraphs: Sequence[str], first: str, later: str, gap: str) -> Iterator[str]:
    """Give paragraphs, one line each, as one block."""
    if paragraphs:
        yield gap.join((first if index == 0 else later) + line for index, line in enumerate(paragraphs))


def _tables(rows: Sequence[Row]) -> Iterator[str]:
    """Give a table in Chinese and the same in English, as wide as its widest row."""
    yield _table([row.source for row in rows])
    if any(row.target for row in rows):
        yield _table([row.target or row.source for row in rows])
    for row in rows:
        yield from _references(row.target)


def _table(cells: Sequence[Cell]) -> str:
    width = max(len(cell.parts) for cell in cells)
    texts = [[spell_inside(part).strip(" ") for part in cell.parts] for cell in cells]
    head, *body = [row + [""] * (width - len(row)) for row in texts]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * width, *body))
