"""What can be computed is never left to the model: addresses, numbers, money, dates, times, ages, names."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from bilingual.document import Constraint
from bilingual.entities.bare import find_bare
from bilingual.entities.counts import find_counts
from bilingual.entities.dates import find_dates
from bilingual.entities.durations import find_durations
from bilingual.entities.literals import find_literals
from bilingual.entities.money import find_money
from bilingual.entities.names import find_names, vouched_names
from bilingual.entities.ordinals import find_ages, find_ordinals
from bilingual.entities.shares import find_shares
from bilingual.entities.times import find_times
from bilingual.quantities.chinese import HALF_WIDTH
from bilingual.quantities.currencies import CHINESE_NAME

__all__ = ["RECOGNISERS", "find_entities", "vouched_names"]

RECOGNISERS: tuple[tuple[re.Pattern[str], Callable[[str], Iterator[Constraint]]], ...] = (
    (re.compile(rf"元|块钱|{CHINESE_NAME}"), find_money),
    (re.compile(r"[%成/]|分之|百分"), find_shares),
    (re.compile(r"[年月日周]|星期|礼拜"), find_dates),
    (re.compile(r"[时点:]"), find_times),
    (re.compile(r"第|周年|世纪|年代|号"), find_ordinals),
    (re.compile(r"[岁旬]"), find_ages),
    (re.compile(r"[年月周天时钟秒]"), find_durations),
    (re.compile(r"[0-9一二三四五六七八九十百千万亿]"), find_counts),
    (re.compile(r"[0-9]"), find_bare),
)
"""What tells that it is worth looking, and who looks; what one has found, a later one cannot take."""


def find_entities(text: str, people: Iterable[str] | None = None) -> tuple[Constraint, ...]:
    """Find what is computed in a text of Simplified script: in order, none overlapping another.

    `people` are the Chinese names to look for, as `vouched_names` gives them; None: those that the text
    itself vouches for.

    >>> [(c.source, c.renderings[0]) for c in find_entities("5月20日，约3万人获得410亿美元。")]
    [('5月20日', 'May 20'), ('约3万人', 'about 30,000 people'), ('410亿美元', 'US$41 billion')]
    """
    found: list[Constraint] = []
    taken = bytearray(len(text))
    for entity in _candidates(text, vouched_names([text]) if people is None else people):
        if not any(taken[entity.start : entity.end]):
            taken[entity.start : entity.end] = b"\x01" * (entity.end - entity.start)
            found.append(_as_written(entity, text))
    return tuple(sorted(found, key=lambda entity: entity.start))


def _candidates(text: str, people: Iterable[str]) -> Iterator[Constraint]:
    yield from find_literals(text)
    plain = text.translate(HALF_WIDTH)
    for sign, find in RECOGNISERS:
        if sign.search(plain):
            yield from find(plain)
    yield from find_names(text, people)


def _as_written(entity: Constraint, text: str) -> Constraint:
    return replace(entity, source=text[entity.start : entity.end])
