"""How a value is written in English, so that reading it again gives the same value."""

from decimal import Decimal

_SCALES = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)
_FEWEST_PLACES = 3
"""1.125 million is easier to read than 1,125,000; 1.1256 million is not."""


def write_value(value: Decimal) -> str:
    """Write a value as newspapers do: digits below a million, else with its scale where that is short.

    >>> [write_value(Decimal(value)) for value in ("50000", "41e9", "1.33e12", "27233456", "3.50")]
    ['50,000', '41 billion', '1.33 trillion', '27,233,456', '3.5']
    """
    for size, scale in _SCALES:
        if value >= size:
            number = (value / size).normalize()
            if number * size == value and _places(number) <= _FEWEST_PLACES:
                return f"{number:,f} {scale}"
            break
    return f"{value.normalize():,f}"


def write_ordinal(number: int) -> str:
    """Write an ordinal in digits.

    >>> [write_ordinal(number) for number in (1, 2, 3, 4, 11, 22, 113)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd', '113th']
    """
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _places(number: Decimal) -> int:
    return max(0, -int(number.as_tuple().exponent))
