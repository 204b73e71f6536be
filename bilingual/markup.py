"""Where the links and emphasis of a Chinese sentence belong in its English.

Around the whole English of a sentence that a mark covers whole; around the rendering of a term that it covers
exactly; else around the words that a model's alignment gives for what it covers, when these are few doubts.
The English is not touched: a place is a pair of offsets, and a mark without place has none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from bilingual.counterpart import find_counterpart
from bilingual.document import Mark, MarkKind, Origin, Span, TranslatedBlock, TranslatedSentence

_CERTAIN = 1.0


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the English of one sentence."""

    sentence: int
    """Its number in the block, from 0."""
    start: int
    end: int
    """Offsets into `translation.target`."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A mark of the block with the places that it could have."""

    mark: Mark
    places: tuple[Place, ...]
    confidence: float


def needs_alignment(translated: TranslatedBlock) -> Iterator[TranslatedSentence]:
    """Give the sentences with a mark that has no certain place."""
    for index, sentence in enumerate(translated.sentences):
        inside = (mark for mark in _spanning(translated) if _touches(mark, sentence))
        if any(_certain_place(mark, translated, index) is None for mark in inside):
            yield sentence


def place_marks(translated: TranslatedBlock) -> list[tuple[Mark, tuple[Place, ...]]]:
    """Give every link and emphasis its places, in the order of the block; none where it has to be left out.

    One place for each sentence that it touches. Places of two marks are one in the other where the marks
    are, and apart where the marks are apart; of two marks that cannot be so, the surer one has its place.
    """
    candidates = [_find_places(mark, translated) for mark in _spanning(translated)]
    accepted: list[_Candidate] = []
    for candidate in sorted(candidates, key=lambda c: -c.confidence):
        if candidate.places and all(_agree(candidate, other) for other in accepted):
            accepted.append(candidate)
    return [(c.mark, c.places if any(c is one for one in accepted) else ()) for c in candidates]


def _spanning(translated: TranslatedBlock) -> Iterator[Mark]:
    return (mark for mark in translated.block.marks if mark.kind is not MarkKind.IMAGE)


def _find_places(mark: Mark, translated: TranslatedBlock) -> _Candidate:
    found: list[tuple[Place, float]] = []
    for index, sentence in enumerate(translated.sentences):
        if _touches(mark, sentence):
            if certain := _certain_place(mark, translated, index):
                found.append((Place(index, certain.start, certain.end), _CERTAIN))
            elif near := find_counterpart(sentence, *_edges_inside(mark, sentence)):
                found.append((Place(index, near.start, near.end), near.confidence))
    confidence = min((confidence for _, confidence in found), default=0.0)
    return _Candidate(mark, tuple(place for place, _ in found), confidence)


def _touches(mark: Mark, sentence: TranslatedSentence) -> bool:
    start, end = _edges_inside(mark, sentence)
    covered = sentence.sentence.text[start:end]
    return start < end and _has_words(covered) and bool(sentence.translation.target.strip())


def _edges_inside(mark: Mark, sentence: TranslatedSentence) -> tuple[int, int]:
    length, before = len(sentence.sentence.text), sentence.sentence.start
    return max(mark.start - before, 0), min(mark.end - before, length)


def _certain_place(mark: Mark, translated: TranslatedBlock, index: int) -> Span | None:
    sentence = translated.sentences[index]
    start, end = _edges_inside(mark, sentence)
    text = sentence.sentence.text
    if not _has_words(text[:start] + text[end:]):
        return Span(0, len(sentence.translation.target))
    if sentence.translation.origin is Origin.SOURCE:
        return Span(start, end)
    for constraint, found in zip(sentence.job.constraints, sentence.translation.evidence, strict=False):
        if (constraint.start, constraint.end) == (start, end) and found.start < found.end:
            return Span(found.start, found.end)
    return None


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _agree(one: _Candidate, other: _Candidate) -> bool:
    if one.mark.kind is other.mark.kind is MarkKind.LINK and _overlap(one.places, other.places):
        return False
    fits = partial(_fits, one.mark, other.mark)
    return all(fits(a, b) for a in one.places for b in other.places if a.sentence == b.sentence)


def _overlap(some: Sequence[Place], others: Sequence[Place]) -> bool:
    return any(a.sentence == b.sentence and not _are_apart(a, b) for a in some for b in others)


def _fits(mark: Mark, other: Mark, place: Place, other_place: Place) -> bool:
    """Tell whether two places lie to each other as their marks do; marks that cross may lie either way."""
    if _are_apart(mark, other):
        return _are_apart(place, other_place)
    if _holds(mark, other) or _holds(other, mark):
        return (_holds(mark, other) and _holds(place, other_place)) or (
            _holds(other, mark) and _holds(other_place, place)
        )
    return _are_apart(place, other_place) or _holds(place, other_place) or _holds(other_place, place)


def _are_apart(one: Mark | Place, other: Mark | Place) -> bool:
    return one.end <= other.start or other.end <= one.start


def _holds(one: Mark | Place, other: Mark | Place) -> bool:
    return one.start <= other.start and other.end <= one.end
