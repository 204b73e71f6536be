"""`bilingual build`: a site is brought up to date from posts and memory, and no model is asked."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from bilingual.cli import main
from bilingual.cli.progress import with_bar
from bilingual.cli.project import catalogue_path
from bilingual.glossary import Matcher
from bilingual.memory import Memory
from bilingual.pipeline import constrain
from tests.made_posts import make_folder, make_post


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of six posts that were translated by the echo engine."""
    monkeypatch.chdir(tmp_path)
    Path("bilingual.toml").write_text('model = "echo"\n', encoding="utf-8")
    Path("glossary.yaml").write_text("多边主义: multilateralism\n", encoding="utf-8")
    make_folder(tmp_path / "posts", 6)
    run("translate", "posts")
    return tmp_path


def run(*arguments, code=0, stdin=None):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
    assert result.exit_code == code, (result.output, result.exception)
    return result


def build(*arguments, code=0):
    return json.loads(run("build", "--json", *arguments, code=code).stdout)


def files():
    paths = (path for path in Path("output").rglob("*") if path.is_file())
    return {path.relative_to("output").as_posix(): path.read_bytes() for path in paths}


def stamps():
    return {path: path.stat().st_mtime_ns for path in Path("output").rglob("*")}


def posts():
    return sorted(Path("posts").rglob("*.md"))


def test_a_site_that_is_up_to_date_is_left_alone(project):
    before = stamps()
    assert build()["summary"]["pages"] == {}
    assert "all up to date" in run("build").stdout
    assert stamps() == before


def test_all_makes_every_page_again_to_the_same_bytes(project):
    before = files()
    assert build("--all")["summary"]["pages"] == {"unchanged": 6}
    assert files() == before


@pytest.mark.parametrize("loss", ["page", "list", "catalogue", "manifest", "catalogue and lists"])
def test_what_is_lost_comes_back(project, loss):
    """Pages, lists, the catalogue: each is made again from what is left, to the same bytes."""
    before = files()
    page = next(name for name in before if name.startswith("1/"))
    if loss == "page":
        Path("output", page).write_bytes(b'<meta name="generator" content="bilingual"> damaged')
    if "lists" in loss:
        Path("output/index.html").unlink()
        Path("output/status.html").unlink()
    if "catalogue" in loss:
        Path(".bilingual/catalogue.db").unlink()
    if loss == "manifest":
        Path("output/index.json").unlink()
    if loss == "list":
        Path("output/terms/index.html").unlink()
    build()
    assert files() == before


def test_an_edited_post_is_made_again_and_no_other(project):
    """What needs no English is changed at once, in the page and in the lists."""
    path = posts()[0]
    path.write_text(path.read_text(encoding="utf-8").replace("示例通讯社", "海峡通讯社"), encoding="utf-8")
    assert build()["summary"]["pages"] == {"written": 1}
    assert "海峡通讯社" in Path("output/authors/index.html").read_text(encoding="utf-8")


def test_a_page_that_needs_new_english_waits(project):
    path, before = posts()[0], files()
    page = next(
        post["page"]
        for post in json.loads(before["index.json"])["posts"]
        if post["source"] == path.as_posix()
    )
    path.write_text(path.read_text(encoding="utf-8") + "<p>港口今天重新开放。</p>", encoding="utf-8")
    result = run("build")
    assert (
        f"waiting: {path.as_posix()}: 1 sentence is not in the memory; run `bilingual translate`"
        in result.stderr
    )
    assert files()[page] == before[page]
    assert "waiting" in Path("output/status.html").read_text(encoding="utf-8")
    run("translate", path)
    assert "waiting" not in Path("output/status.html").read_text(encoding="utf-8")
    assert build()["summary"]["pages"] == {}


def test_another_model_takes_nothing_away(project):
    """What the memory has of one model is not thrown away for what it lacks of another."""
    before = files()
    run("build", "--model", "zh_en")
    assert {name: page for name, page in files().items() if name != "status.html"} == {
        name: page for name, page in before.items() if name != "status.html"
    }


def test_a_persons_wording_changes_the_pages_that_have_the_sentence(project):
    """Nothing but the memory has changed; exactly the posts with the sentence are made again."""
    sentence = "双方代表团参观了鲁班工坊。"
    Path("posts/x.md").write_text(make_post(7).replace("</p>", f"</p><p>{sentence}</p>", 1), encoding="utf-8")
    run("translate", "posts")
    with Memory(Path(".bilingual/memory.db")) as memory:
        memory.store_human(
            constrain(sentence, Matcher(())).text,
            "Both delegations toured the workshop.",
            author="a",
            when="w",
        )
    holds = sum(sentence in path.read_text(encoding="utf-8") for path in Path("posts").rglob("*.md"))
    found = build()
    assert found["summary"]["pages"] == {"written": holds}
    assert "Both delegations toured" in Path("output/x.html").read_text(encoding="utf-8")
    assert build()["summary"]["pages"] == {}


