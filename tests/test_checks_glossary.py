"""Glossary terms stand in the English as often as they should, and never in a forbidden way."""

import pytest

from bilingual.checks.glossary import check_glossary
from bilingual.document import Constraint, ConstraintKind, Term
from tests.judging import judge

WANG = Constraint(0, 2, "王毅", ("Wang Yi",))
AGAIN = Constraint(5, 7, "王毅", ("Wang Yi",))
MINISTER = Constraint(2, 4, "外长", ("foreign minister", "FM"), forbidden=("minister", "diplomat"))
PREMIER = Constraint(4, 6, "总理", ("prime minister",))
REGION = Constraint(0, 2, "台湾", ("Taiwan region",), forbidden=("Taiwan",))
REPUBLIC = Constraint(0, 2, "台湾", ("Taiwan",), forbidden=("Republic of Taiwan",))
SHORT = Constraint(0, 2, "世卫", ("WHO",), exact_case=True, forbidden=("Who",))
LCO = Term(("丁合",), "LCO", ("Lilac Organization",), first="Lilac Organization (LCO)")
FIRST = Constraint(0, 2, "丁合", (LCO.first,), short=LCO.renderings, term=LCO)
LATER = Constraint(5, 7, "丁合", LCO.renderings, term=LCO)
NUMBER = Constraint(0, 2, "百亿", ("10 billion",), ConstraintKind.NUMBER)


@pytest.mark.parametrize(
    ("constraints", "target", "messages"),
    [
        pytest.param([WANG], "Wang Yi came.", [], id="rendered"),
        pytest.param([MINISTER], "The FM came.", [], id="another accepted rendering"),
        pytest.param(
            [MINISTER], "Foreign  ministers' talks", [], id="near miss: capital, plural, two spaces"
        ),
        pytest.param([WANG], "Wang came.", ["“王毅” must be “Wang Yi”"], id="not rendered"),
        pytest.param([WANG], "Wang Yibo came.", ["“王毅” must be “Wang Yi”"], id="only as a part of a word"),
        pytest.param(
            [MINISTER], "He came.", ["“外长” must be “foreign minister” or “FM”"], id="any would do"
        ),
        pytest.param([WANG, AGAIN], "Wang Yi said Wang Yi came.", [], id="rendered twice"),
        pytest.param(
            [WANG, AGAIN],
            "Wang Yi said he came.",
            ["“王毅” is named 2 times, “Wang Yi” stands 1 of them"],
            id="near miss: a pronoun for the second mention",
        ),
        pytest.param(
            [WANG, AGAIN], "He came.", ["“王毅” must be “Wang Yi”"], id="two mentions, no rendering"
        ),
        pytest.param([NUMBER], "It cost a lot.", [], id="near miss: a number is not a term"),
        pytest.param(
            [MINISTER],
            "The foreign minister, a diplomat, came.",
            ["“外长” must not be “diplomat” but “foreign minister” or “FM”"],
            id="forbidden beside the right one",
        ),
        pytest.param(
            [MINISTER],
            "The minister came.",
            [
                "“外长” must be “foreign minister” or “FM”",
                "“外长” must not be “minister” but “foreign minister” or “FM”",
            ],
            id="forbidden in the place of the right one",
        ),
        pytest.param(
            [MINISTER, PREMIER],
            "The foreign minister met the prime minister.",
            [],
            id="near miss: forbidden, but a part of another term",
        ),
        pytest.param(
            [REGION],
            "In the Taiwan region, the Taiwan region's own.",
            [],
            id="near miss: forbidden, but a part of the right one, which stands twice",
        ),
        pytest.param(
            [REGION],
            "In Taiwan region, as in Taiwan",
            ["“台湾” must not be “Taiwan” but “Taiwan region”"],
            id="right once, forbidden once",
        ),
        pytest.param(
            [REPUBLIC],
            "the Republic of Taiwan",
            ["“台湾” must not be “Republic of Taiwan” but “Taiwan”"],
            id="the right one is a part of the forbidden one",
        ),
        pytest.param(
            [SHORT], "Those who know say WHO.", [], id="near miss: forbidden in other capitals only"
        ),
        pytest.param(
            [FIRST, LATER], "The Lilac Organization (LCO) is the LCO.", [], id="in full, then short"
        ),
        pytest.param(
            [FIRST],
            "The LCO met.",
            ["“丁合” should be “Lilac Organization (LCO)” at its first mention"],
            id="short at the first mention",
        ),
        pytest.param(
            [FIRST],
            "The Lilac Organization met.",
            ["“丁合” should be “Lilac Organization (LCO)” at its first mention"],
            id="long, but the short form is not explained",
        ),
        pytest.param(
            [FIRST],
            "They met.",
            ["“丁合” must be “LCO” or “Lilac Organization” or “Lilac Organization (LCO)”"],
            id="no form at the first mention",
        ),
        pytest.param(
            [FIRST, LATER],
            "The Lilac Organization (LCO) knows itself.",
            [
                "“丁合” is named 2 times, “LCO” or “Lilac Organization” or “Lilac Organization (LCO)” stands 1 of them"
            ],
            id="near miss: a pronoun after the first mention",
        ),
        pytest.param([SHORT], "Who knows WHO?", ["“世卫” must not be “Who” but “WHO”"], id="exact case"),
    ],
)
def test_glossary(constraints, target, messages):
    assert judge(check_glossary, "王毅外长总理王毅", target, constraints) == messages


def test_a_forbidden_rendering_is_shown_where_it_stands():
    from bilingual.document import Job, Origin, Span, Translation

    job, target = Job("台湾", (REGION,)), "Taiwan region and Taiwan"
    (finding,) = check_glossary(job, Translation(job.text, target, Origin.ENGINE))
    assert finding.span == Span(18, 24)
