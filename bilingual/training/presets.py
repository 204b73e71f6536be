"""What is trained and how: one preset for a GPU, one for two CPU cores, one for tests."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a model: a deep encoder reads once, a shallow decoder writes quickly."""

    source_pieces: int
    target_pieces: int
    width: int = 256
    heads: int = 4
    feed_forward: int = 1024
    encoder_layers: int = 4
    decoder_layers: int = 2


@dataclass(frozen=True, slots=True)
class Preset:
    """How a model is trained."""

    width: int
    heads: int
    feed_forward: int
    encoder_layers: int
    decoder_layers: int
    tokens_per_batch: int
    """Source and target together, padding counted."""
    matrix_rate: float
    """Of Muon, for the matrices of the layers."""
    other_rate: float
    """Of AdamW, for embeddings, biases and norms."""
    dropout: float = 0.1
    pairs: int = 100_000
    """In a chunk, which is drawn anew."""
    warm_up: int = 400
    """Steps."""
    smoothing: float = 0.1
    guidance: float = 0.3
    """Weight of the alignment loss beside the translation loss."""
    annotated: float = 0.35
    """Share of the pairs in which terms are marked."""
    average: float = 0.999
    """Decay of the moving average of the weights, which is what is kept."""
    hold: float = 0.4
    """Share of the time at full rate; then the rates fall to nothing."""
    turn: float = 0.7
    """Share of the time after which the second mixture is read."""
    early: Mapping[str, float] = field(
        default_factory=lambda: {
            "general": 1, "tech": 0.8, "law": 0.7, "news": 3, "indomain": 4, "diplomatic": 3,
        }
    )  # fmt: skip
    """How often a pair of each file is read, relative to the others, before the turn."""
    late: Mapping[str, float] = field(
        default_factory=lambda: {
            "general": 0.6, "tech": 0.2, "law": 0.4, "news": 6, "indomain": 14, "diplomatic": 6,
        }
    )  # fmt: skip
    """After it: what the product is for comes last, and most."""

    def shape(self, source_pieces: int, target_pieces: int) -> Shape:
        """Give the shape of the model for a vocabulary."""
        return Shape(
            source_pieces,
            target_pieces,
            self.width,
            self.heads,
            self.feed_forward,
            self.encoder_layers,
            self.decoder_layers,
        )


_CPU = Preset(
    width=256,
    heads=4,
    feed_forward=1024,
    encoder_layers=4,
    decoder_layers=2,
    tokens_per_batch=7000,
    matrix_rate=0.004,
    other_rate=0.003,
    dropout=0.0,
    warm_up=60,
    guidance=0.5,
    hold=0.35,
    turn=0.5,
    pairs=20_000,
)

PRESETS = {
    "gpu": Preset(
        width=448,
        heads=7,
        feed_forward=1792,
        encoder_layers=10,
        decoder_layers=2,
        tokens_per_batch=65536,
        matrix_rate=0.004,
        other_rate=0.002,
        warm_up=1000,
    ),
    "cpu": _CPU,
    "cpu-on": replace(_CPU, matrix_rate=0.002, other_rate=0.0015, hold=0.2),
    "tiny": Preset(
        width=32,
        heads=2,
        feed_forward=64,
        encoder_layers=2,
        decoder_layers=2,
        tokens_per_batch=600,
        matrix_rate=0.02,
        other_rate=0.01,
        dropout=0.0,
        warm_up=5,
        average=0.9,
        pairs=500,
    ),
}
"""`cpu-on` goes on from weights that were trained before."""
