"""Numbers in Arabic digits whose unit is left to the model: 660席, 34000多封, 标普500指数, 66万2214起."""

import re
from collections.abc import Iterator
from decimal import Decimal

from bilingual.document import Constraint
from bilingual.entities.grammar import IN_DIGITS, Amount, number, read_amount, write_counted

_BARE = re.compile(IN_DIGITS, re.ASCII)
_SAID_OTHERWISE_BEFORE = re.compile(r"(?:[双等/]|代表)\s?\Z")
"""双11 is Singles' Day, 甲乙等12人 “A, B and ten others”."""

_SAID_OTHERWISE_AFTER = re.compile(r"\s?(?:[年月后时点成折毛角世]|(?<!\d[\d.])倍)")
"""80后 are those born in the 1980s, 3折 is 70 % off, 增长2倍 tripled."""

_LIKELY_YEARS = range(1900, 2100)
_OF_A_SERIES = re.compile(r"\s?(?:[、和及]\s?\d+)*\s?[条号页]", re.ASCII)
_AFTER_A_NAME = re.compile(r"(?:第|[A-Za-z]\s?)\Z")
"""Article 35, page 3, iPhone 12, August 3: they count nothing."""

_LIST_MARKER = re.compile(r"(?:\A|[；;。：:，,\s])[（(]?\d{1,2}[、．.)）](?!\d)|（\d{1,2}）", re.ASCII)


def find_bare(text: str) -> Iterator[Constraint]:
    """Find what no other recogniser has claimed.

    >>> [found.renderings[0] for found in find_bare("现有70席，逾34000封，2022北京，双11")]
    ['70', 'more than 34,000', '2022']
    """
    for match in _BARE.finditer(text):
        amount = read_amount(match)
        if amount and _is_worth(match, amount.values[0]):
            yield number(match, *_write(match, amount))


def _is_worth(match: re.Match[str], value: Decimal) -> bool:
    if value in (0, 1) or (match["number"].startswith("0") and value > 1):
        return False
    if value >= 10**4:
        return True
    if _SAID_OTHERWISE_BEFORE.search(match.string[: match.start()]):
        return False
    is_marker = _LIST_MARKER.search(match.string, max(0, match.start() - 2), match.end() + 1)
    return not is_marker and not _SAID_OTHERWISE_AFTER.match(match.string, match.end())


def _write(match: re.Match[str], amount: Amount) -> tuple[str, ...]:
    written = match["number"]
    if written.isdecimal() and (int(written) in _LIKELY_YEARS or _is_name(match)):
        return (written,)
    return write_counted(amount, "")


def _is_name(match: re.Match[str]) -> bool:
    """Tell whether the digits only name something: articles, telephones."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    is_long = len(match["number"]) > 6 and not after[:1].isalpha()
    return is_long or _OF_A_SERIES.match(after) is not None or _AFTER_A_NAME.search(before) is not None
