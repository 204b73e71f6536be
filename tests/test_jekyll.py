"""Jekyll gets the user's own front matter, English keys, and pairs of which it runs nothing."""

import html
import json
import re
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from liquid import Environment
from lxml.html import fragment_fromstring

from bilingual.cli import main
from bilingual.document import BlockKind, Mark, MarkKind, Origin
from bilingual.engines.echo import Echo
from bilingual.errors import PublishError
from bilingual.glossary import Matcher
from bilingual.pipeline import Desk
from bilingual.posts import find_posts, parse_post
from bilingual.publish import JekyllFolder, Site
from bilingual.publish.jekyll import LISTING, STYLE
from bilingual.publish.places import place_inside, source_key
from bilingual.render.jekyll import SIGNATURE, render_jekyll, render_jekyll_style
from bilingual.render.templates import clean_text
from bilingual.run import run_posts
from bilingual.text import drop_spaces
from tests.hostile_posts import HOSTILE, empty_post, hostile_post, traditional_post, translated_posts
from tests.made_posts import make_folder, make_post
from tests.pages import block, english_post, example_post, pair, plain_post

ADDED = {"title_en": "News from the sea", "lang": "zh", "bilingual": True, "reviewed": 0.0}


def split(text):
    """Take a file apart as Jekyll does: its own pattern, and a YAML reader."""
    match = re.match(r"\A(---\s*\n.*?\n?)^((?:---|\.\.\.)\s*$\n?)", text, re.DOTALL | re.MULTILINE)
    assert match
    return yaml.safe_load(match[1]), text[match.end() :]


def with_front_matter(lines, post=None):
    """Give a post as it is when its file has these lines."""
    read = parse_post(f"---\n{lines}---\n".encode("utf-8", "surrogatepass"), "p.md")
    return replace(post or plain_post(), post=read)


def seen(body):
    """Give what a reader sees of a body."""
    return drop_spaces(html.unescape(re.sub(r"<[^>]*>", "", body)))


@pytest.mark.parametrize(
    ("lines", "added"),
    [
        pytest.param('title: "王毅：“命运 &amp; 共同体”"\nlayout: post\n', ADDED, id="quotes and entities"),
        pytest.param("title: 'it''s'   # a comment\ntags: [ 海 ]\ndate: 2031-03-09\n", ADDED, id="types"),
        pytest.param("title:\nn: 012\nb: yes\nf: 1.50\nnothing: ~\n", ADDED, id="empty title, odd values"),
        pytest.param("title: ''\n", ADDED, id="title of no characters"),
        pytest.param("layout: post\n", {"title": "海上的消息", **ADDED}, id="no title"),
        pytest.param("title: |\n  两行\n  标题\n", ADDED, id="block text at the end"),
        pytest.param(
            "title: x\nlang: zh-CN\ntitle_en: Mine\n",
            {"bilingual": True, "reviewed": 0.0},
            id="the user's keys stay",
        ),
        pytest.param("title: a\ntitle: b\n", ADDED, id="a key twice"),
        pytest.param("2031: year\ntitle: x\n", ADDED, id="a key that is a number"),
    ],
)
def test_front_matter_is_kept_as_it_was_written(lines, added):
    post = with_front_matter(lines)
    text = render_jekyll(post)
    assert text.startswith(f"---\n{lines}{SIGNATURE}")
    read = {str(key): value for key, value in split(text)[0].items()}
    assert read == {**post.post.metadata, **added}
    assert list(read)[-len(added) :] == list(added)


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        pytest.param('title: "半句\nauthor: 海\n', {"title": '"半句', "author": "海"}, id="broken"),
        pytest.param("{title: x, author: y}\n", {"title": "x", "author": "y"}, id="a mapping in braces"),
        pytest.param("  title: x\n  author: y\n", {"title": "x", "author": "y"}, id="indented"),
        pytest.param(
            "title: x\nn: .inf\nm: .nan\n", {"title": "x", "n": float("inf")}, id="a number unlike itself"
        ),
        pytest.param("- a\n- b\n", {}, id="a list"),
        pytest.param("", {}, id="nothing"),
        pytest.param("title: x\x07y\n", {"title": "xy"}, id="a control"),
    ],
)
def test_front_matter_that_cannot_be_kept_is_written_anew(lines, kept):
    post = with_front_matter(lines)
    read = split(render_jekyll(post))[0]
    assert {key: value for key, value in read.items() if key not in ADDED and key != "m"} == (
        kept if "title" in kept else {"title": "海上的消息", **kept}
    )
    assert {key: read[key] for key in ADDED} == ADDED


