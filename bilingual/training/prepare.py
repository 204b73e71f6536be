"""Turns a folder of corpora into a work folder: reads, filters, tokenizes, aligns.

What is there and newer than what it is made from is kept, so a run that was broken off goes on.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, compress, islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bilingual.training.align import align
from bilingual.training.corpus import NOISY, Tally, TextPair, find_files, read_pairs
from bilingual.training.examples import (
    MAX_PIECES,
    NOT_ALIGNED,
    UNKNOWN,
    VOCABULARY,
    Examples,
    Vocabulary,
    join,
    load_examples,
    load_vocabulary,
    save_examples,
    save_vocabulary,
)
from bilingual.training.lexicon import Lexicon
from bilingual.training.tokenizer import (
    choose_vocabulary,
    load_package_vocabulary,
    load_tokenizer,
    train_tokenizer,
)

TOKENIZER = "sentencepiece.model"
BUILT_IN = Path(__file__).parent.parent / "models" / "zh_en"
TOKENIZED = "tokenized"
"""The folder, in the work folder, of example files that are not aligned yet."""
BATCH = 20_000
"""Pairs that are tokenized together."""
SAMPLE = 450_000
"""Pairs that a tokenizer is trained on."""


def prepare(
    corpus: Path,
    work: Path,
    *,
    tokenizer: Path | int = BUILT_IN,
    aligned: int = 400_000,
    limit: int | None = None,
) -> None:
    """Make a work folder of the corpus files in a folder, and print what happens.

    Args:
        corpus: Holds `NAME.tsv.xz`: Chinese, English, source tag.
        work: Is made if it is not there.
        tokenizer: A package whose tokenizer and vocabulary are used, so that its weights can be trained on;
            a number: of pieces, which are learnt from the corpus.
        aligned: How many pairs of each file are aligned, spread evenly.
        limit: How many pairs of each file are taken, for a trial; None: all.
    """
    files = find_files(corpus)
    (work / TOKENIZED).mkdir(parents=True, exist_ok=True)
    if not _is_newer(work / VOCABULARY, []):
        _make_tokenizer(files.values(), work, tokenizer)
    tokenized = [_tokenize_file(path, work, name, limit) for name, path in files.items()]
    finished = [work / path.name for path in tokenized]
    if not all(_is_newer(file, tokenized) for file in finished):
        _align_files(tokenized, finished, aligned)


def _is_newer(file: Path, sources: Sequence[Path]) -> bool:
    made = file.stat().st_mtime if file.exists() else None
    return made is not None and all(made >= source.stat().st_mtime for source in sources)


def _make_tokenizer(files: Iterable[Path], work: Path, chosen: Path | int) -> None:
    if isinstance(chosen, Path):
        shutil.copyfile(chosen / TOKENIZER, work / TOKENIZER)
        save_vocabulary(work, load_package_vocabulary(chosen))
        return
    _say("tokenizer: learning")
    sample = [pair for path in files for pair in _sample(path, SAMPLE)]
    train_tokenizer((text for pair in sample for text in (pair.zh, pair.en)), work / TOKENIZER, chosen)
    vocabulary = choose_vocabulary(load_tokenizer(work / TOKENIZER), [pair.en for pair in sample])
    save_vocabulary(work, vocabulary)


def _sample(path: Path, count: int) -> list[TextPair]:
    """Give pairs of a file, spread evenly."""
    pairs = list(read_pairs(path, Tally()))
    return pairs[:: -(-len(pairs) // count) or 1]


def _tokenize_file(path: Path, work: Path, name: str, limit: int | None) -> Path:
    made = work / TOKENIZED / f"{name}.npz"
    if _is_newer(made, [path, work / VOCABULARY]):
        return made
    tally, encoder = Tally(), Encoder(load_tokenizer(work / TOKENIZER), load_vocabulary(work))
    pairs = read_pairs(path, tally) if limit is None else islice(read_pairs(path, tally), limit)
    batches = [encoder.encode(batch, tally) for batch in _batches(pairs)]
    np.save(_noisy(made), np.concatenate([noisy for _, noisy in batches]))
    save_examples(made, join([examples for examples, _ in batches]))
    _say(f"{name}: {tally}")
    return made


class Encoder:
    """Makes example arrays of texts."""

    def __init__(self, tokenizer: Any, vocabulary: Vocabulary) -> None:
        self._tokenizer, self._to_target = tokenizer, vocabulary.target_of_source

    def encode(self, pairs: Sequence[TextPair], tally: Tally) -> tuple[Examples, NDArray[np.bool_]]:
        """Tokenize pairs, and tell which are of noisy sources.

        Those that are too long, or whose English the target cannot spell, are left out.
        """
        sources = self._tokenizer.encode([pair.zh for pair in pairs], num_threads=2)
        targets = self._tokenizer.encode([pair.en for pair in pairs], num_threads=2)
        sides = list(zip(sources, targets, strict=True))
        fits = [max(map(len, side)) <= MAX_PIECES for side in sides]
        examples = self._flatten(list(compress(sides, fits)))
        noisy = np.array([pair.tag in NOISY for pair in compress(pairs, fits)], np.bool_)
        can_spell = _holds_no(UNKNOWN, examples)
        tally.dropped["too many pieces"] += len(pairs) - len(examples)
        tally.dropped["rare pieces in the English"] += int((~can_spell).sum())
        return examples.select(can_spell), noisy[can_spell]

    def _flatten(self, pairs: Sequence[tuple[list[int], list[int]]]) -> Examples:
        source = np.fromiter(chain.from_iterable(source for source, _ in pairs), np.uint16)
        target = np.fromiter(chain.from_iterable(target for _, target in pairs), np.uint16)
        return Examples(
            source,
            self._to_target[target],
            np.full(len(target), NOT_ALIGNED, np.uint8),
            np.fromiter((len(source) for source, _ in pairs), np.uint8),
            np.fromiter((len(target) for _, target in pairs), np.uint8),
        )


def _holds_no(token: int, examples: Examples) -> NDArray[np.bool_]:
    """Tell of each pair whether its target is free of a token."""
    before = np.concatenate([[0], np.cumsum(examples.target == token)])
    counts: NDArray[np.int64] = np.diff(before[examples.target_starts])
    return counts == 0


def _batches(pairs: Iterable[TextPair]) -> Iterator[list[TextPair]]:
    pairs = iter(pairs)
    while batch := list(islice(pairs, BATCH)):
        yield batch


def _align_files(tokenized: Sequence[Path], finished: Sequence[Path], count: int) -> None:
    files = [load_examples(path) for path in tokenized]
    chosen = [_spread(len(examples), count) for examples in files]
    _say(f"aligning {sum(int(choice.sum()) for choice in chosen)} pairs")
    found = align([examples.select(choice) for examples, choice in zip(files, chosen, strict=True)])
    linked = [_put_links(*each) for each in zip(files, chosen, found, strict=True)]
    lexicon = Lexicon(linked, load_vocabulary(finished[0].parent))
    for source, path, examples in zip(tokenized, finished, linked, strict=True):
        unlike = lexicon.find_unlike(examples, np.load(_noisy(source), allow_pickle=False))
        kept = examples.select(~unlike)
        save_examples(path, kept)
        _say(f"{path.stem}: {kept.is_aligned.sum()} pairs aligned, {unlike.sum()} left out as unlike")


def _put_links(examples: Examples, chosen: NDArray[np.bool_], links: NDArray[np.uint8]) -> Examples:
    aligned = examples.aligned.copy()
    aligned[np.repeat(chosen, examples.target_length)] = links
    return replace(examples, aligned=aligned)


def _noisy(tokenized: Path) -> Path:
    """Name the file that tells which of the pairs are of noisy sources."""
    return tokenized.with_suffix(".noisy.npy")


def _spread(length: int, count: int) -> NDArray[np.bool_]:
    """Choose so many of a file's pairs, evenly; all where there are no more.

    >>> _spread(5, 2).tolist()
    [False, False, True, False, True]
    """
    due = np.arange(length + 1) * min(count, length) // max(length, 1)
    chosen: NDArray[np.bool_] = np.diff(due) > 0
    return chosen


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201
