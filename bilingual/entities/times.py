"""Times of day: 下午3时30分, 晚上8点, 14:30."""

import re
from collections.abc import Iterator

from bilingual.document import Constraint, ConstraintKind
from bilingual.quantities.chinese import read_number

_MORNING, _NOON, _EVENING = (
    ("凌晨", "清晨", "早上", "早晨", "上午"),
    ("中午",),
    ("下午", "傍晚", "晚上", "晚间", "深夜", "当晚", "午夜"),
)
_PART = "|".join((*_MORNING, *_NOON, *_EVENING))
_HOUR = r"(?<![\d.:])(?P<hour>2[0-4]|1\d|0?\d|十[一二]?|[一二两三四五六七八九])"
_MINUTE = r"\s?(?P<minute>[0-5]?\d|二?三?四?五?十[一二三四五六七八九]?)"
_TIME = re.compile(
    rf"(?:(?P<part>{_PART})\s?)?(?:北京时间)?{_HOUR}\s?(?:[时点]钟?(?!间|候|代)(?:{_MINUTE}\s?分(?!之|钟)|(?P<half>半))?(?!半|之后的|多)"
    r"|:(?P<digits>[0-5]\d)(?![\d:]))",
    re.ASCII,
)


def find_times(text: str) -> Iterator[Constraint]:
    """Find times whose half of the day is told, by a word or by the hour itself, or that have minutes."""
    for match in _TIME.finditer(text):
        hour = int(read_number(match["hour"]))
        minute = 30 if match["half"] else int(read_number(match["minute"] or match["digits"] or "0"))
        if match["part"] or hour > 12:
            written = _write(_in_24_hours(hour, match["part"] or ""), minute)
        elif match["minute"] or match["digits"]:
            written = f"{hour}:{minute:02}"
        else:
            continue
        yield Constraint(*match.span(), match[0], (written,), ConstraintKind.DATE)


def _in_24_hours(hour: int, part: str) -> int:
    if hour == 12:
        return 12 if part in (*_NOON, "下午") else 0
    if (part in _EVENING or (part in _NOON and hour < 10)) and 0 < hour < 12:
        return hour + 12
    return hour % 24


def _write(hour: int, minute: int) -> str:
    """Write a time as newspapers do.

    >>> _write(15, 30), _write(9, 0), _write(12, 0), _write(0, 0), _write(0, 5)
    ('3:30 p.m.', '9 a.m.', 'noon', 'midnight', '12:05 a.m.')
    """
    if not minute and hour % 12 == 0:
        return "noon" if hour else "midnight"
    minutes = f":{minute:02}" if minute else ""
    return f"{(hour - 1) % 12 + 1}{minutes} {'p' if hour >= 12 else 'a'}.m."