@settings(deadline=None)
@given(st.dictionaries(st.text(st.characters(codec="utf-8"), min_size=1), st.text(), max_size=4))
def test_any_front_matter_survives(metadata):
    lines = yaml.safe_dump(metadata, allow_unicode=True) if metadata else ""
    post = with_front_matter(lines)
    read = split(render_jekyll(post))[0]
    assert {k: v for k, v in read.items() if k in post.post.metadata} == post.post.metadata
    assert read.keys() >= ADDED.keys()


def test_a_post_without_front_matter_gets_some():
    assert split(render_jekyll(plain_post()))[0]["title"] == "海上的消息"
    assert split(render_jekyll(empty_post()))[0] == {
        "title_en": "",
        "lang": "en",
        "bilingual": False,
        "reviewed": 0.0,
    }


def test_english_is_one_column_and_said_to_be():
    front, body = split(render_jekyll(english_post()))
    assert (front["lang"], front["bilingual"]) == ("en", False)
    assert body == (
        '<div class="bilingual-pair bilingual-paragraph">\n'
        '<div lang="en"><p>The harbour is <strong>open again</strong>.</p></div>\n</div>\n\n'
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_run(text):
    """What Liquid gives of a body is what a reader is to see: nothing of it is a command."""
    post = plain_post(title=text, title_en=text)
    post = replace(post, blocks=(*post.blocks, block(2, BlockKind.QUOTE, pair(text, text))))
    _, body = split(render_jekyll(post))
    assert "{" not in body
    run = Environment().from_string(body).render(x="executed", site={"secret": "executed"})
    assert run == body
    assert drop_spaces(clean_text(text)) in seen(run)
    assert "<script" not in run


@settings(deadline=None)
@given(translated_posts())
def test_a_body_survives_liquid_and_has_one_blank_line(post):
    _, body = split(render_jekyll(post))
    assert Environment().from_string(body).render() == body
    assert re.findall(r"\n\s*\n", body) == (["\n\n"] if len(post.blocks) > 1 else [])
    assert fragment_fromstring(body, create_parent=True) is not None


def test_the_text_of_the_example_is_all_there():
    page = seen(render_jekyll(example_post()))
    for each in example_post().sentences:
        assert drop_spaces(each.sentence.text) in page
        assert drop_spaces(each.translation.target) in page


def test_the_excerpt_ends_behind_the_first_pair():
    excerpt = split(render_jekyll(example_post()))[1].partition("\n\n")[0]
    assert "海澜国外长" in excerpt
    assert "The two delegations" not in excerpt
    assert excerpt.count("<div") == excerpt.count("</div>") == 3


def test_blocks_are_what_they_were():
    body = split(render_jekyll(with_front_matter("from: https://news.example.org/1\n", example_post())))[1]
    for wanted in (
        '<p class="bilingual-title" lang="en">Lin Yuanzhou: Two countries',
        '<div lang="zh-Hans"><h2><strong>“大海不会把我们隔开”</strong></h2></div>\n<div lang="en"><h2><strong>“The',
        '<a href="https://mfa.example.org/" title="海澜国外交部">外交部</a>',
        '<p class="bilingual-links">Links: <a href="https://news.example.org/releases/118.html">新闻稿</a></p></div>',
        '<img src="https://img.example.org/talks.jpg" alt="会谈现场" loading="lazy">',
        '<div lang="en"><blockquote><p>“We fish the same sea',
        'bilingual-list-item bilingual-depth-1">\n<div lang="zh-Hans"><ul><li>延长<a',
        "<table><tr><td>年份</td><td>贸易额</td><td>渔获（吨）</td></tr><tr><td>2030</td>",
        "<pre>The tide comes in,&#10;&#10;and the tide goes out.</pre>",
        '<p><span class="bilingual-missing">[not translated]</span></p>',
        "The English is a machine translation; 10 % of its sentences were reviewed by a person.</p>\n",
        '<a href="https://news.example.org/1">Original at news.example.org</a>. ',
    ):
        assert wanted in body


def test_tables_say_their_links_and_stand_once_in_english():
    rows = (
        block(
            1,
            BlockKind.TABLE_ROW,
            pair("年份如下", "Year"),
            marks=((MarkKind.LINK, "年份", "https://x.example/"),),
        ),
        block(2, BlockKind.TABLE_ROW, "2030", lang="en"),
    )
    post = plain_post()
    body = split(render_jekyll(replace(post, blocks=(post.blocks[0], *rows))))[1].replace(" </td>", "</td>")
    assert (
        '<div lang="en"><table><tr><td>Year</td></tr><tr><td>2030</td></tr></table><p class="bilingual-links">'
        in body
    )
    english = split(render_jekyll(replace(post, blocks=(post.blocks[0], rows[1]))))[1]
    assert english.count("<table>") == 1


def test_links_around_nothing_are_named_and_unsafe_ones_left_out():
    made = block(1, BlockKind.PARAGRAPH, pair("海。", "Sea."))
    marks = (
        Mark(MarkKind.LINK, 1, 1, "https://x.example/"),
        Mark(MarkKind.LINK, 0, 2, "javascript:alert(1)"),
        Mark(MarkKind.IMAGE, 2, 2, "data:x", "图"),
    )
    post = plain_post()
    made = replace(made, block=replace(made.block, marks=marks))
    body = split(render_jekyll(replace(post, blocks=(post.blocks[0], made))))[1]
    assert '<div lang="zh-Hans"><p>海<a href="https://x.example/">x.example</a>。</p></div>' in body


@pytest.mark.parametrize(
    ("origins", "note"),
    [
        ((Origin.HUMAN, Origin.HUMAN), "The English was reviewed by a person."),
        ((Origin.HUMAN, Origin.MEMORY), "50 % of its sentences were reviewed"),
        ((Origin.ENGINE, Origin.MEMORY), "a machine translation that nobody has reviewed"),
    ],
)
def test_the_note_says_who_wrote_the_english(origins, note):
    first, second = origins
    post = replace(
        plain_post(),
        blocks=(
            block(0, BlockKind.TITLE, pair("甲", "A", origin=first)),
            block(1, BlockKind.PARAGRAPH, pair("乙", "B", origin=second)),
        ),
    )
    assert note in render_jekyll(post)


def test_traditional_chinese_says_so():
    assert 'lang="zh-Hant"' in render_jekyll(traditional_post())


def test_the_first_and_the_second_run_give_the_same_bytes():
    assert render_jekyll(example_post(Origin.ENGINE)) == render_jekyll(example_post(Origin.MEMORY))
    assert render_jekyll(hostile_post()) == render_jekyll(hostile_post())


# The folder.


def publish(folder, name="lin.txt", post=None, **metadata):
    post = post or plain_post(**metadata)
    return folder.publish(post, Path(folder.output.parent, name), PurePosixPath(name))


def listed(output):
    return [post["page"] for post in json.loads((output / LISTING).read_text(encoding="utf-8"))["posts"]]


@pytest.mark.parametrize(
    ("name", "date", "page"),
    [
        pytest.param(
            "海.txt", "2031-03-09T01:00:00Z", "_posts/2031-03-09-海.html", id="day from the front matter"
        ),
        pytest.param("2030-01-02-海.md", "2031-03-09", "_posts/2030-01-02-海.html", id="day from the name"),
        pytest.param("2030-01-02 海.md", "", "_posts/2030-01-02-海.html", id="day and a space"),
        pytest.param(
            "2030-13-45-海.md", "2031年3月9日", "_posts/2031-03-09-2030-13-45-海.html", id="no such day"
        ),
        pytest.param("a/b/海.md", "2031-03-09", "_posts/a/b/2031-03-09-海.html", id="folders"),
        pytest.param("2030-01-02-.md", "", "_drafts/2030-01-02.html", id="day without a name"),
        pytest.param("海.md", "spring", "_drafts/海.html", id="no day"),
    ],
)
def test_files_are_named_as_jekyll_asks(tmp_path, name, date, page):
    assert str(publish(JekyllFolder(tmp_path / "blog"), name, date=date).page) == page
    assert (tmp_path / "blog" / page).is_file()


def test_nothing_is_written_twice(tmp_path):
    folder = JekyllFolder(tmp_path / "blog")
    assert publish(folder).changed
    assert folder.finish()
    again = JekyllFolder(tmp_path / "blog")
    assert not publish(again).changed
    assert not again.finish()


def test_posts_of_one_name_have_files_of_their_own(tmp_path):
    folder = JekyllFolder(tmp_path / "blog")
    first = folder.publish(plain_post(), tmp_path / "a/海.txt", PurePosixPath("海.txt"))
    second = folder.publish(plain_post(), tmp_path / "b/海.txt", PurePosixPath("海.txt"))
    folder.finish()
    assert first.page != second.page
    again = JekyllFolder(tmp_path / "blog")
    assert again.publish(plain_post(), tmp_path / "b/海.txt", PurePosixPath("海.txt")).page == second.page


def test_a_draft_that_gets_a_day_becomes_a_post(tmp_path):
    folder = JekyllFolder(tmp_path / "blog")
    draft = publish(folder, date="")
    folder.finish()
    again = JekyllFolder(tmp_path / "blog")
    post = publish(again)
    again.finish()
    assert listed(tmp_path / "blog") == [str(post.page)] == ["_posts/2031-03-10-lin.html"]
    assert not (tmp_path / "blog" / draft.page).exists()


def test_a_post_that_is_taken_back_is_gone(tmp_path):
    folder = JekyllFolder(tmp_path / "blog")
    page = publish(folder).page
    folder.finish()
    again = JekyllFolder(tmp_path / "blog")
    again.remove(tmp_path / "lin.txt")
    again.remove(tmp_path / "other.txt")
    again.finish()
    assert not (tmp_path / "blog" / page).exists()
    assert listed(tmp_path / "blog") == []


def test_a_post_whose_file_is_gone_can_be_taken_back(tmp_path):
    folder = JekyllFolder(tmp_path / "blog")
    (tmp_path / "blog" / publish(folder).page).unlink()
    folder.remove(tmp_path / "lin.txt")
    assert not (tmp_path / "blog/_posts/2031-03-10-lin.html").exists()


def test_files_of_the_user_are_left_alone(tmp_path):
    place = tmp_path / "blog/_posts/2031-03-10-lin.html"
    place.parent.mkdir(parents=True)
    place.write_text("---\ntitle: mine\n---\n", encoding="utf-8")
    folder = JekyllFolder(tmp_path / "blog")
    with pytest.raises(PublishError, match="not ours"):
        publish(folder)
    folder.remove(tmp_path / "lin.txt")
    assert place.read_text(encoding="utf-8") == "---\ntitle: mine\n---\n"


def test_a_file_that_the_user_made_theirs_stays(tmp_path):
    folder = JekyllFolder(tmp_path / "blog")
    place = tmp_path / "blog" / publish(folder).page
    place.write_text("mine", encoding="utf-8")
    folder.remove(tmp_path / "lin.txt")
    assert place.read_text(encoding="utf-8") == "mine"


def test_a_style_sheet_of_the_user_stays(tmp_path):
    folder = JekyllFolder(tmp_path / "blog")
    publish(folder)
    folder.finish()
    style = tmp_path / "blog" / STYLE
    assert style.read_text(encoding="utf-8") == render_jekyll_style()
    style.write_text("/* mine */", encoding="utf-8")
    folder.finish()
    assert style.read_text(encoding="utf-8") == "/* mine */"


def test_nothing_is_made_where_nothing_is_published(tmp_path):
    assert not JekyllFolder(tmp_path / "blog").finish()
    assert not (tmp_path / "blog").exists()


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        '{"version": 2}',
        '{"version": 1}',
        '{"version": 1, "posts": [{"source": "a", "page": "../../x.html"}]}',
        '{"version": 1, "posts": [{"source": "a", "page": "_posts/../../x.html"}]}',
        '{"version": 1, "posts": [{"source": "a"}]}',
        "[" * 10_000,
    ],
)
def test_a_damaged_listing_is_made_anew(tmp_path, content):
    listing = tmp_path / "blog" / LISTING
    listing.parent.mkdir(parents=True)
    listing.write_text(content, encoding="utf-8")
    folder = JekyllFolder(tmp_path / "blog")
    assert "damaged" in folder.problems[0]
    publish(folder)
    folder.finish()
    assert JekyllFolder(tmp_path / "blog").problems == ()


