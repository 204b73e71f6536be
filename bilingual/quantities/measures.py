"""Numbers of an English text with what they count: US$41 billion, 3.5 percent, 2 percentage points."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bilingual.quantities.currencies import AFTER, BEFORE, code_of, may_be
from bilingual.quantities.english import read_quantities

PERCENT, POINTS = "%", "points"

_SHARE = re.compile(r"[ -]?(?:(percentage[ -]points?|pp\b)|%|percent\b|per cent\b|pct\b)", re.IGNORECASE)
_LONGEST_SIGN = 5
_LARGEST_GAP = 30
"""Characters between the numbers of one range: “from US$10 billion last year to 12 billion” is none."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its unit, and where both stand."""

    value: Decimal
    unit: str
    """`%`, `points`, a currency, or `""` for all else: 5 tonnes, 41 billion."""
    start: int
    end: int

    def says(self, wanted: "Measure") -> bool:
        """Tell whether this is what is wanted; a unit may be left out, never another one taken."""
        same = not self.unit or not wanted.unit or may_be(wanted.unit, self.unit)
        return same and self.value == wanted.value


@lru_cache(maxsize=4096)
def read_measures(text: str) -> tuple[Measure, ...]:
    """Give every number of an English text with its unit, in order; of two readings both.

    >>> [(str(m.value), m.unit) for m in read_measures("US$41 billion, up 3.5 percent")]
    [('41000000000', 'USD'), ('3.5', '%')]
    """
    found = {_measure(text, q.value, q.start, q.end) for q in read_quantities(text)}
    return tuple(sorted(found, key=lambda measure: (measure.start, -measure.end, measure.value)))


def find_measures(text: str, wanted: str) -> list[tuple[int, int]] | None:
    """Give the places of a text that tell the same numbers, one near the other; None where none is wanted.

    >>> find_measures("It cost 41 billion US dollars.", "US$41 billion"), find_measures("Half.", "half")
    ([(8, 29)], None)
    """
    first, *others = _read_digits(wanted) or (None,)
    if first is None:
        return None
    measures = read_measures(text)
    starts = (measure for measure in measures if measure.says(first))
    ends = ((start, _end_of_range(measures, start, others)) for start in starts)
    return [(start.start, end) for start, end in ends if end is not None]


def _read_digits(text: str) -> tuple[Measure, ...]:
    """Read what stands in digits, each once: in A$5 there is no 1, in 500 to 1 million no 500 million."""
    read: dict[int, Measure] = {}
    for measure in read_measures(text):
        if any(map(str.isdigit, text[measure.start : measure.end])):
            read.setdefault(measure.start, measure)
    return tuple(read.values())


def _end_of_range(measures: Sequence[Measure], first: Measure, others: Sequence[Measure]) -> int | None:
    end = first.end
    for wanted in others:
        near = (m.end for m in measures if end <= m.start <= end + _LARGEST_GAP and m.says(wanted))
        following = next(near, None)
        if following is None:
            return None
        end = following
    return end


def _measure(text: str, value: Decimal, start: int, end: int) -> Measure:
    if sign := BEFORE.search(text[max(0, start - _LONGEST_SIGN) : start]):
        return Measure(value, code_of(sign[0]), start - len(sign[0]), end)
    if share := _SHARE.match(text, end):
        return Measure(value, POINTS if share[1] else PERCENT, start, share.end())
    if name := AFTER.match(text, end):
        return Measure(value, code_of(name[1] or name[2]), start, name.end())
    return Measure(value, "", start, end)
