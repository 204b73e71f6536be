"""Currencies: how Chinese names them, how English writes an amount of them."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Currency:
    """One currency, or a family that plain signs leave open, as $ does."""

    code: str
    """ISO 4217; a sign where the text does not say which one of several is meant."""
    zh: tuple[str, ...] = ()
    """What stands after the amount in Chinese; the longest is tried first."""
    sign: str = ""
    """Written before the amount in English; `""`: the name stands after it."""
    names: tuple[str, ...] = ()
    """What may stand after the amount in English, the preferred one first."""
    signs: tuple[str, ...] = ()
    """Other signs that are read before an amount."""


CURRENCIES = (
    Currency(
        "USD", ("美元", "美金"), "US$", ("US dollars", "US dollar", "U.S. dollars"), ("USD",)
    ),
    Currency("CNY", ("元人民币", "人民币", "块人民币"), "", ("yuan", "renminbi", "rmb"), ("RMB", "CNY")),
    Currency("HKD", ("港元", "港币", "港圆", "元港币"), "HK$", ("Hong Kong dollars",), ("HKD",)),
    Currency("TWD", ("新台币", "元新台币", "台币"), "NT$", ("New Taiwan dollars", "NT dollars"), ("TWD",)),
    Currency("MOP", ("澳门元", "葡币"), "MOP$", ("patacas",), ("MOP",)),
    Currency("SGD", ("新加坡元", "新元", "新币", "坡币"), "S$", ("Singapore dollars",), ("SGD",)),
    Currency("AUD", ("澳元", "澳币", "澳大利亚元"), "A$", ("Australian dollars",), ("AUD", "AU$")),
    Currency("CAD", ("加元", "加币", "加拿大元"), "C$", ("Canadian dollars",), ("CAD", "CA$")),
    Currency("NZD", ("新西兰元", "纽元", "纽币"), "NZ$", ("New Zealand dollars",), ("NZD",)),
    Currency("$", (), "", ("dollars", "dollar"), ("$",)),
    Currency("EUR", ("欧元",), "", ("euros", "euro"), ("€", "EUR")),
    Currency("GBP", ("英镑",), "", ("pounds", "British pounds", "pounds sterling", "pound"), ("£", "GBP")),
    Currency("JPY", ("日元", "日圆", "日币"), "", ("yen", "Japanese yen"), ("JPY", "JP¥")),
    Currency("¥", (), "", (), ("¥", "￥")),
    Currency("KRW", ("韩元", "韩圆", "韩币"), "", ("won", "South Korean won"), ("KRW", "₩")),
    Currency("KPW", ("朝鲜元",), "", ("North Korean won",), ("KPW",)),
    Currency("RUB", ("卢布",), "", ("rubles", "roubles", "ruble"), ("RUB", "₽")),
    Currency("INR", ("印度卢比",), "", ("Indian rupees", "rupees"), ("INR", "Rs", "₹")),
    Currency("rupee", ("卢比",), "", ("rupees", "rupee"), ("Rs",)),
    Currency("THB", ("泰铢", "铢"), "", ("baht", "Thai baht"), ("THB",)),
    Currency("MYR", ("林吉特", "令吉", "马币"), "", ("ringgit", "Malaysian ringgit"), ("RM", "MYR")),
    Currency("VND", ("越南盾",), "", ("dong", "Vietnamese dong"), ("VND",)),
    Currency("IDR", ("印尼盾", "印尼卢比"), "", ("rupiah", "Indonesian rupiah"), ("IDR", "Rp")),
    Currency("CHF", ("瑞士法郎", "瑞郎"), "", ("Swiss francs",), ("CHF",)),
    Currency("TRY", ("土耳其里拉", "里拉"), "", ("lira", "Turkish lira", "liras"), ("TRY", "₺")),
    Currency("BRL", ("巴西雷亚尔", "雷亚尔"), "", ("reais", "Brazilian reais", "real"), ("R$", "BRL")),
    Currency("ZAR", ("南非兰特", "兰特"), "", ("rand", "South African rand"), ("ZAR",)),
    Currency("KZT", ("坚戈",), "", ("tenge", "Kazakh tenge"), ("KZT",)),
    Currency("ILS", ("新谢克尔", "谢克尔"), "", ("shekels",), ("ILS", "₪")),
    Currency("peso", ("比索",), "", ("pesos", "Philippine pesos", "Mexican pesos"), ("PHP", "₱")),
)  # fmt: skip

BY_CHINESE = {name: currency for currency in CURRENCIES for name in currency.zh}
CHINESE_NAME = "|".join(sorted(BY_CHINESE, key=lambda name: (-len(name), name)))

_BY_SIGN = {
    sign: currency.code for currency in CURRENCIES for sign in (currency.sign, *currency.signs) if sign
}
_BY_NAME = {name.lower(): currency.code for currency in reversed(CURRENCIES) for name in currency.names}
_FAMILIES = {
    "$": {"USD", "HKD", "TWD", "SGD", "AUD", "CAD", "NZD", "MOP"},
    "¥": {"CNY", "JPY"},
    "rupee": {"INR", "IDR"},
    "INR": {"rupee"},
}


def _alternatives(words: dict[str, str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


BEFORE = re.compile(rf"(?:(?<![A-Za-z$])(?:{_alternatives(_BY_SIGN)}) ?)\Z")
AFTER = re.compile(
    rf"[ -]?(?:(?:of )?({_alternatives(_BY_NAME)})\b|({_alternatives(_BY_SIGN)})(?!\w))", re.IGNORECASE
)


def code_of(written: str) -> str:
    """Name the currency of a sign or an English name.

    >>> code_of("US$"), code_of("Rubles"), code_of("$")
    ('USD', 'RUB', '$')
    """
    written = written.strip()
    return _BY_SIGN.get(written) or _BY_NAME.get(written.lower()) or _BY_SIGN.get(written.upper(), "")


def may_be(wanted: str, written: str) -> bool:
    """Tell whether what is written can mean the currency that is wanted; $ can mean any dollar."""
    return wanted == written or wanted in _FAMILIES.get(written, ())