def test_a_listing_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "blog" / LISTING).mkdir(parents=True)
    with pytest.raises(PublishError, match="cannot be read"):
        JekyllFolder(tmp_path / "blog")


def test_names_that_are_not_utf8_can_be_listed(tmp_path):
    folder = JekyllFolder(tmp_path / "blog")
    folder.publish(plain_post(), Path("\udcff.txt"), PurePosixPath("x.txt"))
    folder.finish()
    assert JekyllFolder(tmp_path / "blog").problems == ()


def test_two_runs_list_the_posts_of_both(tmp_path):
    one, two = JekyllFolder(tmp_path / "blog"), JekyllFolder(tmp_path / "blog")
    publish(one, "a.txt")
    publish(two, "b.txt")
    one.finish()
    two.finish()
    assert len(listed(tmp_path / "blog")) == 2


def test_links_out_of_the_folder_are_refused(tmp_path):
    (tmp_path / "blog").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "blog/_posts").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PublishError, match="link out of the output folder"):
        place_inside(tmp_path / "blog", PurePosixPath("_posts/a.html"))
    with pytest.raises(PublishError, match="link out of the output folder"):
        publish(JekyllFolder(tmp_path / "blog"))


def test_posts_are_named_from_beside_the_folder(tmp_path):
    assert source_key(Path("-"), tmp_path / "blog") == "-"
    assert source_key(tmp_path / "posts/a.txt", tmp_path / "blog") == "posts/a.txt"


