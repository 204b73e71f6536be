"""How Chinese writes an amount: digits or Han numerals, scale, range, and words for about and more than."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bilingual.document import Constraint, ConstraintKind
from bilingual.quantities.chinese import ARABIC, SCALES, read_number
from bilingual.quantities.write import write_value

_ABOUT = {
    "nearly": ("将近", "接近", r"(?<![最附接靠邻新就远])近"),
    "more than": ("超过", "超出", "逾", "多于", r"(?<![高赶反出])超"),
    "about": ("大约", "大概", r"(?<![条公合契签大节违预誓])约"),
    "less than": ("不到", "不足", "少于", "低于"),
}
_MORE = {"多": "more than", "余": "more than", "左右": "about", "上下": "about"}

_ARABIC = rf"(?<![A-Za-z\d_])(?<!\d[.,/:])(?<![A-Za-z]-)(?>(?:{ARABIC}{SCALES}*)+)(?![A-Za-z]|[.,/:]\d)"
_DIGIT = "[一二两三四五六七八九]"
_SECTION = rf"(?:{_DIGIT}?千)?零?(?:{_DIGIT}?百(?<!千百))?零?(?:{_DIGIT}?十)?零?{_DIGIT}?"
_HAN = re.compile(rf"(?:(?:{_SECTION}万)?(?:{_SECTION})?亿)?(?:{_SECTION}万)?{_SECTION}")
_HAN_RUN = (
    r"(?<![第〇零一二两三四五六七八九十百千万亿数几上成])[一二两三四五六七八九十百千]"
    r"[零一二两三四五六七八九十百千万亿]*(?:(?<=[十百千])[多余][万亿])?"
)
_NUMBER = rf"(?:{_ARABIC}|{_HAN_RUN})"

AMOUNT = (
    rf"(?:(?P<about>{'|'.join(word for words in _ABOUT.values() for word in words)})\s?)?"
    rf"(?:(?P<low>{_NUMBER})\s?[-–—―~～至到]\s?)?(?P<number>{_NUMBER})\s?(?P<more>[多余](?=[^万亿]))?"
)
"""Followed by what is counted; read it with `read_amount`."""

AFTER = r"(?P<after>左右|上下)?"

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
    parts = [part for part in (match["low"], match["number"]) if part]
    if not all(part[0].isdigit() or _HAN.fullmatch(re.sub("[多余]", "", part)) for part in parts):
        return None
    values = [read_number(part) for part in parts]
    if len(values) == 2:
        values[0] = _with_shared_scale(values[0], parts[0], parts[1])
        if values[0] >= values[1]:
            return None
    return Amount(tuple(values), _read_about(match))


def number(match: re.Match[str], *renderings: str) -> Constraint:
    """Make the constraint that the English must hold this number."""
    return Constraint(*match.span(), match[0], tuple(dict.fromkeys(renderings)), ConstraintKind.NUMBER)


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
