"""Extraction: the partition law, the cases of tests/extract, marks, titles, coverage."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bilingual.document import Block, BlockKind, Mark, MarkKind, Post, Skipped
from bilingual.extract import as_html, coverage, extract_blocks, visible_text
from bilingual.text import drop_spaces

CASES = Path(__file__).with_name("extract") / "cases.txt"


def post(body, path="post.html", **metadata):
    return Post(path, {"title": "示例标题", **metadata}, body)


def blocks(body, **metadata):
    return extract_blocks(post(body, **metadata)).blocks[1:]


def read_cases():
    for case in CASES.read_text("utf-8").split("\n== ")[1:]:
        title, _, rest = case.partition("\n")
        body, _, expected = rest.partition("\n--\n")
        yield pytest.param(body, expected.strip().split("\n"), id=title)


def shown(piece):
    """Write a piece the way the cases do."""
    text = piece.text.replace("\t", "⇥").replace("\n", "⏎")
    if isinstance(piece, Skipped):
        return f"{piece.reason} | {text}"
    return f"{piece.kind}{f' {piece.level}' if piece.level else ''} | {text}"


def is_partition(extraction, one):
    return drop_spaces("".join(piece.text for piece in extraction.body)) == drop_spaces(
        visible_text(as_html(one))
    )


@pytest.mark.parametrize(("body", "expected"), list(read_cases()))
def test_case(body, expected):
    """The body gives exactly these pieces, in order."""
    one = post(body)
    extraction = extract_blocks(one)
    assert [shown(piece) for piece in extraction.body] == expected
    assert is_partition(extraction, one)


TAG_NAMES = """
    p div br b strong a i img ul li ol table tr td th blockquote pre h1 h3 figcaption span script style template
    noscript button select option iframe video center o:p divclass=x textarea title svg hr section body html head
    frameset small dl dt dd caption xmp plaintext
