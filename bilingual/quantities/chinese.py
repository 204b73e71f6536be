"""The values of the numbers in a Chinese sentence; others decide what the English must hold."""

import re
from collections.abc import Iterator
from decimal import Decimal

from bilingual.quantities import Quantity

HALF_WIDTH = str.maketrans("０１２３４５６７８９．，％：／－", "0123456789.,%:/-")
"""One for one, so offsets keep their meaning."""

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
SCALES = r"(?:\s?[多余几来]?(?:[十万亿]|百(?!分)|千(?![米克瓦卡赫伏帕升])|兆(?![瓦赫字贝焦])))"
"""十 … 兆, after 多 or 余 (more than) too; not where it belongs to the unit: 千米 km, 百分点 points."""

_HAN_BEFORE = "(?:[一二两三四五六七八九十]{1,3}[万亿])?"
_PART = rf"(?:\d[\d,]*{SCALES}+(?!(?<=亿)\d{{2,4}}(?![\d百千万]))零?)"
ARABIC_RUN = rf"{_HAN_BEFORE}{_PART}*{ARABIC}{SCALES}*"
"""27万2200, 一万3000亿, 1万零500; but 2.97亿 and 60岁 in 2.97亿60岁以上老人."""

_ARABIC_RUN = re.compile(ARABIC_RUN, re.ASCII)
_HAN_RUN = re.compile(rf"(?:[〇零一二两三四五六七八九]|{SCALES})+")
_PIECE = re.compile(rf"{ARABIC}|[〇零一二两三四五六七八九十百千万亿兆]", re.ASCII)

_DIGITS = {
    char: value for value, chars in enumerate(["〇零", "一", "二两", *"三四五六七八九"]) for char in chars
}
_LAST_SCALE_IS_MEANT = re.compile(r"[百千万亿][一二三四五六七八九1-9]\Z")
"""Spoken Chinese leaves out the last scale: 八万五 is 85,000, 80,005 is 八万零五."""

_NEXT_SCALE = {"百": "十", "千": "百", "万": "千", "亿": "千万"}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}


def read_arabic(text: str) -> Iterator[Quantity]:
    """Give the numbers that are written in Arabic digits of half width.

    >>> [str(quantity.value) for quantity in read_arabic("27万2200元，3.5％，1,234人，1万4000亿")]
    ['272200', '3.5', '1234', '1400000000000']
    """
    for run in _ARABIC_RUN.finditer(text):
        yield Quantity(read_number(run[0]), run.start(), run.end())


def read_han(text: str) -> Iterator[Quantity]:
    """Give the numbers that are written in Han characters; idioms such as 一些 and 十分 are among them.

    >>> [str(quantity.value) for quantity in read_han("三十五人，二〇二六年，八千余万")]
    ['35', '2026', '80000000']
    """
    for run in _HAN_RUN.finditer(text):
        yield Quantity(read_number(run[0]), run.start(), run.end())


def read_number(run: str) -> Decimal:
    """Give the value of one number; digits without a scale stand for themselves, as in 二〇二六.

    >>> [str(read_number(run)) for run in ("八万五", "3亿2", "八万零五", "两百五")]
    ['85000', '320000000', '80005', '250']
    """
    total = section = Decimal(0)
    number: Decimal | None = None
    largest = 0
    pieces: list[str] = _PIECE.findall(run)
    if _LAST_SCALE_IS_MEANT.search(run):
        pieces += _NEXT_SCALE[pieces[-2]]
    for piece in pieces:
        if piece in _LARGE:
            scale, part = _LARGE[piece], section + (number or 0)
            if scale > largest:  # 1万4000亿: all that came before is counted in 亿
                total, largest = (total + part or Decimal(1)) * scale, scale
            else:
                total += (part or 1) * scale
            section, number = Decimal(0), None
        elif piece in _SMALL:
            section += (1 if number is None else number) * _SMALL[piece]
            number = None
        elif piece in _DIGITS:
            number = (number or 0) * 10 + Decimal(_DIGITS[piece])
        else:
            number = Decimal(piece.replace(",", ""))
    return total + section + (number or 0)
