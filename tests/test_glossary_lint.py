"""Lint points at what a reviewer should think about, and only at that."""

from pathlib import Path

import pytest

from bilingual.document import Severity, Term
from bilingual.glossary.lint import lint_glossary
from bilingual.glossary.names import judge_pinyin
from bilingual.glossary.search import search_terms

PEOPLE = "王毅: {en: Wang Yi, kind: person}\n王文涛: {en: Wang Wentao, kind: person}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(PEOPLE, [], id="nothing"),
        pytest.param("王毅: Wang Yi\n王毅 : Wang Ni\n", [(2, "invalid")], id="two targets"),
        pytest.param("王毅: {en: Wang Yi, forbid: [Wang Yi]}\n", [(1, "invalid")], id="forbidden = accepted"),
        pytest.param("王毅: [\n", [(1, "invalid")], id="not YAML"),
        pytest.param("联合国: the United Nations\n", [(1, "slip")], id="an article"),
        pytest.param("外长: {zh: [外長], en: foreign minister}\n", [(1, "script")], id="both scripts"),
        pytest.param(
            "外长: foreign minister\n外交部长: {zh: [国外长], en: foreign minister (MFA chief)}\n",
            [],
            id="reachable",
        ),
        pytest.param(
            "外交部: {en: foreign ministry}\n英国外交部: {en: Foreign Office}\n", [(2, "nested")], id="nested"
        ),
        pytest.param(
            "外交部: {en: Foreign Ministry}\n中国外交部: {en: Chinese Foreign Ministry}\n",
            [],
            id="nested and in agreement",
        ),
        pytest.param(
            "经合组织: {en: OECD, also: [X]}\n国际经合组织: {en: Org for E C and D, also: [OECD]}\n",
            [],
            id="nested, one the other's wording",
        ),
        pytest.param(
            "柏林: {en: Berlin, kind: place}\n都柏林: {en: Dublin, kind: place}\n",
            [],
            id="places are spelled",
        ),
        pytest.param("你好。再见: goodbye\n", [(1, "unreachable")], id="a form of two sentences"),
        pytest.param("副总统: Vice President\n副主席: vice president\n", [(2, "case")], id="capitals"),
        pytest.param("发言人: spokesperson\n新闻发言人: spokesperson\n", [(2, "shared")], id="one English"),
        pytest.param(
            "发言人: {en: spokesperson, status: rejected}\n新闻发言人: spokesperson\n",
            [],
            id="a rejected entry",
        ),
        pytest.param(
            PEOPLE + "王小洪: {en: Wang Hong, kind: person}\n", [(3, "pinyin")], id="a syllable too few"
        ),
        pytest.param(
            PEOPLE + "王小洪: {en: Huang Xiaohong, kind: person}\n", [(3, "pinyin")], id="a surname"
        ),
        pytest.param(PEOPLE + "王小洪: {en: Wang Xiaohonk, kind: person}\n", [(3, "pinyin")], id="a typo"),
        pytest.param(PEOPLE + "王贞治: {en: Sadaharu Oh, kind: person}\n", [], id="not pinyin at all"),
    ],
)
def test_remarks(text, expected):
    assert [(remark.line, remark.code) for remark in lint_glossary(text, "g.yaml")] == expected


def test_faults_are_errors_and_the_rest_are_warnings():
    assert {r.severity for r in lint_glossary("王毅: [\n", "g")} == {Severity.ERROR}
    assert {r.severity for r in lint_glossary("联合国: the United Nations\n", "g")} == {Severity.WARNING}


def test_the_shipped_glossary_has_few_remarks_and_no_fault():
    path = Path(__file__).resolve().parents[1] / "glossary.yaml"
    remarks = lint_glossary(path.read_text(encoding="utf-8"), "glossary.yaml")
    assert {remark.severity for remark in remarks} <= {Severity.WARNING}
    assert len(remarks) < 60


@pytest.mark.parametrize(
    ("form", "target"),
    [
        ("欧阳修", "Ouyang Xiu"),
        ("王毅", "Wang Yi"),
        ("吕克", "Luc"),
        ("普京", "Vladimir Putin"),
        ("李显龙", "Lee Hsien Loong"),
        ("西安", "Xi An"),
    ],
)
def test_good_names_are_left_alone(form, target):
    assert judge_pinyin(form, target, {"王": "Wang"}) == ""


def test_search_looks_into_notes_forbidden_wordings_and_both_scripts():
    term = Term(("联合国",), "UN", forbid=("United States",), note="Founded in 1945.")
    for text in ("聯合", "states", "1945", "un"):
        assert list(search_terms([term], text)) == [term]
    assert list(search_terms([term], "NATO")) == []