"""
TAGS = st.sampled_from(TAG_NAMES.split())
TEXTS = st.text(
    st.one_of(
        st.sampled_from("中国外长说，。！ \n\r\t\u3000\u00a0\u200b&<>[]()-{}%\x00\x1e\x1f"),
        st.characters(codec="utf-8"),
    ),
    max_size=12,
)
PARTS = st.one_of(
    TEXTS,
    TAGS.map("<{}>".format),
    TAGS.map("</{}>".format),
    st.sampled_from(
        [
            "<a href='x'>",
            "<img src=a.jpg alt=图>",
            "<!--",
            "-->",
            "&nbsp;",
            "&#31;",
            "&#0;",
            "<div style='display:none'>",
            "<div class='x' hidden>",
            "[题](u)\n------\n",
            "2021-05-07T00:53:06Z",
            "<br><br>",
            "获取更多RSS：",
        ]
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PARTS, max_size=25).map("".join), st.sampled_from(["a.txt", "a.md", "a.html", "-"]))
@example("<frameset>一</frameset>二", "a.html")
@example("<table>一<tr>二<td>三</table>", "a.html")
@example("\ud800一", "a.txt")
@example("<div>" * 3000 + "深" + "</div>" * 3000 + "后", "a.html")
@example("<b>" * 600 + "深<p>又", "a.md")
def test_blocks_and_skips_partition_any_soup(body, path):
    """Whatever the markup, every visible character is in a block or a skip, in order; marks lie inside."""
    one = post(body, path)
    extraction = extract_blocks(one)
    assert is_partition(extraction, one)
    assert [block.id for block in extraction.blocks] == [f"b{n}" for n in range(len(extraction.blocks))]
    assert all(drop_spaces(block.text) for block in extraction.blocks)
    assert all(0 <= m.start <= m.end <= len(b.text) for b in extraction.blocks for m in b.marks)
    assert 0 <= coverage(extraction) <= 1


def test_marks_follow_the_folded_text():
    (block,) = blocks("<p> \n见<a href=' /x ' title=t> 公报 </a>和 <b>声</b><b>明\n</b>。</p>")
    assert block.text == "见 公报 和 声明。"
    assert block.marks == (Mark(MarkKind.LINK, 2, 4, "/x", "t"), Mark(MarkKind.STRONG, 7, 9))


def test_a_mark_across_paragraphs_is_in_both():
    first, second = blocks("<b><div>甲。</div><div>乙。</div></b>")
    assert first.marks == second.marks == (Mark(MarkKind.STRONG, 0, 2),)


def test_a_mark_across_a_break_is_parted():
    first, second = blocks("<p>甲<i>乙。<br>丙</i>丁。</p>")
    assert (first.marks, second.marks) == ((Mark(MarkKind.EM, 1, 3),), (Mark(MarkKind.EM, 0, 1),))


@pytest.mark.parametrize(
    ("body", "at"),
    [
        pytest.param("<img src=a><p>甲。</p><p>乙。</p>", (0, 0), id="alone: on the next block"),
        pytest.param(
            "<figure><img src=a><figcaption>甲。</figcaption></figure>乙", (0, 0), id="on its caption"
        ),
        pytest.param("<p>甲。</p><p>乙。</p><img src=a>", (1, 2), id="last: on the block before"),
        pytest.param("<p>甲<img src=a>。</p><p>乙。</p>", (0, 1), id="in a line: where it stands"),
        pytest.param("<p>甲。<br><img src=a>乙。</p>", (1, 0), id="after a break: on the line after"),
        pytest.param("<img src='data:x' data-src=a><p>甲。</p>", (0, 0), id="loaded lazily"),
    ],
)
def test_an_image_hangs_on(body, at):
    """An image is a mark without length in the block it belongs to, and in no other."""
    found = [(i, m.start, m.url) for i, b in enumerate(blocks(body)) for m in b.marks]
    assert found == [(*at, "a")]


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        pytest.param("width=640 height=400", (640, 400), id="pixels"),
        pytest.param("width='640px' height=' 400.5 '", (640, 400), id="a unit, a fraction"),
        pytest.param("width='100%' height=auto", (0, 0), id="a share of the line"),
        pytest.param("width=0 height=-3", (0, 0), id="nothing"),
        pytest.param("width=99999 height=٤٠٠", (0, 0), id="no picture is as wide"),
        pytest.param("", (0, 0), id="not said"),
    ],
)
def test_an_image_has_its_measures(attributes, size):
    """An image is as wide and as high as the post says, in pixels, or nobody knows."""
    ((mark,),) = (b.marks for b in blocks(f"<img src=a {attributes}><p>甲。</p>"))
    assert (mark.width, mark.height) == size


@pytest.mark.parametrize(
    ("metadata", "body", "path", "title"),
    [
        pytest.param({"title": "A &amp;amp; <i>B</i>  C"}, "", "x.md", "A & B C", id="tags and entities"),
        pytest.param({"title": "1 < 2"}, "", "x.md", "1 < 2", id="near miss: no tag"),
        pytest.param({"title": None}, "[题](u)\n------\n<h2>节</h2>", "x.md", "题", id="title link"),
        pytest.param({"title": ""}, "<p>文</p><h2>节</h2>", "x.md", "节", id="first heading"),
        pytest.param({"title": ""}, "<p>文</p>", "d/2020-01-02-名字.md", "名字", id="file name"),
        pytest.param({"title": ""}, "<p>文</p>", "-", "Untitled", id="nothing"),
        pytest.param({"title": 2020}, "", "x.md", "2020", id="a number"),
    ],
)
def test_title(metadata, body, path, title):
    """The title is never empty."""
    assert extract_blocks(Post(path, metadata, body)).title == Block(
        "b0", BlockKind.TITLE, title, "zh-Hans" if title in {"题", "节", "名字"} else "en"
    )


def test_plain_text_has_a_paragraph_per_line():
    assert [b.text for b in extract_blocks(post("第一行\n\n第二行\n第三行 a < b\n", "x.txt")).blocks[1:]] == [
        "第一行",
        "第二行",
        "第三行 a < b",
    ]


def test_markdown_is_rendered():
    body = "# 大标题\n\n见[公报](https://example.org)。\n第二行\n\n- 一\n- 二\n\n> 引文\n\n    code  x\n"
    kinds = [(b.kind, b.text) for b in extract_blocks(post(body, "x.md")).blocks[1:]]
    assert kinds == [
        ("heading", "大标题"),
        ("paragraph", "见公报。第二行"),
        ("list item", "一"),
        ("list item", "二"),
        ("quote", "引文"),
        ("preformatted", "code  x"),
    ]


def test_stray_markdown_in_html_is_text():
    assert [b.text for b in blocks("<p>**小结**</p><p>[注](#1)</p>")] == ["**小结**", "[注](#1)"]


def test_languages():
    """English passes as `en`; a block whose characters tell no script has that of its post."""
    extraction = extract_blocks(
        Post("x.html", {"title": "臺灣總統發表談話"}, "<p>中文</p><p>BBC said</p><p>这是</p>")
    )
    assert [block.lang for block in extraction.blocks] == ["zh-Hant", "zh-Hant", "en", "zh-Hans"]


@pytest.mark.parametrize("body", ["", "  \n", "<div>\n</div>", "<!-- 1 -->"])
def test_an_empty_body_is_a_title_and_covered(body):
    extraction = extract_blocks(post(body))
    assert (len(extraction.blocks), coverage(extraction)) == (1, 1.0)


def test_an_outlet_s_rules_are_for_its_posts_only():
    body = "<p>正文。</p><section id=imu><div>广告文字</div></section>"
    ours = extract_blocks(post(body, **{"from": "https://www.zaobao.com/x"}))
    other = extract_blocks(post(body, **{"from": "https://zaobao.com.example.org/x"}))
    assert [(skip.reason, skip.text, skip.rule) for skip in ours.skipped] == [
        ("advertisement", "广告文字", "zaobao: section#imu")
    ]
    assert other.skipped == ()


def test_an_empty_advertisement_is_reported_and_parts_no_paragraph():
    extraction = extract_blocks(post("<p>前<ins class=adsbygoogle></ins>后。</p>"))
    assert [shown(piece) for piece in extraction.body] == ["advertisement | ", "paragraph | 前后。"]


def test_coverage_forgives_known_junk_and_notices_an_eaten_article():
    article = "".join(f"<p>第{n}段有二十来个字，说的是同一件事情。</p>" for n in range(9))
    ads = "<div class=o-ads>广告广告</div>" * 20
    ft = {"author": "金融时报"}
    assert coverage(extract_blocks(post(article + ads, **ft))) == 1.0
    eaten = article.replace("<p>", "<p class=t-copyright>") * 5
    assert coverage(extract_blocks(post("<p>剩。</p>" + eaten, author="法广"))) < 0.5
    half = "<p>正文。</p><noscript>" + article + "</noscript>"
    assert coverage(extract_blocks(post(half))) < 0.5


def test_an_element_longer_than_its_rule_allows_is_kept():
    body = "<section id=imu>" + "<p>这是误入广告的一段正文，二十来个字。</p>" * 30 + "</section>"
    extraction = extract_blocks(post(body, author="联合早报"))
    assert (len(extraction.blocks), extraction.skipped) == (31, ())


def test_extraction_is_the_same_every_time():
    one = post("<p>甲<b>乙</b></p><ul><li>丙</li></ul>")
    assert extract_blocks(one) == extract_blocks(one)
