"""XLIFF is valid, keeps every character of the source, and can be matched with the post again."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings

from bilingual.document import (
    Block,
    BlockKind,
    ConstraintKind,
    Evidence,
    Mark,
    MarkKind,
    Origin,
    Tier,
    TranslatedBlock,
)
from bilingual.export.xliff import write_xliff
from tests.hostile_posts import empty_post, hostile_post, traditional_post, translated_posts
from tests.pages import block, english_post, example_post, pair, plain_post
from tests.schemas import find_published, judge_xliff

X = "{urn:oasis:names:tc:xliff:document:2.0}"


def written(post):
    return judge_xliff(write_xliff(post))


def text_of(element):
    """Give the characters of a text: `<cp>` stands for one."""
    text = element.text or ""
    for child in element:
        text += chr(int(child.get("hex"), 16)) if child.tag == f"{X}cp" else text_of(child)
        text += child.tail or ""
    return text


def sources(unit):
    return "".join(text_of(source) for source in unit.iter(f"{X}source"))


def segment(root, name):
    return root.find(f".//{X}segment[@id='{name}']")


def one_block(kind, *pieces, **more):
    return replace(plain_post(), blocks=(block(0, kind, *pieces, **more),))


@pytest.mark.parametrize(
    "make", [example_post, plain_post, english_post, traditional_post, hostile_post, empty_post]
)
def test_every_kind_of_post_is_valid(make):
    written(make())


@settings(deadline=None)
@given(translated_posts())
def test_the_law_of_the_format(post):
    """The source is exact, the target is the English, and every name is there once."""
    root = written(post)
    for unit, translated in zip(root.iter(f"{X}unit"), post.blocks, strict=True):
        assert sources(unit) == translated.block.text
        targets = [
            text_of(s.find(f"{X}target"))
            for s in unit.iter(f"{X}segment")
            if s.find(f"{X}target") is not None
        ]
        assert targets == [s.translation.target for s in translated.sentences if s.translation.target]
        data = {each.get("id") for each in unit.iter(f"{X}data")}
        codes = list(unit.iter(f"{X}pc", f"{X}ph"))
        used = {code.get(name) for code in codes for name in ("dataRef", "dataRefStart", "dataRefEnd")} - {
            None
        }
        assert used <= data
        for side in ("source", "target"):
            names = Counter(
                code.get("id") for text in unit.iter(X + side) for code in text.iter(f"{X}pc", f"{X}ph")
            )
            assert all(count == 1 for count in names.values())


def test_states_say_who_wrote_the_english():
    root = written(example_post())
    states = {name: segment(root, name) for name in ("b1-1", "b3-1", "b10-1", "b12-1")}
    assert {name: (s.get("state"), s.get("subState")) for name, s in states.items()} == {
        "b1-1": ("translated", "bilingual:machine"),
        "b3-1": ("reviewed", "bilingual:human"),
        "b10-1": ("final", "bilingual:source"),
        "b12-1": ("initial", "bilingual:machine"),
    }
    assert states["b12-1"].find(f"{X}target") is None


def test_marks_are_codes_on_both_sides_under_one_name():
    sentence = segment(written(example_post()), "b1-2")
    names = [[code.get("id") for code in side.iter(f"{X}pc", f"{X}ph")] for side in sentence]
    assert names == [["m3s2", "m1s2", "m2s2"], ["m1s2"]]


def test_codes_know_what_they_stand_for():
    unit = written(example_post()).find(f".//{X}unit[@id='b1']")
    assert {data.get("id"): data.text for data in unit.iter(f"{X}data")} == {
        "d1": '<a href="https://mfa.example.org/" title="海澜国外交部">',
        "d1e": "</a>",
        "d2": '<a href="https://news.example.org/releases/118.html">',
        "d2e": "</a>",
        "d3": '<img src="https://img.example.org/talks.jpg" alt="会谈现场">',
    }


def test_marks_that_cross_are_cut_so_that_they_nest():
    text = "甲乙丙丁"
    marks = (Mark(MarkKind.STRONG, 0, 3), Mark(MarkKind.EM, 1, 4))
    post = one_block(BlockKind.PARAGRAPH, pair(text, "Abcd"))
    title = post.blocks[0]
    post = replace(post, blocks=(replace(title, block=replace(title.block, marks=marks)),))
    source = next(written(post).iter(f"{X}source"))
    assert [(code.get("id"), text_of(code)) for code in source.iter(f"{X}pc")] == [
        ("m1s1", "甲乙丙"),
        ("m2s1", "乙丙"),
        ("m2s1-2", "丁"),
    ]


def test_a_mark_over_two_sentences_is_a_code_in_each():
    marks = ((MarkKind.STRONG, "一。 二。"),)
    root = written(
        one_block(BlockKind.PARAGRAPH, pair("一。", "One."), " ", pair("二。", "Two."), marks=marks)
    )
    assert [code.get("id") for code in root.iter(f"{X}pc")] == ["m1s1", "m1s1", "m1s2", "m1s2"]


def test_an_image_between_sentences_and_in_a_block_without_text_is_kept():
    image = Mark(MarkKind.IMAGE, 2, 2, "https://x.example/1.png", "图")
    two = one_block(BlockKind.PARAGRAPH, pair("一。", "One."), "\n", pair("二。", "Two.")).blocks[0]
    alone = TranslatedBlock(Block("b1", BlockKind.CAPTION, "", "en", 0, (replace(image, start=0, end=0),)))
    post = replace(plain_post(), blocks=(replace(two, block=replace(two.block, marks=(image,))), alone))
    assert [code.get("disp") for code in written(post).iter(f"{X}ph")] == ["图", "图"]


def test_what_lies_between_sentences_parts_the_english_too():
    root = written(example_post())
    gaps = {
        unit.get("id"): [[text_of(side) for side in gap] for gap in unit.iter(f"{X}ignorable")]
        for unit in root.iter(f"{X}unit")
    }
    assert gaps["b4"] == [["", " "], ["", " "]]
    assert gaps["b9"] == [["\t", "\t"], ["\t", "\t"]]
    assert gaps["b11"] == [["\n\n", "\n\n"]]


def test_white_space_around_sentences_stays_where_it_is():
    root = written(one_block(BlockKind.PARAGRAPH, "\u3000", pair("一。", "One."), "\u3000"))
    assert [[text_of(side) for side in gap] for gap in root.iter(f"{X}ignorable")] == [["\u3000"] * 2] * 2


def test_findings_and_terms_are_notes():
    notes = {note.get("id"): note for note in written(example_post()).iter(f"{X}note")}
    assert notes["b4-2-t1"].text == (
        "b4-2: 命运共同体 = community with a shared future (not met). Joint communiqué, 2019"
    )
    finding = notes["b4-3-f2"]
    assert (finding.get("category"), finding.get("priority"), finding.get("appliesTo")) == (
        "length",
        "2",
        "target",
    )
    assert notes["b4-3-f1"].get("priority") == "1"


def test_numbers_are_no_notes_and_a_term_needs_no_entry():
    sentence = pair(
        "外交部说3天。",
        "The ministry said 3 days.",
        met={"外交部": (Tier.FREE, "ministry"), "3天": (Tier.FREE, "3 days")},
    )
    term, number = sentence.job.constraints
    job = replace(
        sentence.job, constraints=(replace(term, term=None), replace(number, kind=ConstraintKind.NUMBER))
    )
    translation = replace(sentence.translation, evidence=(Evidence(Tier.FREE, 4, 12),))
    root = written(one_block(BlockKind.TITLE, replace(sentence, job=job, translation=translation)))
    assert [note.text for note in root.iter(f"{X}note")] == [
        "b0-1: 外交部 = Ministry of Foreign Affairs / foreign ministry"
    ]


def test_english_is_not_to_be_translated():
    units = list(written(english_post()).iter(f"{X}unit"))
    assert {unit.get("translate") for unit in units} == {"no"}
    assert [sources(unit) for unit in units] == ["Harbour reopens", "The harbour is open again."]


@pytest.mark.parametrize(
    ("make", "language"),
    [(example_post, "zh-Hans"), (traditional_post, "zh-Hant"), (english_post, "en"), (empty_post, "en")],
)
def test_the_source_language_is_the_posts(make, language):
    assert written(make()).get("srcLang") == language


def test_the_first_and_the_second_run_give_the_same_bytes():
    assert write_xliff(example_post(Origin.ENGINE)) == write_xliff(example_post(Origin.MEMORY))


def test_published_schemas_are_found_where_they_lie(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.schemas.PUBLISHED", (tmp_path,))
    assert find_published("a.xsd") is None
    (tmp_path / "b.xsd").touch()
    assert find_published("a.xsd", "b.xsd") == tmp_path / "b.xsd"
