"""The Chinese side: the block exactly as it was, with its sentences, marks and terms."""

from collections.abc import Iterable, Iterator, Sequence

from bilingual.document import (
    BlockKind,
    Constraint,
    ConstraintKind,
    Evidence,
    Mark,
    MarkKind,
    Tier,
    TranslatedBlock,
    TranslatedSentence,
)
from bilingual.render.addresses import host_of, link_address, web_address
from bilingual.render.inline import Cover, nest, nest_cells
from bilingual.render.parts import Anchor, Cell, Layer, Mention, Picture, SentencePart

HOW = {
    Tier.ANNOTATED: "given to the engine with the sentence",
    Tier.FREE: "found in the engine’s own wording",
    Tier.CORRECTED: "a slip of the engine, set right",
    Tier.PLACEHOLDER: "put in by way of a placeholder",
    Tier.REDECODED: "begun by us, continued by the engine",
    Tier.HUMAN: "in a person’s wording",
    Tier.UNMET: "not found in the English",
}

_LAYERS = {MarkKind.LINK: Layer.LINK, MarkKind.STRONG: Layer.STRONG, MarkKind.EM: Layer.EM}


def source_cell(translated: TranslatedBlock, base: str) -> Cell:
    """Give the source side of a row; relative addresses are taken from `base`."""
    block = translated.block
    covers = [*_marks(translated, base), *_sentences(translated)]
    if block.kind is BlockKind.TABLE_ROW:
        return Cell(block.lang, nest_cells(block.text, covers))
    return Cell(block.lang, (nest(block.text, covers),))


def sentence_id(translated: TranslatedBlock, index: int) -> str:
    """Name a sentence on the Chinese side; its English has the same name and `-en`."""
    return f"{translated.block.id}-{index + 1}"


def mentions(sentence: TranslatedSentence, prefix: str, lang: str) -> Iterator[tuple[Constraint, Mention]]:
    """Give the glossary terms of a sentence with what their tooltips show."""
    evidence: Sequence[Evidence | None] = sentence.translation.evidence
    padded = [*evidence, *[None] * len(sentence.job.constraints)]
    for index, (constraint, found) in enumerate(zip(sentence.job.constraints, padded, strict=False)):
        if constraint.kind is ConstraintKind.TERM:
            form = sentence.sentence.text[constraint.start : constraint.end] or constraint.source
            yield constraint, _mention(f"{prefix}-t{index + 1}", form, lang, constraint, found)


def _mention(name: str, form: str, lang: str, constraint: Constraint, found: Evidence | None) -> Mention:
    term = constraint.term
    return Mention(
        id=name,
        form=form,
        form_lang=lang,
        rendering=next(iter(constraint.renderings), ""),
        note=term.note if term else "",
        source=term.source if term else "",
        how=HOW[found.tier] if found else "",
        is_met=found is None or found.tier is not Tier.UNMET,
    )


def _sentences(translated: TranslatedBlock) -> Iterator[Cover]:
    for index, sentence in enumerate(translated.sentences):
        name = sentence_id(translated, index)
        start, end = sentence.sentence.start, sentence.sentence.end
        yield Cover(Layer.SENTENCE, start, end, SentencePart(name))
        for constraint, mention in mentions(sentence, name, translated.block.lang):
            edges = min(start + constraint.start, end), min(start + constraint.end, end)
            yield Cover(Layer.TERM, *edges, mention)


def _marks(translated: TranslatedBlock, base: str) -> Iterator[Cover]:
    for mark in translated.block.marks:
        if mark.kind is MarkKind.IMAGE:
            yield Cover(
                Layer.IMAGE, mark.start, mark.start, Picture(web_address(mark.url, base), mark.label, "Image")
            )
        elif mark.kind is MarkKind.LINK and mark.start == mark.end:
            yield from _bare_link(mark, base)
        else:
            anchor = Anchor(link_address(mark.url, base), mark.label) if mark.kind is MarkKind.LINK else None
            whole = _holds_sentences(mark, translated.sentences)
            yield Cover(_LAYERS[mark.kind], mark.start, mark.end, anchor, whole)


def _bare_link(mark: Mark, base: str) -> Iterator[Cover]:
    """A link around nothing that can be read, such as an image, is shown as a link to that place."""
    if url := link_address(mark.url, base):
        yield Cover(Layer.IMAGE, mark.start, mark.start, Picture(url, mark.label or host_of(url), "Link"))


def _holds_sentences(mark: Mark, sentences: Iterable[TranslatedSentence]) -> bool:
    touched = [s for s in sentences if s.sentence.start < mark.end and mark.start < s.sentence.end]
    return all(mark.start <= s.sentence.start and s.sentence.end <= mark.end for s in touched)
