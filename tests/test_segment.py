"""Sentence splitting: the cases of the development data, our own, and the lossless law."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.segment import MAX_CHARACTERS, split_sentences
from tests.shared import SHARED, needs_shared

CASES = [
    pytest.param("两国外长会晤。他们签署了文件。", ["两国外长会晤。", "他们签署了文件。"], id="two stops"),
    pytest.param("“我同意。”他说。", ["“我同意。”他说。"], id="speaker tag stays with its quotation"),
    pytest.param("“我同意。”她离开了。", ["“我同意。”", "她离开了。"], id="no speaker tag, two sentences"),
    pytest.param("“一。二。三。”发言人说。", ["“一。二。三。”发言人说。"], id="a quotation is not cut"),
    pytest.param(
        "他说：“甲。”她说：“乙。”", ["他说：“甲。”", "她说：“乙。”"], id="a tag with a colon opens the next"
    ),
    pytest.param(
        "没人知道。“是吗？”没人知道。", ["没人知道。", "“是吗？”", "没人知道。"], id="知道 is no saying"
    ),
    pytest.param("谈“要不要去？”的问题。", ["谈“要不要去？”的问题。"], id="embedded question"),
    pytest.param("看《去哪儿？》吧。好。", ["看《去哪儿？》吧。", "好。"], id="title marks"),
    pytest.param("增长5.2%。约3.14倍。", ["增长5.2%。", "约3.14倍。"], id="decimals"),
    pytest.param("称Dr. Li将访华。是的。", ["称Dr. Li将访华。", "是的。"], id="abbreviation behind Han"),
    pytest.param("他说：“好。", ["他说：“好。"], id="quotation never closed, one sentence"),
    pytest.param(
        "“甲。乙说。“丙。”丁走。",
        ["“甲。乙说。“丙。”", "丁走。"],
        id="a lost closer does not swallow the rest",
    ),
    pytest.param("印象。”随后离开。", ["印象。”", "随后离开。"], id="stray closer"),
    pytest.param("甲国\t乙国。\t丙国", ["甲国", "乙国。", "丙国"], id="table cells"),
    pytest.param("第一段\n\n第二段", ["第一段", "第二段"], id="blank line"),
    pytest.param(
        "见https://example.org/a.b?c=1!。好。", ["见https://example.org/a.b?c=1!。", "好。"], id="address"
    ),
    pytest.param("Yahoo!奇摩报道。", ["Yahoo!奇摩报道。"], id="a name with a stop"),
    pytest.param("……好。", ["……好。"], id="ellipsis at the start ends nothing"),
    pytest.param("真的！！！是。", ["真的！！！", "是。"], id="run of stops"),
    pytest.param("\U00020000。\U00020001。", ["\U00020000。", "\U00020001。"], id="beyond the basic plane"),
    pytest.param("", [], id="nothing"),
    pytest.param(" \u3000\n", [], id="white space"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences(text, expected):
    assert [sentence.text for sentence in split_sentences(text)] == expected


@needs_shared
def test_every_case_of_the_development_data_has_its_number_of_sentences():
    cases = json.loads((SHARED / "data/sentences.json").read_text(encoding="utf-8"))
    counted = {case["name"]: len(split_sentences(case["text"])) for case in cases}
    assert counted == {case["name"]: case["n"] for case in cases}


@given(st.text(alphabet="中外。！？…“”‘’「」《》（）()\"'.,，；;: a1\n\t\u3000Mr\U00020000", max_size=400))
def test_sentences_and_white_space_make_up_the_text(text):
    end = 0
    for sentence in split_sentences(text):
        assert sentence.text == text[sentence.start : sentence.end]
        assert sentence.text
        assert not text[end : sentence.start].strip()
        end = sentence.end
    assert not text[end:].strip()


def test_a_long_sentence_is_cut_at_semicolons_then_commas():
    clause = "双方就加强合作深入交换意见"
    text = "；".join("，".join([clause] * 4) for _ in range(5)) + "。"
    pieces = [sentence.text for sentence in split_sentences(text)]
    assert max(map(len, pieces)) <= MAX_CHARACTERS
    assert all(piece[-1] in "；。" for piece in pieces)


def test_a_long_quotation_is_cut_at_its_inner_stops():
    text = "他说：“" + "双方将继续推进各领域的务实合作。" * 20 + "”"
    pieces = [sentence.text for sentence in split_sentences(text)]
    assert len(pieces) > 1
    assert all(piece.endswith(("。", "。”")) for piece in pieces)


@pytest.mark.parametrize(
    "text", ["“" * 50_000 + "”", "a." * 50_000, "（“" * 30_000 + "）"], ids=["quotes", "dots", "mixed"]
)
def test_hostile_punctuation_is_one_sentence_and_no_hang(text):
    assert len(split_sentences(text)) == 1
