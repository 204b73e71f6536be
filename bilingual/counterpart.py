"""Finds the run of English words that renders a stretch of the Chinese, by alignment and evidence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from bilingual.document import Span, TranslatedSentence

LEAST_CONFIDENCE = 0.6

_WORD = re.compile(r"[#@$€£¥]?[^\W_](?:[^\s—–…]*[^\W_])?%?")
_LOOSE = frozenset(
    "and or of that which who is are was were be been being has have had will would".split()  # noqa: SIM905
)
_GRAMMAR = _LOOSE | frozenset("a an the in on at to for with by from as its".split())  # noqa: SIM905
"""Words that look at whatever is near: alone they say nothing about where a stretch begins and ends."""

_PARTNERS = {"(": ")", "[": "]", "“": "”", "‘": "’", '"': '"', "'": "'"}
_QUOTED = re.compile(r"\W*[“‘「『《〈（(\"].*[”’」』》〉）)\"]\W*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A run of whole words."""

    start: int
    end: int
    """Offsets into the target."""
    confidence: float
    """0-1, higher is better."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word, or the whole rendering of a term."""

    start: int
    end: int
    share: float
    """0-1: how much of it comes from the stretch."""
    word: str = ""
    """In small letters; `""` for a rendering."""

    @property
    def is_grammar(self) -> bool:
        """Tell whether it looks at whatever is near."""
        return self.word in _GRAMMAR

    @property
    def is_loose(self) -> bool:
        """Tell whether it only joins what follows to what is before it."""
        return self.word in _LOOSE

    @property
    def gain(self) -> float:
        """Say how much a run is better with it than without."""
        gain = self.share - 0.5
        return max(gain, 0.0) if self.is_grammar else gain


def find_counterpart(sentence: TranslatedSentence, start: int, end: int) -> Counterpart | None:
    """Give the English of a stretch of a sentence; None where that is doubtful.

    Args:
        sentence: with its alignment.
        start: where the stretch begins in the sentence.
        end: where it ends.
    """
    units = list(_units(sentence, Span(start, end)))
    run = _trim(_best_run(units))
    if not run:
        return None
    confidence = _confidence(run, units)
    if confidence < LEAST_CONFIDENCE:
        return None
    is_quoted = _QUOTED.fullmatch(sentence.sentence.text[start:end]) is not None
    words = _with_partners(sentence.translation.target, run[0].start, run[-1].end, is_quoted=is_quoted)
    return Counterpart(words.start, words.end, confidence)


def _best_run(units: Sequence[_Unit]) -> Sequence[_Unit]:
    """Give the run that gains most, of equals the shortest."""
    gains = [0.0, *accumulate(unit.gain for unit in units)]
    runs = [(first, last) for first in range(len(units)) for last in range(first + 1, len(units) + 1)]
    first, last = max(runs, key=lambda run: (gains[run[1]] - gains[run[0]], run[0] - run[1]), default=(0, 0))
    return units[first:last]


def _trim(run: Sequence[_Unit]) -> Sequence[_Unit]:
    """Cut words of grammar that hang over: what they belong to is outside."""
    while run and run[-1].is_grammar:
        run = run[:-1]
    while run and run[0].is_loose:
        run = run[1:]
    return run


def _with_partners(target: str, start: int, end: int, *, is_quoted: bool) -> Span:
    """Take in the bracket or quotation mark whose partner is inside, or a pair that was inside there."""
    words = target[start:end]
    before, after = target[start - 1 : start], target[end : end + 1]
    if is_quoted and after and _PARTNERS.get(before) == after:
        return Span(start - 1, end + 1)
    for opening, closing in _PARTNERS.items():
        is_open = (
            words.count(opening) % 2 if opening == closing else words.count(opening) > words.count(closing)
        )
        if is_open and after == closing:
            return Span(start, end + 1)
        if before == opening and words.count(closing) > words.count(opening):
            return Span(start - 1, end)
    return Span(start, end)


def _confidence(run: Sequence[_Unit], units: Sequence[_Unit]) -> float:
    """Give how much of the run comes from the stretch, or of the stretch went there, whichever is less."""
    inside = [unit.share for unit in run if not unit.is_grammar]
    everywhere = [unit.share for unit in units if not unit.is_grammar]
    return min(sum(inside) / len(inside), sum(inside) / sum(everywhere)) if any(inside) else 0.0


def _units(sentence: TranslatedSentence, stretch: Span) -> Iterator[_Unit]:
    target, position = sentence.translation.target, 0
    for start, end, share in sorted(_renderings(sentence, stretch)):
        yield from _words(sentence, stretch, position, start)
        yield _Unit(start, end, share)
        position = end
    yield from _words(sentence, stretch, position, len(target))


def _renderings(sentence: TranslatedSentence, stretch: Span) -> Iterator[tuple[int, int, float]]:
    """Give the places of constraints: there the evidence knows better than the alignment."""
    for constraint, found in zip(sentence.job.constraints, sentence.translation.evidence, strict=False):
        if found.start < found.end:
            share = _overlap(Span(constraint.start, constraint.end), stretch)
            yield found.start, found.end, share


def _words(sentence: TranslatedSentence, stretch: Span, start: int, end: int) -> Iterator[_Unit]:
    target = sentence.translation.target
    for match in _WORD.finditer(target, start, end):
        share = _share(sentence, Span(*match.span()), stretch)
        yield _Unit(*match.span(), share, match[0].lower())


def _share(sentence: TranslatedSentence, word: Span, stretch: Span) -> float:
    weights = [
        (item.percent * _overlap(item.target, word), _overlap(item.source, stretch))
        for item in sentence.alignment
    ]
    whole = sum(weight for weight, _ in weights)
    return sum(weight * inside for weight, inside in weights) / whole if whole else 0.0


def _overlap(span: Span, other: Span) -> float:
    """Give the share of a stretch that lies in another."""
    common = min(span.end, other.end) - max(span.start, other.start)
    return max(common, 0) / (span.end - span.start) if span.start < span.end else 0.0
