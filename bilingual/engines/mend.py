"""Numbers that a model wrote with a slip of digits or scale: 6,2214 for 662,214, US$4.1 billion for 41.

A model that is asked for a number often gives it with a digit lost or doubled. What it wrote then stands in
the right place, so only the number is set right. One that the Chinese explains is never touched.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from bilingual.document import Constraint, ConstraintKind, Job, Span
from bilingual.quantities.chinese import HALF_WIDTH, read_arabic, read_han
from bilingual.quantities.currencies import may_be
from bilingual.quantities.english import read_english
from bilingual.quantities.measures import Measure, read_measures
from bilingual.quantities.write import write_ordinal
from bilingual.renditions import find_renditions

LEAST_ALIKE = 0.6
"""Of the digits, 0-1: 163 and 16 have 0.8, 25 and 2020 have 0.5."""

_WRITTEN = re.compile(
    r"(?<![A-Za-z\d])(?<![A-Za-z]-)(?<!\d[.,/:])\d+(?:[.,]\d+|, 000)*(?![./:]?\d)(?! ?[ap]\.?m\b)"
    r"(?: (?:thousand|[mbtr]+illion)\b)?(?P<ordinal>(?:st|nd|rd|th)\b)?(?![A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class _Number:
    text: str
    """Digits and scale: 41 billion."""
    measure: Measure
    whole: str
    """With its currency or percent sign: US$41 billion."""


def mend_numbers(job: Job, target: str) -> str:
    """Set right what is like a number that is missing.

    >>> wanted = Constraint(0, 4, "163天", ("163 days",), ConstraintKind.NUMBER)
    >>> mend_numbers(Job("163天", (wanted,)), "For 1,63 days.")
    'For 163 days.'
    """
    for index, span in enumerate(find_renditions(target, job.constraints)):
        wanted = None if span else _read(job.constraints[index])
        if wanted:
            target = _mend(job, target, index, wanted)
    return target


def _mend(job: Job, target: str, index: int, wanted: _Number) -> str:
    """Try what is most alike first; nothing that was met may be lost."""
    before = find_renditions(target, job.constraints)
    for slip in _find_slips(job, target, wanted, before):
        mended = _rewrite(target, slip, wanted)
        after = find_renditions(mended, job.constraints)
        if after[index] and sum(map(bool, after)) > sum(map(bool, before)):
            return mended
    return target


def _read(constraint: Constraint) -> _Number | None:
    """Read the one number that is wanted; a range and most dates have several."""
    rendering = next((text for text in constraint.renderings if any(map(str.isdecimal, text))), "")
    numbers = list(_WRITTEN.finditer(rendering))
    is_date = constraint.kind is ConstraintKind.DATE and not rendering.isdecimal()
    if constraint.kind not in (ConstraintKind.NUMBER, ConstraintKind.DATE) or is_date or len(numbers) != 1:
        return None
    measure = _measure_of(rendering, numbers[0])
    return _Number(numbers[0][0], measure, rendering[measure.start : measure.end])


def _find_slips(job: Job, target: str, wanted: _Number, spans: Sequence[Span | None]) -> list[re.Match[str]]:
    """Find the numbers that nothing explains and that are like the wanted one, the likest first."""
    met = [span for span in spans if span]
    known = _known_values(job)
    likeness = {
        slip: _likeness(slip[0], wanted.text)
        for slip in _WRITTEN.finditer(target)
        if known.isdisjoint(read_english(slip[0]))
        and not any(span.start < slip.end() and slip.start() < span.end for span in met)
    }
    alike = [slip for slip, likely in likeness.items() if likely >= LEAST_ALIKE]
    return sorted(alike, key=lambda slip: -likeness[slip])


def _known_values(job: Job) -> set[Decimal]:
    source = job.text.translate(HALF_WIDTH)
    known = {number.value for read in (read_arabic, read_han) for number in read(source)}
    known.update(*(read_english(text) for constraint in job.constraints for text in constraint.renderings))
    return known


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _digits(one), _digits(other), autojunk=False).ratio()


def _digits(written: str) -> str:
    """Give the digits that tell numbers apart; scale and zeros at the end are what slips."""
    return re.sub(r"\D", "", written).strip("0")


def _rewrite(target: str, slip: re.Match[str], wanted: _Number) -> str:
    """Put the number in the place of the slip; a currency or percent sign that is wrong goes with it."""
    measure = _measure_of(target, slip)
    if measure.unit and not may_be(wanted.measure.unit, measure.unit):
        return target[: measure.start] + wanted.whole + target[measure.end :]
    number = write_ordinal(int(wanted.measure.value)) if slip["ordinal"] else wanted.text
    return target[: slip.start()] + number + target[slip.end() :]


def _measure_of(text: str, number: re.Match[str]) -> Measure:
    """Find the number with its unit."""
    around = (m for m in read_measures(text) if m.start <= number.start() <= m.end)
    return max(around, key=lambda measure: measure.end - measure.start)
