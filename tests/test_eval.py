"""`bilingual eval` counts what it says it counts; the echo engine stands in for a model."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bilingual.document import Origin, Term, Translation
from bilingual.errors import EvaluationError
from bilingual.evaluate import Line, evaluate, read_lines
from bilingual.glossary import Matcher
from bilingual.render import ReportedLine, render_report
from tests.test_cli import project, run  # noqa: F401 - the fixture

NOTHING = Matcher(())


class Says:
    """An engine that says what it was told to say."""

    id = name = "says"

    def __init__(self, *targets):
        self.targets = targets

    def translate(self, jobs):
        pairs = zip(jobs, self.targets, strict=True)
        return [Translation(job.text, target, Origin.ENGINE) for job, target in pairs]

    def align(self, pairs):
        return [()] * len(pairs)


def score(source, output, terms=None, glossary=NOTHING):
    result = evaluate([Line(source, output, terms)], Says(output), NOTHING, glossary)
    return result.lines[0]


TERMS = {
    "外交部": ("Foreign Ministry", "MFA"),
    "中国外交部": ("Chinese Foreign Ministry",),
    "病毒": ("virus",),
    "大流行": ("pandemic",),
    "流行病学": ("epidemiology",),
}


@pytest.mark.parametrize(
    ("source", "output", "counts"),
    [
        pytest.param("外交部说。", "The Foreign Ministry said.", (1, 1, 1), id="met"),
        pytest.param("外交部说。", "The foreign ministry said.", (1, 1, 0), id="met in other capitals"),
        pytest.param("外交部说。", "The MFA said.", (1, 1, 1), id="met by another accepted wording"),
        pytest.param("外交部说。", "It said.", (1, 0, 0), id="not met"),
        pytest.param(
            "中国外交部说。", "The Chinese Foreign Ministry said.", (1, 1, 1), id="the longest alone"
        ),
        pytest.param(
            "大流行病学", "Epidemiology", (1, 1, 1), id="the longest, though another begins before it"
        ),
        pytest.param("病毒和病毒", "The virus", (2, 1, 1), id="two places need two renderings"),
        pytest.param("病毒和病毒", "A virus and viruses", (2, 2, 2), id="a plural is accepted"),
        pytest.param("病毒", "antivirus", (1, 0, 0), id="a part of a word is none"),
        pytest.param("你好。", "Hello.", (0, 0, 0), id="no term"),
        pytest.param("外交部說這是病毒。", "Foreign Ministry, virus", (2, 2, 2), id="Traditional script"),
    ],
)
def test_terms_are_counted_by_maximal_exclusive_places(source, output, counts):
    scored = score(source, output, TERMS)
    assert (scored.terms, scored.met, scored.exact) == counts


def test_without_terms_of_their_own_lines_are_scored_by_the_glossary():
    glossary = Matcher([Term(("外交部",), "Foreign Ministry", exact_case=True)])
    scored = score("外交部说。", "It said.", glossary=glossary)
    assert (scored.terms, scored.met, scored.missing) == (1, 0, ("外交部",))


@pytest.mark.parametrize(
    ("source", "output", "counts"),
    [
        pytest.param("投资410亿美元。", "It invested 41 billion dollars.", (1, 1), id="right"),
        pytest.param("投资410亿美元。", "It invested 4.1 billion dollars.", (1, 0), id="wrong"),
        pytest.param("３万人和5万人。", "30,000 people and 5,000 people.", (2, 1), id="one of two"),
        pytest.param("有3个人。", "There are five people.", (0, 0), id="no 万 or 亿"),
    ],
)
def test_amounts_are_judged_by_value(source, output, counts):
    scored = score(source, output)
    assert (scored.amounts, scored.right) == counts


def test_scores_are_those_of_sacrebleu_with_its_signatures():
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    lines = [
        Line("你好世界，这里是北京。", "Hello world, this is Beijing."),
        Line("再见。", "Good bye to all."),
    ]
    said = ["Hello world, here is Beijing.", "Good bye."]
    result = evaluate(lines, Says(*said), NOTHING, NOTHING)
    references = [[line.reference for line in lines]]
    bleu, chrf = BLEU(), CHRF(word_order=2)
    assert result.bleu == bleu.corpus_score(said, references).score
    assert result.chrf == chrf.corpus_score(said, references).score
    assert "nw:2" in result.signatures[1]
    assert result.as_record()["term success"] is None


@pytest.fixture
def files(project):  # noqa: F811
    """Stand in a project with a small set."""
    Path("s.zh").write_text("外交部发言人说<病毒>。\n投资410亿美元。\n", encoding="utf-8")
    Path("r.en").write_text("The ministry's spokesperson said.\nIt invested $41 billion.\n", encoding="utf-8")
    Path("g.yaml").write_text("外交部: Foreign Ministry\n", encoding="utf-8")
    record = {
        "zh": "外交部发言人说<病毒>。",
        "terms": [{"zh": "病毒", "en": "virus", "en_all": ["virus", "bug"]}],
    }
    Path("t.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    return ("eval", "--source", "s.zh", "--reference", "r.en")


def figures(*arguments):
    record = json.loads(run(*arguments, "--json").stdout)
    return record["terms"], record["terms met"]


def test_the_glossary_is_enforced_and_without_it_scored_all_the_same(files):
    assert figures(*files, "--glossary", "g.yaml") == (1, 1)
    assert figures(*files, "--glossary", "g.yaml", "--no-glossary") == (1, 0)


def test_the_terms_of_the_lines_are_enforced_unless_a_glossary_is_named(files):
    assert figures(*files, "--terms", "t.jsonl") == (1, 1)
    assert figures(*files, "--terms", "t.jsonl", "--glossary", "g.yaml") == (1, 0)
    assert figures(*files, "--terms", "t.jsonl", "--no-glossary") == (1, 0)


def test_the_table_says_everything(files):
    said = run(*files).stdout
    for name in ("bleu", "chrf2++", "term success", "amounts right", "seconds", "signature of bleu"):
        assert name in said


def test_the_report_is_one_file_with_plots_and_escapes_what_it_shows(files):
    run(*files, "--terms", "t.jsonl", "--no-glossary", "--html", "report.html")
    page = Path("report.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 2
    assert "&lt;病毒&gt;" in page
    assert "<mark>病毒</mark>" in page
    assert "<script" not in page
    assert "src=" not in page
    assert run(*files, "--html", "report.html").stdout


def test_the_report_shows_the_worst_lines_first_and_every_score_has_a_bar():
    lines = [ReportedLine("中", "r", f"line-{score}", score) for score in (100.0, 0.0, 47.5)]
    page = render_report({"bleu": "1"}, {}, lines, worst=2)
    assert page.index("line-0.0") < page.index("line-47.5")
    assert "line-100.0" not in page
    assert [bar in page for bar in ("0-5: 1", "45-50: 1", "95-100: 1")] == [True] * 3


@pytest.mark.parametrize(
    ("source", "reference", "terms", "message"),
    [
        pytest.param(None, "a\n", None, "s: cannot be read", id="no source"),
        pytest.param("", "", None, "no lines", id="empty"),
        pytest.param("好\n", "a\nb\n", None, "1 lines, but .* has 2", id="other lengths"),
        pytest.param("好\n", "a\n", "[]\n", r"t:1: not of the form", id="terms of another shape"),
        pytest.param("好\n", "a\n", '{"zh": "坏", "terms": []}\n', "none of its lines", id="other terms"),
    ],
)
def test_sets_that_do_not_belong_together_are_refused(tmp_path, source, reference, terms, message):
    paths = [tmp_path / name for name in "srt"]
    for path, text in zip(paths, (source, reference, terms), strict=True):
        if text is not None:
            path.write_text(text, encoding="utf-8")
    with pytest.raises(EvaluationError, match=message):
        read_lines(paths[0], paths[1], paths[2] if terms is not None else None)


def test_without_sacrebleu_the_command_says_what_to_install(files):
    code = (
        "import sys; sys.modules['sacrebleu'] = None\n"
        "from bilingual.cli import main\n"
        f"main({[*files, '--model', 'echo']!r}, standalone_mode=False)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "pip install 'bilingual[eval]'" in done.stderr
