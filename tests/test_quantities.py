"""Values are the same after writing them in English and reading them again."""

from datetime import date as day
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.document import Constraint, ConstraintKind
from bilingual.entities import find_entities
from bilingual.quantities.currencies import CURRENCIES, code_of, may_be
from bilingual.quantities.days import find_day_or_hour, read_clocks, read_days
from bilingual.quantities.english import read_english, read_quantities
from bilingual.quantities.measures import find_measures, read_measures
from bilingual.quantities.write import write_ordinal, write_value
from bilingual.renditions import find_renditions

whole = st.integers(1, 10**15).map(Decimal)
with_places = st.decimals(
    min_value=Decimal("0.01"), max_value=Decimal(10) ** 6, places=2, allow_nan=False, allow_infinity=False
)
scaled = st.tuples(st.integers(1, 9999), st.sampled_from([10**4, 10**8, 10**12])).map(
    lambda p: Decimal(p[0] * p[1])
)
values = st.one_of(whole, with_places, scaled)


@given(values)
def test_a_value_is_itself_after_english(value):
    assert value in read_english(write_value(value))


@given(values, st.sampled_from([c for c in CURRENCIES if c.zh]))
def test_an_amount_of_money_is_itself_after_english(value, currency):
    written = (
        f"{currency.sign}{write_value(value)}"
        if currency.sign
        else f"{write_value(value)} {currency.names[0]}"
    )
    (measure,) = (m for m in read_measures(written) if m.value == value and m.unit)
    assert may_be(currency.code, measure.unit)
    assert written[measure.start : measure.end] == written


@given(values, values)
def test_a_range_is_found_in_its_own_words(low, high):
    written = f"{write_value(low)} to {write_value(high)}"
    wanted = Constraint(0, 1, "5", (written,), ConstraintKind.NUMBER)
    assert find_renditions(f"It is {written} in all.", (wanted,)) != (None,)


@given(st.integers(10, 9999), st.integers(1, 9999))
def test_an_amount_in_two_scales_is_one_number(tens_of_thousands, rest):
    source = f"{tens_of_thousands}万{rest:04}" if rest > 9 else f"{tens_of_thousands}万零{rest}"
    (constraint,) = find_entities(f"{source}人")
    assert find_renditions(f"{10000 * tens_of_thousands + rest:,} people", (constraint,)) != (None,)


@given(st.integers(1, 9999), st.sampled_from(["万", "亿", "万亿"]))
def test_an_amount_is_accepted_in_digits_and_no_tenth_of_it(number, scale):
    value = number * {"万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]
    (constraint,) = find_entities(f"{number}{scale}美元")
    wanted = (constraint,)
    assert find_renditions(f"{value:,} US dollars", wanted) != (None,)
    assert find_renditions(f"{value * 10:,} US dollars", wanted) == (None,)
    assert find_renditions(f"{Decimal(value) / 10:,f} US dollars", wanted) == (None,)


@given(st.dates(day(1600, 1, 1), day(2099, 12, 31)))
def test_a_date_is_found_again_in_either_order(date):
    (constraint,) = find_entities(f"{date.year}年{date.month}月{date.day}日")
    month = constraint.renderings[0].partition(" ")[0]
    assert find_renditions(f"on {date.day} {month} {date.year}", (constraint,)) != (None,)
    assert find_renditions(f"on {month} {date.day}, {date.year + 1}", (constraint,)) == (None,)


@given(st.integers(13, 23), st.integers(0, 59))
def test_a_time_is_found_again_on_either_clock(hour, minute):
    (constraint,) = find_entities(f"{hour}时{minute}分")
    assert find_renditions(f"at {hour}:{minute:02}", (constraint,)) != (None,)
    assert find_renditions(f"at {hour - 12}:{minute:02} p.m.", (constraint,)) != (None,)
    assert find_renditions(f"at {hour - 12}:{minute:02} a.m.", (constraint,)) == (None,)


@given(
    st.text(
        st.sampled_from(
            "第十百千万亿零一二三四五六七八九0123456789.,%至多余近约年月日时分成元美之个人岁届 周星期：（）"
        ),
        max_size=30,
    )
)
def test_entities_are_in_order_and_do_not_overlap(text):
    found = find_entities(text)
    assert all(text[c.start : c.end] == c.source and c.source and c.renderings[0] for c in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text(st.sampled_from("0123456789.,$ -/anMbkdfivepm:thJuly%"), max_size=40))
def test_what_is_read_has_its_place_in_the_text(text):
    spans = [(q.start, q.end) for q in read_quantities(text)]
    spans += [(m.start, m.end) for m in read_measures(text)]
    spans += [(d.start, d.end) for d in read_days(text)] + [(c.start, c.end) for c in read_clocks(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    ("sign", "code"), [("US$", "USD"), ("yuan", "CNY"), ("Euros", "EUR"), ("usd", "USD"), ("xyz", "")]
)
def test_currencies_are_known_by_sign_and_name(sign, code):
    assert code_of(sign) == code


def test_two_numbers_far_apart_are_no_range():
    assert find_measures("3 of the many people who came to the capital had 5", "3 to 5") == []


def test_an_ordinal_has_its_own_ending():
    assert [write_ordinal(n) for n in (2, 12, 21, 101)] == ["2nd", "12th", "21st", "101st"]


def test_a_day_that_nothing_tells_is_not_found():
    assert find_day_or_hour("some day in June", "May 20") == []


def test_the_same_number_twice_needs_two_places():
    two = [Constraint(i, i + 1, "5", ("5",), ConstraintKind.NUMBER) for i in (0, 2)]
    assert find_renditions("Five men.", two)[1] is None
    assert None not in find_renditions("Five men, 5 women.", two)
