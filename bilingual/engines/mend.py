"""Numbers that a model wrote with a slip of digits or scale: 6,2214 for 662,214, US$4.1 billion for 41.

A model that is asked for a number often gives it with a digit lost or doubled. What it wrote then stands in
the right place, so only the number is set right. One that the Chinese explains is never touched.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from bilingual.document import Constraint, ConstraintKind, Job
from bilingual.quantities.chinese import HALF_WIDTH, read_arabic, read_han
from bilingual.quantities.currencies import may_be
from bilingual.quantities.english import read_english
from bilingual.quantities.measures import Measure, read_measures
from bilingual.quantities.write import write_ordinal
from bilingual.renditions import find_renditions

LEAST_ALIKE = 0.6
"""Of the digits, 0-1: 163 and 16 have 0.8, 25 and 2020 have 0.5."""

LEAST_VALUE = 31
"""What is smaller may be a day, an hour or what was a word."""

LARGEST_RATIO = 100

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
    """Set right what is like a number that is missing, or the one number that nothing explains.

    >>> wanted = Constraint(0, 4, "163天", ("163 days",), ConstraintKind.NUMBER)
    >>> mend_numbers(Job("163天", (wanted,)), "For 1,63 days.")
    'For 163 days.'
    """
    for index, span in enumerate(find_renditions(target, job.constraints)):
        if span is None:
            target = _mend(job, target, index)
    return target


def _mend(job: Job, target: str, index: int) -> str:
    """Meet one constraint; nothing that was met may be lost."""
    before = find_renditions(target, job.constraints)
    mended = target
    for wanted in _missing(job.constraints[index], target):
        slip = _find_slip(job, mended, wanted)
        mended = _rewrite(mended, slip, wanted) if slip else mended
    after = find_renditions(mended, job.constraints)
    is_better = after[index] and after.count(None) < before.count(None)
    return mended if is_better else target


def _missing(constraint: Constraint, target: str) -> list[_Number]:
    """Read the numbers that are wanted; of a range what the English has not."""
    rendering = next((text for text in constraint.renderings if any(map(str.isdecimal, text))), "")
    is_date = constraint.kind is ConstraintKind.DATE and not rendering.isdecimal()
    if constraint.kind not in (ConstraintKind.NUMBER, ConstraintKind.DATE) or is_date:
        return []
    numbers = [_read(rendering, number) for number in _WRITTEN.finditer(rendering)]
    told = read_measures(target)
    return [n for n in numbers if len(numbers) == 1 or not any(m.says(n.measure) for m in told)]


def _read(rendering: str, number: re.Match[str]) -> _Number:
    measure = _measure_of(rendering, number)
    return _Number(number[0], measure, rendering[measure.start : measure.end])


def _find_slip(job: Job, target: str, wanted: _Number) -> re.Match[str] | None:
    """Find the number that nothing explains and that is most like the wanted one."""
    spans = find_renditions(target, job.constraints)
    known = _known_values(job)
    slips = [
        slip
        for slip in _WRITTEN.finditer(target)
        if known.isdisjoint(read_english(slip[0]))
        and not any(span.start < slip.end() and slip.start() < span.end for span in spans if span)
    ]
    likest = max(slips, key=lambda slip: _likeness(slip[0], wanted.text), default=None)
    if likest is None or _likeness(likest[0], wanted.text) >= LEAST_ALIKE:
        return likest
    are_alone = len(slips) == 1 and spans.count(None) == 1
    return likest if are_alone and _is_as_large(likest[0], wanted) else None


def _known_values(job: Job) -> set[Decimal]:
    source = job.text.translate(HALF_WIDTH)
    known = {number.value for read in (read_arabic, read_han) for number in read(source)}
    known.update(*(read_english(text) for constraint in job.constraints for text in constraint.renderings))
    return known


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _digits(one), _digits(other), autojunk=False).ratio()


def _is_as_large(slip: str, wanted: _Number) -> bool:
    less, more = sorted((max(read_english(slip), default=Decimal()), wanted.measure.value))
    return less > LEAST_VALUE and more < LARGEST_RATIO * less


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
