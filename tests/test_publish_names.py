"""Page names: readable, safe everywhere, the same in every run."""

import unicodedata
from pathlib import PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bilingual.publish import safe_page
from bilingual.publish.names import MAX_BYTES, distinct_page, is_page, page_key


@pytest.mark.parametrize(
    ("relative", "page"),
    [
        pytest.param("海上的消息.txt", "海上的消息.html", id="Chinese is kept"),
        pytest.param("2031/03/海上.md", "2031/03/海上.html", id="folders are kept"),
        pytest.param("a.MARKDOWN", "a.html", id="suffix in capitals"),
        pytest.param("growth-2.5", "growth-2.5.html", id="a dot is no suffix"),
        pytest.param("两条  消息.txt", "两条-消息.html", id="double space"),
        pytest.param(
            "a*b|c<d>e%f#g?h:i&j\"k'l\\m.txt", "a-b-c-d-e-f-g-h-i-j-k-l-m.html", id="what no address takes"
        ),
        pytest.param("「渔业」：谈判！.txt", "渔业-谈判.html", id="Chinese punctuation"),
        pytest.param("海\U0001f30a浪\ufe0f.txt", "海-浪.html", id="emoji"),
        pytest.param("海\u200b浪\u202egpj\u2066.txt", "海-浪-gpj.html", id="zero-width and bidi"),
        pytest.param("\u3164\u115f.txt", "post.html", id="letters that cannot be seen"),
        pytest.param("\U00020000字.txt", "\U00020000字.html", id="beyond the BMP"),
        pytest.param("e\u0301.txt", "é.html", id="composed"),
        pytest.param("नमस्ते.txt", "नमस्ते.html", id="combining marks stay with their letter"),
        pytest.param("\u0301a.txt", "a.html", id="a mark without a letter"),
        pytest.param(".txt", "txt.html", id="only a suffix"),
        pytest.param("", "post.html", id="empty"),
        pytest.param("??.txt", "post.html", id="nothing left"),
        pytest.param("_posts/.hidden.txt", "posts/hidden.html", id="what servers and Jekyll hide"),
        pytest.param("a. .txt", "a.html", id="dots and spaces at the end"),
        pytest.param("con.txt", "con-post.html", id="reserved on Windows"),
        pytest.param("AUX/LPT1.x.txt", "AUX-post/LPT1-x.html", id="reserved on Windows, with a suffix"),
        pytest.param("console.txt", "console.html", id="near miss: not reserved"),
        pytest.param("Index.md", "Index-post.html", id="the index"),
        pytest.param("index/a.txt", "index-post/a.html", id="a folder named index"),
        pytest.param("a.html/b.txt", "a-html/b.html", id="a folder named like a page"),
        pytest.param("../../etc/passwd", "etc/passwd.html", id="dots lead nowhere"),
        pytest.param("/etc/passwd.txt", "etc/passwd.html", id="a path from the root"),
        pytest.param("a..b.txt", "a-b.html", id="two dots"),
    ],
)
def test_safe_page(relative, page):
    """A page is named after its post, as far as addresses and file systems allow."""
    assert str(safe_page(PurePosixPath(relative))) == page


def test_long_names_are_cut():
    """A name that is too long keeps its beginning, and a digest tells it from its like."""
    one, two = (safe_page(PurePosixPath("很" * 200 + end + ".txt")).name for end in "ab")
    assert one != two
    assert one.startswith("很" * 40)
    assert max(len(name.encode()) for name in (one, two)) <= MAX_BYTES


@pytest.mark.parametrize(
    "relative",
    [
        pytest.param("a.txt", id="short"),
        pytest.param("很" * 200, id="cut"),
        pytest.param("x/" + "y" * 134, id="just fits"),
    ],
)
def test_distinct_page(relative):
    """A taken name gets a digest, a longer one if that is taken too, and never grows over the limit."""
    taken: set[str] = set()
    for _ in range(3):
        page = distinct_page(PurePosixPath(relative), taken)
        assert page_key(page) not in taken
        assert len(page.name.encode()) <= MAX_BYTES
        assert is_page(str(page))
        taken.add(page_key(page))


names = st.lists(st.text(st.characters()), min_size=1, max_size=4).map("/".join)


@given(names)
@example("\U0001f468\u200d\U0001f469.txt")
@example("CON.\u0301.txt")
@example("a.html.html/İ.txt")
@example("a" * 300)
@example("\ud800.txt")
def test_any_name_gives_a_safe_page(name):
    """Whatever a post is called, its page is a relative path that every file system and server takes."""
    page = str(safe_page(PurePosixPath(name)))
    assert is_page(page)
    assert page.isprintable()
    assert unicodedata.is_normalized("NFC", page)
    assert not set(page) & set("\\:*?\"<>|%#&'` ")
    for part in page.split("/"):
        assert 0 < len(part.encode()) <= MAX_BYTES
        assert part.strip("-_. ") == part


@pytest.mark.parametrize(
    "path",
    [
        "",
        "a",
        "a.htm",
        "/a.html",
        "../a.html",
        "a//b.html",
        "a/./b.html",
        "a b.html",
        "index.html",
        ".html",
        "a.html/b.html",
        "javascript:x.html",
    ],
)
def test_is_page_refuses(path):
    """A path that no post can have is not taken from a manifest."""
    assert not is_page(path)
