"""A Word document of posts: for each a heading, its facts, and a table with a row for each block."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from io import BytesIO
from itertools import zip_longest

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from bilingual.document import BlockKind, TranslatedPost
from bilingual.export.docx.styles import COLUMNS, FACTS, new_element, set_up, style_of
from bilingual.export.docx.text import Dress, write_cell, write_pieces, write_references, write_text
from bilingual.render.addresses import plain_uri
from bilingual.render.book import UNDATED, Book, Chapter, chapter_of, group_rows, provenance
from bilingual.render.days import chinese_day, english_day, read_day
from bilingual.render.page import Page, lay_out
from bilingual.render.parts import Row
from bilingual.text import has_han

_LONGEST_PROPERTY = 255
"""Characters: what Word keeps of a title or an author."""


def compose(posts: Iterable[TranslatedPost]) -> bytes:
    """Write posts as a document; the times of its parts are those of the moment."""
    document = docx.Document()
    set_up(document)
    chapters: list[Chapter] = []
    for post in posts:
        _write_post(document, lay_out(post), is_first=not chapters)
        chapters.append(chapter_of(post))
    _describe(document, Book(tuple(chapters)))
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _describe(document: Document, book: Book) -> None:
    properties = document.core_properties
    properties.title = book.title[:_LONGEST_PROPERTY]
    properties.author = "; ".join(book.creators)[:_LONGEST_PROPERTY]
    properties.comments = book.description
    properties.language = book.languages[0]
    properties.subject = properties.keywords = properties.category = properties.last_modified_by = ""
    properties.created = properties.modified = datetime.combine(book.last_day or UNDATED, time(), UTC)
    properties.revision = 1


def _write_post(document: Document, page: Page, *, is_first: bool) -> None:
    heading = document.add_paragraph(style="Heading 1")
    heading.paragraph_format.page_break_before = not is_first
    if page.title and not page.title.source.is_empty:
        _write_title(heading, page.title)
    else:
        write_text(heading, "Untitled", Dress("en"))
    _write_facts(document.add_paragraph(style=FACTS), page)
    if page.rows:
        _write_rows(_new_table(document), page.rows)
    write_text(document.add_paragraph(style=FACTS), provenance(page.entry), Dress("en"))


def _write_title(heading: Paragraph, title: Row) -> None:
    write_cell(heading, title.source)
    if title.target:
        heading.add_run().add_break()
        write_cell(heading, title.target)


def _write_facts(paragraph: Paragraph, page: Page) -> None:
    day = read_day(page.entry.date)
    days = (chinese_day(day), english_day(day)) if day else (page.entry.date,)
    for fact in (page.entry.author, *days, page.entry.status):
        if fact:
            write_text(paragraph, f"{fact}   ", Dress("zh-Hans" if has_han(fact) else "en"))
    if url := plain_uri(page.url):
        write_text(paragraph, f"Original at {page.host or page.url}", Dress("en", url=url))


def _write_rows(table: Table, rows: Sequence[Row]) -> None:
    for kind, group in group_rows(rows):
        if kind is BlockKind.TABLE_ROW:
            _write_table(_add_wide(table), group)
        else:
            for row in group:
                _write_row(table, row)


def _write_row(table: Table, row: Row) -> None:
    style = style_of(row.kind, row.depth)
    if row.target is None:
        paragraph = _first_paragraph(_add_wide(table), style)
        write_cell(paragraph, row.source)
        return
    for cell, side in zip(table.add_row().cells, (row.source, row.target), strict=True):
        paragraph = _first_paragraph(cell, style)
        if side is row.source and row.kind is BlockKind.PARAGRAPH:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        write_cell(paragraph, side)


def _write_table(place: _Cell, rows: Sequence[Row]) -> None:
    """Write a table once, over both columns: each of its cells has the Chinese and the English below."""
    columns = max(len(row.source.parts) for row in rows)
    place._tc.remove(place.paragraphs[0]._p)  # one paragraph has to follow a table, none to precede it
    table = place.add_table(len(rows), columns)
    _set_edges(table, "top", "bottom", "insideH")
    for row, line in zip(rows, table.rows, strict=True):
        pairs = zip_longest(row.source.parts, row.target.parts if row.target else (), fillvalue=())
        for cell, (source, target) in zip(line.cells, pairs, strict=False):  # a row may be short
            write_pieces(_first_paragraph(cell, "Normal"), source, Dress(row.source.lang))
            if target:
                write_pieces(cell.add_paragraph(style="Normal"), target, Dress("en"))
        if row.target:
            write_references(line.cells[-1].paragraphs[-1], row.target)


def _new_table(document: Document) -> Table:
    """Begin the table of a post: a head that every sheet repeats, a hairline between the columns."""
    table = document.add_table(0, 2)
    table.autofit = False
    _set_edges(table, "top", "bottom", "insideV")
    for column, width in zip(table.columns, COLUMNS, strict=True):
        column.width = width
    head = table.add_row()
    head._tr.get_or_add_trPr().append(new_element("w:tblHeader"))
    for cell, text, lang in zip(head.cells, ("中文", "English"), ("zh-Hans", "en"), strict=True):
        write_text(_first_paragraph(cell, FACTS), text, Dress(lang, is_strong=True))
    return table


def _set_edges(table: Table, *names: str) -> None:
    """Draw some lines of a table, and keep the text off them; the order of elements is the schema's."""
    edges, margins = new_element("w:tblBorders"), new_element("w:tblCellMar")
    for name in names:
        edges.append(new_element(f"w:{name}", val="single", sz="4", color="BBBBBB"))
    for name in ("left", "right"):
        margins.append(new_element(f"w:{name}", w="140", type="dxa"))
    table._tbl.tblPr.insert_element_before(edges, "w:tblLayout", "w:tblLook")
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _add_wide(table: Table) -> _Cell:
    left, right = table.add_row().cells
    return left.merge(right)


def _first_paragraph(cell: _Cell, style: str) -> Paragraph:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    return paragraph
