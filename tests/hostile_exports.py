"""Posts whose every text and address is meant to break the file that it is exported into."""

from types import MappingProxyType

from bilingual.document import BlockKind, MarkKind, Post, TranslatedPost
from tests.pages import block, pair

HOSTILE = "王</p>\x00<script>alert('1')</script>]]>&amp;\"'\ud800\udfff\ud800\ufffe\u202e\x0b\x1b\U0001f600\U00020000{{ 7 * 7 }}"
"""Markup, a template, controls, halves of pairs, noncharacters, bidi overrides; and characters that must stay."""

KEPT = "王</p><script>alert('1')</script>]]>&amp;\"'\U000103ff\ufffd\U0001f600\U00020000{{ 7 * 7 }}"
"""What is left of `HOSTILE` on a page: nothing that a reader would see is lost."""

ADDRESSES = (
    "javascript:alert(1)",
    "http://[bad/",
    "http://exa mple.org/",
    "http://例子.测试/路径?q=中 文&x=<>#节%",
    "http://user:pass@example.org:99999/",
    "http://example.org:port/",
    "http://example.org:8080/a%zz%41|b\\c^d`e{f}",
    "http://" + "长" * 70 + ".example/",
    "http://..example..org/",
    "http://a_b.example.org/\ud800",
    "mailto:editor@example.org?subject=你好",
    "//cdn.example.org/x.jpg",
    "../up/[1].html",
    "data:text/html,<b>",
    'https://example.org/"onload="alert(1)',
)


def hostile_post():
    """Give a post with a block of every kind, a link of every kind, and an image at each address."""
    front = {
        "title": HOSTILE,
        "date": "2031-03-11",
        "author": HOSTILE,
        "from": "http://例子.测试/新闻?a=1&b=<2>",
    }
    sentence = pair(f"甲{HOSTILE}乙", f"A {HOSTILE} b")
    kinds = [kind for kind in BlockKind if kind is not BlockKind.TITLE]
    blocks = [block(0, BlockKind.TITLE, pair(HOSTILE, HOSTILE))]
    for number, kind in enumerate(kinds, start=1):
        marks = (
            (MarkKind.STRONG, "script"),
            (MarkKind.EM, "王</p>"),
            (MarkKind.LINK, "甲", "x\x00y", HOSTILE),
        )
        blocks.append(block(number, kind, sentence, level=number, marks=marks))
    for number, url in enumerate(ADDRESSES, start=len(blocks)):
        dressed = ((MarkKind.LINK, "此处", url, HOSTILE), (MarkKind.IMAGE, "见", url, HOSTILE))
        blocks.append(block(number, BlockKind.PARAGRAPH, pair("见此处。", "See here."), marks=dressed))
    return TranslatedPost(Post("posts/hostile.txt", MappingProxyType(front), ""), tuple(blocks))


def empty_post():
    """Give a post that has neither title nor text nor date."""
    blocks = (block(0, BlockKind.TITLE, "", lang="en"),)
    return TranslatedPost(Post("posts/empty.txt", MappingProxyType({}), ""), blocks)


def odd_posts():
    """Give posts at the edges: controls only for a title, an odd date, a list that begins deep, Traditional."""
    yield TranslatedPost(
        Post("posts/blank.txt", MappingProxyType({"title": "\x00", "date": "0001-01-01"}), ""),
        (
            block(0, BlockKind.TITLE, pair("\x00", "\x00")),
            block(1, BlockKind.PARAGRAPH, pair("好。", "Good.")),
        ),
    )
    yield TranslatedPost(
        Post("posts/odd.txt", MappingProxyType({"title": "港", "date": "someday <soon>"}), ""),
        (
            block(0, BlockKind.TITLE, pair("港", "Harbour"), lang="zh-Hant"),
            block(1, BlockKind.LIST_ITEM, pair("船。", "Ships."), level=9),
            block(2, BlockKind.LIST_ITEM, "Boats.", lang="en", level=1),
            block(3, BlockKind.TABLE_ROW, pair("甲", "A"), "\t", pair("乙", "B")),
            block(4, BlockKind.TABLE_ROW, "only\tEnglish\there", lang="en"),
            block(5, BlockKind.TABLE_ROW, pair("丙", "")),
            block(6, BlockKind.HEADING, "An English heading", lang="en", level=6),
            block(7, BlockKind.PREFORMATTED, "a\tb\n  c", lang="en"),
        ),
    )
