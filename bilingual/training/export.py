"""A model as an Argos package that CTranslate2 runs: eight bits a weight, the aligning head declared."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from torch import nn

from bilingual.training.model import Translator
from bilingual.training.weights import Weights

METADATA = {
    "argos_version": "1.9.6",
    "from_code": "zh",
    "from_name": "Chinese",
    "to_code": "en",
    "to_name": "English",
    "inline_terms": ["<t>", "</t>"],
    "alignment": True,
    "license": "MIT",
}
"""What every model made here can do."""


def export_package(
    package: Path,
    weights: Weights,
    work: Path,
    own: Mapping[str, object],
    *,
    quantization: str | None = "int8",
) -> None:
    """Write the package folder.

    Args:
        package: The folder.
        weights: The model.
        work: The tokenizer and the vocabulary that it was trained with.
        own: What its metadata say besides `METADATA`: `package_version`, `max_source_tokens`.
        quantization: As CTranslate2 names it; None: as it is.
    """
    vocabulary = json.loads((work / "vocabulary.json").read_text(encoding="utf-8"))
    source, target = (["<blank>", *vocabulary[side][1:]] for side in ("source", "target"))
    package.mkdir(parents=True, exist_ok=True)
    export_model(package / "model", weights, source, target, quantization)
    shutil.copyfile(work / "sentencepiece.model", package / "sentencepiece.model")
    metadata = json.dumps(METADATA | dict(own), indent=1)
    (package / "metadata.json").write_text(f"{metadata}\n", encoding="utf-8")


def export_model(
    folder: Path,
    weights: Weights,
    source: Sequence[str],
    target: Sequence[str],
    quantization: str | None = "int8",
) -> None:
    """Write a CTranslate2 model; what lay in the folder is replaced."""
    spec = _specify(weights, source, target)
    spec.validate()
    spec.optimize(quantization=quantization)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    spec.save(str(folder))


def _specify(weights: Weights, source: Sequence[str], target: Sequence[str]) -> Any:
    from ctranslate2.specs import TransformerSpec

    shape = weights.shape
    model = Translator(shape)
    model.load_state_dict(weights.values)
    layers = (shape.encoder_layers, shape.decoder_layers)
    spec = TransformerSpec.from_config(layers, shape.heads, alignment_layer=-1, alignment_heads=1)
    _fill_embeddings(spec, model)
    for side, norm, own in (
        (spec.encoder, model.encoder_norm, model.encoder),
        (spec.decoder, model.decoder_norm, model.decoder),
    ):
        _norm(side.layer_norm, norm)
        for described, layer in zip(side.layer, own, strict=True):
            _fill_layer(described, layer)
    spec.register_source_vocabulary(list(source))
    spec.register_target_vocabulary(list(target))
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "<s>"  # noqa: S105  # a piece
    return spec


def _fill_embeddings(spec: Any, model: Translator) -> None:
    spec.encoder.embeddings[0].weight = _array(model.source_embedding.weight)
    spec.decoder.embeddings.weight = _array(model.target_embedding.weight)
    spec.decoder.projection.weight = _array(model.target_embedding.weight)
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = True
        side.position_encodings.encodings = _array(model.positions)


def _fill_layer(described: Any, layer: Any) -> None:
    _norm(described.self_attention.layer_norm, layer.self_norm)
    _linear(described.self_attention.linear[0], layer.self_attention.query_key_value)
    _linear(described.self_attention.linear[1], layer.self_attention.out)
    if layer.decodes:
        _norm(described.attention.layer_norm, layer.norm)
        _linear(described.attention.linear[0], layer.attention.query)
        _linear(described.attention.linear[1], layer.attention.key_value)
        _linear(described.attention.linear[2], layer.attention.out)
    _norm(described.ffn.layer_norm, layer.feed_norm)
    _linear(described.ffn.linear_0, layer.feed_in)
    _linear(described.ffn.linear_1, layer.feed_out)


def _linear(described: Any, linear: nn.Linear) -> None:
    described.weight, described.bias = _array(linear.weight), _array(linear.bias)


def _norm(described: Any, norm: nn.LayerNorm) -> None:
    described.gamma, described.beta = _array(norm.weight), _array(norm.bias)


def _array(tensor: Any) -> Any:
    return tensor.detach().float().cpu().numpy()
