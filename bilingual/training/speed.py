"""How fast a shape translates on this machine, beside a usual model, before either is trained.

Weights are random and lengths forced, so only the arithmetic counts. The two take turns: the machine may be
busy, but then it is for both.
"""

import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import torch

from bilingual.training.export import export_model
from bilingual.training.model import Translator
from bilingual.training.presets import Shape
from bilingual.training.weights import Weights

USUAL = Shape(32_000, 32_000, 512, 8, 2048, 6, 6)
"""What many public models are: six layers each, one vocabulary for both sides."""

SENTENCES, PIECES, ROUNDS, BEAM = 64, 28, 3, 4


def compare(shape: Shape, usual: Shape = USUAL, threads: int = 2) -> float:
    """Give how many times faster than the usual shape a shape is."""
    with tempfile.TemporaryDirectory() as folder:
        models = [_load(Path(folder) / str(i), one, threads) for i, one in enumerate((shape, usual))]
        times = [[_time(model) for model in models] for _ in range(ROUNDS)]
    return median(slow / quick for quick, slow in times)


def _load(folder: Path, shape: Shape, threads: int) -> Any:
    import ctranslate2

    torch.manual_seed(0)
    source, target = (
        ["<blank>", "<unk>", "<s>", "</s>", *map(str, range(4, size))]
        for size in (shape.source_pieces, shape.target_pieces)
    )
    export_model(folder, Weights(shape, Translator(shape).state_dict()), source, target)
    return ctranslate2.Translator(str(folder), compute_type="int8", inter_threads=threads, intra_threads=1)


def _time(model: Any) -> float:
    source = [[str(4 + (7 * i + k) % 1000) for k in range(PIECES)] for i in range(SENTENCES)]
    begun = perf_counter()
    model.translate_batch(
        source, beam_size=BEAM, min_decoding_length=PIECES, max_decoding_length=PIECES, max_batch_size=16
    )
    return perf_counter() - begun
