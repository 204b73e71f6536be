"""Markdown reads back as the very text of the post, in the same blocks."""

import html
import re
from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bilingual.document import Block, BlockKind, Mark, MarkKind, Origin, TranslatedBlock
from bilingual.export.md import write_md
from bilingual.export.md_inline import spell, spell_link
from bilingual.render.quotes import set_quotes
from bilingual.render.templates import clean_text
from bilingual.text import drop_spaces
from tests.hostile_posts import empty_post, hostile_post, traditional_post, translated_posts
from tests.pages import block, english_post, example_post, pair, plain_post
from tests.strategies import HAN, any_text

READER = MarkdownIt("commonmark").enable("table")
MARKUP = "*_`[]()<>#+-=!|\\~&;:\"'1.)0 \t>\n/axé王。“”"
"""What Markdown is made of, and what stands beside it."""

markdown_like = st.text(st.sampled_from(MARKUP), max_size=24)
texts = st.one_of(markdown_like, any_text, st.text(st.sampled_from(HAN + MARKUP), max_size=24))


def split(content):
    """Take a file apart into front matter and body."""
    match = re.fullmatch(r"---\n(.*?)---\n\n?(.*)", content.decode(), re.DOTALL)
    assert match
    return yaml.safe_load(match[1]), match[2]


def rendered(post):
    return READER.render(split(write_md(post))[1])


def seen(text):
    """Give what is seen of a page."""
    return drop_spaces(html.unescape(re.sub(r"<[^>]*>", "", text)))


def visible(text):
    return drop_spaces(clean_text(text))


def english_of(translated):
    sentences = translated.sentences
    return "".join(
        visible(s.translation.target) if s.translation.target else "[nottranslated]" for s in sentences
    )


def one_block(kind, *pieces, **more):
    return replace(plain_post(), blocks=(block(0, kind, *pieces, **more),))


def without_links(post):
    """Leave out links: those that have no place are named at the block's end."""
    marks = [tuple(m for m in b.block.marks if m.kind is not MarkKind.LINK) for b in post.blocks]
    pairs = zip(post.blocks, marks, strict=True)
    return replace(post, blocks=tuple(replace(b, block=replace(b.block, marks=m)) for b, m in pairs))


@settings(deadline=None)
@given(translated_posts(texts, [kind for kind in BlockKind if kind is not BlockKind.TABLE_ROW]))
def test_the_text_of_the_rendering_is_the_text_of_the_post(post):
    post = set_quotes(post)
    wanted = "".join(
        visible(b.block.text) + (english_of(b) if b.block.is_chinese else "") for b in post.blocks
    )
    assert seen(rendered(without_links(post))) == wanted


@settings(deadline=None)
@given(translated_posts(texts, [BlockKind.TABLE_ROW]))
def test_the_text_of_a_table_is_the_text_of_its_rows(post):
    post = set_quotes(post)
    title, rows = post.blocks[:1], post.blocks[1:]
    wanted = "".join(visible(b.block.text) + (english_of(b) if b.block.is_chinese else "") for b in title)
    wanted += "".join(visible(b.block.text) for b in rows)
    if any(b.block.is_chinese for b in rows):
        wanted += "".join(english_of(b) if b.block.is_chinese else visible(b.block.text) for b in rows)
    assert seen(rendered(without_links(post))) == wanted