@pytest.mark.parametrize("make", [JekyllFolder, Site])
def test_a_run_takes_either_folder(tmp_path, make):
    posts = find_posts([str(make_folder(tmp_path / "posts", 2))])
    folder = make(tmp_path / "out")
    outcomes = list(run_posts(posts, Desk(Matcher(()), Echo()), folder))
    assert folder.finish()
    assert all((tmp_path / "out" / outcome.page).is_file() for outcome in outcomes)


def test_the_command_writes_a_blog(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("post.txt").write_text(make_post(1), encoding="utf-8")
    Path("index.html").write_text("mine", encoding="utf-8")
    arguments = ["translate", "post.txt", "--format", "jekyll", "--out", ".", "--model", "echo"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert "_posts/2026-05-02-post.html" in result.stdout
    text = Path("_posts/2026-05-02-post.html").read_text(encoding="utf-8")
    assert text.startswith(make_post(1).partition("---\n<!--")[0])
    assert Path(STYLE).is_file()
    assert Path("index.html").read_text(encoding="utf-8") == "mine"


def test_the_command_names_the_list_of_many_posts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    make_folder(Path("posts"), 7)
    arguments = ["translate", "posts", "--format", "jekyll", "--out", "blog", "--model", "echo"]
    stdout = CliRunner().invoke(main, arguments).stdout
    assert f"and 2 more; all are listed in {Path('blog', LISTING)}" in stdout


def test_the_command_tells_what_it_mended(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("post.txt").write_text(make_post(1), encoding="utf-8")
    Path("blog/_data").mkdir(parents=True)
    Path("blog", LISTING).write_text("{", encoding="utf-8")
    arguments = ["translate", "post.txt", "--format", "jekyll", "--out", "blog", "--model", "echo"]
    assert "damaged" in CliRunner().invoke(main, arguments).stderr
