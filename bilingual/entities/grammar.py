"""How Chinese writes an amount: digits or Han numerals, scale, range, and words for about and more than."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bilingual.document import Constraint, ConstraintKind
from bilingual.quantities.chinese import ARABIC_RUN, SCALES, read_number
from bilingual.quantities.write import write_value

_ABOUT = {
    "nearly": ("将近", "接近", r"(?<![最附接靠邻新就远])近"),
    "more than": ("超过", "超出", "逾", "多于", r"(?<![高赶反出])超"),
    "about": ("大约", "大概", r"(?<![条公合契签大节违预誓])约"),
    "less than": ("不到", "不足", "少于", "低于"),
    "no more than": ("不超过", "不多于"),
    "at least": ("不少于", "不低于", "不下"),
}
_MORE = {"多": "more than", "余": "more than", "左右": "about", "上下": "about"}

_ALONE = r"(?<![A-Za-z\d_])(?<!\d[.,/:])(?<![A-Za-z]-)"
_ARABIC = rf"{_ALONE}(?>{ARABIC_RUN})(?:(?<=[十百千万亿兆])|(?![A-Za-z]|[.,/:]\d))"
_DIGIT = "[一二两三四五六七八九]"
_SECTION = rf"(?:{_DIGIT}?千)?零?(?:{_DIGIT}?百(?<!千百))?零?(?:{_DIGIT}?十)?零?{_DIGIT}?"
_HAN = re.compile(rf"(?:(?:{_SECTION}万)?(?:{_SECTION})?亿)?(?:{_SECTION}万)?{_SECTION}")
_HAN_RUN = (
    r"(?<![第〇零一二两三四五六七八九十百千万亿数几上成])[一二两三四五六七八九十百千]"
    r"[零一二两三四五六七八九十百千万亿]*(?:(?<=[十百千])[多余][万亿])?"
)
_NUMBER = rf"(?:{_ARABIC}|{_HAN_RUN})"

_BEFORE = rf"(?:(?P<about>{'|'.join(word for words in _ABOUT.values() for word in words)})\s?)?"
_MORE_THAN = r"\s?(?P<more>[多余](?=[^万亿]))?"

AMOUNT = rf"{_BEFORE}(?:(?P<low>{_NUMBER})\s?[-–—―~～至到]\s?)?(?P<number>{_NUMBER}){_MORE_THAN}"
"""Followed by what is counted; read it with `read_amount`."""

IN_DIGITS = rf"{_BEFORE}(?P<number>{_ARABIC}){_MORE_THAN}"
"""Not followed by anything; no range."""

AFTER = r"(?P<after>左右|上下)?"

_SPELLED = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SCALE_AT_END = re.compile(rf"{SCALES}+\Z")


@dataclass(frozen=True, slots=True)
class Amount:
    """One value, or the two of a range, and how exact it is."""

    values: tuple[Decimal, ...]
    about: str
    """`nearly`, `more than`, … or `""`."""

    def write(self, before: str = "", after: str = "") -> str:
        """Write it in English, with a sign before each value or a unit after the last."""
        words = " to ".join(before + write_value(value) for value in self.values)
        return f"{self.about} {words}{after}".strip()


def read_amount(match: re.Match[str]) -> Amount | None:
    """Read what `AMOUNT` has matched; None where it is an idiom or no well-formed number."""
    parts = [part for part in (match.groupdict().get("low"), match["number"]) if part]
    if not all(map(_is_well_formed, parts)):
        return None
    values = [read_number(part) for part in parts]
    if len(values) == 2:
        values[0] = _with_shared_scale(values[0], parts[0], parts[1])
        if values[0] >= values[1]:
            return None
    return Amount(tuple(values), _read_about(match))


def write_counted(amount: Amount, unit: str) -> tuple[str, ...]:
    """Write an amount with what is counted, a whole number below ten in a word; digits mean the same."""
    digits = amount.write(after=f" {unit}" if unit else "")
    value = amount.values[0]
    if len(amount.values) > 1 or value >= len(_SPELLED) or value % 1:
        return (digits,)
    return f"{amount.about} {_SPELLED[int(value)]} {unit}".strip(), digits


def number(match: re.Match[str], *renderings: str) -> Constraint:
    """Make the constraint that the English must hold this number."""
    return Constraint(*match.span(), match[0], tuple(dict.fromkeys(renderings)), ConstraintKind.NUMBER)


def _is_well_formed(part: str) -> bool:
    return any(map(str.isdecimal, part)) or _HAN.fullmatch(re.sub("[多余]", "", part)) is not None


def _with_shared_scale(value: Decimal, low: str, high: str) -> Decimal:
    """Give 3至5万 the scale that is written once."""
    scale = _SCALE_AT_END.search(high)
    if scale is None or _SCALE_AT_END.search(low) or value >= read_number(high[: scale.start()]):
        return value
    return value * read_number(high) / read_number(high[: scale.start()])


def _read_about(match: re.Match[str]) -> str:
    before = match["about"]
    if before:
        return next(english for english, words in _ABOUT.items() if any(w.endswith(before) for w in words))
    if any(sign in match["number"] for sign in "多余"):
        return _MORE["多"]
    after = match.groupdict().get("after")
    return _MORE.get(match["more"] or after or "", "")
