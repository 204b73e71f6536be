"""The engine for tests: deterministic pseudo-English that keeps every promise an engine makes.

It meets all constraints, keeps numbers and quotation marks, leaves no Chinese, and is about as long as
English would be, so that a whole run through it has no findings and any that appear are real.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bilingual.document import Alignment, Evidence, Job, Origin, Tier, Translation
from bilingual.engines.tidy import capitalise
from bilingual.renditions import find_renditions
from bilingual.text import HAN_RUN, has_han

_CONSONANTS, _VOWELS, _FINALS = "bdfghjklmnprstvwyz", "aeiou", "lmnr"
_SCALES = {"十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_PART = re.compile(rf"({_NUMBER})\s?[多余]?([{''.join(_SCALES)}]*)", re.ASCII)
_AMOUNT = re.compile(rf"(?:{_NUMBER}\s?[多余]?[{''.join(_SCALES)}]+)+(?:{_NUMBER})?", re.ASCII)
_PUNCTUATION = str.maketrans(
    {
        **dict(zip("０１２３４５６７８９％．／", "0123456789%./", strict=True)),
        **dict.fromkeys("，、", ", "),
        **dict.fromkeys("。｡", ". "),
        "；": "; ",
        "：": ": ",
        "！": "! ",
        "？": "? ",
        "（": " (",
        "）": ") ",
        "·": " ",
        "\u3000": " ",
        **dict.fromkeys("「『《〈", "“"),
        **dict.fromkeys("」』》〉", "”"),
    }
)


class Echo:
    """Spells each Han character as a syllable and puts every rendering in its place."""

    id = "echo-1"
    name = "echo"

    def translate(self, jobs: Sequence[Job]) -> list[Translation]:
        """Echo every job in pseudo-English."""
        return [_echo(job) for job in jobs]

    def align(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[Alignment, ...]]:
        """Know nothing: pseudo-English has no words."""
        return [()] * len(pairs)


def _echo(job: Job) -> Translation:
    chinese = has_han(job.text)
    target = "".join(_pieces(job)) if chinese else job.text
    if chinese:
        target = re.sub(r" +(?=[,.;:!?)”])|(?<=[(“]) +", "", " ".join(target.split()))
        first = len(target) - len(target.lstrip("“(‘"))
        target = target[:first] + capitalise(target[first:])
    evidence = tuple(
        Evidence(Tier.UNMET) if span is None else Evidence(Tier.FREE, span.start, span.end)
        for span in find_renditions(target, job.constraints)
    )
    return Translation(job.text, target, Origin.ENGINE if chinese else Origin.SOURCE, evidence)


def _pieces(job: Job) -> Iterator[str]:
    position = 0
    for constraint in job.constraints:
        yield _spell(job.text[position : constraint.start])
        yield f" {constraint.renderings[0]} "
        position = constraint.end
    yield _spell(job.text[position:])


def _spell(text: str) -> str:
    digits = _AMOUNT.sub(_write_amount, text.translate(_PUNCTUATION))
    return HAN_RUN.sub(lambda run: f" {' '.join(_words(run[0]))} ", digits)


def _write_amount(amount: re.Match[str]) -> str:
    """Write 27万2200 as 272,200."""
    total = Decimal(0)
    for part in _PART.finditer(amount[0]):
        value = Decimal(part[1].replace(",", ""))
        for scale in part[2]:
            value *= _SCALES[scale]
        total += value
    return f"{total.normalize():,f} "


def _words(han: str) -> Iterator[str]:
    for start in range(0, len(han), 2):
        yield "".join(_syllable(ord(char)) for char in han[start : start + 2])


def _syllable(code: int) -> str:
    code, final = divmod(code, len(_FINALS))
    code, vowel = divmod(code, len(_VOWELS))
    return _CONSONANTS[code % len(_CONSONANTS)] + _VOWELS[vowel] + _FINALS[final]
