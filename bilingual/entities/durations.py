"""How long something lasts: 5年, 近20年, 三周, 10天, 48小时, 1.8秒."""

import re
from collections.abc import Iterator

from bilingual.document import Constraint
from bilingual.entities.grammar import AFTER, AMOUNT, Amount, number, read_amount, write_counted

_UNITS = {
    "年": "year", "个月": "month", "周": "week", "天": "day", "小时": "hour", "个小时": "hour",
    "个钟头": "hour", "分钟": "minute", "秒": "second", "秒钟": "second",
}  # fmt: skip
_UNIT = (
    r"年(?!\s?\d+月|[代级度份货画轻初末底中])|个\s?月|周(?![年岁期刊边围一二三四五六日])|天(?![空气然津下才河生地主])"
    r"|个?小时|个钟头|分钟|秒钟?"
)
_DURATION = re.compile(rf"(?<!第){AMOUNT}\s?(?P<unit>{_UNIT}){AFTER}", re.ASCII)
_CALENDAR = range(1500, 2100)
_YEARS_ARE_COUNTED = re.compile(
    r"(?:[判刑达共期满去来缓了这的长为]|延至)\s?\Z|\A(?:徒刑|[之以]?[前后来内间]|时间|期)"
)


def find_durations(text: str) -> Iterator[Constraint]:
    """Find spans of time of more than one unit; 20年 may be 2020 and is left out.

    >>> [found.renderings[0] for found in find_durations("判刑12年，7天后，20年")]
    ['12 years', 'seven days']
    """
    for match in _DURATION.finditer(text):
        amount = read_amount(match)
        if amount and _is_span(match, amount):
            yield number(match, *write_counted(amount, f"{_UNITS[re.sub(' ', '', match['unit'])]}s"))


def _is_span(match: re.Match[str], amount: Amount) -> bool:
    written = match["number"]
    if amount.values[-1] <= (1 if written[0].isdecimal() else 2) or written[0] in "百千":
        return False
    return match["unit"] != "年" or bool(amount.about) or _is_no_calendar_year(match)


def _is_no_calendar_year(match: re.Match[str]) -> bool:
    written = match["number"]
    if not written.isdecimal() or len(written) not in (2, 4):
        return True
    before, after = match.string[: match.start()], match.string[match.end() :]
    is_told = any(map(_YEARS_ARE_COUNTED.search, (before, after)))
    return is_told if len(written) == 2 else int(written) not in _CALENDAR
