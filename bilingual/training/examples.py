"""Owns the files of a work folder: the vocabulary, and the tokenized, aligned pairs of each corpus file.

Pairs lie in flat numpy arrays. Texts are not in them: millions of pairs load in a second.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MAX_PIECES = 200
"""Longer sides are left out: lengths and positions stay below 255 and fit in a byte, annotated or not."""

NOT_ALIGNED = 255
"""Stands in `aligned` for a target token without a source token."""


SPECIAL = ("<blank>", "<unk>", "<s>", "</s>")
"""The first four pieces of both vocabularies, by the names that CTranslate2 has for them."""
UNKNOWN = 1
OPENING, CLOSING, SPACE = "<t>", "</t>", "▁"
"""What stands around English that the model is to copy, and SentencePiece's sign for a space."""


VOCABULARY = "vocabulary.json"


@dataclass(frozen=True)
class Vocabulary:
    """The pieces of both sides, by id."""

    source: tuple[str, ...]
    """As in the SentencePiece model, but for the names of the special ones."""
    target: tuple[str, ...]
    """SPECIAL, then what occurs in English, in the order of `source`."""

    @cached_property
    def target_of_source(self) -> NDArray[np.uint16]:
        """Give for each source id the target id of the same piece, UNKNOWN where the target has none."""
        ids = {piece: i for i, piece in enumerate(self.target)}
        return np.array([ids.get(piece, UNKNOWN) for piece in self.source], np.uint16)

    @cached_property
    def source_of_target(self) -> NDArray[np.uint16]:
        """Give for each target id the source id of the same piece."""
        ids = {piece: i for i, piece in enumerate(self.source)}
        return np.array([ids[piece] for piece in self.target], np.uint16)


class Pair(NamedTuple):
    """One sentence and its translation."""

    source: NDArray[np.uint16]
    """Ids in the source vocabulary, without the end."""
    target: NDArray[np.uint16]
    """Ids in the target vocabulary, without the end."""
    aligned: NDArray[np.uint8]
    """For each target token the index of its source token, or NOT_ALIGNED."""


@dataclass(frozen=True, eq=False)
class Examples:
    """All pairs of a corpus file, one after the other."""

    source: NDArray[np.uint16]
    target: NDArray[np.uint16]
    aligned: NDArray[np.uint8]
    """As long as `target`."""
    source_length: NDArray[np.uint8]
    """One for each pair."""
    target_length: NDArray[np.uint8]
    """One for each pair."""

    def __len__(self) -> int:
        return len(self.source_length)

    def pair(self, index: int) -> Pair:
        """Give one pair, as views into the arrays."""
        source = slice(self.source_starts[index], self.source_starts[index + 1])
        target = slice(self.target_starts[index], self.target_starts[index + 1])
        return Pair(self.source[source], self.target[target], self.aligned[target])

    @cached_property
    def source_starts(self) -> NDArray[np.int64]:
        """Give where each pair begins in `source`, and at last where all end."""
        return _starts(self.source_length)

    @cached_property
    def target_starts(self) -> NDArray[np.int64]:
        """Give where each pair begins in `target` and `aligned`, and at last where all end."""
        return _starts(self.target_length)

    @cached_property
    def is_aligned(self) -> NDArray[np.bool_]:
        """Tell of each pair whether any of its tokens is aligned."""
        links = np.concatenate([[0], np.cumsum(self.aligned != NOT_ALIGNED)])
        counts: NDArray[np.int64] = np.diff(links[self.target_starts])
        return counts > 0

    def select(self, keep: NDArray[np.bool_]) -> "Examples":
        """Give the pairs whose place in `keep` is true, in order."""
        in_source, in_target = np.repeat(keep, self.source_length), np.repeat(keep, self.target_length)
        return Examples(
            self.source[in_source],
            self.target[in_target],
            self.aligned[in_target],
            self.source_length[keep],
            self.target_length[keep],
        )


def load_vocabulary(work: Path) -> Vocabulary:
    """Read the vocabulary of a work folder."""
    sides = json.loads((work / VOCABULARY).read_text(encoding="utf-8"))
    return Vocabulary(tuple(sides["source"]), tuple(sides["target"]))


def save_vocabulary(work: Path, vocabulary: Vocabulary) -> None:
    """Write the vocabulary of a work folder."""
    sides = {"source": vocabulary.source, "target": vocabulary.target}
    (work / VOCABULARY).write_text(json.dumps(sides, ensure_ascii=False, indent=0), encoding="utf-8")


def load_all(work: Path) -> dict[str, Examples]:
    """Read all example files of a work folder, by name."""
    return {path.stem: load_examples(path) for path in sorted(work.glob("*.npz"))}


def load_examples(path: Path) -> Examples:
    """Read an example file; nothing in it is executed."""
    with np.load(path, allow_pickle=False) as arrays:
        return Examples(**{name: arrays[name] for name in _ARRAYS})


def save_examples(path: Path, examples: Examples) -> None:
    """Write an example file whole or not at all."""
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("wb") as file:
        np.savez(file, **{name: getattr(examples, name) for name in _ARRAYS})
    unfinished.replace(path)


def join(parts: Sequence[Examples]) -> Examples:
    """Put examples one after the other; there is at least one part."""
    return Examples(*(np.concatenate([getattr(part, name) for part in parts]) for name in _ARRAYS))


_ARRAYS = ("source", "target", "aligned", "source_length", "target_length")


def _starts(lengths: NDArray[np.uint8]) -> NDArray[np.int64]:
    starts: NDArray[np.int64] = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
    return starts
