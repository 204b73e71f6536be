"""CSV is what RFC 4180 says, and no cell of it is a formula."""

import csv
import io

import pytest
from hypothesis import given, settings

from bilingual.document import Origin
from bilingual.export.csv import COLUMNS, write_csv
from bilingual.render.templates import clean_text
from tests.hostile_posts import empty_post, hostile_post, traditional_post, translated_posts
from tests.pages import english_post, example_post, plain_post


def rows(*posts):
    content = b"".join(write_csv(posts))
    assert content.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    assert tuple(table[0]) == COLUMNS
    return [dict(zip(COLUMNS, row, strict=True)) for row in table[1:]]


def unguarded(cell):
    """Undo the guard as the module's docstring tells."""
    return cell[1:] if cell.lstrip("'")[:1] in tuple("=+-@\t\r\n＝＋－＠") and cell.startswith("'") else cell


def test_a_sentence_is_a_row():
    table = rows(example_post())
    assert len(table) == len(example_post().sentences) + 1
    assert table[6] == {
        "post": "posts/lin.txt",
        "block": "b4",
        "sentence": "b4-2",
        "kind": "paragraph",
        "source": "他强调，两国早已是命运共同体。",
        "target": "He stressed that the two countries have long been a family.",
        "origin": "machine",
        "findings": "error: glossary: “命运共同体” should be “community with a shared future”",
    }


def test_english_stands_as_it_was():
    assert [(r["sentence"], r["source"], r["target"], r["origin"]) for r in rows(english_post())] == [
        ("", "Harbour reopens", "Harbour reopens", "source"),
        ("", "The harbour is open again.", "The harbour is open again.", "source"),
    ]


def test_traditional_text_stays_traditional():
    assert rows(traditional_post())[0]["source"] == "臺灣的漁業協定延長了。"


def test_no_post_and_an_empty_post_have_the_header_only():
    assert rows() == rows(empty_post()) == []


def test_rows_end_as_the_rfc_asks():
    content = b"".join(write_csv([plain_post()]))
    assert content.count(b"\r\n") == content.count(b"\n") == 3


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        pytest.param("=1+1", "'=1+1", id="formula"),
        pytest.param("+1", "'+1", id="plus"),
        pytest.param("-1", "'-1", id="minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("\t=1", "'\t=1", id="tab"),
        pytest.param("\n=1", "'\n=1", id="line end"),
        pytest.param("\x00=1", "'=1", id="control before it"),
        pytest.param("＝1", "'＝1", id="full width"),
        pytest.param("'=1", "''=1", id="guarded already"),
        pytest.param("'Tis", "'Tis", id="near miss: an apostrophe"),
        pytest.param("1=1", "1=1", id="near miss: not the first"),
    ],
)
def test_formulas_are_guarded(text, cell):
    assert rows(plain_post(title_en=text))[0]["target"] == cell


@settings(deadline=None)
@given(translated_posts())
def test_every_text_can_be_read_back(post):
    table = rows(post)
    texts = [s for b in post.blocks for s in b.sentences]
    read = [(unguarded(r["source"]), unguarded(r["target"])) for r in table if r["sentence"]]
    assert read == [(clean_text(s.sentence.text), clean_text(s.translation.target)) for s in texts]
    assert not any(cell[:1] in tuple("=+-@\t\r\n") and cell for row in table for cell in row.values())


def test_hostile_texts_are_cells():
    assert len(rows(hostile_post())) == len(hostile_post().sentences)


def test_the_first_and_the_second_run_give_the_same_bytes():
    first, second = (b"".join(write_csv([example_post(o)])) for o in (Origin.ENGINE, Origin.MEMORY))
    assert first == second
