"""The English side: the sentences in order, with terms, doubts, and what is known of links and emphasis.

A mark is carried over where its place is certain: around a sentence it covers whole, or around the
rendering of a term it covers exactly. Any other link stands at the end of the block, so none is lost.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bilingual.document import (
    BlockKind,
    Mark,
    MarkKind,
    Origin,
    Severity,
    Span,
    TranslatedBlock,
    TranslatedSentence,
)
from bilingual.render.addresses import host_of, link_address
from bilingual.render.inline import Cover, nest
from bilingual.render.parts import (
    Anchor,
    Cell,
    Doubt,
    Element,
    Flag,
    Layer,
    Piece,
    Reference,
    Remark,
    SentencePart,
)
from bilingual.render.source import mentions, sentence_id

_EMPHASIS = {MarkKind.STRONG: Layer.STRONG, MarkKind.EM: Layer.EM}


@dataclass(frozen=True, slots=True)
class _Placed:
    """A mark of the Chinese carried over to one English sentence."""

    sentence: int
    cover: Cover


def target_cell(translated: TranslatedBlock, base: str, place: str) -> Cell:
    """Give the English side of a row; `place` names the block in words for the remarks."""
    placed, references = _carry_over(translated, base)
    parts: list[list[Piece]] = [[]]
    position = 0
    for index, sentence in enumerate(translated.sentences):
        _join(parts, translated.block.text[position : sentence.sentence.start], translated.block.kind)
        covers = [carried.cover for carried in placed if carried.sentence == index]
        parts[-1].append(_sentence(translated, index, covers, place))
        position = sentence.sentence.end
    if translated.sentences and translated.block.kind is BlockKind.TABLE_ROW:
        _join(parts, translated.block.text[position:], translated.block.kind)
    return Cell("en", tuple(tuple(part) for part in parts), references)


def remarks_on(translated: TranslatedBlock, place: str) -> Iterator[Remark]:
    """Give every finding of a block with its place."""
    for index in range(len(translated.sentences)):
        yield from _remarks(translated, index, place)


def _join(parts: list[list[Piece]], gap: str, kind: BlockKind) -> None:
    """Part two English sentences as the white space between the Chinese ones asks."""
    if kind is BlockKind.TABLE_ROW and "\t" in gap:
        parts.extend([] for _ in range(gap.count("\t")))
    elif parts[-1]:
        parts[-1].append(gap if kind is BlockKind.PREFORMATTED and "\n" in gap else " ")


def _sentence(translated: TranslatedBlock, index: int, carried: Sequence[Cover], place: str) -> Element:
    sentence = translated.sentences[index]
    name = f"{sentence_id(translated, index)}-en"
    covers = [*carried, *_terms(sentence, name, translated.block.lang), *_doubts(sentence)]
    remarks = tuple(_remarks(translated, index, place))
    flag = Flag(f"{name}-f", _gravest(remarks), remarks) if remarks else None
    part = SentencePart(name, sentence.translation.origin is Origin.HUMAN, flag)
    return Element(Layer.SENTENCE, part, nest(sentence.translation.target, covers))


def _terms(sentence: TranslatedSentence, name: str, lang: str) -> Iterator[Cover]:
    evidence = dict(zip(sentence.job.constraints, sentence.translation.evidence, strict=False))
    for constraint, mention in mentions(sentence, name, lang):
        if found := evidence.get(constraint):
            yield Cover(Layer.TERM, found.start, found.end, mention)


def _doubts(sentence: TranslatedSentence) -> Iterator[Cover]:
    for finding in sentence.findings:
        if finding.span:
            yield Cover(Layer.DOUBT, finding.span.start, finding.span.end, Doubt(finding.severity))


def _remarks(translated: TranslatedBlock, index: int, place: str) -> Iterator[Remark]:
    anchor = f"{sentence_id(translated, index)}-en"
    where = place if len(translated.sentences) == 1 else f"{place}, sentence {index + 1}"
    for finding in translated.sentences[index].findings:
        yield Remark(finding.severity, finding.check, finding.message, anchor, where, finding.sentences)


def _gravest(remarks: Sequence[Remark]) -> Severity:
    grave = any(remark.severity is Severity.ERROR for remark in remarks)
    return Severity.ERROR if grave else Severity.WARNING


def _carry_over(translated: TranslatedBlock, base: str) -> tuple[list[_Placed], tuple[Reference, ...]]:
    """Place the marks of the Chinese in the English; give the links that found no place apart."""
    placed: list[_Placed] = []
    references: list[Reference] = []
    for mark in translated.block.marks:
        if mark.kind in _EMPHASIS:
            placed += [
                _Placed(i, Cover(_EMPHASIS[mark.kind], s.start, s.end)) for i, s in _places(mark, translated)
            ]
        elif mark.kind is MarkKind.LINK and (url := link_address(mark.url, base)):
            links = [
                _Placed(i, Cover(Layer.LINK, s.start, s.end, Anchor(url, mark.label)))
                for i, s in _places(mark, translated)
            ]
            if links and not any(_collide(link, other) for link in links for other in placed):
                placed += links
            else:
                text = translated.block.text[mark.start : mark.end].strip() or mark.label or host_of(url)
                references.append(Reference(len(references) + 1, url, text))
    return placed, tuple(references)


def _collide(one: _Placed, other: _Placed) -> bool:
    return (
        one.sentence == other.sentence
        and other.cover.layer is Layer.LINK
        and one.cover.start < other.cover.end
        and other.cover.start < one.cover.end
    )


def _places(mark: Mark, translated: TranslatedBlock) -> list[tuple[int, Span]]:
    """Give the sentences a mark covers whole, else the rendering of what it covers exactly."""
    text = translated.block.text
    touched = [
        (index, s)
        for index, s in enumerate(translated.sentences)
        if s.sentence.start < mark.end and mark.start < s.sentence.end and s.translation.target
    ]
    whole = [
        (index, Span(0, len(s.translation.target))) for index, s in touched if _covers_whole(mark, s, text)
    ]
    return whole or [(index, span) for index, s in touched for span in _exactly(mark, s)]


def _covers_whole(mark: Mark, sentence: TranslatedSentence, text: str) -> bool:
    """Tell whether a mark leaves at most punctuation of the sentence uncovered."""
    start, end = sentence.sentence.start, sentence.sentence.end
    rest = text[start : max(start, mark.start)] + text[min(end, mark.end) : end]
    return not any(char.isalnum() for char in rest)


def _exactly(mark: Mark, sentence: TranslatedSentence) -> Iterator[Span]:
    start, end = (edge - sentence.sentence.start for edge in (mark.start, mark.end))
    for constraint, found in zip(sentence.job.constraints, sentence.translation.evidence, strict=False):
        if (constraint.start, constraint.end) == (start, end) and found.start < found.end:
            yield Span(found.start, found.end)
