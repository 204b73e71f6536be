"""`bilingual glossary`, as a reviewer types it; the echo engine stands in for a model."""

import json
from pathlib import Path

import pytest

from tests.test_cli import project, run  # noqa: F401 - the fixture

GLOSSARY = """# ours
王毅: {en: Wang Yi, kind: person}

阿斯塔纳: {en: Astana, kind: place}
鲁班工坊: Luban Workshop   # vocational
"""
POST = "---\ntitle: 王毅访问阿斯塔纳\n---\n" + "".join(
    f"<p>王毅第{n}次参观鲁班工坊。马尔科·佩特雷斯库随行。《丝路手册》发布。中国示例研究院参加。</p>"
    for n in range(3)
)
EDITED = GLOSSARY.replace("Luban Workshop", "Lu Ban Workshop").replace(
    "阿斯塔纳: {en: Astana, kind: place}\n", ""
)


@pytest.fixture
def desk(project):  # noqa: F811
    """Stand in a project with a glossary and a translated post."""
    Path("glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    Path("post.md").write_text(POST, encoding="utf-8")
    run("translate", "post.md")
    return project


def records(*arguments, code=0):
    return [json.loads(line) for line in run("glossary", *arguments, "--json", code=code).stdout.splitlines()]


def test_lint_says_nothing_where_there_is_nothing(desk):
    assert run("glossary", "lint", "--fail-on", "warning").stdout == ""


def test_lint_exits_with_1_on_faults_and_with_fail_on_warning_on_slips_too(desk):
    Path("glossary.yaml").write_text("联合国: the United Nations\n", encoding="utf-8")
    assert "glossary.yaml:1: warning: slip:" in run("glossary", "lint").stdout
    assert records("lint", "--fail-on", "warning", code=1)[0]["code"] == "slip"
    Path("glossary.yaml").write_text("王毅: {en: A, forbid: A}\n", encoding="utf-8")
    assert records("lint", code=1)[0]["severity"] == "error"


def test_search_finds_by_english_and_chinese(desk):
    assert [r["line"] for r in records("search", "LUBAN")] == [5]
    assert "glossary.yaml:2: 王毅: Wang Yi  [person]" in run("glossary", "search", "王").stdout


def test_add_and_remove_leave_the_rest_of_the_file_alone(desk):
    run("glossary", "add", "澜湄合作", "澜沧江合作", "Lancang-Mekong Cooperation", "--kind", "organization")
    added = Path("glossary.yaml").read_text(encoding="utf-8")
    assert added == GLOSSARY + (
        "澜湄合作: {zh: [澜沧江合作], en: Lancang-Mekong Cooperation, kind: organization}\n"
    )
    refused = run("glossary", "add", "澜湄合作", "LMC", code=3)
    assert "glossary.yaml:6: “澜湄合作” is" in refused.stderr
    run("glossary", "remove", "澜沧江合作")
    assert Path("glossary.yaml").read_text(encoding="utf-8") == GLOSSARY


def test_an_entry_needs_both_languages(desk):
    assert "give the Chinese and the English" in run("glossary", "add", "王毅", code=2).stderr
    assert "empty place" in run("glossary", "add", "", "Wang", code=3).stderr


def test_the_shipped_glossary_is_never_edited(project):  # noqa: F811
    assert "bilingual init" in run("glossary", "add", "王毅", "Wang Yi", code=3).stderr


def test_a_glossary_that_is_not_there_or_not_utf_8_is_an_error(desk):
    assert "cannot be read" in run("glossary", "lint", "--glossary", "none.yaml", code=3).stderr
    Path("glossary.yaml").write_bytes(b"\xff")
    assert "not UTF-8" in run("glossary", "lint", code=3).stderr


@pytest.mark.parametrize("name", ["terms.tbx", "terms.csv", "terms.tsv", "terms.yaml"])
def test_a_glossary_goes_out_and_comes_in_unchanged(desk, name):
    run("glossary", "export", name)
    result = run("glossary", "import", name)
    assert result.stdout == ""
    assert "0 were added, 0 changed, 3 are the same" in result.stderr
    assert Path("glossary.yaml").read_text(encoding="utf-8") == GLOSSARY


def test_a_csv_file_tells_spreadsheets_its_encoding_and_standard_output_has_no_mark(desk):
    run("glossary", "export", "terms.csv")
    assert Path("terms.csv").read_bytes().startswith(b"\xef\xbb\xbfzh,en")
    assert run("glossary", "export", "-").stdout.startswith("zh,en")


def test_an_import_can_be_tried_first(desk):
    Path("in.csv").write_text("王毅,Wang I\n毛宁,Mao Ning\n", encoding="utf-8")
    tried = run("glossary", "import", "in.csv", "--dry-run")
    assert "changed: 王毅: Wang Yi  [person]\n      to: 王毅: Wang I" in tried.stdout
    assert "1 would be added" in tried.stderr
    assert Path("glossary.yaml").read_text(encoding="utf-8") == GLOSSARY
    assert [record["change"] for record in records("import", "in.csv")] == ["added", "changed"]
    assert "王毅: Wang I\n" in Path("glossary.yaml").read_text(encoding="utf-8")


def test_stats_count_the_places_and_the_tiers(desk):
    found = {record["en"]: record for record in records("stats", "post.md")}
    assert found["Luban Workshop"]["count"] == 3
    assert found["Luban Workshop"]["tiers"] == {"free": 3}
    assert found["Wang Yi"]["count"] == 4
    assert "3 in    1 posts  鲁班工坊: Luban Workshop  (free 3)" in run("glossary", "stats").stdout


def test_stats_list_unused_terms_on_demand_and_count_what_is_not_translated_yet(desk):
    Path("glossary.yaml").write_text(GLOSSARY + "毛宁: Mao Ning\n", encoding="utf-8")
    assert "not used" in run("glossary", "stats", "--unused").stdout
    tiers = records("stats", "--memory", "none.db")[0]["tiers"]
    assert tiers == {"untranslated": 4}


def test_suggest_lists_what_the_glossary_lacks_with_context_and_english(desk):
    found = {record["text"]: record for record in records("suggest")}
    assert found["马尔科·佩特雷斯库"]["kind"] == "name"
    assert found["丝路手册"]["kind"] == "title"
    assert found["马尔科·佩特雷斯库"]["count"] == 3
    example = found["马尔科·佩特雷斯库"]["examples"][0]
    assert "佩特雷斯库随行" in example["source"]
    assert example["target"]
    assert "鲁班工坊" not in found
    assert len(run("glossary", "suggest", "--limit", "1").stdout.splitlines()) == 3


def test_diff_names_the_entries_and_exactly_the_sentences_that_change(desk):
    Path("new.yaml").write_text(EDITED, encoding="utf-8")
    changes = records("diff", "glossary.yaml", "new.yaml", "post.md")
    assert [c["form"] for c in changes if "form" in c] == ["阿斯塔纳", "鲁班工坊"]
    sentences = [c["sentence"] for c in changes if "sentence" in c]
    assert sentences == ["王毅访问阿斯塔纳", *(f"王毅第{n}次参观鲁班工坊。" for n in range(3))]
    text = run("glossary", "diff", "glossary.yaml", "new.yaml", "post.md").stdout
    assert "阿斯塔纳: Astana -> -" in text
    assert "鲁班工坊: Luban Workshop -> 鲁班工坊: Lu Ban Workshop" in text


def test_a_run_translates_exactly_the_sentences_that_diff_foretells(desk):
    Path("new.yaml").write_text(EDITED, encoding="utf-8")
    foretold = [c for c in records("diff", "glossary.yaml", "new.yaml", "post.md") if "sentence" in c]
    Path("glossary.yaml").write_text(EDITED, encoding="utf-8")
    summary = json.loads(run("translate", "post.md", "--json").stdout)["summary"]
    assert summary["translated"] == len(foretold)


def test_diff_knows_what_a_post_names_first(desk):
    Path("new.yaml").write_text(
        GLOSSARY.replace("阿斯塔纳: {", "阿斯塔纳: {first: Astana City (AC), "), encoding="utf-8"
    )
    Path("post.md").write_text(
        "---\ntitle: 阿斯塔纳\n---\n<p>他到阿斯塔纳。</p><p>阿斯塔纳下雪。</p>", encoding="utf-8"
    )
    changes = {c["sentence"]: c["new"] for c in records("diff", "glossary.yaml", "new.yaml", "post.md")[1:]}
    assert changes["他到阿斯塔纳。"] == ["阿斯塔纳: Astana City (AC)"]
    assert changes["阿斯塔纳下雪。"] == ["阿斯塔纳: Astana / Astana City (AC)"]


def test_an_edited_note_changes_nothing(desk):
    Path("new.yaml").write_text(
        GLOSSARY.replace("kind: place", "kind: place, note: capital"), encoding="utf-8"
    )
    assert records("diff", "glossary.yaml", "new.yaml", "post.md") == []


@pytest.mark.parametrize(
    "command", ["lint", "search", "add", "remove", "stats", "suggest", "diff", "import", "export"]
)
def test_every_command_explains_itself_with_an_example(command):
    assert f"bilingual glossary {command}" in run("glossary", command, "--help").stdout


def test_the_glossary_of_the_configuration_is_the_one_that_is_edited(desk):
    Path("terms.yaml").write_text("王毅: Wang Yi\n", encoding="utf-8")
    Path("bilingual.toml").write_text('model = "echo"\nglossary = "terms.yaml"\n', encoding="utf-8")
    run("glossary", "add", "毛宁", "Mao Ning")
    assert Path("terms.yaml").read_text(encoding="utf-8") == "王毅: Wang Yi\n毛宁: Mao Ning\n"
    assert Path("glossary.yaml").read_text(encoding="utf-8") == GLOSSARY


def test_evidence_in_json_has_the_place_in_the_line(desk):
    line = "你好。王毅参观鲁班工坊。"
    terms = json.loads(run("text", "--json", stdin=line).stdout)["terms"]
    assert [line[term["start"] : term["end"]] for term in terms] == ["王毅", "鲁班工坊"]
