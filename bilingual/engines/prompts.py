"""What the model is asked in place of a job, and what its answer is worth.

Each constraint stands in the prompt in one of three forms: as the source has it, as an English rendering
between the markers of a model trained to copy what is there, or as a placeholder that models copy.
"""

import re
from dataclasses import dataclass
from enum import Enum, IntEnum

from bilingual.document import Constraint, ConstraintKind, Job, Span, Tier
from bilingual.engines.mend import mend_numbers
from bilingual.engines.metadata import Markers
from bilingual.engines.repetition import is_sound
from bilingual.engines.tidy import tidy_around
from bilingual.renditions import find_forbidden, find_renditions


class Form(Enum):
    """How a constraint stands in a prompt; the value is the tier that meets it if it comes back."""

    PLAIN = Tier.FREE
    ANNOTATED = Tier.ANNOTATED
    PLACEHOLDER = Tier.PLACEHOLDER
    REDECODED = Tier.REDECODED


_COPIED = (Form.ANNOTATED, Form.REDECODED)


class Flaw(IntEnum):
    """What is wrong with an answer, the worse the higher."""

    NONE = 0
    LOST = 1
    """A placeholder did not come back, and what it stood for is lost."""
    GARBLED = 2
    """A placeholder came back twice or changed, or the text is empty or runs away."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The form of one constraint."""

    form: Form
    word: str = ""
    """The placeholder; `""` in the other forms, and where the English has the rendering already."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A hypothesis with the renderings in their places."""

    prompt: "Prompt"
    target: str
    spans: tuple[Span | None, ...]
    """Where each constraint is met in the target; None: it is not."""
    flaw: Flaw
    mended: frozenset[int] = frozenset()
    """Which constraints are met only since a number was set right."""

    @property
    def rank(self) -> tuple[int, bool, int]:
        """Order answers to one job by flaws, what is forbidden, and constraints met; higher is better."""
        is_allowed = not find_forbidden(self.target, self.prompt.job.constraints)
        return -self.flaw, is_allowed, sum(span is not None for span in self.spans)

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing is left to wish for."""
        return not self.flaw and not any(self.wanting)

    @property
    def wanting(self) -> tuple[bool, ...]:
        """Tell of each constraint whether it is unmet or stands in a forbidden rendering."""
        constraints = self.prompt.job.constraints
        wrong = [constraint for constraint, _, _ in find_forbidden(self.target, constraints)]
        pairs = zip(constraints, self.spans, strict=True)
        return tuple(span is None or constraint in wrong for constraint, span in pairs)

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """Tell how each constraint was met."""
        pairs = zip(self.spans, self.prompt.slots, strict=True)
        met = (slot.form.value if span else Tier.UNMET for span, slot in pairs)
        return tuple(Tier.CORRECTED if i in self.mended else tier for i, tier in enumerate(met))


@dataclass(frozen=True, slots=True)
class Prompt:
    """A job with a form for each of its constraints."""

    job: Job
    slots: tuple[Slot, ...]
    markers: Markers | None = None

    @property
    def text(self) -> str:
        """Give what is sent to the model."""
        parts, position = [], 0
        for constraint, slot in zip(self.job.constraints, self.slots, strict=True):
            parts += [
                self._escape(self.job.text[position : constraint.start]),
                self._present(constraint, slot),
            ]
            position = constraint.end
        return "".join([*parts, self._escape(self.job.text[position:])])

    def read(self, hypothesis: str) -> Answer:
        """Judge a hypothesis and put the renderings in the place of their placeholders."""
        flaw = max(
            self._judge_placeholders(hypothesis),
            Flaw.NONE if is_sound(self.text, hypothesis) else Flaw.GARBLED,
        )
        target = self._tidy_annotated(self._fill(hypothesis))
        spans = find_renditions(target, self.job.constraints)
        answer = Answer(self, target, spans, flaw)
        return answer if flaw or None not in spans else self._mend(answer)

    def _mend(self, answer: Answer) -> Answer:
        target = mend_numbers(self.job, answer.target)
        spans = find_renditions(target, self.job.constraints)
        pairs = enumerate(zip(spans, answer.spans, strict=True))
        mended = frozenset(i for i, (now, before) in pairs if now and not before)
        return Answer(self, target, spans, answer.flaw, mended)

    def can_annotate(self, constraint: Constraint) -> bool:
        """Tell whether the model can be given this constraint's rendering to copy: words, not addresses."""
        rendering = constraint.renderings[0]
        is_words = constraint.kind is not ConstraintKind.LITERAL
        return self.markers is not None and is_words and self._escape(rendering) == rendering

    def _present(self, constraint: Constraint, slot: Slot) -> str:
        if slot.word:
            return f" {slot.word} "
        if self.markers and slot.form in _COPIED and self.can_annotate(constraint):
            return f"{self.markers.opening} {constraint.renderings[0]} {self.markers.closing}"
        return self._escape(constraint.source)

    def _escape(self, text: str) -> str:
        """Part what a user wrote that looks like a marker."""
        for marker in (self.markers.opening, self.markers.closing) if self.markers else ():
            text = text.replace(marker, " ".join(marker))
        return text

    @property
    def _constraint_of(self) -> dict[str, Constraint]:
        pairs = zip(self.slots, self.job.constraints, strict=True)
        return {slot.word: constraint for slot, constraint in pairs if slot.word}

    def _judge_placeholders(self, hypothesis: str) -> Flaw:
        """Each placeholder must come back once as a word of its own, and nothing like it besides."""
        counts = [
            (hypothesis.count(word), len(_word(word).findall(hypothesis))) for word in self._constraint_of
        ]
        if any(anywhere > 1 or anywhere != whole for anywhere, whole in counts):
            return Flaw.GARBLED
        return Flaw.LOST if (0, 0) in counts else Flaw.NONE

    def _fill(self, hypothesis: str) -> str:
        """Replace the placeholders one by one, so that each is tidied in its final surroundings."""
        target = hypothesis
        for word, constraint in self._constraint_of.items():
            for match in reversed(list(_word(word).finditer(target))):
                rendering = constraint.renderings[0]
                target = target[: match.start()] + rendering + target[match.end() :]
                span = Span(match.start(), match.start() + len(rendering))
                target = tidy_around(target, (span,), (constraint,))
        return target

    def _tidy_annotated(self, target: str) -> str:
        spans = find_renditions(target, self.job.constraints)
        annotated = [slot.form in _COPIED for slot in self.slots]
        given = tuple(span if is_given else None for span, is_given in zip(spans, annotated, strict=True))
        return tidy_around(target, given, self.job.constraints) if any(given) else target


def _word(placeholder: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(placeholder)}(?!\w)")
