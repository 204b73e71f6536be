"""Days and hours of an English text: May 20, 2024; the 25th; 3:30 p.m."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_MONTH = r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:[a-z]*\.?)(?![a-z])"
_DAY = r"(?<![\d,.:])(\d{1,2})(?:st|nd|rd|th)?(?![\d%:]|[.,]\d)"
_YEAR = r"(\d{4})(?!\d)"
_MONTH_FIRST = re.compile(rf"{_MONTH},? (?:the )?{_DAY}(?:,? (?:of )?{_YEAR})?")
_DAY_FIRST = re.compile(rf"{_DAY} (?:of )?{_MONTH}(?:,? (?:of )?{_YEAR})?")
_MORE_DAYS = re.compile(
    rf"(?:,| ?[-–—] ?| to | and | or | through | until |, and )(?:the )?{_DAY}(?:,? {_YEAR})?"
)
_MONTH_ONLY = re.compile(rf"{_MONTH}(?:,? (?:of )?{_YEAR})?")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/-])")
_ORDINAL = re.compile(r"(?<![\d,.])(\d{1,2})(?:st|nd|rd|th)\b")
_YEAR_ONLY = re.compile(r"(?<![\d,.$€£/])(\d{4})(?:s\b)?(?!\d|,\d|\.\d)")

_CLOCK = re.compile(
    r"(?<![\d:.,])([01]?\d|2[0-4])(?:[:.]([0-5]\d))?(?: ?([ap])\.?m\b\.?)?(?![\d:]|[.,]\d)",
    re.IGNORECASE,
)
_HAS_HOUR = re.compile(r"[ap]\.m\.|noon|midnight|\d:\d")
_NAMED_HOURS = re.compile(r"\b(?:(noon|midday)|midnight)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is told; 0 is untold."""

    year: int
    month: int
    day: int
    start: int = 0
    end: int = 0

    def says(self, wanted: "Day") -> bool:
        """Tell whether all that is wanted is told, and nothing else in its place."""
        pairs = ((self.year, wanted.year), (self.month, wanted.month), (self.day, wanted.day))
        return all(part in (0, told) for told, part in pairs)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day."""

    minutes: int
    """After midnight, 0-1440; below 720 it may be the afternoon where `open`."""
    open: bool
    start: int = 0
    end: int = 0

    def says(self, wanted: "Clock") -> bool:
        """Tell whether this can be the wanted time."""
        if self.open or wanted.open:
            return (self.minutes - wanted.minutes) % 720 == 0
        return (self.minutes - wanted.minutes) % 1440 == 0


def find_day_or_hour(text: str, wanted: str) -> list[tuple[int, int]] | None:
    """Give the places of a text that tell the same day or hour; None where none is wanted.

    >>> find_day_or_hour("on the 20th of May, 2024", "May 20"), find_day_or_hour("on Monday", "Monday")
    ([(7, 24)], None)
    """
    clocks = read_clocks(wanted) if _HAS_HOUR.search(wanted) else ()
    if clocks:
        return [(clock.start, clock.end) for clock in read_clocks(text) if clock.says(clocks[0])]
    days = read_days(wanted)
    return [(day.start, day.end) for day in read_days(text) if day.says(days[0])] if days else None


@lru_cache(maxsize=4096)
def read_days(text: str) -> tuple[Day, ...]:
    """Give every date of an English text; the parts of a date count as dates too.

    >>> [(d.year, d.month, d.day) for d in read_days("May 20 and 21")]
    [(0, 5, 20), (0, 5, 21), (0, 5, 0)]
    """
    return tuple(dict.fromkeys(_read_days(text)))


@lru_cache(maxsize=4096)
def read_clocks(text: str) -> tuple[Clock, ...]:
    """Give every time of day of an English text.

    >>> [clock.minutes for clock in read_clocks("at 3:30 p.m., after 9 a.m. and before noon")]
    [930, 540, 720]
    """
    found = [_read_clock(match) for match in _CLOCK.finditer(text)]
    found += [
        Clock(720 if m[1] else 1440, open=False, start=m.start(), end=m.end())
        for m in _NAMED_HOURS.finditer(text)
    ]
    return tuple(found)


def _read_clock(match: re.Match[str]) -> Clock:
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
    return Clock(60 * hour + minute, open=not match[3] and hour <= 12, start=match.start(), end=match.end())


def _read_days(text: str) -> Iterator[Day]:
    for match in _NUMERIC.finditer(text):
        yield Day(int(match[1]), int(match[2]), int(match[3]), *match.span())
    for match in _MONTH_FIRST.finditer(text):
        first = Day(int(match[3] or 0), _month(match[1]), int(match[2]), *match.span())
        yield from _with_more_days(text, first)
    for match in _DAY_FIRST.finditer(text):
        yield Day(int(match[3] or 0), _month(match[2]), int(match[1]), *match.span())
    for match in _MONTH_ONLY.finditer(text):
        yield Day(int(match[2] or 0), _month(match[1]), 0, *match.span())
    for match in _ORDINAL.finditer(text):
        yield Day(0, 0, int(match[1]), *match.span())
    for match in _YEAR_ONLY.finditer(text):
        yield Day(int(match[1]), 0, 0, *match.span())


def _with_more_days(text: str, first: Day) -> Iterator[Day]:
    yield first
    end = first.end
    while match := _MORE_DAYS.match(text, end):
        yield replace(
            first, day=int(match[1]), year=int(match[2] or 0), start=match.start(1), end=match.end()
        )
        end = match.end()


def _month(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name))
