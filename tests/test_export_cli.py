"""`bilingual export`, as a user types it; the echo engine stands in for a model, a script for a browser."""

import json
import os
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from bilingual.cli import main
from bilingual.deliver import Delivery, Destination, deliver_posts
from bilingual.errors import ToolError
from bilingual.export import FORMATS, Format
from bilingual.posts import find_posts
from bilingual.run import Translated
from tests.made_posts import make_folder, make_post
from tests.pages import plain_post

POST = make_post(1)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Stand in an empty project folder that uses the echo engine."""
    monkeypatch.chdir(tmp_path)
    Path("bilingual.toml").write_text('model = "echo"\n', encoding="utf-8")
    Path("post.txt").write_text(POST, encoding="utf-8")
    return tmp_path


@pytest.fixture
def browser(tmp_path, monkeypatch):
    """Let a script print: it copies the page, but for one that says 撕."""
    script = tmp_path / "printer"
    script.write_text(
        "#!/bin/sh\nfor word; do case $word in --print-to-pdf=*) sheets=${word#*=};; file://*) page=${word#file://};; esac; done\n"
        'grep -q 撕 "$page" && exit 1\ncp "$page" "$sheets"\n',
        encoding="utf-8",
    )
    script.chmod(0o755)
    monkeypatch.setenv("CHROME", str(script))


def run(*arguments, code=0, stdin=None):
    """Run the command line; show what it said when the exit code is another."""
    result = CliRunner().invoke(main, ["export", *map(str, arguments)], input=stdin)
    assert result.exit_code == code, (result.output, result.exception)
    return result


def pages_in(book):
    with zipfile.ZipFile(book) as archive:
        return [name for name in archive.namelist() if "/interleaved/" in name]


def test_a_post_becomes_a_book_named_after_it(project):
    result = run("--to", "epub", "post.txt")
    assert result.stdout == f"{Path('output/exports/post.epub')}\n"
    assert len(pages_in("output/exports/post.epub")) == 1


def test_what_is_translated_is_remembered(project):
    run("--to", "epub", "post.txt")
    again = CliRunner().invoke(main, ["translate", "post.txt", "--json"])
    assert json.loads(again.stdout)["summary"]["translated"] == 0


def test_a_folder_becomes_one_book_or_document(project):
    make_folder(project / "posts", 5)
    assert run("--to", "epub", "posts").stdout == f"{Path('output/exports/posts.epub')}\n"
    assert len(pages_in("output/exports/posts.epub")) == 5
    run("--to", "docx", "posts", "--out", "five.docx")
    assert len(docx.Document("five.docx").tables) == 5


def test_a_folder_becomes_a_pdf_for_each_post(project, browser):
    make_folder(project / "posts", 7)
    result = run("--to", "pdf", "posts", "--out", "sheets")
    files = sorted(path.relative_to("sheets").as_posix() for path in Path("sheets").rglob("*.pdf"))
    assert files[0] == "0/2026-05-01-第0次-磋商.pdf"
    assert len(files) == 7
    assert result.stdout.splitlines()[5:] == ["… and 2 more"]
    assert b"\xe7\xa3\x8b\xe5\x95\x86" in (Path("sheets") / files[0]).read_bytes()


def test_the_paper_of_a_pdf_can_be_chosen(project, browser):
    run("--to", "pdf", "post.txt", "--out", "post.pdf", "--paper", "letter")
    assert b"size:letter" in Path("post.pdf").read_bytes()


def test_a_second_run_writes_the_same_bytes_and_says_so(project):
    run("--to", "epub", "post.txt")
    before = Path("output/exports/post.epub").stat().st_mtime_ns
    report = json.loads(run("--to", "epub", "post.txt", "--json").stdout)
    assert report == {
        "format": "epub",
        "files": [str(Path("output/exports/post.epub"))],
        "posts": [
            {
                "path": "post.txt",
                "status": "unchanged",
                "message": "",
                "file": str(Path("output/exports/post.epub")),
            }
        ],
    }
    assert Path("output/exports/post.epub").stat().st_mtime_ns == before


def test_standard_input_goes_to_standard_output(project):
    result = run("--to", "epub", "-", "--out", "-", stdin=POST)
    assert len(pages_in(BytesIO(result.stdout_bytes))) == 1
    assert not Path("output").exists()


def test_the_folder_of_the_configuration_holds_the_exports(project):
    Path("bilingual.toml").write_text('model = "echo"\nout = "site"\n', encoding="utf-8")
    run("--to", "epub", "post.txt", "--quiet")
    assert Path("site/exports/post.epub").is_file()


@pytest.mark.parametrize(
    ("out", "place"),
    [
        pytest.param("book.epub", "book.epub", id="a file"),
        pytest.param("BOOK.EPUB", "BOOK.EPUB", id="a file in capitals"),
        pytest.param("books", "books/post.epub", id="a folder to be made"),
        pytest.param("there.epub", "there.epub/post.epub", id="a folder that is there"),
    ],
)
def test_where_the_file_goes(project, out, place):
    Path("there.epub").mkdir()
    run("--to", "epub", "post.txt", "--out", out)
    assert Path(place).is_file()


def test_a_post_that_fails_is_reported_and_the_others_are_exported(project):
    make_folder(project / "posts", 2)
    Path("posts/bad.md").write_text(
        "---\ntitle: 空\n---\n<noscript>请打开脚本再来阅读本文。</noscript>", encoding="utf-8"
    )
    result = run("--to", "epub", "posts", code=3)
    assert "bilingual: failed: posts/bad.md: only" in result.stderr
    assert len(pages_in("output/exports/posts.epub")) == 2
    run("--to", "epub", "posts", "--min-coverage", "0")
    assert len(pages_in("output/exports/posts.epub")) == 3


def test_where_all_posts_fail_nothing_is_written(project):
    Path("post.txt").write_text(
        "---\ntitle: 空\n---\n<noscript>请打开脚本再来阅读本文。</noscript>", encoding="utf-8"
    )
    result = run("--to", "epub", "post.txt", code=3)
    assert (result.stdout, Path("output").exists()) == ("", False)


def test_a_post_that_cannot_be_printed_does_not_stop_the_others(project, browser):
    Path("posts").mkdir()
    for number in (1, 2):
        Path(f"posts/{number}.md").write_text(make_post(number), encoding="utf-8")
    Path("posts/0.md").write_text("---\ntitle: 撕\n---\n<p>撕了。</p>", encoding="utf-8")
    report = json.loads(run("--to", "pdf", "posts", "--json", code=3).stdout)
    assert [post["status"] for post in report["posts"]] == ["failed", "written", "written"]
    assert "has written no PDF" in report["posts"][0]["message"]
    assert len(report["files"]) == 2


def test_an_exporter_that_breaks_is_an_internal_error_of_that_post(project, browser):
    class Broken:
        def __call__(self, post):
            raise ZeroDivisionError

    sources = find_posts(["post.txt"])
    delivery = Delivery(sources, FORMATS["pdf"], Broken(), Destination("", project, ".pdf"))
    (outcome,) = deliver_posts([Translated(sources[0], plain_post())], delivery)
    assert (outcome.status, outcome.page) == ("failed", "")
    assert "internal error, please report it: ZeroDivisionError()" in outcome.message


def test_without_a_chromium_one_sentence_says_so(project, monkeypatch):
    make_folder(project / "posts", 2)
    monkeypatch.setenv("CHROME", "nowhere")
    result = run("--to", "pdf", "posts", code=3)
    assert (
        result.stderr
        == "bilingual: nowhere: this program, which CHROME names, is not there; correct CHROME\n"
    )
    assert not Path(".bilingual").exists(), "it is said before anything is translated"


def test_a_browser_that_is_gone_stops_the_run(project):
    def gone(_post):
        raise ToolError("chromium: cannot be run")

    sources = find_posts(["post.txt"])
    delivery = Delivery(sources, FORMATS["pdf"], gone, Destination("", project, ".pdf"))
    with pytest.raises(ToolError):
        list(deliver_posts([Translated(sources[0], plain_post())], delivery))


def chunked(posts):
    yield b"posts:"
    for post in posts:
        yield post.blocks[0].block.text.encode() + b"\n"


def test_an_exporter_may_write_post_by_post(project):
    sources = find_posts(["post.txt"])
    lines = Format("lines", ".lines", is_one_file=True)
    delivery = Delivery(sources, lines, chunked, Destination("", project, ".lines"))
    posts = [Translated(sources[0], plain_post())]
    assert [o.status for _ in "12" for o in deliver_posts(posts, delivery)] == ["written", "unchanged"]
    assert Path("post.lines").read_text("utf-8") == "posts:海上的消息\n"
    pieces: list[bytes] = []
    list(deliver_posts(posts, replace(delivery, stream=pieces.append)))
    assert b"".join(pieces) == Path("post.lines").read_bytes()


def test_an_export_that_breaks_off_leaves_the_old_file(project):
    def broken(posts):
        yield b"half"
        raise ZeroDivisionError

    Path("post.lines").write_text("old", "utf-8")
    sources = find_posts(["post.txt"])
    lines = Format("lines", ".lines", is_one_file=True)
    delivery = Delivery(sources, lines, broken, Destination("", project, ".lines"))
    with pytest.raises(ZeroDivisionError):
        list(deliver_posts([Translated(sources[0], plain_post())], delivery))
    assert Path("post.lines").read_text("utf-8") == "old"
    assert sorted(path.name for path in project.iterdir()) == ["bilingual.toml", "post.lines", "post.txt"]


def test_of_posts_from_one_address_the_newest_is_exported(project):
    Path("posts").mkdir()
    Path("posts/old.md").write_text(make_post(7), encoding="utf-8")
    Path("posts/new.md").write_text(make_post(7).replace("2026-05-08", "2026-05-09"), encoding="utf-8")
    result = run("--to", "epub", "posts")
    assert (
        "bilingual: superseded: posts/old.md: the newer posts/new.md is from the same address"
        in result.stderr
    )
    assert len(pages_in("output/exports/new.epub")) == 1


def test_what_was_wrong_with_a_post_is_told_unless_quiet(project):
    Path("post.txt").write_text("---\ntitle: [坏\n---\n<p>好天气。</p>", encoding="utf-8")
    assert "bilingual: written: post.txt" in run("--to", "epub", "post.txt").stderr
    assert run("--to", "epub", "post.txt", "--quiet").output == ""


def test_two_posts_of_one_name_have_two_files(project, browser):
    Path("a").mkdir()
    Path("a/post.txt").write_text(make_post(2), encoding="utf-8")
    files = json.loads(run("--to", "pdf", "post.txt", "a/post.txt", "--json").stdout)["files"]
    assert len(set(files)) == 2
    assert all(Path(file).is_file() for file in files)


def test_a_post_is_never_written_over(project):

    sources = find_posts(["post.txt"])
    text = Format("txt", ".txt", is_one_file=False)
    delivery = Delivery(sources, text, lambda _post: b"x", Destination(".", project, ".txt"))
    (outcome,) = deliver_posts([Translated(sources[0], plain_post())], delivery)
    assert outcome.status == "failed"
    assert "post.txt: is a post that is read; choose another place with --out" in outcome.message
    assert Path("post.txt").read_text("utf-8") == POST


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("--to", "odt", "post.txt"), "is not one of", id="no such format"),
        pytest.param(("post.txt",), "Missing option '--to'", id="no format"),
        pytest.param(
            ("--to", "epub", "post.txt", "--paper", "a4"), "--paper is for --to pdf only", id="paper"
        ),
        pytest.param(
            ("--to", "epub", "post.txt", "--out", "-", "--json"), "both want standard output", id="json"
        ),
        pytest.param(("--to", "pdf", "post.txt", "a.txt", "--out", "-"), "a file for each post", id="stream"),
        pytest.param(
            ("--to", "pdf", "post.txt", "a.txt", "--out", "a.pdf"), "a file for each post", id="file"
        ),
    ],
)
def test_wrong_usage(project, arguments, said):
    Path("a.txt").write_text(make_post(3), encoding="utf-8")
    assert said in run(*arguments, code=2).stderr


def test_a_folder_without_posts_is_an_error(project):
    Path("empty").mkdir()
    assert "bilingual: empty: no posts are there" in run("--to", "epub", "empty", code=3).stderr


@pytest.mark.skipif(not os.geteuid(), reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_an_error(project):  # pragma: no cover - not as root
    Path("locked").mkdir(mode=0o500)
    assert "cannot be written" in run("--to", "epub", "post.txt", "--out", "locked", code=3).stderr


def test_a_file_in_the_way_is_an_error(project):
    assert "cannot be written" in run("--to", "epub", "post.txt", "--out", "post.txt/x.epub", code=3).stderr


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_an_exporter(name):
    assert callable(FORMATS[name].write)
    assert FORMATS[name].suffix.startswith(".")
