"""Reading posts: encodings, front matter whole and broken, and finding the files."""

import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import PostError
from bilingual.posts import MAX_POST_BYTES, find_posts, parse_post, read_post
from tests.strategies import characters

SIMPLIFIED = "中国外交部长星期一访问邻国，双方签署联合声明，决定扩大贸易。"
TRADITIONAL = "臺灣總統府發言人表示，雙方將繼續擴大經貿往來，並簽署協議。"


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, f"---\ntitle: x\n---\n<p>{SIMPLIFIED}</p>"])
@pytest.mark.parametrize(
    ("codec", "mark", "named"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("gb18030", b"", "gb18030"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
    ],
)
def test_encoding_is_found(text, codec, mark, named):
    """The text is the same in whatever encoding it is saved."""
    post = parse_post(mark + text.encode(codec), "a.md")
    assert (post.body in text, post.encoding, post.problems) == (True, named, ())
    assert SIMPLIFIED in post.body or TRADITIONAL in post.body


@pytest.mark.parametrize("text", [TRADITIONAL, TRADITIONAL[:12], f"<p>{TRADITIONAL}</p>"])
def test_big5_is_found(text):
    post = parse_post(text.encode("big5"), "a.txt")
    assert (post.body, post.encoding) == (text, "big5")


def test_a_declared_charset_is_believed():
    text = '<meta charset="shift_jis"><p>日本語の文書です。</p>'
    post = parse_post(text.encode("shift_jis"), "a.html")
    assert (post.body, post.encoding) == (text, "shift_jis")


def test_a_few_damaged_bytes_do_not_change_the_encoding():
    data = (SIMPLIFIED * 3).encode().replace("星".encode(), b"\xe6\x98", 1)
    post = parse_post(data, "a.txt")
    assert post.encoding == "utf-8"
    assert post.body.startswith("中国外交部长\ufffd期一")
    assert post.problems == (
        "a.txt: some bytes are not valid UTF-8 and are shown as \ufffd; save the file again as UTF-8",
    )


@given(st.binary())
def test_any_bytes_are_read(data):
    """No file makes reading fail."""
    assert "\r" not in parse_post(data, "a.txt").body


@given(st.text(characters))
def test_any_utf_8_body_is_kept_but_its_line_ends(body):
    text = body.replace("\r\n", "\n").replace("\r", "\n")
    post = parse_post(f"---\ntitle: t\n---\n{body}".encode(), "a.md")
    if post.encoding == "utf-8":
        assert (post.body, post.text_of("title")) == (text, "t")


def test_front_matter_keeps_order_and_types():
    text = "---\ntitle: 标题\ndate: 2024-05-21T00:32:04.000Z\ntags: [ 甲, 乙 ]\ncomments: True\n---\n正文"
    post = parse_post(text.encode(), "a.md")
    assert list(post.metadata) == ["title", "date", "tags", "comments"]
    assert post.metadata["date"] == dt.datetime(2024, 5, 21, 0, 32, 4, tzinfo=dt.UTC)
    assert (post.metadata["tags"], post.metadata["comments"], post.date) == (["甲", "乙"], True, "2024-05-21")
    assert (post.body, post.problems) == ("正文", ())


@pytest.mark.parametrize(
    ("front", "fact", "line"),
    [
        pytest.param(
            'layout: post\ntitle: "反\\斜"\nauthor: 甲', "found unknown escape character", 3, id="escape"
        ),
        pytest.param(
            "title: 反\\斜\nauthor: 甲\nx: 1: 2", "mapping values are not allowed", 4, id="two colons"
        ),
        pytest.param("title: 反\\斜\nauthor: 甲\ny: [" + "[" * 50, "nested too deeply", 4, id="deep"),
        pytest.param("title: 反\\斜\nauthor: 甲\na: &a [1]\nb: *a", "aliases are not allowed", 5, id="alias"),
        pytest.param("title: 反\\斜\nauthor: 甲\ndate: 2024-13-45", "month must be in 1..12", 2, id="date"),
        pytest.param("title: 反\\斜\nauthor: 甲\nn: " + "9" * 5000, "Exceeds the limit", 2, id="number"),
        pytest.param(
            "title: 反\\斜\nauthor: 甲\nc: !!python/name:os.system", "could not determine", 4, id="tag"
        ),
    ],
)
def test_broken_front_matter_is_read_line_by_line(front, fact, line):
    """The problem says its line; title and author are saved; the body is whole."""
    post = parse_post(f"---\n{front}\n---\n正文".encode(), "a.md")
    (problem,) = post.problems
    assert problem.startswith(f"a.md:{line}: ")
    assert fact in problem
    assert (post.text_of("title"), post.author, post.body) == ("反\\斜", "甲", "正文")


def test_front_matter_that_is_no_mapping_is_a_problem():
    post = parse_post(b"---\n- a\n---\nx", "a.md")
    assert (post.metadata, post.body, len(post.problems)) == ({}, "x", 1)


@pytest.mark.parametrize("text", ["", "正文", "---", "------\n题\n---\n", "a\n---\nb: c\n---\n"])
def test_a_post_without_front_matter_is_all_body(text):
    post = parse_post(text.encode(), "a.md")
    assert (post.metadata, post.body, post.problems) == ({}, text, ())


def test_front_matter_that_never_ends_is_a_problem():
    post = parse_post("---\ntitle: x\n\n正文".encode(), "a.md")
    assert post.problems == ("a.md:1: the front matter is never closed; put a line --- after it",)
    assert "正文" in post.body


def test_empty_front_matter_is_none():
    assert parse_post(b"---\n---\nx", "a.md").metadata == {}


def test_control_characters_and_line_ends():
    post = parse_post(b"---\r\ntitle: a\x01b\r\n---\r\nx\x00\ry\r\n", "a.md")
    assert (post.text_of("title"), post.body) == ("ab", "x\x00\ny\n")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.txt", "there is no such file"),
        (".", "is a folder, not a post"),
        ("large.txt", "is larger than"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path, name, message):
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(MAX_POST_BYTES + 1)
    with pytest.raises(PostError, match=message):
        read_post(tmp_path / name)


def found(*paths):
    return [str(source.relative) for source in find_posts([str(path) for path in paths])]


def make(root, *names):
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def test_a_folder_is_searched_in_order_without_what_is_hidden(tmp_path):
    make(tmp_path, "b.md", "a/c.HTML", "a/.x.md", ".git/d.md", "a/e.pdf", "a.txt", "Z.htm")
    assert found(tmp_path) == ["Z.htm", "a/c.HTML", "a.txt", "b.md"]


def test_a_folder_that_holds_itself_is_searched_once(tmp_path):
    make(tmp_path, "a/b.md")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    assert found(tmp_path) == ["a/b.md"]


@pytest.mark.parametrize(
    "name", ["a*b.md", "[1] 五?.md", "100%#x.txt", "两  空格.md", "a|b<c.md", "😀\u200b.md"]
)
def test_an_existing_file_is_a_file_before_it_is_a_pattern(tmp_path, name):
    make(tmp_path, name, "axb.md")
    assert found(tmp_path / name) == [name]


def test_a_pattern_keeps_the_folders_below_its_fixed_part(tmp_path):
    make(tmp_path, "p/1/a.md", "p/2/a.md", "p/2/b.pdf", "p/3/c/d.txt")
    assert found(f"{tmp_path}/p/*/a.md") == ["1/a.md", "2/a.md"]
    assert found(f"{tmp_path}/p/**/*.txt") == ["3/c/d.txt"]
    assert found(f"{tmp_path}/p/[3]") == ["3/c/d.txt"]


def test_the_same_file_appears_once(tmp_path):
    make(tmp_path, "a.md", "b.md")
    (tmp_path / "link.md").symlink_to(tmp_path / "a.md")
    assert found(tmp_path / "a.md", tmp_path, tmp_path / "b.md") == ["a.md", "b.md"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.md", "there is no such file or folder"),
        ("no*.md", "no file matches this pattern"),
        ("a.pdf", "is not a post"),
    ],
)
def test_a_path_that_names_no_post_is_an_error(tmp_path, name, message):
    make(tmp_path, "a.pdf")
    with pytest.raises(PostError, match=message):
        find_posts([str(tmp_path / name)])


def test_a_dash_is_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("---\ntitle: 题\n---\n正文".encode())))
    (source,) = find_posts(["-"])
    post = read_post(source.path)
    assert read_post(source.path) == post
    assert (post.path, post.text_of("title"), post.body) == ("-", "题", "正文")
