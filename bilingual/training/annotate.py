"""Writes English into the source, as the engine does with terms, so that the model learns to copy it.

The engine sends `<t> European Union </t>` in the place of 欧盟. Here such places are found by the word
alignment: a stretch of Chinese and a stretch of English that are aligned with each other and with nothing
else, and that look like a term, a name or a number (see `termlike`). They are chosen anew each time a pair
is read, so that in every epoch a sentence comes with other terms, or without any.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bilingual.training.examples import CLOSING, NOT_ALIGNED, OPENING, SPACE, UNKNOWN, Pair, Vocabulary
from bilingual.training.termlike import ENGLISH_FUNCTION_WORDS, SourceKinds, looks_like_a_term, weigh

MAX_HAN = 10
MAX_SOURCE_PIECES = 14
MAX_TARGET_PIECES = 12
"""Three spans with their markers make a source of 200 pieces at most 245 long: positions fit in a byte."""
MAX_SPANS = 3
SHARE_WITH_ONE = 0.55
"""Of the annotated pairs so many get one span, the others up to MAX_SPANS."""


class Span(NamedTuple):
    """A place to annotate; positions in pieces, ends excluded."""

    start: int
    end: int
    target_start: int
    target_end: int
    weight: float
    """How readily it is chosen, beside others."""


class Annotator:
    """Replaces terms of some of the pairs by their English."""

    def __init__(self, vocabulary: Vocabulary, rate: float, rng: np.random.Generator) -> None:
        """Prepare to annotate about `rate` of the pairs in which there is something to annotate."""
        self._rate, self._rng = rate, rng
        self._kinds = SourceKinds.of(vocabulary.source)
        self._pieces = vocabulary.target
        self._begins_word = [piece.startswith(SPACE) for piece in vocabulary.target]
        self._has_letter = [any(map(str.isalnum, piece)) for piece in vocabulary.target]
        self._copy = vocabulary.source_of_target.tolist()
        self._opening, self._closing, self._space = map(vocabulary.source.index, (OPENING, CLOSING, SPACE))

    def annotate(
        self, source: NDArray[np.uint16], target: NDArray[np.uint16], aligned: NDArray[np.uint8]
    ) -> Pair:
        """Give the pair back with up to three spans annotated, or as it is."""
        pair = Pair(source, target, aligned)
        if self._rng.random() >= self._rate:
            return pair
        spans = self._choose(self.find_spans(pair))
        return self._write(pair, spans) if spans else pair

    def find_spans(self, pair: Pair) -> list[Span]:
        """Find all places of a pair that could be annotated; they overlap."""
        search = _Search(*(side.tolist() for side in pair))
        bounds = self._find_words(search.target)
        found = []
        for start, end, low, high in self._stretches(search):
            span = self._fit(search, bounds, (start, end), (low, high))
            if span is not None:
                found.append(span)
        return found

    def _stretches(self, search: "_Search") -> Iterator[tuple[int, int, int, int]]:
        """Give stretches of the source that may be terms, with the first and last target token of each."""
        source, first, last, kinds = search.source, search.first, search.last, self._kinds
        for start in range(len(source)):
            if last[start] < 0 or not kinds.may_begin(source, start) or search.is_loose(kinds, start - 1):
                continue
            han, low, high = 0, first[start], last[start]
            for end in range(start, min(len(source), start + MAX_SOURCE_PIECES)):
                piece = source[end]
                han += kinds.han[piece]
                if not kinds.inside[piece] or han > MAX_HAN or (end > start and kinds.begins_word[piece]):
                    break
                if last[end] < 0:
                    continue
                low, high = min(low, first[end]), max(high, last[end])
                if high - low >= MAX_TARGET_PIECES:
                    break
                is_long = han > 1 or kinds.digit[source[start]] or kinds.digit[piece]
                if is_long and kinds.may_end(source, end) and not search.is_loose(kinds, end + 1):
                    yield start, end + 1, low, high

    def _find_words(self, target: Sequence[int]) -> "_Words":
        """Tell of each target token where its word begins and ends, without the punctuation after it."""
        starts, ends = [0] * len(target), [0] * len(target)
        start = end = 0
        for place, token in enumerate([*target, -1]):
            if token < 0 or self._begins_word[token]:
                ends[start:place] = [end] * (place - start)
                start = end = place
            if token >= 0:
                starts[place] = start
                if self._has_letter[token] or "%" in self._pieces[token]:
                    end = place + 1
        return _Words(starts, ends)

    def _fit(
        self, search: "_Search", words: "_Words", source: tuple[int, int], target: tuple[int, int]
    ) -> Span | None:
        """Widen the target tokens to whole words and see whether they and the source belong together."""
        start, end = words.starts[target[0]], self._without_genitive(search.target, words, target[1])
        if target[1] >= end or end - start > MAX_TARGET_PIECES or not self._begins_word[search.target[start]]:
            return None
        if not search.is_closed(source, start, end) or UNKNOWN in search.target[start:end]:
            return None
        if self._is_loose_word(search, words, start - 1) or self._is_loose_word(search, words, end):
            return None
        english = self._text(search.target[start:end])
        around = self._text(search.target[end : end + 3])
        if not looks_like_a_term(english, around):
            return None
        return Span(*source, start, end, weigh(english, is_first=start == 0))

    def _without_genitive(self, target: Sequence[int], words: "_Words", place: int) -> int:
        """Give the end of a token's word, before 's."""
        end = words.ends[place]
        if end - 2 > place and self._text(target[end - 2 : end]) in {"'s", "’s"}:
            return end - 2
        return end

    def _is_loose_word(self, search: "_Search", words: "_Words", place: int) -> bool:
        """Tell whether the word beside a span is aligned with nothing, but says something."""
        if not 0 <= place < len(search.target):
            return False
        start, end = words.starts[place], words.ends[place]
        if place >= end or any(source != NOT_ALIGNED for source in search.aligned[start:end]):
            return False
        return self._text(search.target[start:end]).lower() not in ENGLISH_FUNCTION_WORDS

    def _text(self, target: Sequence[int]) -> str:
        return "".join([self._pieces[token] for token in target]).replace(SPACE, " ").strip()

    def _choose(self, spans: list[Span]) -> list[Span]:
        """Draw one to three spans that do not overlap, in the order of the source."""
        chances = self._rng.random(len(spans) + 1).tolist()
        wanted = 1 if chances.pop() < SHARE_WITH_ONE else MAX_SPANS
        # the k-th root of a random number, highest first, draws in proportion to k
        order = sorted(zip(spans, chances, strict=True), key=lambda pair: -(pair[1] ** (1 / pair[0].weight)))
        chosen: list[Span] = []
        for span, _ in order:
            if len(chosen) == wanted:
                break
            if all(_are_apart(span, other) for other in chosen):
                chosen.append(span)
        return sorted(chosen)

    def _write(self, pair: Pair, spans: list[Span]) -> Pair:
        """Put English in the place of spans; inside, each target token is aligned with its own copy."""
        source, target, aligned = (side.tolist() for side in pair)
        written: list[int] = []
        moved = list(range(len(source)))
        place = 0
        for span in spans:
            moved[place : span.start] = range(len(written), len(written) + span.start - place)
            written += source[place : span.start]
            written += [self._space] * self._kinds.begins_word[source[span.start]] + [self._opening]
            copies = slice(span.target_start, span.target_end)
            moved.extend(range(len(written), len(written) + span.target_end - span.target_start))
            aligned[copies] = range(len(moved) - span.target_end + span.target_start, len(moved))
            written += [self._copy[token] for token in target[copies]] + [self._space, self._closing]
            place = span.end
        moved[place : len(source)] = range(len(written), len(written) + len(source) - place)
        written += source[place:]
        moved += [NOT_ALIGNED] * (256 - len(moved))
        positions = [moved[old] for old in aligned]
        return Pair(np.array(written, np.uint16), pair.target, np.array(positions, np.uint8))


class _Words(NamedTuple):
    starts: list[int]
    ends: list[int]


class _Search:
    """A pair made ready: for each source token its first and its last target token."""

    def __init__(self, source: list[int], target: list[int], aligned: list[int]) -> None:
        self.source, self.target, self.aligned = source, target, aligned
        self.first, self.last = [len(target)] * len(source), [-1] * len(source)
        for place, linked in enumerate(aligned):
            if linked != NOT_ALIGNED:
                if self.last[linked] < 0:
                    self.first[linked] = place
                self.last[linked] = place

    def is_closed(self, source: tuple[int, int], start: int, end: int) -> bool:
        """Tell whether target tokens are aligned with nothing outside a stretch of the source."""
        inside = (NOT_ALIGNED, *range(*source))
        return all(linked in inside for linked in self.aligned[start:end])

    def is_loose(self, kinds: SourceKinds, place: int) -> bool:
        """Tell whether the piece beside a stretch is aligned with nothing, but says something."""
        return 0 <= place < len(self.source) and self.last[place] < 0 and kinds.content[self.source[place]]


def _are_apart(one: Span, other: Span) -> bool:
    return one.end <= other.start or other.end <= one.start