def test_a_changed_glossary_is_seen(project):
    """An edit that outdates nothing in the posts looks at every page and changes none."""
    Path("glossary.yaml").write_text("多边主义: multilateralism\n不存在: nothing\n", encoding="utf-8")
    assert build()["summary"]["pages"] == {"unchanged": 6}


def test_a_post_that_is_gone_keeps_its_page_until_pruned(project):
    gone = posts()[0]
    gone.unlink()
    result = run("build")
    assert f"gone: {gone.as_posix()}: the post is gone, its page stays; --prune removes it" in result.stderr
    assert len(json.loads(files()["index.json"])["posts"]) == 6
    assert build("--prune")["summary"]["pages"] == {"removed": 1}
    assert len(json.loads(files()["index.json"])["posts"]) == 5


def test_a_post_from_standard_input_keeps_its_page(project):
    run("translate", "-", stdin=make_post(9))
    before = files()
    assert "standard input" in run("build", "--all", "--prune").stderr
    assert files() == before


def test_a_page_that_cannot_be_written_fails_alone(project):
    before = files()
    page = next(name for name in before if name.startswith("1/"))
    Path("output", page).write_text("my own page")
    assert build("--all", code=3)["summary"]["pages"] == {"failed": 1, "unchanged": 5}
    result = run("build", "--all", "--quiet", code=3)
    assert (result.stdout, "not ours" in result.stderr) == ("", True)


def test_a_run_over_some_posts_recalls_the_others(project):
    """Without the catalogue a run over one post still leaves a whole concordance."""
    before = files()
    Path(".bilingual/catalogue.db").unlink()
    run("translate", posts()[0])
    assert files() == before


def test_gaps_that_cannot_be_filled_do_not_hold_up_the_rest(project):
    """With catalogue, memory and one post gone the lists are still written."""
    for path in Path(".bilingual").glob("*.db*"):
        path.unlink()
    posts()[0].unlink()
    fates = build()["summary"]["pages"]
    assert fates == {"gone": 1, "waiting": 5}
    assert "waiting" in Path("output/status.html").read_text(encoding="utf-8")


def test_failed_and_superseded_posts_are_on_the_status_page(project):
    Path("posts/bad.md").write_text(
        "---\ntitle: 空\n---\n<div><noscript>请打开脚本再来阅读本文。</noscript><p>好。</p></div>",
        encoding="utf-8",
    )
    twin = posts()[0].read_text(encoding="utf-8").replace("T08:00", "T09:00")
    Path("posts/newer.md").write_text(twin, encoding="utf-8")
    run("translate", "posts", code=3)
    status = Path("output/status.html").read_text(encoding="utf-8")
    assert "posts/bad.md" in status
    assert "superseded" in status
    assert str(project) not in status


def test_each_output_has_its_own_catalogue(tmp_path):
    memory = tmp_path / "project/.bilingual/memory.db"
    paths = [catalogue_path(tmp_path / "project" / name, memory) for name in ("output", "site", "x/output")]
    assert paths[0] == memory.with_name("catalogue.db")
    assert len({*paths}) == 3
    assert {path.parent for path in paths} == {memory.parent}


class Terminal:
    """Standard error that says it is a terminal."""

    def __init__(self, stream):
        self._stream = stream

    def isatty(self):
        return True

    def __getattr__(self, name):
        return getattr(self._stream, name)


@pytest.mark.parametrize(("patience", "shown"), [(-1.0, True), (60.0, False)])
def test_a_bar_is_shown_when_it_takes_long(monkeypatch, capsys, patience, shown):
    """Items pass through whole and in order, bar or not."""
    monkeypatch.setattr("bilingual.cli.progress.PATIENCE_SECONDS", patience)
    monkeypatch.setattr(sys, "stderr", Terminal(sys.stderr))
    assert list(with_bar(range(5), 5, "Lists", show=True)) == [0, 1, 2, 3, 4]
    assert ("Lists" in capsys.readouterr().err) == shown


def test_a_killed_build_is_mended_by_the_next(project):
    """SIGKILL in the middle of a build; the next one ends in the bytes of one that was not killed."""
    Path("glossary.yaml").write_text("多边主义: Multilateralism\n", encoding="utf-8")
    run("translate", "posts")
    whole = files()
    for path in Path("output").rglob("*.html"):
        path.write_bytes(b'<meta name="generator" content="bilingual">')
    command = [sys.executable, "-m", "bilingual", "build", "--all", "--quiet"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    for pause in (0.6, 0.9, 1.2):
        process = subprocess.Popen(command, env=environment)
        time.sleep(pause)
        process.kill()
        process.wait()
        with sqlite3.connect(".bilingual/catalogue.db") as db:
            assert db.execute("PRAGMA quick_check").fetchone() == ("ok",)
        db.close()
    build("--all")
    assert files() == whole
