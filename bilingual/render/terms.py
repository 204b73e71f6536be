"""The glossary of one page: which terms stand on it, numbered, each told once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bilingual.document import (
    Constraint,
    ConstraintKind,
    Evidence,
    Tier,
    TranslatedBlock,
    TranslatedSentence,
)
from bilingual.render.parts import Mention, TermEntry

HOW = {
    Tier.ANNOTATED: "given to the engine with the sentence",
    Tier.FREE: "found in the engine’s own wording",
    Tier.CORRECTED: "a slip of the engine, set right",
    Tier.PLACEHOLDER: "put in by way of a placeholder",
    Tier.REDECODED: "begun by us, continued by the engine",
    Tier.HUMAN: "in a person’s wording",
    Tier.UNMET: "not found in the English",
}
"""How a term was met, in words; the script of the page says them."""

Numbers = Mapping[TermEntry, int]
"""The entries of a page with their numbers, from 1, in the order in which they are first mentioned."""


def number_terms(blocks: Iterable[TranslatedBlock]) -> dict[TermEntry, int]:
    """Number the glossary terms of a post."""
    entries = (
        _entry_of(sentence, constraint, translated.block.lang)
        for translated in blocks
        for sentence in translated.sentences
        for constraint, _ in _terms(sentence)
    )
    return {entry: number for number, entry in enumerate(dict.fromkeys(entries), 1)}


def mentions(
    sentence: TranslatedSentence, lang: str, numbers: Numbers
) -> Iterator[tuple[Constraint, Mention]]:
    """Give the glossary terms of a sentence."""
    for constraint, evidence in _terms(sentence):
        entry = _entry_of(sentence, constraint, lang)
        yield constraint, Mention(entry, numbers[entry], evidence.tier if evidence else None)


def _terms(sentence: TranslatedSentence) -> Iterator[tuple[Constraint, Evidence | None]]:
    evidence: Sequence[Evidence | None] = sentence.translation.evidence
    padded = [*evidence, *[None] * len(sentence.job.constraints)]
    for constraint, found in zip(sentence.job.constraints, padded, strict=False):
        if constraint.kind is ConstraintKind.TERM:
            yield constraint, found


def _entry_of(sentence: TranslatedSentence, constraint: Constraint, lang: str) -> TermEntry:
    term = constraint.term
    return TermEntry(
        form=sentence.sentence.text[constraint.start : constraint.end] or constraint.source,
        form_lang=lang,
        rendering=next(iter(constraint.short or constraint.renderings), ""),
        note=term.note if term else "",
        source=term.source if term else "",
    )
