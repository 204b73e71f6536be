"""Dates, months, years, weekdays: 2024年5月20日, 25日, 二〇二四年, 星期一."""

import re
from collections.abc import Iterator

from bilingual.document import Constraint, ConstraintKind
from bilingual.entities.grammar import number
from bilingual.quantities.chinese import read_number
from bilingual.quantities.days import MONTHS
from bilingual.quantities.write import write_ordinal

_YEAR = r"(?<![\d.])(?<!\d,)(?P<year>(?:1[5-9]|20)\d\d|[一二][〇零一二三四五六七八九]{3})"
_MONTH = r"(?<![\d.])(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = r"\s?[-–—~～至到、]\s?\d{1,2}\s?"
"""11月27至30日 and 5到6月 write the unit once."""

_DATE = re.compile(
    rf"(?:{_YEAR}\s?年\s?)?(?<![第〇零一二三四五六七八九十个]){_MONTH}\s?月\s?"
    rf"{_DAY}(?:\s?[日号](?![子码本])|(?={_TO}[日号]))",
    re.ASCII,
)
_MONTH_OF_YEAR = re.compile(rf"(?:{_YEAR}\s?年\s?)(?:{_MONTH}\s?月份?)(?!\d)", re.ASCII)
_MONTH_ALONE = re.compile(
    rf"(?<![\d.个])(?P<month>1[0-2]|0?[1-9])(?:\s?月份?(?!\s?\d|号)|(?={_TO}月))", re.ASCII
)
_YEAR_ALONE = re.compile(rf"{_YEAR}\s?年(?![代来级龄间多])", re.ASCII)
_DAY_ALONE = re.compile(
    r"(?<![\d.])(?<!\d,)(?<![\d十一二三四五六七八九 ]月)(?<!月\s)(?<![共历期隔续长达近约过满每连前后])"
    r"(?P<day>[12]\d|3[01]|[1-9])\s?日(?![内元本圆报游制程间夜均产后前子来期至到])",
    re.ASCII,
)
_WEEKDAY = re.compile(
    r"(?:星期|礼拜|(?<![四两每一二三五六七八九十\d几数百])周)(?P<day>[一二三四五六日天](?![次期个场家块刊报周年岁月度边一二三四五六七八九十\d]))",
    re.ASCII,
)
_ERAS = {"民国": 1911, "令和": 2018, "平成": 1988, "昭和": 1925}
_YEAR_OF_ERA = re.compile(
    rf"(?P<era>{'|'.join(_ERAS)})\s?(?P<year>\d{{1,3}}|元|[一二三四五六七八九十百]+)\s?年", re.ASCII
)
_BEFORE_CHRIST = re.compile(r"公元前\s?(?P<year>\d+|[一二三四五六七八九十百千]+)\s?年", re.ASCII)
_WEEKDAYS = dict(
    zip(
        "一二三四五六日天",
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Sunday"],
        strict=True,
    )
)


def find_dates(text: str) -> Iterator[Constraint]:
    """Find dates as far as they are told; a year alone, a day alone too."""
    for pattern in (_DATE, _MONTH_OF_YEAR, _MONTH_ALONE, _DAY_ALONE, _YEAR_ALONE):
        for match in pattern.finditer(text):
            yield _date(match, _write_date(**{part: _read(told) for part, told in match.groupdict().items()}))
    for match in _YEAR_OF_ERA.finditer(text):
        year = 1 if match["year"] == "元" else _read(match["year"])
        yield _date(match, str(_ERAS[match["era"]] + year))
    for match in _BEFORE_CHRIST.finditer(text):
        yield number(match, f"{_read(match['year'])} BC")
    for match in _WEEKDAY.finditer(text):
        name = _WEEKDAYS[match["day"]]
        yield _date(match, name, f"{name[:3]}.", exact_case=True)


def _date(match: re.Match[str], *renderings: str, exact_case: bool = False) -> Constraint:
    return Constraint(*match.span(), match[0], renderings, ConstraintKind.DATE, exact_case=exact_case)


def _read(told: str | None) -> int:
    return int(read_number(told)) if told else 0


def _write_date(year: int = 0, month: int = 0, day: int = 0) -> str:
    """Write a date in the American order.

    >>> _write_date(2024, 5, 20), _write_date(0, 5, 20), _write_date(2024, 5), _write_date(day=22)
    ('May 20, 2024', 'May 20', 'May 2024', 'the 22nd')
    """
    if not month:
        return f"the {write_ordinal(day)}" if day else str(year)
    words = f"{MONTHS[month - 1]} {day}" if day else MONTHS[month - 1]
    return f"{words}{',' if day else ''} {year}" if year else words
