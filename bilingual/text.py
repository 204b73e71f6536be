"""Facts about characters: which are Han, Latin, digits, white space."""

import re

HAN_CLASS = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Han characters for use inside a regular expression's brackets; 〇 is a numeral, so it counts."""

HAN_RUN = re.compile(f"[{HAN_CLASS}]+")

NAME_DOTS = "·•‧・"
"""What parts the names of a foreign person."""

_SPACES = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]+")


def has_han(text: str) -> bool:
    """Tell whether there is any Han character, the sign that something needs translation."""
    return HAN_RUN.search(text) is not None


def drop_spaces(text: str) -> str:
    """Remove white space and zero-width characters: what is left is what a reader sees."""
    return _SPACES.sub("", text)
