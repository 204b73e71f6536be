"""Ordinals, ages, decades and centuries: 第3届, 35岁的, 20世纪90年代, 第2758号."""

import re
from collections.abc import Iterator

from bilingual.document import Constraint
from bilingual.entities.grammar import AMOUNT, number, read_amount
from bilingual.quantities.chinese import read_number
from bilingual.quantities.write import write_ordinal

_NUMERAL = r"(?P<number>\d{1,3}|[一二三四五六七八九]?百?[零一二三四五六七八九]?十?[一二三四五六七八九]?)"
_ORDINAL = re.compile(rf"第{_NUMERAL}(?:次|届|轮|批|章|任|季度|位|名|(?<=\d)天)", re.ASCII)
_ANNIVERSARY = re.compile(r"(?<![\d.])(?P<number>\d{1,4})周年", re.ASCII)
_NUMBERED = re.compile(
    r"(?:第|(?<=[〕\])）])|(?<=[民刑行][初终再申])|(?<=[字令]))\s?(?P<number>\d+)\s?号", re.ASCII
)
"""Of decisions, laws and court cases: 国发〔2024〕5号."""

_CENTURY = re.compile(
    r"(?P<before_christ>公元前\s?)?(?<!\d)(?P<century>[3-9]|1\d|2[01]|十[一二三四五六七八九]|二十一?|[三四五六七八九])"
    r"\s?世纪(?:\s?(?P<decade>[1-9]0|[一二三四五六七八九]十)\s?年代)?",
    re.ASCII,
)
_DECADE = re.compile(
    r"(?<![\d.])(?:(?P<year>(?:1[5-9]|20)\d0)|(?:上个?世纪)?\s?(?P<decade>[3-9]0|[三四五六七八九]十))\s?年代",
    re.ASCII,
)
_AGE = re.compile(
    rf"{AMOUNT}岁(?P<adjective>的|(?=[男女老少青学儿孩教妻母父华黑白优]))?(?!以|至|到|-|生日)", re.ASCII
)
_DECADES_OF_AGE = re.compile(r"年(?P<about>[近届过逾约])(?P<tens>[二三四五六七八九])旬")
_WORDS = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth", "twentieth", "twenty-first",
)  # fmt: skip


def find_ordinals(text: str) -> Iterator[Constraint]:
    """Find ordinals from the second on; the first is as often an idiom."""
    for pattern in (_ORDINAL, _ANNIVERSARY):
        for match in pattern.finditer(text):
            value = int(read_number(match["number"]))
            if value > 1:
                yield number(match, *_write(match, value))
    for match in _NUMBERED.finditer(text):
        yield number(match, f"No. {match['number']}", match["number"])
    for match in _CENTURY.finditer(text):
        yield number(match, *_write_century(match))
    for match in _DECADE.finditer(text):
        year = match["year"] or f"19{read_number(match['decade'])}"
        yield number(match, f"{year}s", f"{year[2:]}s")


def find_ages(text: str) -> Iterator[Constraint]:
    """Find ages."""
    for match in _AGE.finditer(text):
        amount = read_amount(match)
        if amount and len(amount.values) == 1 and amount.values[0] > 1:
            form = " years old" if match["adjective"] is None else "-year-old"
            yield number(match, amount.write(after=form), f"{amount.values[0]}")
    for match in _DECADES_OF_AGE.finditer(text):
        about = {"过": "more than", "逾": "more than", "约": "about"}.get(match["about"], "nearly")
        yield number(match, f"{about} {10 * read_number(match['tens'])} years old")


def _write(match: re.Match[str], value: int) -> tuple[str, ...]:
    ordinal = write_ordinal(value)
    if match.re is _ANNIVERSARY:
        return f"{ordinal} anniversary", ordinal
    quarter = " quarter" if match[0].endswith("季度") else ""
    words = (_WORDS[value],) if value <= 10 else ()
    return (*(word + quarter for word in words), ordinal + quarter, *words)


def _write_century(match: re.Match[str]) -> tuple[str, ...]:
    century = int(read_number(match["century"]))
    if match["decade"]:
        decade = int(read_number(match["decade"]))
        return f"{100 * (century - 1) + decade}s", f"{decade}s"
    era = " BC" if match["before_christ"] else ""
    century_in_words = f"{_WORDS[century]} century{era}", f"{100 * (century - 1)}s"
    return f"{write_ordinal(century)} century{era}", *century_in_words