@settings(deadline=None)
@given(st.lists(st.tuples(texts, st.sampled_from(MarkKind)), min_size=1, max_size=4))
def test_emphasis_and_links_are_read_as_such(parts):
    """Each stretch is dressed: what is read is as often strong, emphasised and linked as it was marked."""
    stretches = [(re.sub(r"\s+", " ", clean_text(text)).strip(" "), kind) for text, kind in parts]
    stretches = [(text, kind) for text, kind in stretches if text.strip() and kind is not MarkKind.IMAGE]
    text = "".join(text for text, _ in stretches)
    marks, at = [], 0
    for part, kind in stretches:
        marks.append(
            Mark(kind, at, at + len(part), "https://x.example/(1)?a=1&copy;" if kind is MarkKind.LINK else "")
        )
        at += len(part)
    made = TranslatedBlock(Block("b0", BlockKind.PARAGRAPH, text, "en", 0, tuple(marks)))
    tree = READER.parse(split(write_md(replace(plain_post(), blocks=(made,))))[1])
    inline = [token for each in tree if each.children for token in each.children]
    tags = [
        t.tag if t.type != "html_inline" else t.content.strip("<>")
        for t in inline
        if t.nesting == 1 or t.type == "html_inline"
    ]
    for kind, tag in ((MarkKind.STRONG, "strong"), (MarkKind.EM, "em"), (MarkKind.LINK, "a")):
        assert tags.count(tag) == sum(k is kind for _, k in stretches)
    assert {t.attrs["href"] for t in inline if t.type == "link_open"} <= {"https://x.example/(1)?a=1&copy;"}


def test_the_example():
    front, body = split(write_md(example_post()))
    assert front == {
        "title": "林远舟：两国已是休戚与共的命运共同体",
        "title_en": "Lin Yuanzhou: Two countries are already a community with a shared future",
        "author": "海峡观察",
        "date": "2031-03-09",
        "from": "https://news.example.org/world/2031/03/09/lin-yuanzhou?lang=zh&id=7",
        "reviewed": 0.1053,
    }
    for wanted in (
        "# 林远舟：两国已是休戚与共的命运共同体\n\n# Lin Yuanzhou: Two countries",
        '根据[外交部](https://mfa.example.org/ "海澜国外交部")网站发布的[新闻稿]',
        "\n\nLinks: [新闻稿](https://news.example.org/releases/118.html)\n\n",
        "![会谈现场](https://img.example.org/talks.jpg)",
        "## **“大海不会把我们隔开”**\n\n## **“The sea will not keep us apart”**",
        "<em>他强调，两国早已是命运共同体。</em>去年双边贸易额为**41亿元**，比",
        "*He stressed that the two countries have long been a family.* Bilateral",
        "> “我们在同一片海上打鱼，也在同一片海上等待天晴。”\n>\n> “We fish the same sea,",
        "- 延长[渔业协定](https://treaties.example.org/渔业?year=1998)五年；\n\n  To extend the [Fisheries",
        "| 年份 | 贸易额 | 渔获（吨） |\n| --- | --- | --- |\n| 2030 | 41亿元 | 2万3000 |\n\n| Year | Trade |",
        '<pre lang="zh-Hans">\n潮水来了，\n\n潮水又去。</pre>\n\n<pre lang="en">\nThe tide comes in,\n\nand',
        "（编辑：周听潮）\n\n\\[not translated\\]\n",
    ):
        assert wanted in body


def test_lists_nest_a_level_at_a_time():
    rows = [
        block(n, BlockKind.LIST_ITEM, pair(f"第{n}项", f"Item {n}"), level=level)
        for n, level in enumerate((3, 1, 2, 5, 0))
    ]
    _, body = split(write_md(replace(plain_post(), blocks=(block(9, BlockKind.TITLE), *rows))))
    assert [line for line in body.splitlines() if "- " in line] == [
        "- 第0项",
        "- 第1项",
        "  - 第2项",
        "    - 第3项",
        "- 第4项",
    ]
    assert READER.render(body).count("<ul>") == 3


def test_a_table_is_as_wide_as_its_widest_row():
    rows = (
        block(1, BlockKind.TABLE_ROW, pair("甲", "A")),
        block(2, BlockKind.TABLE_ROW, pair("乙|", "B|"), "\t", pair("丙", "C")),
    )
    body = split(write_md(replace(plain_post(), blocks=(block(0, BlockKind.TITLE), *rows))))[1]
    assert body == "| 甲 |  |\n| --- | --- |\n| 乙\\| | 丙 |\n\n| A |  |\n| --- | --- |\n| B\\| | C |\n"


