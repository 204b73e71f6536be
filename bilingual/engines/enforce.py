"""Meets the constraints of jobs, tier by tier: each asks the model again for what is still missing.

The order is by what it does to the English. On 299 news sentences with 617 terms, the plain translation
first, then annotation of what is missing, has chrF 0.8 above annotation of all first, which meets as many.
Placeholders meet most of the rest, but read worse. So much is tried on whole sentences; what it leaves is
few, and only clauses of it are asked for by every other means (see `argos`), of which re-decoding is the
last. What nothing meets stays unmet.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from bilingual.document import ConstraintKind, Job
from bilingual.engines.metadata import Markers
from bilingual.engines.prompts import Answer, Form, Prompt, Slot
from bilingual.engines.redecode import Writer, redecode

N_BEST = 2
"""Hypotheses, and the beam, where terms are missing: 4 meet as many, and take a seventh more work in all."""

SPELLINGS = (
    ("BBC", "NBC", "ABC", "NBA", "IMF", "FBI", "ILO", "CBS"),
    ("ASEAN", "Huawei", "NATO", "Apple", "Facebook", "Tesla", "APEC", "TikTok"),
    tuple(f"XT{digit}" for digit in range(1, 10)),
)
"""Placeholders, tried by turns: names that a news model copies, and whose surroundings it keeps fluent.

Each was put, one at a time, for 250 terms of news sentences. The built-in model gives back once: BBC 90 %,
Huawei and ASEAN 86 %, Tesla 85 %, XT1 77 %; of what others use, XX1 3 %, #1 50 % and 〈1〉 none. With the
term put back, chrF is 57.4 for Huawei, 57.2 for BBC, 56.6 for XT1 and 55.6 for UNESCO; without any terms it
is 57.5. In the place of an address XT1 comes back from 93 %, BBC from 89 %, ASEAN from 81 %.
"""

Ask = Callable[[Sequence[str], int], Sequence[Sequence[str]]]
"""Texts and a number of hypotheses in; the hypotheses of each out, best first."""

Step = Callable[[Answer], Prompt]
"""The best answer so far in; the next prompt out, one asked before where the tier has nothing to offer."""

_PLAIN, _ANNOTATED = Slot(Form.PLAIN), Slot(Form.ANNOTATED)


class Enforcer:
    """Translates with constraints, first by what costs little, then by all there is; asks nothing twice."""

    def __init__(self, ask: Ask, markers: Markers | None = None, writer: Writer | None = None) -> None:
        """Prepare to ask a model.

        Args:
            ask: How the model is asked.
            markers: What it copies from between; None: it was not trained to.
            writer: How English is begun for it; None: nothing is re-decoded.
        """
        self._ask, self._markers, self._writer = ask, markers, writer
        self._asked: set[Prompt] = set()

    def translate(self, jobs: Sequence[Job]) -> list[Answer]:
        """Translate jobs; where something is missing, try what costs little and meets most."""
        prompts = [present_plainly(job, self._markers) for job in jobs]
        self._asked.update(prompts)
        found = self._ask([prompt.text for prompt in prompts], 1)
        plain = [prompt.read(texts[0]) for prompt, texts in zip(prompts, found, strict=True)]
        return self._improve(plain, QUICK)

    def insist(self, answers: Sequence[Answer]) -> list[Answer]:
        """Better answers that still miss something with all there is; worth it where they are few."""
        pressed = self._improve(answers, THOROUGH)
        return redecode(pressed, self._writer) if self._writer else pressed

    def _improve(self, answers: Sequence[Answer], tiers: Sequence[Step]) -> list[Answer]:
        """Ask again, tier by tier, for what is not settled; of equal answers the earliest stays."""
        best = dict(enumerate(answers))
        for tier in tiers:
            prompts = {i: tier(answer) for i, answer in best.items() if not answer.is_settled}
            prompts = {i: prompt for i, prompt in prompts.items() if prompt not in self._asked}
            self._asked.update(prompts.values())
            found = self._ask([prompt.text for prompt in prompts.values()], N_BEST)
            for (i, prompt), texts in zip(prompts.items(), found, strict=True):
                best[i] = max([best[i], *map(prompt.read, texts)], key=lambda answer: answer.rank)
        return list(best.values())


def present_plainly(job: Job, markers: Markers | None) -> Prompt:
    """Leave everything as the source has it, but keep the model away from addresses."""
    literal = [constraint.kind is ConstraintKind.LITERAL for constraint in job.constraints]
    words = _free_words(SPELLINGS[-1], (job.text,))
    slots = (_placeholder(words) if is_literal else _PLAIN for is_literal in literal)
    return Prompt(job, tuple(slots), markers)


def annotate_unmet(answer: Answer) -> Prompt:
    """Write the missing renderings into the source, for a model that copies what is marked."""
    return _annotate(answer, answer.wanting)


def annotate_all(answer: Answer) -> Prompt:
    """Write all renderings into the source: a model copies many more surely than one among names."""
    return _annotate(answer, [slot.form is not Form.PLACEHOLDER for slot in answer.prompt.slots])


def replace_unmet(answer: Answer, spelling: Sequence[str]) -> Prompt:
    """Put placeholders for the missing renderings, and other ones for those that came back wrong."""
    prompt = answer.prompt
    renderings = (constraint.renderings[0] for constraint in prompt.job.constraints)
    in_use = (slot.word for slot in prompt.slots)
    words = _free_words(spelling, (prompt.job.text, answer.target, *renderings, *in_use))
    slots = (
        _placeholder(words, slot) if is_wanting or (answer.flaw and slot.word) else slot
        for slot, is_wanting in zip(prompt.slots, answer.wanting, strict=True)
    )
    return replace(prompt, slots=tuple(slots))


QUICK: tuple[Step, ...] = (annotate_unmet, partial(replace_unmet, spelling=SPELLINGS[0]))
THOROUGH: tuple[Step, ...] = (
    annotate_all,
    *(partial(replace_unmet, spelling=spelling) for spelling in SPELLINGS[1:]),
)


def _annotate(answer: Answer, chosen: Sequence[bool]) -> Prompt:
    prompt = answer.prompt
    slots = (
        _ANNOTATED if wanted and prompt.can_annotate(constraint) else slot
        for constraint, slot, wanted in zip(prompt.job.constraints, prompt.slots, chosen, strict=True)
    )
    return replace(prompt, slots=tuple(slots))


def _free_words(spelling: Sequence[str], texts: Sequence[str]) -> Iterator[str]:
    """Give the placeholders that nothing else in the sentence could be mistaken for."""
    return iter([word for word in spelling if not any(word in text for text in texts)])


def _placeholder(words: Iterator[str], otherwise: Slot = _PLAIN) -> Slot:
    word = next(words, None)
    return Slot(Form.PLACEHOLDER, word) if word else otherwise
