"""Trains for a given time, in as many goes as it takes; each goes on from the last one's checkpoint."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from bilingual.training.batches import Batch, Reader, read_ahead
from bilingual.training.model import PAD, Translator
from bilingual.training.presets import Preset, Shape

CHECKPOINT = "checkpoint.pt"
LEAST_RATE = 0.02
"""Share of the full rates at the very end."""

SAVE_EVERY_SECONDS = 600.0
"""What is lost at most when a go is killed; on a CPU a go may take hours."""

_LOG_EVERY = 100


@dataclass
class Progress:
    """How far training has come."""

    steps: int = 0
    seconds: float = 0.0
    chunks: int = 0
    """Chunks of pairs that were begun."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Minutes of training."""

    minutes: float
    """In all goes."""
    stop_after: float
    """In this go."""

    def share(self, progress: Progress) -> float:
        """Give how much of the time of all goes is used up."""
        return progress.seconds / (60 * self.minutes)


class Run:
    """A model with all that its training needs to go on."""

    def __init__(self, shape: Shape, preset: Preset, start: Mapping[str, Tensor] | None = None) -> None:
        self.preset, self.progress = preset, Progress()
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.model = Translator(shape, preset.dropout)
        if start is not None:
            self.model.load_state_dict(start)
        self.model.to(self.device)
        self.average = AveragedModel(self.model, multi_avg_fn=get_ema_multi_avg_fn(preset.average))
        self.optimizers = _optimizers(self.model, preset)
        if self.device.type == "cuda":
            for layer in (*self.model.encoder, *self.model.decoder):
                layer.compile(dynamic=True)

    def step(self, batch: Batch, rate: float) -> tuple[Tensor, Tensor]:
        """Learn from a batch at a share of the full rates; give the losses of translating and aligning.

        They stay on the device: to read them is to wait for it.
        """
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate * group["full_rate"]
        with torch.autocast(self.device.type, torch.bfloat16):
            translating, aligning = self._losses(batch)
        (translating + self.preset.guidance * aligning).backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        self.average.update_parameters(self.model)
        self.progress.steps += 1
        return translating.detach(), aligning.detach()

    def _losses(self, batch: Batch) -> tuple[Tensor, Tensor]:
        source, target, links = (
            torch.from_numpy(array).to(self.device, non_blocking=True)
            for array in (batch.source, batch.target, batch.links)
        )
        states, weights = self.model(source, target[:, :-1])
        wanted = target[:, 1:]
        said = wanted != PAD
        logits = self.model.logits(states[said]).float()
        translating = functional.cross_entropy(logits, wanted[said], label_smoothing=self.preset.smoothing)
        if not len(links):
            return translating, translating.new_zeros(())
        likely = weights.float().log_softmax(-1)
        return translating, -likely[links[:, 0], links[:, 1], links[:, 2]].mean()

    def save(self, path: Path) -> None:
        """Write a checkpoint, whole or not at all."""
        draft = path.with_suffix(".draft")
        torch.save(
            {
                "progress": vars(self.progress),
                "model": self.model.state_dict(),
                "average": self.average.state_dict(),
                "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            },
            draft,
        )
        draft.replace(path)

    def resume(self, path: Path) -> None:
        """Go on from a checkpoint."""
        found = torch.load(path, map_location=self.device, weights_only=True)
        self.progress = Progress(**found["progress"])
        self.model.load_state_dict(found["model"])
        self.average.load_state_dict(found["average"])
        for optimizer, state in zip(self.optimizers, found["optimizers"], strict=True):
            optimizer.load_state_dict(state)

    @property
    def weights(self) -> dict[str, Tensor]:
        """Give the averaged weights, which translate better than the last ones."""
        return dict(self.average.module.state_dict())


def train(run: Run, reader: Reader, checkpoint: Path, budget: Budget, workers: int = 0) -> bool:
    """Train and leave a checkpoint; tell whether the time for all goes is used up."""
    progress, begun, before, tokens = run.progress, monotonic(), run.progress.seconds, 0
    saved = before
    for batch in read_ahead(reader, _chunks(run, budget), workers):
        elapsed = monotonic() - begun
        progress.seconds = before + elapsed
        share = budget.share(progress)
        if share >= 1 or elapsed >= 60 * budget.stop_after:
            break
        tokens += int((batch.target != PAD).sum())
        losses = run.step(batch, rate_at(share, progress.steps, run.preset))
        if progress.steps % _LOG_EVERY == 0:
            _tell(progress, share, losses, tokens / elapsed)
        if progress.seconds - saved >= SAVE_EVERY_SECONDS:
            run.save(checkpoint)
            saved = progress.seconds
    run.save(checkpoint)
    return budget.share(progress) >= 1


def rate_at(share: float, steps: int, preset: Preset) -> float:
    """Give the share of the full rates: a warm-up, a plateau, a straight line down.

    >>> from bilingual.training.presets import PRESETS
    >>> [round(rate_at(share, 10**6, PRESETS["gpu"]), 2) for share in (0, 0.4, 0.7, 1)]
    [1.0, 1.0, 0.5, 0.02]
    """
    falling = (1 - share) / (1 - preset.hold)
    return min(1, (steps + 1) / preset.warm_up) * max(LEAST_RATE, min(1, falling))


def _chunks(run: Run, budget: Budget) -> Iterator[tuple[int, Mapping[str, float]]]:
    """Give seed and mixture of one chunk after the other."""
    while True:
        is_late = budget.share(run.progress) >= run.preset.turn
        run.progress.chunks += 1
        yield run.progress.chunks, run.preset.late if is_late else run.preset.early


def _optimizers(model: Translator, preset: Preset) -> list[torch.optim.Optimizer]:
    """Give Muon for the matrices of the layers and AdamW for the rest."""
    layers = [*model.encoder.parameters(), *model.decoder.parameters()]
    matrices = [parameter for parameter in layers if parameter.ndim == 2]
    known = set(map(id, matrices))
    others = [parameter for parameter in model.parameters() if id(parameter) not in known]
    optimizers: list[Any] = [
        torch.optim.Muon(matrices, weight_decay=0.0, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(others, betas=(0.9, 0.98), weight_decay=0.0),
    ]
    for optimizer, rate in zip(optimizers, (preset.matrix_rate, preset.other_rate), strict=True):
        for group in optimizer.param_groups:
            group["full_rate"] = rate
    return optimizers


def _tell(progress: Progress, share: float, losses: Iterable[Tensor], speed: float) -> None:
    translating, aligning = map(float, losses)
    print(  # noqa: T201  # a run is watched
        f"step {progress.steps}  {share:.1%}  loss {translating:.3f}  align {aligning:.3f}"
        f"  {speed:,.0f} English pieces/s",
        flush=True,
    )
