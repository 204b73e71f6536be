"""The command line, as a user types it; the echo engine stands in for a model."""

import json
import os
import subprocess
import sys
from pathlib import Path, PurePosixPath

import click
import pytest
from click.testing import CliRunner

from bilingual.cli import COMMANDS, BilingualGroup, main
from bilingual.cli.translate import _rate
from bilingual.posts import Source
from bilingual.run import Outcome, Status
from tests.made_posts import make_folder, make_post

POST = make_post(1)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Stand in an empty project folder that uses the echo engine."""
    monkeypatch.chdir(tmp_path)
    Path("bilingual.toml").write_text('model = "echo"\n', encoding="utf-8")
    return tmp_path


def run(*arguments, code=0, stdin=None):
    """Run the command line; show what it said when the exit code is another."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
    assert result.exit_code == code, (result.output, result.exception)
    return result


def test_a_post_becomes_a_page(project):
    Path("post.txt").write_text(POST, encoding="utf-8")
    result = run("translate", "post.txt")
    assert "output/post.html" in result.stdout
    assert "第1次磋商在阿斯塔纳举行" in Path("output/post.html").read_text(encoding="utf-8")
    assert "post.html" in Path("output/index.html").read_text(encoding="utf-8")


def test_standard_input_becomes_a_page(project):
    result = run("translate", "-", "--json", stdin=POST)
    page = json.loads(result.stdout)["posts"][0]["page"]
    assert "第1次磋商" in Path("output", page).read_text(encoding="utf-8")


def test_a_folder_run_mirrors_the_tree_and_sums_up(project):
    make_folder(project / "posts", 6)
    report = json.loads(run("translate", "posts", "--json").stdout)
    assert report["summary"]["written"] == 6
    assert sorted(path.parent.name for path in Path("output").glob("[0-9]/*.html")) == [
        "0",
        "0",
        "1",
        "1",
        "2",
        "2",
    ]


def test_a_second_run_rewrites_nothing_and_asks_no_engine(project):
    make_folder(project / "posts", 4)
    run("translate", "posts")
    stamps = {path: path.stat().st_mtime_ns for path in Path("output").rglob("*") if path.is_file()}
    summary = json.loads(run("translate", "posts", "--json").stdout)["summary"]
    assert (summary["unchanged"], summary["translated"]) == (4, 0)
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps


def test_force_asks_the_engine_again(project):
    Path("post.txt").write_text(POST, encoding="utf-8")
    run("translate", "post.txt")
    summary = json.loads(run("translate", "post.txt", "--force", "--json").stdout)["summary"]
    assert summary["translated"] > 0
    assert summary["from memory"] == 0


def test_a_file_of_a_folder_that_was_published_keeps_its_page(project):
    make_folder(project / "posts", 4)
    run("translate", "posts")
    before = sorted(Path("output").rglob("*.html"))
    run("translate", next(iter(sorted(Path("posts").rglob("*.md")))))
    assert sorted(Path("output").rglob("*.html")) == before


def test_one_bad_post_is_reported_and_the_others_go_on(project):
    make_folder(project / "posts", 3)
    Path("posts/bad.md").write_bytes(b"")
    Path("posts/bad.md").chmod(0)
    result = run("translate", "posts", "--json", code=3 if os.geteuid() else 0)
    statuses = [post["status"] for post in json.loads(result.stdout)["posts"]]
    assert statuses.count("written") >= 3


def test_a_post_below_the_minimum_coverage_fails_and_can_be_run_again_alone(project):
    make_folder(project / "posts", 2)
    bad = Path("posts/bad.md")
    bad.write_text(
        "---\ntitle: 空\n---\n<div><noscript>请打开脚本再来阅读本文。</noscript><p>好。</p></div>",
        encoding="utf-8",
    )
    coverage = json.loads(run("extract", bad, "--json").stdout)["coverage"]
    assert coverage < 0.9, "this post must lose most of its text to the test's purpose"
    result = run("translate", "posts", "--json", code=3)
    failed = [post for post in json.loads(result.stdout)["posts"] if post["status"] == "failed"]
    assert [post["path"] for post in failed] == [str(bad)]
    assert "--min-coverage" in failed[0]["message"]
    again = json.loads(run("translate", "posts", "--only-failed", "--min-coverage", "0", "--json").stdout)
    assert [post["path"] for post in again["posts"]] == [str(bad)]
    assert json.loads(run("translate", "posts", "--only-failed", "--json").stdout)["posts"] == []


def test_of_posts_from_one_address_the_newest_is_published(project):
    Path("posts").mkdir()
    old = make_post(7)
    Path("posts/old.md").write_text(old, encoding="utf-8")
    Path("posts/new.md").write_text(
        old.replace("08T08:00", "09T08:00").replace("第7次", "第七次"), encoding="utf-8"
    )
    posts = {p["path"]: p for p in json.loads(run("translate", "posts", "--json").stdout)["posts"]}
    assert posts["posts/old.md"]["status"] == "superseded"
    assert "posts/new.md" in posts["posts/old.md"]["message"]
    assert posts["posts/new.md"]["status"] == "written"


