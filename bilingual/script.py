"""Simplified and Traditional script: tell them apart, and convert one for one (OpenCC)."""

from collections.abc import Callable, Mapping
from functools import cache

from bilingual.text import has_han

_FIRST, _LAST = 0x4E00, 0x9FFF


def language_of(text: str) -> str:
    """Name the language of a text as BCP 47: `zh-Hans`, `zh-Hant`, or `en` where there is no Han.

    >>> language_of("中国外长访问"), language_of("中國外長訪問"), language_of("Beijing said")
    ('zh-Hans', 'zh-Hant', 'en')
    """
    if not has_han(text):
        return "en"
    traditional, simplified = _telling_characters()
    balance = sum((char in traditional) - (char in simplified) for char in text)
    return "zh-Hant" if balance > 0 else "zh-Hans"


def simplify(text: str) -> str:
    """Convert Traditional to Simplified, character for character: offsets keep their meaning.

    >>> simplify("臺灣總統發表談話")
    '台湾总统发表谈话'
    """
    converted = _converter("t2s")(text)
    if len(converted) == len(text):
        return converted
    return "".join(_keep_length(char) for char in text)


@cache
def simplified_characters() -> Mapping[int, str]:
    """Give the Simplified character of each Traditional one, for `str.translate`.

    Words play no part, unlike in `simplify`: what is not an OpenCC at hand can do the same.

    >>> "頭髮、臺灣".translate(simplified_characters())
    '头发、台湾'
    """
    every = [chr(code) for code in range(_FIRST, _LAST + 1)]
    simplified = _converter("t2s")("\n".join(every)).split("\n")
    return {ord(old): new for old, new in zip(every, simplified, strict=True) if old != new}


def _keep_length(char: str) -> str:
    converted = _converter("t2s")(char)
    return converted if len(converted) == 1 else char


@cache
def _telling_characters() -> tuple[frozenset[str], frozenset[str]]:
    """Give the characters that only Traditional and only Simplified texts use."""
    every = [chr(code) for code in range(_FIRST, _LAST + 1)]
    as_simplified = _converter("t2s")("\n".join(every)).split("\n")
    as_traditional = _converter("s2t")("\n".join(every)).split("\n")
    changed = list(zip(every, as_simplified, as_traditional, strict=True))
    traditional = frozenset(char for char, hans, hant in changed if hans != char == hant)
    simplified = frozenset(char for char, hans, hant in changed if hant != char == hans)
    return traditional, simplified


@cache
def _converter(config: str) -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(config).convert
    return convert
