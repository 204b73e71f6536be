"""Owns the tokenizer: one SentencePiece model for both languages and the vocabulary of each side.

The English side has a vocabulary of its own, with only the pieces that occur there: the soft-max, the widest
layer, is half as wide. Pieces keep their text, so that what stands between the markers can be copied.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bilingual.training.examples import CLOSING, OPENING, SPECIAL, Vocabulary

PIECES = 24_000
LEAST_OCCURRENCES = 8
"""Fewer do not teach the model a target piece; English with a rarer one is left out of training."""


def load_package_vocabulary(package: Path) -> Vocabulary:
    """Read the vocabulary of a model that is to be trained on."""
    source, target = (package / "model" / f"{side}_vocabulary.json" for side in ("source", "target"))
    return Vocabulary(
        tuple(json.loads(source.read_text(encoding="utf-8"))),
        tuple(json.loads(target.read_text(encoding="utf-8"))),
    )


def load_tokenizer(path: Path) -> Any:
    """Read a SentencePiece model."""
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_file=str(path))


def train_tokenizer(texts: Iterable[str], path: Path, pieces: int = PIECES) -> None:
    """Learn a SentencePiece model from sentences of both languages and write it to `path`."""
    from sentencepiece import SentencePieceTrainer

    with path.open("wb") as file:
        SentencePieceTrainer.train(
            sentence_iterator=iter(texts),
            model_writer=file,
            vocab_size=pieces,
            model_type="unigram",
            character_coverage=0.9997,  # rarer characters are spelled in bytes
            byte_fallback=True,
            split_digits=True,  # the model reads numbers digit by digit, so that it can copy any
            user_defined_symbols=[OPENING, CLOSING],
            pad_id=0,
            unk_id=1,
            bos_id=2,
            eos_id=3,
            max_sentence_length=2000,
            num_threads=2,
            minloglevel=1,
        )


def choose_vocabulary(tokenizer: Any, english: Sequence[str]) -> Vocabulary:
    """Keep for the target what is frequent in English, and all bytes, which spell the rest."""
    size = tokenizer.get_piece_size()
    counts = np.zeros(size, np.int64)
    for ids in tokenizer.encode(english, num_threads=2):
        np.add.at(counts, ids, 1)
    source = (*SPECIAL, *(tokenizer.id_to_piece(i) for i in range(len(SPECIAL), size)))
    kept = (i for i in range(len(SPECIAL), size) if counts[i] >= LEAST_OCCURRENCES or tokenizer.is_byte(i))
    return Vocabulary(source, (*SPECIAL, *(source[i] for i in kept)))
