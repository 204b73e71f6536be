"""Owns which piece translates which: eflomal in both directions, what they agree on, and its neighbours."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from bilingual.training.examples import NOT_ALIGNED, Examples

Links = list[int]
"""For each target token the index of a source token, or -1."""


def align(parts: Sequence[Examples]) -> list[NDArray[np.uint8]]:
    """Give the `aligned` arrays of examples, aligned together: words of one help with those of the others.

    325,000 pairs take some three minutes.
    """
    from eflomal import Aligner

    with TemporaryDirectory() as folder:
        forward, reverse = Path(folder) / "forward", Path(folder) / "reverse"
        Aligner().align(
            list(_lines(parts, "source")),
            list(_lines(parts, "target")),
            links_filename_fwd=str(forward),
            links_filename_rev=str(reverse),
        )
        with forward.open() as one, reverse.open() as other:
            links = zip(one, other, strict=True)
            return [_read_links(part, links) for part in parts]


def agree(forward: Iterable[tuple[int, int]], reverse: Iterable[tuple[int, int]], length: int) -> Links:
    """Give each target token the source token on which both directions agree, then grow.

    In the forward direction each target token has one source token, in the reverse each source token one
    target token. So where several words translate one (外交部, Foreign Ministry), both agree on one of them
    only; the forward link of its neighbour is believed if it leads to the same source token or the next.

    >>> agree([(0, 0), (0, 1), (5, 2)], [(0, 1), (1, 2)], 3)
    [0, 0, -1]
    """
    wish = dict.fromkeys(range(length), -1) | {target: source for source, target in forward}
    both = {(source, target) for source, target in reverse if wish[target] == source}
    links = [-1] * length
    for source, target in both:
        links[target] = source
    for targets in (range(1, length), range(length - 2, -1, -1)):
        step = 1 if targets.step > 0 else -1
        for target in targets:
            beside = links[target - step]
            if links[target] < 0 <= min(beside, wish[target]) and abs(wish[target] - beside) <= 1:
                links[target] = wish[target]
    return links


def _lines(parts: Iterable[Examples], side: str) -> Iterable[str]:
    """Give each sentence as text; pieces are named by their ids."""
    for part in parts:
        ids = getattr(part, side).tolist()
        starts = getattr(part, f"{side}_starts").tolist()
        for start, end in pairwise(starts):
            yield " ".join(map(str, ids[start:end])) + "\n"


def _read_links(part: Examples, lines: Iterable[tuple[str, str]]) -> NDArray[np.uint8]:
    links: Links = []
    for length, (forward, reverse) in zip(part.target_length.tolist(), lines, strict=False):
        links += agree(_parse(forward), _parse(reverse), length)
    return np.array([NOT_ALIGNED if link < 0 else link for link in links], np.uint8)


def _parse(line: str) -> list[tuple[int, int]]:
    pairs = (link.split("-") for link in line.split())
    return [(int(source), int(target)) for source, target in pairs]
