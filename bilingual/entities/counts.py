"""What is counted or measured: 5万人, 1.2万公里, 300多名, 十四亿."""

import re
from collections.abc import Iterator

from bilingual.document import Constraint
from bilingual.entities.grammar import AFTER, AMOUNT, Amount, number, read_amount, write_counted
from bilingual.quantities.chinese import read_number

_UNITS = {
    "平方公里": "square kilometers", "平方千米": "square kilometers", "平方米": "square meters",
    "平米": "square meters", "立方米": "cubic meters", "公里": "kilometers", "千米": "kilometers",
    "海里": "nautical miles", "英里": "miles", "英尺": "feet", "厘米": "centimeters", "毫米": "millimeters",
    "公顷": "hectares", "英亩": "acres", "亩": "mu", "公吨": "tonnes", "吨标准煤": "tonnes of standard coal",
    "吨": "tonnes", "公斤": "kilograms", "千克": "kilograms", "斤": "jin", "桶": "barrels",
    "兆瓦": "megawatts", "吉瓦": "gigawatts", "千瓦时": "kilowatt-hours", "千瓦": "kilowatts",
    "摄氏度": "degrees Celsius", "℃": "degrees Celsius", "‰": "per thousand", "米": "meters", "人": "people",
}  # fmt: skip
_CLASSIFIERS = (
    "名", "位(?!一体|数)", "例", "家", "所", "个", "架次", "架", "艘", "辆", "枚", "剂", "座", "间", "宗",
    "户", "件", "份", "张", "篇", "棵", "国(?=[领元代外])",
)  # fmt: skip
_COUNTED = re.compile(
    rf"{AMOUNT}\s?(?:(?P<unit>{'|'.join(_UNITS)})|(?:{'|'.join(_CLASSIFIERS)}))(?!次|(?<=人)[民员士均才工数类]){AFTER}",
    re.ASCII,
)
_LARGE = re.compile(AMOUNT, re.ASCII)
_NOT_COUNTED = re.compile(r"(?:[第等]|代表|[A-Za-z]-?)\s?\Z")
"""第3名 is an ordinal; 甲乙等12人 is “A, B and ten others”."""

_SCALE = r"(?P<scale>十万|百万|千万|万亿|万|十亿|百亿|千亿|亿|[百千](?![万亿分])|十(?![万亿]|多?年))"
_VAGUE = re.compile(rf"(?:(?:好?几|数){_SCALE}|数以{_SCALE.replace('scale', 'counted')}计)")
_AT_LEAST = re.compile(
    rf"(?<![以之身海路网线晚早加马天地场台世史府会股历])上{_SCALE}(?=[人名个家只辆元条件群户民])"
)
"""上万人: ten thousand people and more."""

_VAGUE_WORDS = {
    "十": ("dozens of", "dozens", "tens of", "several dozen", "scores of"),
    "百": ("hundreds of", "hundreds", "several hundred", "a few hundred"),
    "千": ("thousands of", "thousands", "several thousand", "a few thousand"),
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
    for match in _VAGUE.finditer(text):
        yield number(match, *_VAGUE_WORDS[match["scale"] or match["counted"]])
    for match in _AT_LEAST.finditer(text):
        at_least = Amount((read_number(match["scale"]),), "more than")
        yield number(match, at_least.write(), *_VAGUE_WORDS[match["scale"]])
    for pattern in (_COUNTED, _LARGE):
        for match in pattern.finditer(text):
            amount = read_amount(match)
            if amount and _is_worth(match, amount):
                yield number(match, *_write(amount, _UNITS.get(match.groupdict().get("unit") or "", "")))


def _is_worth(match: re.Match[str], amount: Amount) -> bool:
    """Leave alone what good English need not say as a number: 一个, 两人, 百万富翁."""
    written = match["number"]
    if match.re is _LARGE:
        return written[-1] in "万亿" and (written[0] not in "百千万亿" or bool(match["about"]))
    if amount.values[-1] < 10**4 and _NOT_COUNTED.search(match.string[: match.start()]):
        return False
    if written[0] in "百千":
        return bool(match["about"])
    return amount.values[-1] > (1 if written[0].isdigit() else 2)


def _write(amount: Amount, unit: str) -> tuple[str, ...]:
    return write_counted(amount, unit) if unit in ("", "people") else (amount.write(after=f" {unit}"),)
