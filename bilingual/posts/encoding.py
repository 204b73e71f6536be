"""From bytes to text, whatever the encoding of an old post."""

import re
from dataclasses import dataclass
from functools import cache

from bilingual.text import has_han


@dataclass(frozen=True, slots=True)
class Decoded:
    """A reading of the bytes, and what is wrong with it."""

    text: str
    encoding: str
    problems: tuple[str, ...] = ()


_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5-hkscs": "big5hkscs"}
_PUNCTUATION = frozenset("，。、；：？！“”‘’「」『』（）《》〈〉—…·～　")
_BROKEN_SHARE = 0.05
"""A UTF-8 text with a few damaged bytes has 1 in 1,000; GB18030 or Big5 read as UTF-8 has over 1 in 2."""


def decode(data: bytes) -> Decoded:
    """Turn bytes into text: by byte order mark, as UTF-8, as declared, or as reads most like Chinese."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    if wide := _utf_16_without_mark(data):
        return _lenient(data, wide)
    strict = _strict(data, "utf-8")
    if strict is not None:
        return strict
    damaged = data.decode("utf-8", "replace")
    broken = damaged.count("\ufffd")
    if broken <= _BROKEN_SHARE * sum(char > "\x7f" for char in damaged):
        return _lenient(data, "utf-8")
    return _declared(data) or _most_chinese(data) or _guessed(data)


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _lenient(data: bytes, encoding: str) -> Decoded:
    strict = _strict(data, encoding)
    if strict is not None:
        return strict
    text = data.decode(encoding, "replace")
    problem = (
        f"some bytes are not valid {encoding.upper()} and are shown as \ufffd; save the file again as UTF-8"
    )
    return Decoded(text, encoding, (problem,))


def _utf_16_without_mark(data: bytes) -> str:
    """Recognise UTF-16 by its ASCII: every second byte of a front matter or of HTML is zero."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 8 < len(sample) or min(even, odd) * 8 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _declared(data: bytes) -> Decoded | None:
    match = _DECLARED.search(data[:4096])
    if match is None:
        return None
    name = match[1].decode("ascii", "replace").lower()
    return _strict(data, _ALIASES.get(name, name))


def _most_chinese(data: bytes) -> Decoded | None:
    readings = [_lenient(data, encoding) for encoding in ("gb18030", "big5", "utf-16-le", "utf-16-be")]
    best = max(readings, key=lambda reading: _plausibility(reading.text))
    return best if has_han(best.text) and _plausibility(best.text) > 0 else None


def _plausibility(text: str) -> float:
    """Judge a reading, -1 to 1: everyday Han and punctuation speak for it, all else against."""
    foreign = [char for char in text if char > "\x7f"]
    likely = sum(char in _everyday_han() or char in _PUNCTUATION for char in foreign)
    return (2 * likely - len(foreign)) / len(foreign) if foreign else 0.0


@cache
def _everyday_han() -> frozenset[str]:
    """Give the first levels of GB 2312 and Big5: the characters that make up 99 % of any text."""
    levels = (("gb2312", range(0xB0, 0xD8)), ("big5", range(0xA4, 0xC7)))
    pairs = (
        (name, bytes((lead, trail)))
        for name, leads in levels
        for lead in leads
        for trail in range(0x40, 0xFF)
    )
    return frozenset(
        char for name, pair in pairs if len(char := pair.decode(name, "ignore")) == 1 and has_han(char)
    )


def _guessed(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return _lenient(data, best.encoding if best else "utf-8")
