"""Short forms are written out where a post names something first, and nothing else changes."""

import pytest

from bilingual.document import Constraint, Evidence, Job, Origin, Term, Tier, Translation
from bilingual.engines.in_full import ask_in_short, write_in_full
from bilingual.mentions import name_in_full

TEXT = "丁合与王毅说丁合很好"
LCO = Term(
    ("丁合",), "LCO", ("Lilac Organization", "Lilac"), first="Lilac Organization (LCO)", exact_case=True
)
UNION = Term(("王毅",), "UX", first="Union of X (UX)")
PERSON = Term(("王毅",), "Wang", ("Yi",), first="Wang Yi")


def mention(start, term):
    return Constraint(
        start, start + 2, TEXT[start : start + 2], term.renderings, exact_case=term.exact_case, term=term
    )


def write(target, *constraints, known=()):
    job = name_in_full(Job(TEXT, constraints), set(known))
    evidence = tuple(Evidence(Tier.ANNOTATED) for _ in constraints)
    return write_in_full(job, Translation(TEXT, target, Origin.ENGINE, evidence))


ONE, AGAIN = mention(0, LCO), mention(6, LCO)


@pytest.mark.parametrize(
    ("target", "written"),
    [
        pytest.param("The LCO met.", "The Lilac Organization (LCO) met.", id="short"),
        pytest.param(
            "The Lilac Organization met.", "The Lilac Organization (LCO) met.", id="long, without the short"
        ),
        pytest.param("The Lilac Organization (LCO) met.", "The Lilac Organization (LCO) met.", id="in full"),
        pytest.param("They met.", "They met.", id="near miss: not named"),
        pytest.param("An LCO envoy came.", "A Lilac Organization (LCO) envoy came.", id="the article fits"),
        pytest.param("LCO's envoy came.", "The Lilac Organization (LCO)'s envoy came.", id="possessive"),
        pytest.param(
            "He joined in LCO talks.", "He joined in the Lilac Organization (LCO) talks.", id="bare"
        ),
        pytest.param(
            "Its LCO envoy", "Its Lilac Organization (LCO) envoy", id="near miss: no article wanted"
        ),
        pytest.param(
            "“LCO is good.”", "“The Lilac Organization (LCO) is good.”", id="after a quotation mark"
        ),
        pytest.param(
            "The LCO (LCO) met.", "The Lilac Organization (LCO) met.", id="the English has the short form too"
        ),
        pytest.param(
            "The LCO (a club) met.", "The Lilac Organization (LCO) (a club) met.", id="other brackets"
        ),
    ],
)
def test_a_mention_is_written_out(target, written):
    assert write(target, ONE).target == written


@pytest.mark.parametrize(
    ("target", "written"),
    [
        pytest.param("The LCO likes the LCO.", "The Lilac Organization (LCO) likes the LCO.", id="the first"),
        pytest.param(
            "The LCO likes the Lilac Organization.",
            "The Lilac Organization (LCO) likes the Lilac Organization.",
            id="the first in the English, whatever its form",
        ),
    ],
)
def test_of_two_mentions_the_first_in_the_english_is_written_out(target, written):
    made = write(target, ONE, AGAIN)
    assert made.target == written
    assert next(made.target[e.start : e.end] for e in made.evidence) == LCO.first
    assert Tier.UNMET not in [e.tier for e in made.evidence]


@pytest.mark.parametrize(
    ("target", "written"),
    [
        pytest.param("The LCO (LCO) met.", "The Lilac Organization (LCO) met.", id="brackets kept"),
        pytest.param("The LCO met.", "The Lilac Organization (LCO) met.", id="brackets lost"),
        pytest.param(
            "The Lilac Organization (“LCO”) met.", "The Lilac Organization (“LCO”) met.", id="quoted"
        ),
    ],
)
def test_brackets_in_the_chinese_are_not_doubled(target, written):
    text = "丁合（下称丁）来了"
    job = name_in_full(Job(text, (Constraint(0, 2, "丁合", LCO.renderings, term=LCO),)), set())
    made = Translation(text, target, Origin.ENGINE, (Evidence(Tier.FREE, 4, 7),))
    assert write_in_full(job, made).target == written
    assert write_in_full(job, made).evidence[0].tier is Tier.FREE


def test_two_things_are_written_out_and_the_evidence_says_where():
    made = write("The LCO and Wang met.", ONE, mention(3, PERSON))
    assert made.target == "The Lilac Organization (LCO) and Wang Yi met."
    assert made.evidence == (Evidence(Tier.ANNOTATED, 4, 28), Evidence(Tier.ANNOTATED, 33, 40))
    made = write("The LCO and UX met.", ONE, mention(3, UNION))
    assert made.target == "The Lilac Organization (LCO) and the Union of X (UX) met."


def test_what_is_not_named_stays_unmet():
    assert [e.tier for e in write("They met.", ONE).evidence] == [Tier.UNMET]
    job = name_in_full(Job(TEXT, (ONE,)), set())
    unmet = Translation(TEXT, "They met.", Origin.ENGINE, (Evidence(Tier.UNMET),))
    assert write_in_full(job, unmet).evidence == (Evidence(Tier.UNMET),)


def test_what_was_named_before_is_left_alone():
    asked = Job(TEXT, (ONE,))
    assert ask_in_short(asked) == asked
    made = Translation(TEXT, "The LCO met.", Origin.ENGINE, (Evidence(Tier.FREE, 4, 7),))
    assert write_in_full(asked, made) is made
