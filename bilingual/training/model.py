"""A Transformer that CTranslate2 can run: pre-norm, deep encoder, shallow decoder, one head that aligns."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from bilingual.training.presets import Shape

LONGEST = 512
"""Positions, in pieces."""

PAD, UNKNOWN, BEGIN, END = range(4)


class Attention(nn.Module):
    """Attention of a text over itself, or of English over Chinese."""

    def __init__(self, width: int, heads: int, *, over_itself: bool) -> None:
        super().__init__()
        self.heads = heads
        if over_itself:
            self.query_key_value = nn.Linear(width, 3 * width)
        else:
            self.query = nn.Linear(width, width)
            self.key_value = nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, width)

    def forward(
        self, x: Tensor, memory: Tensor | None = None, mask: Tensor | None = None, *, causal: bool = False
    ) -> Tensor:
        """Attend; shapes (batch, length, width), mask (batch, 1, 1, length) true where there is a piece."""
        batch, length, width = x.shape
        if memory is None:
            query, key, value = self._split(self.query_key_value(x), 3)
        else:
            (query,), (key, value) = self._split(self.query(x), 1), self._split(self.key_value(memory), 2)
        found = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask, is_causal=causal)
        return self.out(found.transpose(1, 2).reshape(batch, length, width))

    def first_head(self, x: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        """Give what the first head looks at, before its soft-max: (batch, length, length of memory)."""
        head = memory.shape[-1] // self.heads
        queries = functional.linear(x, self.query.weight[:head], self.query.bias[:head])
        keys = functional.linear(memory, self.key_value.weight[:head], self.key_value.bias[:head])
        weights = queries @ keys.transpose(1, 2) * head**-0.5
        return weights.masked_fill(~mask[:, 0], torch.finfo(weights.dtype).min)

    def _split(self, x: Tensor, parts: int) -> tuple[Tensor, ...]:
        batch, length, width = x.shape
        head = width // parts // self.heads
        return tuple(x.view(batch, length, parts, self.heads, head).permute(2, 0, 3, 1, 4))


class Layer(nn.Module):
    """A layer of the encoder, or of the decoder, which also attends over the encoder."""

    def __init__(self, shape: Shape, dropout: float, *, decodes: bool) -> None:
        super().__init__()
        width = shape.width
        self.decodes = decodes
        self.self_norm, self.self_attention = (
            nn.LayerNorm(width),
            Attention(width, shape.heads, over_itself=True),
        )
        if decodes:
            self.norm, self.attention = nn.LayerNorm(width), Attention(width, shape.heads, over_itself=False)
        self.feed_norm = nn.LayerNorm(width)
        self.feed_in, self.feed_out = (
            nn.Linear(width, shape.feed_forward),
            nn.Linear(shape.feed_forward, width),
        )
        self.drop = nn.Dropout(dropout)

    def forward(
        self, x: Tensor, mask: Tensor, memory: Tensor | None = None, *, align: bool = False
    ) -> tuple[Tensor, Tensor | None]:
        """Encode with `mask`, or decode over `memory` with `mask` on it; give what aligns, if asked."""
        own_mask = None if self.decodes else mask
        x = x + self.drop(self.self_attention(self.self_norm(x), mask=own_mask, causal=self.decodes))
        weights = None
        if memory is not None:
            wanted = self.norm(x)
            weights = self.attention.first_head(wanted, memory, mask) if align else None
            x = x + self.drop(self.attention(wanted, memory, mask))
        return x + self.drop(self.feed_out(functional.relu(self.feed_in(self.feed_norm(x))))), weights


class Translator(nn.Module):
    """Chinese pieces in, English pieces out."""

    def __init__(self, shape: Shape, dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape
        self.source_embedding = nn.Embedding(shape.source_pieces, shape.width)
        self.target_embedding = nn.Embedding(shape.target_pieces, shape.width)
        self.encoder = nn.ModuleList(
            Layer(shape, dropout, decodes=False) for _ in range(shape.encoder_layers)
        )
        self.decoder = nn.ModuleList(Layer(shape, dropout, decodes=True) for _ in range(shape.decoder_layers))
        self.encoder_norm, self.decoder_norm = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        self.drop = nn.Dropout(dropout)
        self.register_buffer("positions", sinusoids(LONGEST, shape.width), persistent=False)
        self._begin()

    def forward(self, source: Tensor, target: Tensor, *, align: bool = True) -> tuple[Tensor, Tensor | None]:
        """Give the states that predict what follows each target piece, and the aligning head's weights."""
        mask = (source != PAD)[:, None, None, :]
        memory = self._embed(self.source_embedding, source)
        for layer in self.encoder:
            memory, _ = layer(memory, mask)
        memory = self.encoder_norm(memory)
        states = self._embed(self.target_embedding, target)
        weights = None
        for layer in self.decoder:
            states, weights = layer(states, mask, memory, align=align and layer is self.decoder[-1])
        return self.decoder_norm(states), weights

    def logits(self, states: Tensor) -> Tensor:
        """Score every piece of the target vocabulary."""
        return functional.linear(states, self.target_embedding.weight)

    def _embed(self, embedding: nn.Embedding, pieces: Tensor) -> Tensor:
        positions = self.positions[: pieces.shape[1]]
        return self.drop(embedding(pieces) * math.sqrt(self.shape.width) + positions)

    def _begin(self) -> None:
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                nn.init.zeros_(module.bias)
            elif isinstance(module, nn.Embedding):
                nn.init.normal_(module.weight, std=self.shape.width**-0.5)


def sinusoids(length: int, width: int) -> Tensor:
    """Give position encodings in CTranslate2's layout: sines, then cosines."""
    half = width // 2
    rates = torch.exp(torch.arange(half) * (-math.log(10000.0) / (half - 1)))
    angles = torch.arange(length).unsqueeze(1) * rates
    return torch.cat([angles.sin(), angles.cos()], 1)
