"""TMX is valid, and holds every sentence pair once."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

from bilingual.document import BlockKind, Origin
from bilingual.export.tmx import write_tmx
from bilingual.render.templates import clean_text
from tests.hostile_posts import empty_post, hostile_post, traditional_post, translated_posts
from tests.pages import block, english_post, example_post, pair, plain_post
from tests.schemas import judge_tmx

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def written(*posts):
    return judge_tmx(b"".join(write_tmx(posts)))


def pairs(root):
    return [tuple("".join(seg.itertext()) for seg in unit.iter("seg")) for unit in root.iter("tu")]


@pytest.mark.parametrize(
    "make", [example_post, plain_post, english_post, traditional_post, hostile_post, empty_post]
)
def test_every_kind_of_post_makes_a_valid_memory(make):
    written(make(), make())


def test_no_post_makes_an_empty_memory():
    assert pairs(written()) == []


def test_a_pair_says_where_it_is_from_and_who_wrote_it():
    unit = next(unit for unit in written(example_post()).iter("tu") if unit[1].text == "b4-1")
    assert [(p.get("type"), p.text) for p in unit.iter("prop")] == [
        ("x-post", "posts/lin.txt"),
        ("x-sentence", "b4-1"),
        ("x-origin", "human"),
    ]
    assert [variant.get(LANG) for variant in unit.iter("tuv")] == ["zh-CN", "en"]


def test_traditional_chinese_is_the_source_of_its_own_pairs():
    (unit,) = written(traditional_post()).iter("tu")
    assert (unit.get("srclang"), unit[3].get(LANG)) == ("zh-TW", "zh-TW")
    assert unit[3][0].text == "臺灣的漁業協定延長了。"


def test_pairs_are_there_once_and_other_wordings_too():
    other = replace(plain_post(), blocks=(block(0, BlockKind.TITLE, pair("海上的消息", "Sea news")),))
    assert pairs(written(plain_post(), plain_post(), other)) == [
        ("海上的消息", "News from the sea"),
        ("港口重新开放。", "The harbour is open again."),
        ("海上的消息", "Sea news"),
    ]


def test_what_needs_no_translation_or_has_none_is_left_out():
    sources = [source for source, _ in pairs(written(example_post()))]
    assert "2030" not in sources
    assert "（编辑：周听潮）" not in sources


@settings(deadline=None)
@given(translated_posts())
def test_texts_are_kept_but_for_what_xml_cannot_hold(post):
    wanted = {
        (clean_text(s.sentence.text), clean_text(s.translation.target))
        for s in post.sentences
        if s.translation.origin is not Origin.SOURCE and s.translation.target.strip()
    }
    assert set(pairs(written(post))) == wanted


def test_the_first_and_the_second_run_give_the_same_bytes():
    first, second = (b"".join(write_tmx([example_post(o)])) for o in (Origin.ENGINE, Origin.MEMORY))
    assert first == second


def test_posts_are_taken_one_by_one():
    chunks = write_tmx(plain_post(title=f"第{number}号") for number in iter(int, 1))
    assert [next(chunks)[:5] for _ in range(3)] == [b"<?xml", b"<tu><", b""]


def test_the_memory_names_its_published_dtd():
    root = etree.fromstring(b"".join(write_tmx([])))
    docinfo: Any = root.getroottree().docinfo
    assert docinfo.doctype == '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
