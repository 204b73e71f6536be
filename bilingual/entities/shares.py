"""Shares of a whole: 3.5%, 2个百分点, 百分之三十, 七成, 三分之二, 0.31/10万."""

import re
from collections.abc import Iterator

from bilingual.document import Constraint
from bilingual.entities.grammar import AFTER, AMOUNT, number, read_amount
from bilingual.quantities.chinese import read_number
from bilingual.quantities.write import write_value

_PERCENT = re.compile(rf"{AMOUNT}\s?(?:(?P<points>个?百分点)|%){AFTER}", re.ASCII)
_RATE = re.compile(r"(?<![\d.,/])(?P<part>\d+(?:\.\d+)?)\s?/\s?(?P<whole>10*\s?[万亿])", re.ASCII)
_PERCENT_IN_WORDS = re.compile(
    r"百分之(?P<number>[\d.]+|[零一二三四五六七八九十]+(?:点[零一二三四五六七八九]+)?)(?![百千万几多])",
    re.ASCII,
)
_TENTHS = re.compile(
    r"(?<![\d.第十百千万亿数几一二三四五六七八九])(?P<number>\d|[一二三四五六七八九])成(?P<half>半)?"
    r"(?!不变|[立员为功果本年人都交份分绩就长形了语品因型效群熟婚名才家全行像色贵书药军组衣堆天见一二三四五六七八九])",
    re.ASCII,
)
_FRACTION = re.compile(
    r"(?<![\d零一二三四五六七八九十百千])(?P<whole>[二三四五六七八九十]|\d+)分之(?P<part>[一二三四五六七八九]|\d+)(?![十百千万\d.])",
    re.ASCII,
)

_CARDINALS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_PARTS = {
    2: "half",
    3: "third",
    4: "quarter",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
    10: "tenth",
}


def find_shares(text: str) -> Iterator[Constraint]:
    """Find percentages, percentage points, tenths and fractions."""
    yield from _find_percentages(text)
    for match in _RATE.finditer(text):
        yield number(match, f"{match['part']} per {write_value(read_number(match['whole']))}")
    for match in _PERCENT_IN_WORDS.finditer(text):
        yield number(match, f"{_read_decimal(match['number'])}%")
    for match in _TENTHS.finditer(text):
        tenths = read_number(match["number"])
        if tenths:
            yield number(
                match, f"{10 * tenths + (5 if match['half'] else 0)}%", *_in_ten(int(tenths), match["half"])
            )
    for match in _FRACTION.finditer(text):
        if renderings := _write_fraction(int(read_number(match["part"])), int(read_number(match["whole"]))):
            yield number(match, *renderings)


def _find_percentages(text: str) -> Iterator[Constraint]:
    for match in _PERCENT.finditer(text):
        amount = read_amount(match)
        if amount is None:
            continue
        if match["points"]:
            points = " percentage points" if amount.values[-1] > 1 else " percentage point"
            yield number(match, amount.write(after=points))
        else:
            yield number(match, amount.write(after="%"))


def _read_decimal(digits: str) -> str:
    whole, _, places = digits.partition("点")
    if not places:
        return write_value(read_number(whole))
    return f"{write_value(read_number(whole))}.{''.join(str(read_number(place)) for place in places)}"


def _in_ten(tenths: int, half: str | None) -> tuple[str, ...]:
    if half:
        return ()
    part = _CARDINALS[tenths]
    halves = ("half",) if tenths == 5 else ()
    return (f"{part} in ten", f"{part} out of ten", f"{part} tenths", f"{part} tenth", *halves)


def _write_fraction(part: int, whole: int) -> tuple[str, ...]:
    if whole not in _PARTS or not 0 < part < whole:
        return ()
    name = _PARTS[whole]
    if part == 1:
        words: tuple[str, ...] = ("half",) if whole == 2 else (f"one {name}", f"a {name}")
    else:
        words = (f"{_CARDINALS[part]} {name}s",)
    if whole == 4:
        words += (f"{_CARDINALS[part]} fourth{'s' * (part > 1)}", "a fourth")[: 2 if part == 1 else 1]
    percent = (f"{100 * part // whole}%",) if 100 * part % whole == 0 else ()
    return (
        *words,
        f"{part}/{whole}",
        *percent,
        f"{_CARDINALS[part]} out of {_CARDINALS[whole] if whole < 10 else 'ten'}",
    )
