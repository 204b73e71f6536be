"""Slips of numbers are set right where they stand; what the Chinese explains is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.document import Constraint, ConstraintKind, Job, Tier
from bilingual.engines.enforce import Enforcer
from bilingual.engines.mend import mend_numbers
from bilingual.entities import find_entities
from bilingual.renditions import find_renditions


def make_job(source):
    return Job(source, find_entities(source))


@pytest.mark.parametrize(
    ("source", "english", "mended"),
    [
        pytest.param("第163天", "the 16th day", "the 163rd day", id="a lost digit of an ordinal"),
        pytest.param("共9000名", "900 of them", "9,000 of them", id="a lost zero"),
        pytest.param("共88头", "888 cows", "88 cows", id="a doubled digit"),
        pytest.param("新增66万2214起", "6,2214 cases", "662,214 cases", id="a misplaced comma"),
        pytest.param("约24000块", "24, 000 stones", "24,000 stones", id="a space after the comma"),
        pytest.param("410亿美元", "US$4.1 billion", "US$41 billion", id="a scale"),
        pytest.param("160万人", "160 million people", "1.6 million people", id="a hundredfold"),
        pytest.param("410亿美元", "4.1 billion yuan spent", "US$41 billion spent", id="a currency"),
        pytest.param("增长3.5%", "up 35 percent", "up 3.5 percent", id="a point"),
        pytest.param("约1.2亿个", "nearly 12 million", "nearly 120 million", id="words around it stay"),
        pytest.param("70席增至90席", "from 70 to 900 seats", "from 70 to 90 seats", id="one of two"),
        pytest.param(
            "1535死，1220死", "1,220 and 153 died", "1,220 and 1,535 died", id="the one that is missing"
        ),
        pytest.param("共163天", "97 days", "163 days", id="not alike, but the only one"),
        pytest.param(
            "20万至100万港元", "100,000 to HK$1 million", "200,000 to HK$1 million", id="one end of a range"
        ),
        pytest.param("30至50万人", "3 to 5 million", "300,000 to 500,000", id="both ends of a range"),
        pytest.param("在2024年", "in 20244", "in 2024", id="a year"),
        pytest.param("0例", "97 cases", "97 cases", id="nothing is as large as nothing"),
    ],
)
def test_a_slip_is_set_right(source, english, mended):
    assert mend_numbers(make_job(source), f"It was {english}.") == f"It was {mended}."


@pytest.mark.parametrize(
    ("source", "english"),
    [
        pytest.param("共163天", "some days", id="no number at all"),
        pytest.param("共163天，28席", "97 days", id="not alike, and two are missing"),
        pytest.param("共163天", "97 days, 98 nights", id="not alike, and two are there"),
        pytest.param("共163天", "20 days", id="what may be a day"),
        pytest.param("共163天", "97,000 days", id="far larger"),
        pytest.param("共163天，16人", "for 16 people", id="one that the Chinese has"),
        pytest.param("共163天", "flight MH16 and F-16", id="digits of a name"),
        pytest.param("共163天", "at 16 p.m.", id="a time"),
        pytest.param("3至5万人", "many people", id="a range"),
        pytest.param("5月20日", "on 200", id="a date"),
        pytest.param("数十万人", "20 people", id="a number in words"),
        pytest.param("410亿", "41 billion", id="right already"),
    ],
)
def test_all_else_is_left_alone(source, english):
    assert mend_numbers(make_job(source), f"It was {english}.") == f"It was {english}."


def test_a_term_is_no_number():
    job = Job("外长", (Constraint(0, 2, "外长", ("minister 16",)),))
    assert mend_numbers(job, "The minister 1.") == "The minister 1."


def test_nothing_that_was_met_is_lost():
    """The other 16 is wanted as well, so the first constraint has no slip to be put in the place of."""
    two = tuple(Constraint(i, i + 2, "16", ("16",), ConstraintKind.NUMBER) for i in (0, 3))
    assert mend_numbers(Job("16和16", two), "16 of them.") == "16 of them."


def test_evidence_says_that_a_number_was_set_right():
    job = make_job("共9000名")
    (answer,) = Enforcer(lambda texts, _: [("900 of them.",) for _ in texts]).translate([job])
    assert (answer.target, answer.tiers) == ("9,000 of them.", (Tier.CORRECTED,))


NUMBERS = st.one_of(st.integers(0, 300), st.integers(0, 10**9)).map(str)
SOURCES = ("共{}名", "{}%", "{}亿美元", "第{}天", "{}.{}倍", "{}至{}万港元", "在{}年", "{}月{}日", "{}/{}")
ENGLISH = (
    "{}",
    "{},{}",
    "{}.{}%",
    "US${} billion",
    "{} 1/2",
    "{}th",
    "{}, 000",
    "half a million",
    "{}-{}",
    "²",
)


@st.composite
def written(draw, forms):
    pieces = draw(st.lists(st.sampled_from(forms), max_size=4))
    return "，".join(piece.format(*(draw(NUMBERS) for _ in range(piece.count("{")))) for piece in pieces)


@given(written(SOURCES), written(ENGLISH))
def test_whatever_numbers_there_are_nothing_met_is_lost(source, english):
    job = make_job(source)
    before, after = (find_renditions(text, job.constraints) for text in (english, mend_numbers(job, english)))
    assert after.count(None) <= before.count(None)


@given(st.integers(11, 10**9), st.text("0123456789,. milbo$%thndr", max_size=30))
def test_a_text_is_changed_only_to_hold_the_number(number, english):
    job = make_job(f"共{number}名")
    mended = mend_numbers(job, english)
    assert mended == english or f"{number:,}" in mended or "million" in mended or "billion" in mended