def test_an_english_table_stands_once():
    rows = tuple(block(n, BlockKind.TABLE_ROW, "a\tb", lang="en") for n in (1, 2))
    body = split(write_md(replace(plain_post(), blocks=(block(0, BlockKind.TITLE), *rows))))[1]
    assert body == "| a | b |\n| --- | --- |\n| a | b |\n"


def test_links_in_preformatted_text_are_tags_and_those_around_nothing_are_named():
    text = "潮水<来>了"
    marks = (
        Mark(MarkKind.LINK, 0, 2, "https://x.example/?a=1&b=2"),
        Mark(MarkKind.STRONG, 2, 5),
        Mark(MarkKind.IMAGE, 5, 5, "https://x.example/1.png", "图"),
        Mark(MarkKind.LINK, 6, 6, "https://y.example/"),
        Mark(MarkKind.LINK, 5, 6, "javascript:alert(1)"),
    )
    made = one_block(BlockKind.PREFORMATTED, pair(text, ""))
    made = replace(made, blocks=(replace(made.blocks[0], block=replace(made.blocks[0].block, marks=marks)),))
    body = split(write_md(made))[1]
    assert (
        '<a href="https://x.example/?a=1&amp;b=2">潮水</a><strong>&lt;来&gt;</strong>'
        '<img src="https://x.example/1.png" alt="图">了<a href="https://y.example/">y.example</a></pre>'
    ) in body
    assert '<pre lang="en">\n[not translated]</pre>' in body
    plain = replace(
        made, blocks=(replace(made.blocks[0], block=replace(made.blocks[0].block, kind=BlockKind.CAPTION)),)
    )
    assert "了[y.example](https://y.example/)" in split(write_md(plain))[1]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("+ 加号", "\\+ 加号", id="list"),
        pytest.param("- 减号", "\\- 减号", id="dash"),
        pytest.param("===", "\\===", id="underline"),
        pytest.param("1) 一", "1\\) 一", id="number"),
        pytest.param("# 题", "\\# 题", id="heading"),
        pytest.param("7.", "7\\.", id="number alone"),
        pytest.param("--", "\\--", id="line under a heading"),
        pytest.param("1.5万", "1.5万", id="near miss: a fraction"),
        pytest.param("-5度", "-5度", id="near miss: a temperature"),
        pytest.param("12345678901. 一", "12345678901. 一", id="near miss: too long for a list"),
    ],
)
def test_no_text_begins_a_block(text, line):
    assert spell([text]) == line
    assert seen(READER.render(spell([text]))) == drop_spaces(text)


@pytest.mark.parametrize(
    ("link", "text"),
    [
        (("a", "https://x.example/"), "[a](https://x.example/)"),
        (("a", "https://x.example/(b"), "[a](<https://x.example/(b>)"),
        (("a", "https://x.example/?b&copy;", 'say "c"'), '[a](https://x.example/?b&amp;copy; "say \\"c\\"")'),
    ],
)
def test_links_are_spelled_so_that_they_end_where_they_should(link, text):
    assert spell_link(*link) == text


@pytest.mark.parametrize("make", [traditional_post, hostile_post, english_post, empty_post])
def test_other_posts_can_be_written(make):
    front, _ = split(write_md(make()))
    assert front["reviewed"] == 0.0


def test_no_address_of_a_hostile_post_is_a_script():
    assert 'href="javascript' not in rendered(hostile_post())


def test_english_stands_once():
    assert split(write_md(english_post()))[1] == "# Harbour reopens\n\nThe harbour is **open again**.\n"


def test_the_first_and_the_second_run_give_the_same_bytes():
    assert write_md(example_post(Origin.ENGINE)) == write_md(example_post(Origin.MEMORY))
