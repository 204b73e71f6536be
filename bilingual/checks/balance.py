"""Brackets and quotation marks that are opened in the target are closed in it."""

import re
from collections.abc import Iterator
from itertools import chain

from bilingual.document import Finding, Job, Severity, Span, Translation

_PARTNERS = {
    ")": "(（",
    "）": "（(",
    "]": "[［",
    "］": "［[",
    "}": "{",
    "】": "【",
    "〕": "〔",
    "》": "《",
    "〉": "〈",
    "」": "「",
    "』": "『",
    "”": '“"',
    '"': '"“',
}
"""What each closing mark can close; the straight quotation mark opens when there is nothing to close."""

_OPENING = frozenset("".join(_PARTNERS.values()))
_MARK = re.compile(f"[{re.escape(''.join(_OPENING | _PARTNERS.keys()))}]")
_OTHER_USE = re.compile(r"""^\s*\w{1,2}\)|(?<=\d')\d+\"""")
"""A list item “a)” and inches, 5'11": no partner is needed."""


def check_balance(job: Job, translation: Translation) -> Iterator[Finding]:
    """Object to marks without a partner, unless the source has such too, as a part of a long quotation.

    Only pairs count: 《》 may become quotation marks, italics or nothing. Apostrophes are no quotation marks,
    so no single ones are judged; curly and straight ones may be mixed.
    """
    if _find_single(job.text):
        return
    for place in _find_single(translation.target):
        mark = translation.target[place]
        yield Finding("balance", Severity.WARNING, f"{mark} has no partner", Span(place, place + 1))


def _find_single(text: str) -> list[int]:
    """Give the places of the marks without a partner."""
    opened: dict[str, list[int]] = {mark: [] for mark in _OPENING}
    single: list[int] = []
    for match in _MARK.finditer(_OTHER_USE.sub(lambda other: " " * len(other[0]), text)):
        place, mark = match.start(), match[0]
        partners = [opened[partner] for partner in _PARTNERS.get(mark, "") if opened[partner]]
        if partners:
            max(partners, key=lambda places: places[-1]).pop()
        elif mark in _OPENING:
            opened[mark].append(place)
        else:
            single.append(place)
    return sorted(chain(single, *opened.values()))
