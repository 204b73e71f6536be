"""What is counted or measured: 5万人, 1.2万公里, 300多名, 十四亿."""

import re
from collections.abc import Iterator

from bilingual.document import Constraint
from bilingual.entities.grammar import AFTER, AMOUNT, Amount, number, read_amount

_UNITS = {
    "平方公里": "square kilometers", "平方千米": "square kilometers", "平方米": "square meters",
    "立方米": "cubic meters", "公里": "kilometers", "千米": "kilometers", "海里": "nautical miles",
    "英里": "miles", "英尺": "feet", "厘米": "centimeters", "毫米": "millimeters",
    "公顷": "hectares", "公吨": "tonnes", "吨": "tonnes", "公斤": "kilograms", "千克": "kilograms",
    "桶": "barrels", "兆瓦": "megawatts", "千瓦时": "kilowatt-hours", "千瓦": "kilowatts",
    "摄氏度": "degrees Celsius", "小时": "hours", "分钟": "minutes", "个月": "months", "米": "meters",
    "人次": "", "人": "people",
}  # fmt: skip
_CLASSIFIERS = (
    "名", "位(?!一体|数)", "例", "家", "所", "个", "架次", "架", "艘", "辆", "枚", "剂", "座", "间", "宗",
    "户", "件", "份", "张", "篇", "棵", "天", "国(?=[领元代外])",
)  # fmt: skip
_COUNTED = re.compile(
    rf"{AMOUNT}\s?(?:(?P<unit>{'|'.join(_UNITS)})|(?P<classifier>{'|'.join(_CLASSIFIERS)})){AFTER}", re.ASCII
)
_LARGE = re.compile(rf"{AMOUNT}(?!\s?[斤里两石])", re.ASCII)
_NOT_COUNTED = re.compile(r"(?:[第等]|代表|[A-Za-z]-?)\s?\Z")
"""第3名 is an ordinal; 甲乙等12人 is “A, B and ten others”."""

_SPELLED = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_VAGUE = re.compile(r"(?:好?几|数)(?P<scale>十万|百万|千万|万亿|万|十亿|百亿|千亿|亿)")
_VAGUE_WORDS = {
    "万": ("tens of thousands of", "tens of thousands"),
    "十万": ("hundreds of thousands of", "hundreds of thousands"),
    "百万": ("millions of", "millions", "several million", "a few million"),
    "千万": ("tens of millions of", "tens of millions"),
    "亿": ("hundreds of millions of", "hundreds of millions"),
    "十亿": ("billions of", "billions", "several billion", "a few billion"),
    "百亿": ("tens of billions of", "tens of billions"),
    "千亿": ("hundreds of billions of", "hundreds of billions"),
    "万亿": ("trillions of", "trillions", "several trillion"),
}


def find_counts(text: str) -> Iterator[Constraint]:
    """Find numbers with a unit or classifier, and numbers that are written with 万 or 亿."""
    for pattern in (_COUNTED, _LARGE):
        for match in pattern.finditer(text):
            amount = read_amount(match)
            if amount and not _NOT_COUNTED.search(text[: match.start()]) and _is_worth(match, amount):
                yield number(match, *_write(amount, _UNITS.get(match.groupdict().get("unit") or "", "")))
    for match in _VAGUE.finditer(text):
        yield number(match, *_VAGUE_WORDS[match["scale"]])


def _is_worth(match: re.Match[str], amount: Amount) -> bool:
    """Leave alone what good English need not say as a number: 一个, 两人, 百万富翁."""
    written = match["number"]
    if match.re is _LARGE:
        return written[-1] in "万亿" and written[0] not in "百千万亿"
    if written[0] in "百千":
        return bool(match["about"])
    return amount.values[-1] > (1 if written[0].isdigit() else 2)


def _write(amount: Amount, unit: str) -> tuple[str, ...]:
    digits = amount.write(after=f" {unit}" if unit else "")
    value = amount.values[0]
    if len(amount.values) > 1 or value >= 10 or value % 1 or unit not in ("", "people", "months"):
        return (digits,)
    return f"{amount.about} {_SPELLED[int(value)]} {unit}".strip(), digits
