"""Days as both languages write them, read leniently from front matter."""

import re
from datetime import date

_DAY = re.compile(r"\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_TIME = re.compile(r"\s*\d{4}\D{1,2}\d{1,2}\D{1,2}\d{1,2}日?[T\s]\s*([01]?\d|2[0-3]):([0-5]\d)(?!\d)")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def read_day(text: str) -> date | None:
    """Read the day a date begins with; None where there is no such day.

    >>> read_day("2024-05-21T00:32:04.000Z"), read_day("2024年5月21日"), read_day("2024-02-30")
    (datetime.date(2024, 5, 21), datetime.date(2024, 5, 21), None)
    """
    if not (match := _DAY.match(text)):
        return None
    year, month, day = (int(number) for number in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_time(text: str) -> str:
    """Read the time that follows a day; `""` where there is none.

    >>> read_time("2024-05-21T08:32:04.000Z"), read_time("2024-05-21 7:05"), read_time("2024-05-21")
    ('08:32', '07:05', '')
    """
    match = _TIME.match(text)
    return f"{int(match[1]):02}:{match[2]}" if match else ""


def english_day(day: date) -> str:
    """Write a day as English newspapers do.

    >>> english_day(date(2024, 5, 21))
    '21 May 2024'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def chinese_day(day: date) -> str:
    """Write a day as Chinese newspapers do.

    >>> chinese_day(date(2024, 5, 21))
    '2024年5月21日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def english_month(day: date) -> str:
    """Write a month in English.

    >>> english_month(date(2024, 5, 1))
    'May 2024'
    """
    return f"{_MONTHS[day.month - 1]} {day.year}"


def chinese_month(day: date) -> str:
    """Write a month in Chinese.

    >>> chinese_month(date(2024, 5, 1))
    '2024年5月'
    """
    return f"{day.year}年{day.month}月"