def test_a_dry_run_writes_nothing(project):
    make_folder(project / "posts", 2)
    before = sorted(project.rglob("*"))
    lines = run("translate", "posts", "--dry-run", "--json").stdout.splitlines()
    assert [json.loads(line)["coverage"] for line in lines] == [1.0, 1.0]
    assert sorted(project.rglob("*")) == before


def test_a_glossary_edit_changes_the_sentences_with_the_term_and_no_other(project):
    Path("post.txt").write_text(POST + "<p>专家提到丝路。</p>", encoding="utf-8")
    Path("glossary.yaml").write_text("多边主义: multilateralism\n", encoding="utf-8")
    run("translate", "post.txt")
    Path("glossary.yaml").write_text("多边主义: multilateralism\n丝路: Silk Road\n", encoding="utf-8")
    summary = json.loads(run("translate", "post.txt", "--json").stdout)["summary"]
    assert summary["translated"] == 1
    assert "Silk Road" in Path("output/post.html").read_text(encoding="utf-8")


def test_text_is_a_filter_one_line_out_for_one_line_in(project):
    result = run("text", stdin="王毅来访。他离开了。\n\nno Chinese\n最后一行")
    lines = result.stdout.splitlines()
    assert len(lines) == 4
    assert (lines[1], lines[2]) == ("", "no Chinese")
    assert "Wang Yi" in lines[0]


def test_text_as_json_tells_how_each_term_was_met(project):
    record = json.loads(run("text", "--json", stdin="王毅来访。\n").stdout)
    assert record["terms"] == [
        {
            "source": "王毅",
            "start": 0,
            "end": 2,
            "wanted": "Wang Yi",
            "found": "Wang Yi",
            "met": record["terms"][0]["met"],
        }
    ]
    assert record["findings"] == []


def test_check_lists_findings_and_fails_on_demand(project):
    Path("post.txt").write_text(POST, encoding="utf-8")
    assert "untranslated" in run("check", "post.txt", "--fail-on", "error", code=1).stdout
    run("translate", "post.txt")
    assert run("check", "post.txt", "--fail-on", "warning").stdout == ""
    assert run("check").stdout == ""


def test_check_without_anything_published_says_what_to_do(project):
    assert "name the posts" in run("check", code=3).stderr


def test_extract_shows_blocks_skips_and_coverage(project):
    Path("post.txt").write_text(POST, encoding="utf-8")
    shown = run("extract", "post.txt").stdout
    assert "title link" in shown
    assert "coverage 100.0%" in shown


def test_init_writes_a_glossary_and_a_configuration_once(project):
    Path("bilingual.toml").unlink()
    assert run("init").stdout.count("written") == 2
    Path("glossary.yaml").write_text("王毅: Wang Yi\n", encoding="utf-8")
    assert "stays as it is" in run("init").stdout
    assert Path("glossary.yaml").read_text(encoding="utf-8") == "王毅: Wang Yi\n"
    assert run("text", "--model", "echo", stdin="王毅。\n").stdout.startswith("Wang Yi")


def test_a_model_is_chosen_for_the_project(project):
    Path("bilingual.toml").unlink()
    run("models", "use", "zh_en")
    assert "* zh_en" in run("models", "list").stdout
    assert json.loads(run("models", "info", "--json").stdout)["name"] == "zh_en"
    assert "no such" not in run("models", "use", "missing", code=3).stderr.splitlines()[0][:7]


@pytest.mark.parametrize(
    ("config", "message"),
    [
        pytest.param('glosary = "x"', "did you mean “glossary”?", id="near key"),
        pytest.param("zzz = 1", "the keys are", id="unknown key"),
        pytest.param("model =", "not valid TOML", id="not TOML"),
    ],
)
def test_a_wrong_configuration_is_one_sentence(project, config, message):
    Path("bilingual.toml").write_text(config, encoding="utf-8")
    error = run("init", code=3).stderr
    assert error.count("\n") == 1
    assert message in error


def test_pyproject_can_hold_the_configuration_and_flags_win(project):
    Path("bilingual.toml").unlink()
    Path("pyproject.toml").write_text('[tool.bilingual]\nmodel = "echo"\nout = "site"\n', encoding="utf-8")
    Path("post.txt").write_text(POST, encoding="utf-8")
    run("translate", "post.txt")
    assert Path("site/post.html").is_file()
    run("translate", "post.txt", "--out", "other")
    assert Path("other/post.html").is_file()


def test_a_missing_configuration_file_that_was_named_is_an_error(project):
    assert "cannot be read" in run("--config", "none.toml", "init", code=3).stderr


@pytest.mark.parametrize(
    "arguments", [["translate", "missing.txt"], ["extract", "missing.txt"], ["text", "--glossary", "no.yaml"]]
)
def test_bad_input_is_one_sentence_and_exit_code_3(project, arguments):
    error = run(*arguments, code=3, stdin="").stderr
    assert error.startswith("bilingual: ")
    assert error.count("\n") == 1


