"""Keeps the English up to where a missing rendering belongs, puts it there, and lets the model go on.

It meets what asking in other words did not. Where a rendering belongs is read off the model itself: the words
that it would say less surely were the term not in the source are its translation of the term. That needs no
attention, so it works with every Argos model.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bilingual.document import Job, Span
from bilingual.engines.prompts import Answer, Form, Prompt, Slot
from bilingual.engines.tidy import tidy_around

PLACES = 5
"""Places tried for a rendering: 3 meet one term less of 298, and of 336 in news."""

ROUNDS = 3
"""Each round puts in one rendering, so a sentence with more unmet terms needs several."""

MAX_LOSS = 1.5
"""Nats per word by which the English may become less likely."""

LEAST_LENGTH = 0.6
"""Of the English before: what became shorter has lost a part of the sentence."""

Weights = tuple[tuple[int, float], ...]
"""Where each word of an English text starts, and its log probability."""


class Writer(Protocol):
    """What a model must be able to do besides translating."""

    def weigh(self, texts: Sequence[str], targets: Sequence[str]) -> list[Weights]:
        """Tell how likely each word of each target is, given its text; the end counts to the last word."""

    def resume(self, texts: Sequence[str], beginnings: Sequence[str]) -> list[str]:
        """Translate each text into English that begins as given."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    index: int
    """Of the answer to be bettered."""
    prompt: Prompt
    beginning: str


def redecode(answers: Sequence[Answer], writer: Writer) -> list[Answer]:
    """Better each answer that leaves something unmet, where the model finds that likely.

    It costs time only where all else failed. With or without annotation it raises chrF a little.
    """
    best = dict(enumerate(answers))
    pending = best
    for _ in range(ROUNDS):
        unmet = {i: answer for i, answer in pending.items() if None in answer.spans and not answer.flaw}
        pending = _improve(unmet, writer)
        best = best | pending
    return [best[i] for i in range(len(answers))]


def _improve(answers: dict[int, Answer], writer: Writer) -> dict[int, Answer]:
    """Give the answers that have one more rendering; of several the likeliest."""
    weights = dict(zip(answers, _weigh(answers.values(), writer), strict=True))
    attempts = list(_attempts(answers, weights, writer))
    found = writer.resume([a.prompt.text for a in attempts], [a.beginning for a in attempts])
    read = [(a.index, a.prompt.read(english)) for a, english in zip(attempts, found, strict=True)]
    better = [(i, answer) for i, answer in read if _is_better(answer, answers[i])]
    likely: dict[int, tuple[tuple[int, bool, int], float]] = {}
    improved: dict[int, Answer] = {}
    for (i, answer), weight in zip(better, _weigh([answer for _, answer in better], writer), strict=True):
        worth = (answer.rank, _mean(weight))
        if worth[1] >= _mean(weights[i]) - MAX_LOSS and (i not in likely or worth > likely[i]):
            likely[i], improved[i] = worth, answer
    return improved


def _attempts(answers: dict[int, Answer], weights: dict[int, Weights], writer: Writer) -> Iterator[_Attempt]:
    """Begin the English anew for each unmet constraint, at each of the places where it may belong."""
    unmet = [(i, k) for i, answer in answers.items() for k, span in enumerate(answer.spans) if span is None]
    without = writer.weigh(
        [_text_without(answers[i].prompt, k) for i, k in unmet], [answers[i].target for i, _ in unmet]
    )
    for (i, k), less in zip(unmet, without, strict=True):
        prompt = _present_again(answers[i].prompt, k)
        for place in _find_places(weights[i], less):
            yield _Attempt(i, prompt, _begin(answers[i], k, place))


def _find_places(weights: Weights, without: Weights) -> list[int]:
    """Give the starts of the words that most depend on what was taken away."""
    pairs = zip(weights, without, strict=True)
    losses = sorted((other - whole, start) for (start, whole), (_, other) in pairs)
    return [start for _, start in losses[:PLACES]]


def _begin(answer: Answer, k: int, place: int) -> str:
    constraint = answer.prompt.job.constraints[k]
    rendering = constraint.renderings[0]
    kept = f"{answer.target[:place].rstrip()} ".lstrip()
    span = Span(len(kept), len(kept) + len(rendering))
    return tidy_around(kept + rendering, [span], [constraint])


def _present_again(prompt: Prompt, k: int) -> Prompt:
    """Tell of the new rendering, and of placeholders no more: what they stood for is in the English."""
    slots = [Slot(slot.form) for slot in prompt.slots]
    slots[k] = Slot(Form.REDECODED)
    return replace(prompt, slots=tuple(slots))


def _weigh(answers: Iterable[Answer], writer: Writer) -> list[Weights]:
    """Weigh against the source as it is, so that answers to one job can be compared."""
    pairs = [(_escaped(answer.prompt, answer.prompt.job.text), answer.target) for answer in answers]
    return writer.weigh([text for text, _ in pairs], [target for _, target in pairs])


def _text_without(prompt: Prompt, k: int) -> str:
    constraint = prompt.job.constraints[k]
    return _escaped(prompt, prompt.job.text[: constraint.start] + prompt.job.text[constraint.end :])


def _escaped(prompt: Prompt, text: str) -> str:
    return Prompt(Job(text), (), prompt.markers).text


def _mean(weights: Weights) -> float:
    return sum(weight for _, weight in weights) / max(len(weights), 1)


def _is_better(answer: Answer, before: Answer) -> bool:
    """Want one more rendering, those that were met, nothing twice, and the whole sentence."""
    keeps = all(now or not old for now, old in zip(answer.spans, before.spans, strict=True))
    is_whole = len(answer.target) >= LEAST_LENGTH * len(before.target)
    return keeps and is_whole and answer.rank > before.rank and not _has_double(answer)


def _has_double(answer: Answer) -> bool:
    """Tell whether a rendering stands more often than the constraints account for."""
    wanted = [constraint.renderings[0].lower() for constraint in answer.prompt.job.constraints]
    target = answer.target.lower()
    return any(target.count(word) > sum(other.count(word) for other in wanted) for word in wanted)
