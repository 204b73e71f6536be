"""Amounts, days and hours by their value, read from Chinese or English and written in English.

Used both to say what the English of a sentence must hold and to judge whether it does.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its scale: 27万2200, 八千余万, 41 billion."""

    value: Decimal
    start: int
    end: int
    """Offsets into the text it was read from."""
