"""Knows which pieces translate which, and so finds pairs whose sides have little in common."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bilingual.training.examples import NOT_ALIGNED, Examples, Vocabulary

LEAST_LINKS = 3
"""Pieces linked less often are taken for an accident."""
LEAST_SHARE = 0.01
"""Of the links of either piece; less is what small words have with everything."""
LEAST_IN_COMMON = 0.2
"""Share of a pair's Chinese pieces that have a translation in it; less is taken for a wrong pair.

Of a sample of 20,000 of the noisy pairs 1.0 % have less. At 0.25 it would be 2.2 %, at 0.35 9 % of all;
most of those that were read were right, with rare words.
"""

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


class Lexicon:
    """Tells of pieces whether they translate each other."""

    def __init__(self, parts: Sequence[Examples], vocabulary: Vocabulary) -> None:
        """Learn from aligned examples."""
        width = len(vocabulary.target)
        pairs, counts = np.unique(np.concatenate([_links(part, width) for part in parts]), return_counts=True)
        rows, columns = pairs // width, pairs % width
        often = counts >= LEAST_LINKS
        for places in (rows, columns):
            often &= counts >= LEAST_SHARE * np.bincount(places, counts)[places]
        self._table = np.zeros((len(vocabulary.source), width), np.bool_)
        self._table[rows[often], columns[often]] = True
        self._is_han = np.array([bool(_HAN.search(piece)) for piece in vocabulary.source])

    def find_unlike(self, examples: Examples, among: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Tell which pairs, of those asked for, have too little in common."""
        unlike = np.zeros(len(examples), np.bool_)
        for index in np.flatnonzero(among).tolist():
            unlike[index] = self.share_in_common(examples, index) < LEAST_IN_COMMON
        return unlike

    def share_in_common(self, examples: Examples, index: int) -> float:
        """Give the share of a pair's Chinese pieces that have a translation in it, 0 to 1."""
        source, target, _ = examples.pair(index)
        chinese = source[self._is_han[source]]
        if not len(chinese):
            return 1.0
        return float(self._table[chinese[:, None], target[None, :]].any(axis=1).mean())


def _links(part: Examples, width: int) -> NDArray[np.int64]:
    """Give each link as one number, made of its source id and its target id."""
    linked = part.aligned != NOT_ALIGNED
    begins = np.repeat(part.source_starts[:-1], part.target_length)
    sources = part.source[(begins + part.aligned)[linked]].astype(np.int64)
    return sources * width + part.target[linked]
