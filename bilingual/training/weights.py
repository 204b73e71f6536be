"""A model as files that a narrow line can carry: eight bits a weight, in pieces of 15 MB, each checked.

Rows of matrices are scaled as CTranslate2 scales them, so a package made of these files is the one that the
full weights would have given, but for rounding.
"""

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor

from bilingual.training.presets import Shape

MEGABYTE = 2**20
_NAME = "weights-{:02}.bin"
_INDEX = "weights.json"


class Weights(NamedTuple):
    """A model."""

    shape: Shape
    values: Mapping[str, Tensor]


def mix_weights(one: Weights, other: Weights, share: float) -> Weights:
    """Give the average of two models of one descent, `share` of it the other's.

    Where one was trained on from the other, the middle is often better than both ends (Wortsman et al.,
    Robust fine-tuning of zero-shot models, 2022).
    """
    if one.shape != other.shape:
        raise ValueError("models of two shapes have no average")
    return Weights(one.shape, {n: (1 - share) * one.values[n] + share * other.values[n] for n in one.values})


def save_weights(folder: Path, weights: Weights, megabytes: float = 15) -> None:
    """Write the files; what lay there under their names is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    stored = io.BytesIO()
    arrays: dict[str, Any] = _quantize(weights.values)
    np.savez(stored, **arrays)
    content, size = stored.getvalue(), int(megabytes * MEGABYTE)
    digests = []
    for number, start in enumerate(range(0, len(content), size), 1):
        part = content[start : start + size]
        (folder / _NAME.format(number)).write_bytes(part)
        digests.append(hashlib.sha256(part).hexdigest())
    index = json.dumps({"shape": asdict(weights.shape), "parts": digests}, indent=1)
    (folder / _INDEX).write_text(index, encoding="utf-8")


def load_weights(folder: Path) -> Weights:
    """Read what `save_weights` wrote.

    Raises:
        ValueError: a part is missing or broken.
    """
    index = json.loads((folder / _INDEX).read_text(encoding="utf-8"))
    parts = []
    for number, digest in enumerate(index["parts"], 1):
        path = folder / _NAME.format(number)
        part = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(part).hexdigest() != digest:
            raise ValueError(f"{path}: missing or broken; fetch it again")
        parts.append(part)
    with np.load(io.BytesIO(b"".join(parts))) as stored:
        return Weights(Shape(**index["shape"]), _restore(stored))


def _quantize(weights: Mapping[str, Tensor]) -> dict[str, np.ndarray]:
    stored: dict[str, np.ndarray] = {}
    for name, weight in weights.items():
        values = weight.detach().float().cpu()
        if values.ndim == 2:
            scales = values.abs().amax(1, keepdim=True).clamp(min=1e-12) / 127
            stored[name] = (values / scales).round().to(torch.int8).numpy()
            stored[f"{name}:scales"] = scales.numpy()
        else:
            stored[name] = values.numpy()
    return stored


def _restore(stored: Mapping[str, np.ndarray]) -> dict[str, Tensor]:
    weights = {name: torch.from_numpy(stored[name]) for name in stored if not name.endswith(":scales")}
    return {
        name: weight.float() * torch.from_numpy(stored[f"{name}:scales"])
        if weight.dtype == torch.int8
        else weight
        for name, weight in weights.items()
    }
