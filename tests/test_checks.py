"""All checks together: what `verify` promises whatever the text."""

import ast
from pathlib import Path

import pytest
from hypothesis import given

import bilingual.checks
from bilingual.checks import CHECKS, verify
from bilingual.document import Constraint, Evidence, Job, Origin, Severity, Tier, Translation
from tests.strategies import any_text, pairs

TERM = Constraint(0, 2, "外长", ("foreign minister",))
JOB = Job("外长说5次。", (TERM,))


def checks_of(job, target, origin=Origin.ENGINE, evidence=()):
    return [finding.check for finding in verify(job, Translation(job.text, target, origin, evidence))]


@pytest.mark.parametrize(
    ("target", "checks"),
    [
        pytest.param("The foreign minister said it five times.", [], id="nothing is wrong"),
        pytest.param(
            "The minister said 次 six times.", ["glossary", "numbers", "residue"], id="three faults"
        ),
        pytest.param("", ["empty"], id="an empty target has one fault, not one for each of its parts"),
        pytest.param("外长说5次.", ["unchanged"], id="an unchanged target too"),
    ],
)
def test_verify_gives_every_fault(target, checks):
    assert checks_of(JOB, target) == checks


@pytest.mark.parametrize("origin", [Origin.HUMAN, Origin.MEMORY, Origin.ENGINE])
def test_human_remembered_and_machine_text_are_judged_alike(origin):
    assert checks_of(JOB, "The FM said it five times.", origin) == ["glossary"]


def test_text_that_needs_no_translation_is_not_judged():
    assert checks_of(Job("外长"), "外长", Origin.SOURCE) == []


def test_the_evidence_of_an_engine_is_not_trusted():
    evidence = (Evidence(Tier.ANNOTATED, 0, 6),)
    assert checks_of(JOB, "He said it five times.", evidence=evidence) == ["glossary"]


@given(pairs(source=any_text, target=any_text))
def test_any_pair_is_judged_without_a_crash(pair):
    """Findings have an id of the list, one line to read, and a span inside the target."""
    job, translation = pair
    for finding in verify(job, translation):
        assert finding.check in CHECKS
        assert finding.message
        if finding.span is not None:
            assert 0 <= finding.span.start < finding.span.end <= len(translation.target)


@given(pairs())
def test_judging_twice_says_the_same(pair):
    assert verify(*pair) == verify(*pair)


def ids_of_findings():
    """Read from the sources every id and severity that a check gives."""
    folder = Path(bilingual.checks.__file__).parent
    calls = [
        node for path in sorted(folder.glob("*.py")) for node in ast.walk(ast.parse(path.read_text("utf-8")))
    ]
    for node in calls:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
            yield ast.literal_eval(node.args[0]), ast.unparse(node.args[1]).removeprefix("Severity.").lower()


def test_every_id_is_described_and_no_other():
    assert {check for check, _ in ids_of_findings()} == set(CHECKS)


@pytest.mark.parametrize(("check", "severity"), sorted(set(ids_of_findings())))
def test_the_description_of_a_check_names_its_severities(check, severity):
    assert severity in list(Severity)
    assert f"({severity})" in CHECKS[check]