def test_debug_shows_the_stack(project):
    result = CliRunner().invoke(main, ["--debug", "translate", "missing.txt"])
    assert type(result.exception).__name__ == "PostError"


def test_text_answers_a_line_before_the_next_one_comes(project):
    command = [sys.executable, "-m", "bilingual", "text", "--model", "echo"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout
        for _ in range(2):
            process.stdin.write("王毅来访。\n")
            process.stdin.flush()
            assert "Wang Yi" in process.stdout.readline()
        process.stdin.close()
        assert process.stdout.read() == ""


def test_a_reader_that_has_seen_enough_is_no_error(project):
    shell = f"yes 王毅来访。 | head -3000 | {sys.executable} -m bilingual text --model echo | head -1; exit ${{PIPESTATUS[2]}}"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_warnings_of_the_glossary_and_of_the_output_folder_are_told(project):
    Path("post.txt").write_text(POST, encoding="utf-8")
    run("translate", "post.txt")
    Path("output/index.json").write_text("{", encoding="utf-8")
    assert "damaged" in run("translate", "post.txt").stderr


def test_the_progress_label_tells_sentences_a_second():
    label = _rate()
    assert label(None) == "0 sentences/s"
    source = Source(Path("a"), PurePosixPath("a"))
    assert int(label(Outcome(source, Status.WRITTEN, origins=(("engine", 5),))).split()[0]) > 0


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command):
    text = run(command, "--help").stdout
    assert "Example" in text
    assert f"bilingual {command}" in text


def test_wrong_usage_is_exit_code_2():
    run("translate", code=2)
    run("nonsense", code=2)
    run("models", "install", "a", "b", "c", code=2)


def test_a_dry_run_tells_what_is_wrong_with_a_post(project):
    Path("posts").mkdir()
    Path("posts/bad.md").write_text(
        "<noscript>请打开脚本再来阅读本文。</noscript><p>好。</p>", encoding="utf-8"
    )
    assert "--min-coverage" in run("translate", "posts", "--dry-run").stdout
    assert json.loads(run("translate", "posts", "--dry-run", "--json").stdout)["problem"]


def test_many_pages_are_summed_up_and_quiet_says_nothing(project):
    make_folder(project / "posts", 8)
    assert "and 3 more" in run("translate", "posts").stdout
    assert run("translate", "posts", "--quiet").stdout == ""


def test_a_broken_front_matter_is_told_and_the_post_is_published(project):
    Path("post.md").write_text('---\ntitle: "\\智"\n---\n<p>好。</p>', encoding="utf-8")
    result = run("translate", "post.md")
    assert "post.md:2: the front matter is not valid YAML" in result.stderr
    assert Path("output/post.html").is_file()


def test_check_as_json_gives_one_object_a_finding(project):
    Path("post.txt").write_text(POST, encoding="utf-8")
    records = [json.loads(line) for line in run("check", "post.txt", "--json").stdout.splitlines()]
    assert {record["check"] for record in records} == {"untranslated"}
    assert all(record["path"] == "post.txt" and record["source"] for record in records)


def test_a_page_that_cannot_be_written_fails_alone(project):
    make_folder(project / "posts", 3)
    Path("output/0").mkdir(parents=True)
    Path("output/0/2026-05-01-第0次-磋商.html").mkdir()
    report = json.loads(run("translate", "posts", "--json", code=3).stdout)
    assert sorted(post["status"] for post in report["posts"]) == ["failed", "written", "written"]


def test_a_glossary_that_cannot_be_right_stops_the_run_with_every_fault(project):
    Path("glossary.yaml").write_text(
        "王毅: Wang Yi\n王毅: Wang Yì\n外长:\n  en: minister\n  knid: x\n", encoding="utf-8"
    )
    Path("post.txt").write_text(POST, encoding="utf-8")
    lines = run("translate", "post.txt", code=3).stderr.splitlines()
    assert [line.partition("glossary.yaml:")[2].partition(":")[0] for line in lines] == ["2", "5"]


class Exploding(BilingualGroup):
    """The group with one command, which fails as only a bug can."""

    def get_command(self, ctx, cmd_name):
        def explode():
            raise KeyboardInterrupt if cmd_name == "stop" else ZeroDivisionError

        return click.Command(cmd_name, callback=explode)


@pytest.mark.parametrize(
    ("command", "code", "message"),
    [
        pytest.param("bug", 3, "bilingual: internal error ZeroDivisionError()", id="a bug"),
        pytest.param("stop", 130, "bilingual: stopped; run the same command again to go on", id="Ctrl-C"),
    ],
)
def test_what_goes_wrong_is_one_sentence(command, code, message):
    result = CliRunner().invoke(Exploding("bilingual"), [command])
    assert (result.exit_code, result.stderr.count("\n")) == (code, 1)
    assert result.stderr.startswith(message)
