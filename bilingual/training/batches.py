"""Pairs drawn from the example files, terms marked, made into batches of few shapes.

A chunk of pairs is drawn anew from a seed, so training goes on where it stopped, and workers make chunks
ahead. Lengths are rounded up: every new shape costs a kernel, and sorting leaves little padding.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np

from bilingual.training.annotate import Annotator
from bilingual.training.examples import NOT_ALIGNED, Examples, Pair, Vocabulary

AHEAD = 2
"""Chunks that each worker is ahead."""

_BEGIN, _END = 2, 3


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs of about one length, padded with 0."""

    source: np.ndarray
    """(pairs, length), the end written."""
    target: np.ndarray
    """(pairs, length + 1), the beginning and the end written."""
    links: np.ndarray
    """(links, 3): row, target piece, source piece; the ends are linked."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What chunks are drawn from."""

    examples: Mapping[str, Examples]
    vocabulary: Vocabulary
    annotated: float
    """Share of the pairs in which terms are marked."""
    pairs: int
    """In a chunk."""
    tokens: int
    """In a batch, source and target, padding counted."""

    def read(self, seed: int, mixture: Mapping[str, float]) -> list[Batch]:
        """Give the batches of a chunk, in random order."""
        rng = np.random.default_rng(seed)
        annotator = Annotator(self.vocabulary, self.annotated, rng)
        pairs = [annotator.annotate(*pair) for pair in self._draw(mixture, rng)]
        batches = [_pad(group, *widths) for group, widths in _group(pairs, self.tokens)]
        return [batches[i] for i in rng.permutation(len(batches))]

    def _draw(self, mixture: Mapping[str, float], rng: np.random.Generator) -> Iterator[Pair]:
        names = [name for name in self.examples if mixture.get(name)]
        sizes = np.array([mixture[name] * len(self.examples[name]) for name in names])
        for name, count in zip(names, rng.multinomial(self.pairs, sizes / sizes.sum()), strict=True):
            examples = self.examples[name]
            yield from (examples.pair(int(i)) for i in rng.integers(len(examples), size=count))


def read_ahead(
    reader: Reader, chunks: Iterator[tuple[int, Mapping[str, float]]], workers: int
) -> Iterator[Batch]:
    """Give the batches of chunks, named by seed and mixture, made by so many processes; 0: by this one."""
    if not workers:
        for chunk in chunks:
            yield from reader.read(*chunk)
        return
    global _READER  # noqa: PLW0603  # forked, so that the examples are not copied
    _READER = reader
    with ProcessPoolExecutor(workers, get_context("fork")) as pool:
        waiting: list[Future[list[Batch]]] = []
        try:
            for chunk in chunks:
                waiting.append(pool.submit(_read, *chunk))
                if len(waiting) >= AHEAD * workers:
                    yield from waiting.pop(0).result()
            for last in waiting:
                yield from last.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


_READER: Reader | None = None


def _read(seed: int, mixture: Mapping[str, float]) -> list[Batch]:
    assert _READER is not None
    return _READER.read(seed, mixture)


def round_up(length: int) -> int:
    """Give the length that a sequence is padded to.

    >>> [round_up(length) for length in (1, 4, 5, 33, 41)]
    [4, 4, 8, 40, 48]
    """
    step = 4 if length <= 32 else 8
    return -(-length // step) * step


def _group(pairs: Sequence[Pair], tokens: int) -> Iterator[tuple[list[Pair], tuple[int, int]]]:
    """Group pairs by both padded lengths; what fills no batch joins others by the greater of the two."""
    left: dict[int, list[Pair]] = defaultdict(list)
    for (source, target), alike in _by_widths(pairs).items():
        rows = max(1, tokens // (source + target))
        full = len(alike) // rows * rows
        yield from ((alike[i : i + rows], (source, target)) for i in range(0, full, rows))
        left[max(round_up(max(source, target)), 8)] += alike[full:]
    for width, alike in left.items():
        rows = max(1, tokens // (2 * width))
        yield from ((alike[i : i + rows], (width, width)) for i in range(0, len(alike), rows))


def _by_widths(pairs: Sequence[Pair]) -> dict[tuple[int, int], list[Pair]]:
    found: dict[tuple[int, int], list[Pair]] = defaultdict(list)
    for pair in pairs:
        found[round_up(len(pair[0]) + 1), round_up(len(pair[1]) + 1)].append(pair)
    return found


def _pad(pairs: Sequence[Pair], source_width: int, target_width: int) -> Batch:
    source = np.zeros((len(pairs), source_width), np.int64)
    target = np.zeros((len(pairs), target_width + 1), np.int64)
    target[:, 0] = _BEGIN
    links = []
    for row, (chinese, english, aligned) in enumerate(pairs):
        source[row, : len(chinese)], source[row, len(chinese)] = chinese, _END
        target[row, 1 : len(english) + 1], target[row, len(english) + 1] = english, _END
        (at,) = np.nonzero(aligned != NOT_ALIGNED)
        links.append(np.column_stack([np.full(len(at), row), at, aligned[at]]))
        if len(at):
            links.append(np.array([[row, len(english), len(chinese)]]))
    return Batch(source, target, np.concatenate(links).astype(np.int64))
