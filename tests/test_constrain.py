"""Which constraint stands where a term, an address and a number claim the same place."""

import pytest

from bilingual.checks import verify
from bilingual.document import Job, Origin, Term, Translation
from bilingual.glossary import Matcher
from bilingual.pipeline import constrain

MATCHER = Matcher(
    [
        Term(("美元",), "US dollar"),
        Term(("七国集团",), "G7"),
        Term(("2030年可持续发展议程",), "2030 Agenda"),
        Term(("五月二十日大会",), "May 20 Congress"),
    ]
)


@pytest.mark.parametrize(
    ("text", "renderings"),
    [
        pytest.param("获410亿美元。", ["US$41 billion"], id="the amount holds the term"),
        pytest.param("美元走强。", ["US dollar"], id="the term alone"),
        pytest.param("七国集团有三十人。", ["G7", "30 people"], id="a numeral in a term is no number"),
        pytest.param("2030年可持续发展议程", ["2030 Agenda"], id="the term holds the date"),
        pytest.param("五月二十日大会", ["May 20 Congress"], id="the term holds a whole day"),
        pytest.param(
            "见https://a.example/美元/5", ["https://a.example/", "US dollar"], id="beside an address"
        ),
    ],
)
def test_the_right_one_stands(text, renderings):
    assert [c.renderings[0] for c in constrain(text, MATCHER).constraints] == renderings


@pytest.mark.parametrize(
    ("text", "target", "checks"),
    [
        pytest.param(
            "获410亿美元。", "It got US$4.1 billion.", ["numbers"], id="wrong, in Arabic digits: once"
        ),
        pytest.param(
            "获四百一十亿美元。", "It got US$4.1 billion.", ["numbers"], id="wrong, in Chinese numerals: once"
        ),
        pytest.param("获四百一十亿美元。", "It got 41 billion dollars.", [], id="right, in other words"),
    ],
)
def test_a_number_has_one_finding(text, target, checks):
    job = constrain(text, MATCHER)
    found = verify(Job(text, job.constraints), Translation(text, target, Origin.ENGINE))
    assert [
        finding.check for finding in found if finding.check == "numbers" and "missing" in finding.message
    ] == checks
