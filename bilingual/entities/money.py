"""Amounts of money: 410亿美元, 人民币3.5万元, 100至120亿港元."""

import re
from collections.abc import Iterator
from itertools import chain

from bilingual.document import Constraint
from bilingual.entities.grammar import AFTER, AMOUNT, Amount, number, read_amount
from bilingual.quantities.currencies import BY_CHINESE, CHINESE_NAME, Currency

_PLAIN = r"(?:元(?![旦首帅老素件宵勋月年朝代凶])|块钱)"
_MONEY = re.compile(rf"{AMOUNT}(?:(?P<currency>{CHINESE_NAME})|{_PLAIN}){AFTER}", re.ASCII)
_NO_UNIT = rf"(?<![一二两三四五六七八九])(?![一二两三四五六七八九十百千万亿]|\s?(?:{CHINESE_NAME}))"
"""台币两大趋势 is no money."""

_AFTER_ITS_CURRENCY = re.compile(
    rf"(?<![\d十百千万亿])(?P<currency>{CHINESE_NAME})\s?{AMOUNT}(?:{_PLAIN}|{_NO_UNIT}){AFTER}", re.ASCII
)


def find_money(text: str) -> Iterator[Constraint]:
    """Find amounts with their currency; a plain 元 may be any currency that the context tells."""
    for match in chain(_AFTER_ITS_CURRENCY.finditer(text), _MONEY.finditer(text)):
        amount = read_amount(match)
        currency = BY_CHINESE.get(match["currency"])
        if amount and currency:
            yield number(match, _write(amount, currency))
        elif amount:
            yield number(match, amount.write(after=" yuan"), amount.write())


def _write(amount: Amount, currency: Currency) -> str:
    if currency.sign:
        return amount.write(before=currency.sign)
    return amount.write(after=f" {currency.names[0]}")
