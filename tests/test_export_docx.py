"""Word documents hold what the pages hold, read back with python-docx."""

import io
import sys
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from bilingual.document import BlockKind, Post, TranslatedPost
from bilingual.errors import ToolError
from bilingual.export.docx import write_docx
from bilingual.render.quotes import curl_quotes
from tests.hostile_exports import KEPT, empty_post, hostile_post, odd_posts
from tests.pages import block, english_post, example_post, pair, plain_post


def read(*posts):
    return docx.Document(io.BytesIO(write_docx(posts)))


@pytest.fixture(scope="module")
def example():
    return read(example_post())


def rows_of(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def runs_of(document, text):
    """Give the runs of exactly this text, wherever they stand."""
    found = [
        run
        for run in document.element.body.iter(qn("w:r"))
        if "".join(t.text or "" for t in run.iter(qn("w:t"))) == text
    ]
    assert found
    return found


def links_of(document):
    links = [
        (
            "".join(t.text for t in link.iter(qn("w:t"))),
            document.part.rels[link.get(qn("r:id"))].target_ref,
        )
        for link in document.element.body.iter(qn("w:hyperlink"))
    ]
    return dict(links)


def test_every_post_is_a_heading_and_a_table_of_two_columns():
    document = read(plain_post(), plain_post(title="乙", title_en="B"))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == ["海上的消息\nNews from the sea", "乙\nB"]
    assert [rows_of(table) for table in document.tables] == [
        [["中文", "English"], ["港口重新开放。", "The harbour is open again."]]
    ] * 2


def test_a_second_post_begins_on_a_new_sheet():
    document = read(plain_post(), plain_post())
    headings = [p for p in document.paragraphs if p.style.name == "Heading 1"]
    assert [p.paragraph_format.page_break_before for p in headings] == [False, True]


def test_blocks_have_the_styles_of_their_kinds(example):
    styles: dict[str, str] = {}
    for row in example.tables[0].rows:
        for paragraph in row.cells[0].paragraphs:
            styles.setdefault(paragraph.style.name, paragraph.text)
    assert styles["Heading 2"] == "“大海不会把我们隔开”"
    assert styles["Quote"].startswith("“我们在同一片海上打鱼")
    assert styles["List Bullet"] == "延长渔业协定五年；"
    assert styles["Caption"].startswith("[Image]双方代表")
    assert styles["Preformatted"] == "潮水来了，\n\n潮水又去。"


def test_a_table_stands_once_with_both_languages_in_each_cell(example):
    (place,) = {cell for row in example.tables[0].rows for cell in row.cells if cell.tables}
    cells = [[cell.text.strip() for cell in row.cells] for row in place.tables[0].rows]
    assert cells == [
        ["年份\nYear", "贸易额\nTrade", "渔获（吨）\nCatch (tonnes)"],
        ["2030\n2030", "41亿元\n4.1 billion yuan", "2万3000\n23,000"],
    ]


def test_english_that_needs_no_translation_stands_once_over_both_columns(example):
    row = next(row for row in example.tables[0].rows if row.cells[0].text.startswith("The harbour"))
    assert row.cells[0]._tc is row.cells[1]._tc


def test_links_are_kept_on_both_sides(example):
    links = links_of(example)
    assert links["外交部"] == links["Ministry of Foreign Affairs"] == "https://mfa.example.org/"
    assert links[" [1]"] == "https://news.example.org/releases/118.html"
    assert links["[Image: 会谈现场]"] == "https://img.example.org/talks.jpg"
    assert links["Original at news.example.org"].startswith("https://news.example.org/world/")


def test_emphasis_is_kept(example):
    assert all(run.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None for run in runs_of(example, "41亿元")[:1])
    chinese = runs_of(example, "他强调，两国早已是")[0]
    assert chinese.find(f"{qn('w:rPr')}/{qn('w:em')}").get(qn("w:val")) == "dot"
    english = runs_of(example, "He stressed that the two countries have long been a ")[0]
    assert english.find(f"{qn('w:rPr')}/{qn('w:i')}") is not None


def test_every_run_says_its_language(example):
    def languages(text):
        return dict(runs_of(example, text)[0].find(f"{qn('w:rPr')}/{qn('w:lang')}").attrib)

    assert languages("每年互派一百名学生。") == {qn("w:eastAsia"): "zh-CN"}
    assert languages("To exchange one hundred students every year.") == {qn("w:val"): "en-US"}


def test_traditional_chinese_is_that_of_taiwan():
    document = read(*odd_posts())
    languages = runs_of(document, "港")[0].find(f"{qn('w:rPr')}/{qn('w:lang')}").attrib
    assert languages == {qn("w:eastAsia"): "zh-TW"}


def test_the_fonts_for_chinese_are_chinese(example):
    fonts = example.styles["Normal"].element.rPr.find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == "SimSun"
    assert fonts.get(qn("w:asciiTheme")) is None


ORDER = {
    "w:rPr": "rStyle rFonts b bCs i iCs color sz szCs u vertAlign em lang",
    "w:tblPr": "tblStyle tblW jc tblBorders tblLayout tblCellMar tblLook",
}
"""How the schema (ECMA-376, wml.xsd) orders the properties that are used; Word refuses a file that does not."""


@pytest.mark.parametrize("parent", ORDER)
def test_properties_are_in_the_order_of_the_schema(parent):
    document = read(example_post(), hostile_post(), *odd_posts())
    order = [qn(f"w:{name}") for name in ORDER[parent].split()]
    for part in (document.element, document.styles["Normal"].element):
        for properties in part.iter(qn(parent)):
            places = [order.index(child.tag) for child in properties]
            assert places == sorted(places)


def test_the_columns_have_their_widths(example):
    widths = [cell.width for cell in example.tables[0].rows[0].cells]
    assert widths == [pytest.approx(Mm(82), rel=1e-3), pytest.approx(Mm(92), rel=1e-3)]


def test_the_properties_describe_the_document():
    properties = read(example_post(), plain_post()).core_properties
    assert properties.title == "Side by side · 中英对照: 2 posts · 2篇文章, 2031-03-09 – 2031-03-10"
    assert (properties.author, properties.language, properties.revision) == ("海峡观察", "zh-Hans", 1)
    assert properties.created == properties.modified == datetime(2031, 3, 10, tzinfo=UTC)


def test_the_same_posts_give_the_same_bytes():
    posts = [example_post(), hostile_post(), english_post()]
    assert write_docx(posts) == write_docx(iter(posts))


def test_nothing_in_the_file_tells_when_it_was_made():
    with zipfile.ZipFile(io.BytesIO(write_docx([plain_post()]))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_posts_without_text_or_chinese():
    document = read(empty_post(), english_post(), *odd_posts())
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[:2] == ["Untitled", "Harbour reopens"]
    assert rows_of(document.tables[0])[1] == ["The harbour is open again."] * 2
    assert any("This post is in English" in p.text for p in document.paragraphs)


def test_rows_of_a_table_may_be_of_different_length_and_language():
    document = read(*odd_posts())
    (place,) = {cell for row in document.tables[1].rows for cell in row.cells if cell.tables}
    assert [[cell.text.strip() for cell in row.cells] for row in place.tables[0].rows] == [
        ["甲\nA", "乙\nB", ""],
        ["only", "English", "here"],
        ["丙\n[not translated]", "", ""],
    ]


def test_what_is_not_translated_is_said_in_slanted_letters():
    post = TranslatedPost(
        Post("a.txt", {}, ""),
        (block(0, BlockKind.TITLE, pair("港", "")), block(1, BlockKind.QUOTE, "（完）")),
    )
    document = read(post)
    runs = runs_of(document, "[not translated]")
    assert len(runs) == 2
    assert all(run.find(f"{qn('w:rPr')}/{qn('w:i')}") is not None for run in runs)


def test_whatever_a_post_says_the_document_can_be_read():
    document = read(hostile_post())
    heading = next(p.text for p in document.paragraphs if p.style.name == "Heading 1")
    assert heading == f"{KEPT}\n{curl_quotes(KEPT)}"
    assert all(not url.startswith(("javascript:", "data:")) for url in links_of(document).values())


def test_a_missing_python_docx_is_said_in_one_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ToolError, match=r"pip install 'bilingual\[export\]'"):
        write_docx([plain_post()])
