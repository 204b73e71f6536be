"""Nesting, addresses, days and sums: what pages are made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.render.addresses import host_of, link_address, web_address
from bilingual.render.entries import entry_of, percent
from bilingual.render.inline import Cover, nest, nest_cells
from bilingual.render.parts import Anchor, Element, Layer, Picture
from tests.pages import english_post, example_post, plain_post

A, B = Anchor("https://a.example/"), Anchor("https://b.example/")


def plain_text(pieces):
    """Give the text of pieces without its dress."""
    return "".join(piece if isinstance(piece, str) else plain_text(piece.children) for piece in pieces)


def outline(pieces):
    """Write a tree as text: `sentence(ab link(c))`."""
    return "".join(
        piece if isinstance(piece, str) else f"{piece.layer}({outline(piece.children)})" for piece in pieces
    )


@pytest.mark.parametrize(
    ("covers", "tree"),
    [
        pytest.param([], "abcdef", id="nothing"),
        pytest.param(
            [Cover(Layer.EM, 1, 3), Cover(Layer.STRONG, 3, 5)], "aem(bc)strong(de)f", id="side by side"
        ),
        pytest.param([Cover(Layer.EM, 1, 5), Cover(Layer.STRONG, 2, 4)], "aem(bstrong(cd)e)f", id="nested"),
        pytest.param(
            [Cover(Layer.EM, 1, 3), Cover(Layer.LINK, 1, 3, A)], "alink(em(bc))def", id="equal: by layer"
        ),
        pytest.param(
            [Cover(Layer.SENTENCE, 0, 3), Cover(Layer.LINK, 1, 6, A)],
            "sentence(alink(bc))link(def)",
            id="a link over the edge of a sentence is cut, the sentence is not",
        ),
        pytest.param(
            [
                Cover(Layer.SENTENCE, 0, 3),
                Cover(Layer.SENTENCE, 3, 6),
                Cover(Layer.LINK, 0, 6, A, holds_sentences=True),
            ],
            "link(sentence(abc)sentence(def))",
            id="a link around sentences is not cut",
        ),
        pytest.param(
            [Cover(Layer.TERM, 0, 3), Cover(Layer.LINK, 2, 6, A)],
            "term(ab)link(term(c)def)",
            id="crossing: the longer is whole",
        ),
        pytest.param(
            [Cover(Layer.STRONG, 0, 4), Cover(Layer.STRONG, 2, 6)],
            "strong(abcd)strong(ef)",
            id="one layer twice",
        ),
        pytest.param(
            [Cover(Layer.LINK, 0, 3, A), Cover(Layer.LINK, 3, 6, B)],
            "link(abc)link(def)",
            id="neighbours stay two",
        ),
        pytest.param([Cover(Layer.EM, -3, 99)], "em(abcdef)", id="out of range"),
        pytest.param([Cover(Layer.EM, 4, 2)], "abcdef", id="the wrong way round"),
        pytest.param(
            [Cover(Layer.IMAGE, 6, 6, Picture("", "", "Image"))], "abcdefimage()", id="a picture at the end"
        ),
        pytest.param(
            [Cover(Layer.LINK, 0, 6, A), Cover(Layer.IMAGE, 3, 3, Picture("", "", "Image"))],
            "link(abc)image()link(def)",
            id="a picture in a link parts it",
        ),
        pytest.param(
            [Cover(Layer.STRONG, 0, 6), Cover(Layer.IMAGE, 3, 3, Picture("", "", "Image"))],
            "strong(abcimage()def)",
            id="a picture in strong text",
        ),
    ],
)
def test_nest(covers, tree):
    """What overlaps is nested as HTML must be."""
    assert outline(nest("abcdef", covers)) == tree


def test_only_the_first_piece_is_first():
    """Of a stretch that is cut, one piece may carry the id."""
    pieces = nest("abcdef", [Cover(Layer.SENTENCE, 0, 3), Cover(Layer.LINK, 1, 6, A)])
    sentence, rest = (piece for piece in pieces if isinstance(piece, Element))
    (inner,) = (piece for piece in sentence.children if isinstance(piece, Element))
    assert (inner.is_first, rest.is_first) == (True, False)


def test_nest_cells():
    """Tabs part cells, and with them whatever covers them."""
    cells = nest_cells("a\tb\t", [Cover(Layer.STRONG, 0, 4)])
    assert [outline(cell) for cell in cells] == ["strong(a)", "strong(b)", ""]


edges = st.integers(-2, 14)


@given(
    st.text(max_size=12),
    st.lists(
        st.builds(
            Cover,
            st.sampled_from([x for x in Layer if x is not Layer.IMAGE]),
            edges,
            edges,
            holds_sentences=st.booleans(),
        )
    ),
)
def test_nesting_keeps_the_text(text, covers):
    """Whatever covers a text, every character is there once, in order."""
    assert plain_text(nest(text, covers)) == text


@given(
    st.lists(
        st.tuples(
            st.sampled_from([Layer.LINK, Layer.EM, Layer.TERM]), st.integers(0, 12), st.integers(0, 12)
        ),
        max_size=8,
    )
)
def test_sentences_are_never_cut(spans):
    """Sentences stay whole, whatever crosses them."""
    covers = [Cover(Layer.SENTENCE, 0, 5), Cover(Layer.SENTENCE, 6, 12), *(Cover(*span) for span in spans)]
    found = [p for p in nest("abcde fghijk", covers) if isinstance(p, Element) and p.layer is Layer.SENTENCE]
    assert [plain_text((p,)) for p in found] == ["abcde", "fghijk"]


def test_many_covers_are_quick():
    """Ten thousand nested and crossing stretches are no trouble: depth is bounded by the layers."""
    covers = [Cover(layer, n, 20_000 - n) for n in range(5_000) for layer in (Layer.STRONG, Layer.LINK)]
    assert plain_text(nest("字" * 20_000, covers)) == "字" * 20_000


BASE = "https://news.example.org/world/1.html"


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        pytest.param("https://a.example/x?y=1#z", "https://a.example/x?y=1#z", id="https"),
        pytest.param("HTTP://a.example/", "HTTP://a.example/", id="capitals"),
        pytest.param("  https://a.example/\n", "https://a.example/", id="space around"),
        pytest.param("https://a.example/渔业", "https://a.example/渔业", id="Chinese stays readable"),
        pytest.param('https://a.example/"><b>', "https://a.example/%22%3E%3Cb%3E", id="quotes and brackets"),
        pytest.param("https://a.example/\u202e", "https://a.example/%E2%80%AE", id="bidi control"),
        pytest.param("https://a.example/\ud800", "https://a.example/%3F", id="half a pair"),
        pytest.param("/x.jpg", "https://news.example.org/x.jpg", id="from the root"),
        pytest.param("x.jpg", "https://news.example.org/world/x.jpg", id="relative"),
        pytest.param("//cdn.example/x.jpg", "https://cdn.example/x.jpg", id="without a scheme"),
        pytest.param("#top", BASE + "#top", id="fragment"),
        pytest.param("", "", id="empty"),
        pytest.param("javascript:alert(1)", "", id="script"),
        pytest.param("JaVaScRiPt:alert(1)", "", id="script in capitals"),
        pytest.param("java\nscript:alert(1)", "", id="script over two lines"),
        pytest.param("\x01javascript:alert(1)", "", id="script behind a control"),
        pytest.param("data:image/png;base64,AA", "", id="data"),
        pytest.param("file:///etc/passwd", "", id="file"),
        pytest.param("ftp://a.example/", "", id="ftp"),
        pytest.param("https:///x", "", id="no host"),
        pytest.param("https:\\\\a.example", "", id="backslashes"),
        pytest.param("//[::1/x", "", id="broken address"),
        pytest.param("mailto:a@a.example", "", id="mail is not the web"),
    ],
)
def test_web_address(url, safe):
    """Only web addresses are linked; relative ones are taken from where the post was."""
    assert web_address(url, BASE) == safe


def test_link_address_allows_mail():
    """A link may also lead to a mailbox."""
    assert link_address("mailto:desk@a.example", BASE) == "mailto:desk@a.example"


def test_relative_address_without_a_base():
    """Where nobody knows where the post was, a relative address leads nowhere."""
    assert web_address("x.jpg") == web_address("x.jpg", "javascript:1") == ""


@pytest.mark.parametrize(
    ("url", "host"), [("https://a.example:80/x", "a.example"), ("https://[::1/x", ""), ("", "")]
)
def test_host_of(url, host):
    """The host is what a reader recognises an outlet by."""
    assert host_of(url) == host


@given(st.text(st.characters()), st.sampled_from(["", BASE]))
def test_any_address_is_safe_or_empty(url, base):
    """No text at all becomes an address of another scheme, or one that ends an attribute."""
    safe = link_address(url, base)
    assert not safe or safe.lower().startswith(("https://", "http://", "mailto:"))
    assert not set(safe) & set("\"'<> \t\n\r")
    assert safe.isprintable()


@pytest.mark.parametrize(
    ("share", "whole"), [(0.0, 0), (0.0001, 1), (0.29, 29), (0.5, 50), (0.9999, 99), (1.0, 100)]
)
def test_percent(share, whole):
    """No review is hidden and none is made up by rounding."""
    assert percent(share) == whole


def test_entry_sums_up_a_post():
    """An entry has what the index shows."""
    entry = entry_of(example_post(), "lin.html", "posts/lin.txt")
    assert (entry.title_zh, entry.title_lang) == ("林远舟：两国已是休戚与共的命运共同体", "zh-Hans")
    assert entry.title_en == "Lin Yuanzhou: Two countries are already a community with a shared future"
    assert (entry.date, entry.author) == ("2031-03-09", "海峡观察")
    assert (entry.sentences, entry.reviewed, entry.errors, entry.warnings) == (19, 0.1053, 3, 2)


def test_english_entry_has_no_chinese_title():
    """The title of an English post is its English title."""
    entry = entry_of(english_post(), "e.html", "e.txt")
    assert (entry.title_zh, entry.title_en, entry.title_lang, entry.date) == (
        "",
        "Harbour reopens",
        "en",
        "spring 2031",
    )


def test_stamps_sort_posts():
    """Days sort posts, then times, then pages; what has no day is older than all."""
    dated = ["some day", "", "2031-03-09", "2031-03-10", "2031-03-10 08:00", "2031-03-10T09:30:00Z"]
    entries = [entry_of(plain_post(date=date), f"{number}.html", "") for number, date in enumerate(dated)]
    assert [entry.page[0] for entry in sorted(entries, key=lambda e: e.stamp)] == [
        "0",
        "1",
        "2",
        "3",
        "4",
        "5",
    ]


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        pytest.param(
            ["渔业", " 航运 ", "渔业", None, ["x"], 2031, ""], ("渔业", "航运", "2031"), id="a list"
        ),
        pytest.param("渔业 航运,fish、sea", ("渔业", "航运", "fish", "sea"), id="a text"),
        pytest.param(None, (), id="none"),
        pytest.param({"a": 1}, (), id="a mapping"),
        pytest.param([str(n) for n in range(99)], tuple(str(n) for n in range(12)), id="too many"),
    ],
)
def test_tags(written, tags):
    """Tags are what Jekyll takes for tags."""
    assert entry_of(plain_post(tags=written), "a.html", "a").tags == tags
