"""The values of the numbers that stand in an English sentence, in digits or in words.

Owns reading, not judging. Reading is generous: all that a number may stand for is among its values,
because a check that objects to a right number is worse than one that misses a wrong one.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from bilingual.quantities import Quantity
from bilingual.quantities.chinese import ARABIC


class _Kind(Enum):
    DIGITS = auto()
    UNIT = auto()
    SCALE = auto()
    LONE = auto()


class _Piece(NamedTuple):
    value: Decimal
    kind: _Kind
    start: int = 0
    end: int = 0


def _read_table(kind: _Kind, table: str) -> dict[str, _Piece]:
    rows = (line.split() for line in table.strip().splitlines())
    return {word: _Piece(Decimal(value), kind) for value, *words in rows for word in words}


_UNITS = _read_table(
    _Kind.UNIT,
    """
    0 zero
    1 one first
    2 two second seconds
    3 three third thirds
    4 four fourth fourths
    5 five fifth fifths
    6 six sixth sixths
    7 seven seventh sevenths
    8 eight eighth eighths
    9 nine ninth ninths
    10 ten tenth tenths
    11 eleven eleventh
    12 twelve twelfth
    13 thirteen thirteenth
    14 fourteen fourteenth
    15 fifteen fifteenth
    16 sixteen sixteenth
    17 seventeen seventeenth
    18 eighteen eighteenth
    19 nineteen nineteenth
    20 twenty twentieth twenties
    30 thirty thirtieth thirties
    40 forty fortieth forties
    50 fifty fiftieth fifties
    60 sixty sixtieth sixties
    70 seventy seventieth seventies
    80 eighty eightieth eighties
    90 ninety ninetieth nineties
""",
)
_SCALES = _read_table(
    _Kind.SCALE,
    """
    10 decade decades
    12 dozen dozens
    100 hundred hundreds hundredth century centuries centenary centennial
    1000 thousand thousands thousandth millennium millennia
    1000000 million millions millionth
    1000000000 billion billions billionth
    1000000000000 trillion trillions
""",
)
_SHORT_SCALES = _read_table(
    _Kind.SCALE,
    """
    1000 k
    1000000 m mn
    1000000000 b bn
    1000000000000 t tn trn
""",
)
_LONE = _read_table(
    _Kind.LONE,
    """
    0 no none nil midnight
    1 a an once single sole
    2 twice both pair couple double doubled doubles doubling
    3 thrice triple tripled triples tripling trio
    4 quadruple quadrupled quarter quarters
    10 teen teens teenage teenager teenagers
    12 noon midday
    14 fortnight
    50 half halve halved halves
""",
)
_NAMES = _read_table(
    _Kind.LONE,
    """
    1 January Jan
    2 February Feb II
    3 March Mar III
    4 April Apr IV
    5 May V
    6 June Jun VI
    7 July Jul VII
    8 August Aug VIII
    9 September Sept Sep IX
    10 October Oct X
    11 November Nov XI
    12 December Dec XII
    13 XIII
    14 XIV
    15 XV
    16 XVI
    17 XVII
    18 XVIII
    19 XIX
    20 XX
    21 XXI
""",
)

_WORDS = {**_UNITS, **_SCALES, **_LONE}
_LARGE = "|".join(word for word, scale in _SCALES.items() if scale.value >= 1000)
_TOKEN = re.compile(rf"({ARABIC})(?:(k|mn?|bn?|tn?|trn)\b)?|([A-Za-z]+)|[^\s\w-]", re.ASCII | re.IGNORECASE)
_FRACTION = re.compile(rf"\b(?:(half)|quarter)[- ](?:of )?(?:an? )?(?={_LARGE}|century|decade|dozen)")
_SHARED_SCALE = re.compile(
    rf"(?<![\d,.])({ARABIC})(?: ?[-–—] ?| to | and | or )(?:[A-Z]*[$€£¥])?{ARABIC} ({_LARGE})", re.ASCII
)
_CLOCK = re.compile(r"\b([01]?\d|2[0-4])[.:]?([0-5]\d)(?= ?(?:hours|hrs|h|GMT|UTC|[ap]\.?m)\b)", re.ASCII)


_LONGEST = 12
"""Words that one number may have; an engine caught in a loop may say “million” a thousand times."""


def read_english(text: str) -> frozenset[Decimal]:
    """Give every value that a number of an English text can stand for, months and Roman numerals too.

    >>> sorted(map(str, read_english("US$10-12 billion, one and a half years, 0930 hours in May")))
    ['1', '10', '10000000000', '12000000000', '30', '5', '50', '9', '930']
    """
    return frozenset(quantity.value for quantity in read_quantities(text))


def read_quantities(text: str) -> Iterator[Quantity]:
    """Give every number of an English text with all its readings, which may share a place."""
    text = _FRACTION.sub(_write_decimal, text)
    yield from _read_values(text)
    if " and " in text:  # “between one hundred and two hundred” has no 102
        yield from _read_values(text.replace(" and ", "  ,  "))
    for shared in _SHARED_SCALE.finditer(text):
        yield Quantity(_decimal(shared[1]) * _SCALES[shared[2]].value, *shared.span(1))
    for clock in _CLOCK.finditer(text):
        yield from (Quantity(Decimal(clock[group]), *clock.span(group)) for group in (1, 2))


def _write_decimal(fraction: re.Match[str]) -> str:
    """Write half a million as 0.5 million, no shorter and no longer, so that offsets keep their meaning."""
    return ("0.5" if fraction[1] else "0.25").ljust(len(fraction[0]))


def _read_values(text: str) -> Iterator[Quantity]:
    run: list[_Piece] = []
    for token in _TOKEN.finditer(text):
        digits, short, word = token.groups(default="")
        if short:
            yield Quantity(_decimal(digits) * _SHORT_SCALES[short.lower()].value, *token.span())
        if word == "and" and run and run[-1].kind is _Kind.SCALE:
            continue
        piece = _Piece(_decimal(digits), _Kind.DIGITS) if digits else _read_word(word)
        if piece:
            piece = piece._replace(start=token.start(), end=token.end())
        if run and not (piece and len(run) < _LONGEST and _goes_on(run[-1], piece)):
            yield _sum_up(run)
            run = []
        elif run and piece and run[-1].kind is _Kind.SCALE:
            yield _sum_up(run)  # or it ends here: “US$753 million two years ago”
            yield Quantity(piece.value, piece.start, piece.end)
        if piece:
            run.append(piece)
    if run:
        yield _sum_up(run)


def _read_word(word: str) -> _Piece | None:
    return _NAMES.get(word) or _WORDS.get(word.lower().removesuffix("fold"))


def _goes_on(last: _Piece, piece: _Piece) -> bool:
    """Tell whether a piece belongs to the same number as the one before: two hundred, fifty-one."""
    if piece.kind is _Kind.SCALE:
        return last.kind is not _Kind.LONE or last.value == 1
    if piece.kind is not _Kind.UNIT:
        return False
    if last.kind is _Kind.SCALE:
        return piece.value < last.value
    return last.kind is _Kind.UNIT and last.value >= 20 and piece.value < 10


def _sum_up(run: list[_Piece]) -> Quantity:
    total = current = Decimal(0)
    for value, kind, _, _ in run:
        if kind is not _Kind.SCALE:
            current += value
        elif value < 1000:
            current = (current or 1) * value
        else:
            total, current = total + (current or 1) * value, Decimal(0)
    return Quantity(total + current, run[0].start, run[-1].end)


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))
