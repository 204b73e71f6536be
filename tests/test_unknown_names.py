"""A foreign name that no glossary entry covers is told once per post, with a line to paste."""

import json

import pytest
from click.testing import CliRunner

from bilingual.cli import main
from bilingual.document import Post
from bilingual.engines import load_engine
from bilingual.glossary import Matcher, parse_glossary
from bilingual.pipeline import Desk, draft_post, recall_drafts, translate_text
from bilingual.spelled import find_dotted_names

FIRST = "部长弗拉基米尔·彼得连科昨天发言。"
LATER = "彼得连科说，他会再来。"


def findings(*paragraphs, glossary="中国: China"):
    desk = Desk(Matcher(parse_glossary(glossary, "g").terms), load_engine("echo"))
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    (post,) = recall_drafts([draft_post(Post("a.md", {}, body), desk)], desk)
    return [(s.sentence.text, f) for s in post.sentences for f in s.findings if f.check == "unknown-name"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("发言人斯特凡·杜加里克对记者说", ["斯特凡·杜加里克"], id="between words"),
        pytest.param("保罗·加拉格尔大主教", ["保罗·加拉格尔"], id="a word begins with a spelling character"),
        pytest.param("法国总理让·卡斯特隆辞职", ["让·卡斯特隆"], id="a given name that is a word"),
        pytest.param("代表琳达·托马斯-格林德到了", ["琳达·托马斯-格林德"], id="a hyphen"),
        pytest.param("特使艾米·K·勒尔称", ["艾米·K·勒尔"], id="an initial"),
        pytest.param("他见到杰森・吴。", ["杰森・吴"], id="a Chinese surname, another dot"),
        pytest.param("鲍勃•瓦赫特和萨拉‧佩林都来", ["鲍勃•瓦赫特", "萨拉‧佩林"], id="two names, two dots"),
        pytest.param(
            "报告说，顾问卡特·佩奇来了", ["卡特·佩奇"], id="a role that the dictionary takes for a name"
        ),
        pytest.param("爱德华·福尔摩斯", ["爱德华·福尔摩斯"], id="parts that are words"),
        pytest.param("伊尼齐奥· 维斯科", ["伊尼齐奥· 维斯科"], id="a space after the dot"),
        pytest.param("山东·烟台", [], id="two places"),
        pytest.param("“七·二〇”之后，三·一五晚会", [], id="dates"),
        pytest.param("• 关注最新动态", [], id="a bullet"),
        pytest.param("罗纳德·我们都在说·格林", [], id="words in the middle"),
        pytest.param("的·阿尔", [], id="no given name"),
    ],
)
def test_dotted_names(text, names):
    assert [text[start:end] for start, end in find_dotted_names(text)] == names


def test_it_is_told_once_with_all_its_sentences():
    ((sentence, finding),) = findings(FIRST, "天气很好。", LATER, FIRST)
    assert sentence == FIRST
    assert finding.sentences == (FIRST, LATER, FIRST)
    assert finding.severity == "warning"
    assert "“弗拉基米尔·彼得连科: …” and “彼得连科: …”" in finding.message


def test_the_english_is_taken_from_the_post_where_it_tells_it():
    ((_, finding),) = findings("部长弗拉基米尔·彼得连科（Volodymyr Petrenko）发言。", LATER)
    lines = "弗拉基米尔·彼得连科: Volodymyr Petrenko", "彼得连科: Petrenko"
    assert all(f"“{line}”" in finding.message for line in lines)
    assert findings(FIRST, LATER, glossary="\n".join(lines)) == []


def test_a_name_that_the_glossary_covers_is_known():
    assert findings(FIRST, glossary="弗拉基米尔·彼得连科: Volodymyr Petrenko") == []
    assert findings(FIRST, glossary="彼得连科: Petrenko") == []


def test_a_last_part_that_two_names_share_counts_for_the_first():
    found = findings("露丝·格雷伯来了。", "肯尼斯·格雷伯也来了。", "格雷伯说，好。")
    assert [len(finding.sentences) for _, finding in found] == [2, 1]


def test_it_is_told_where_its_last_part_stands_first():
    ((sentence, finding),) = findings(LATER, FIRST)
    assert sentence == LATER
    assert finding.sentences == (LATER, FIRST)


def test_of_one_name_with_and_without_a_word_before_it_the_shorter_is_told():
    found = findings("在这里丹尼尔·卡尔森说，好。", "丹尼尔·卡尔森来了。")
    assert [finding.message.split("”")[0] for _, finding in found] == ["“丹尼尔·卡尔森"]


def test_a_name_that_goes_on_with_a_term_is_known():
    assert findings("总干事恩戈·奥孔-伊韦说，好。", glossary="伊韦: {en: Iwe, kind: person}") == []


def test_a_line_of_text_is_a_post_of_its_own():
    desk = Desk(Matcher(()), load_engine("echo"))
    ((one, other),) = translate_text([FIRST + LATER], desk)
    assert [f.sentences for f in one.findings if f.check == "unknown-name"] == [(FIRST, LATER)]
    assert not [f for f in other.findings if f.check == "unknown-name"]


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "glossary.yaml").write_text("中国: China\n", encoding="utf-8")
    (tmp_path / "post.txt").write_text(f"<p>{FIRST}</p>\n<p>{LATER}</p>\n", encoding="utf-8")
    return tmp_path


def run(*args):
    return CliRunner().invoke(main, [*args, "--model", "echo"])


def test_a_run_its_page_and_the_check_show_it(project):
    summary = json.loads(run("translate", "post.txt", "--json").output)["summary"]
    assert summary["findings"]["unknown-name"] == 1
    page = (project / "output" / "post.html").read_text(encoding="utf-8")
    assert f'<q lang="zh">{LATER}</q>' in page
    shown = run("check", "post.txt").output
    assert shown.count("unknown-name") == 1
    assert f"\n    {FIRST}\n    {LATER}\n" in shown
    records = [json.loads(line) for line in run("check", "post.txt", "--json").output.splitlines()]
    assert [r["sentences"] for r in records if r["check"] == "unknown-name"] == [[FIRST, LATER]]


def test_suggest_lists_it_too(project):
    found = run("glossary", "suggest", "post.txt", "--min-count", "1", "--json").output.splitlines()
    assert "弗拉基米尔·彼得连科" in [json.loads(line)["text"] for line in found]
