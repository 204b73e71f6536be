"""The English side: the sentences in order, with terms, doubts, and what is known of links and emphasis.

A mark that has a place in the English (see `markup`) is carried over; any other link stands at the end of
the block, so none is lost. Marks only dress the text: they never change a character of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bilingual.document import (
    BlockKind,
    MarkKind,
    Origin,
    Severity,
    TranslatedBlock,
    TranslatedSentence,
)
from bilingual.markup import place_marks
from bilingual.render.addresses import host_of, link_address
from bilingual.render.inline import Cover, nest
from bilingual.render.parts import (
    Anchor,
    Cell,
    Credit,
    Doubt,
    Element,
    Flag,
    Layer,
    Piece,
    Reference,
    Remark,
    SentencePart,
)
from bilingual.render.source import sentence_id
from bilingual.render.terms import Numbers, mentions

_EMPHASIS = {MarkKind.STRONG: Layer.STRONG, MarkKind.EM: Layer.EM}


@dataclass(frozen=True, slots=True)
class _Carried:
    """A mark of the Chinese carried over to one English sentence."""

    sentence: int
    cover: Cover


def target_cell(translated: TranslatedBlock, base: str, place: str, numbers: Numbers) -> Cell:
    """Give the English side of a row; `place` names the block in words for the remarks."""
    carried, references = _carry_over(translated, base)
    parts: list[list[Piece]] = [[]]
    position = 0
    for index, sentence in enumerate(translated.sentences):
        _join(parts, translated.block.text[position : sentence.sentence.start], translated.block.kind)
        covers = [one.cover for one in carried if one.sentence == index]
        covers += _terms(sentence, translated.block.lang, numbers)
        parts[-1].append(_sentence(translated, index, covers, place))
        position = sentence.sentence.end
    if translated.sentences and translated.block.kind is BlockKind.TABLE_ROW:
        _join(parts, translated.block.text[position:], translated.block.kind)
    return Cell("en", tuple(tuple(part) for part in parts), references)


def remarks_on(translated: TranslatedBlock, place: str) -> Iterator[Remark]:
    """Give every finding of a block with its place."""
    for index in range(len(translated.sentences)):
        yield from _remarks(translated, index, place)


def credits_of(translated: TranslatedBlock) -> Iterator[Credit]:
    """Tell who worded the sentences that a person did."""
    by = [(s.translation.origin, s.translation.provenance) for s in translated.sentences]
    for (origin, provenance), run in groupby(range(len(by)), key=lambda index: by[index]):
        indices = list(run)
        if origin is Origin.HUMAN:
            author, when = (provenance.author, provenance.when) if provenance else ("", "")
            anchor = f"{sentence_id(translated, indices[0])}-en"
            yield Credit(anchor, indices[0] + 1, indices[-1] + 1, author, when)


def _join(parts: list[list[Piece]], gap: str, kind: BlockKind) -> None:
    """Part two English sentences as the white space between the Chinese ones asks."""
    if kind is BlockKind.TABLE_ROW and "\t" in gap:
        parts.extend([] for _ in range(gap.count("\t")))
    elif parts[-1]:
        parts[-1].append(gap if kind is BlockKind.PREFORMATTED and "\n" in gap else " ")


def _sentence(translated: TranslatedBlock, index: int, covers: Sequence[Cover], place: str) -> Element:
    sentence = translated.sentences[index]
    name = f"{sentence_id(translated, index)}-en"
    remarks = tuple(_remarks(translated, index, place))
    flag = Flag(_gravest(remarks), remarks) if remarks else None
    part = SentencePart(name, sentence.translation.origin, flag)
    return Element(Layer.SENTENCE, part, nest(sentence.translation.target, [*covers, *_doubts(sentence)]))


def _terms(sentence: TranslatedSentence, lang: str, numbers: Numbers) -> Iterator[Cover]:
    evidence = dict(zip(sentence.job.constraints, sentence.translation.evidence, strict=False))
    for constraint, mention in mentions(sentence, lang, numbers):
        if found := evidence.get(constraint):
            yield Cover(Layer.TERM, found.start, found.end, mention)


def _doubts(sentence: TranslatedSentence) -> Iterator[Cover]:
    for finding in sentence.findings:
        if finding.span:
            yield Cover(Layer.DOUBT, finding.span.start, finding.span.end, Doubt(finding.severity))


def _remarks(translated: TranslatedBlock, index: int, place: str) -> Iterator[Remark]:
    anchor = f"{sentence_id(translated, index)}-en"
    where = place if len(translated.sentences) == 1 else f"{place}, sentence {index + 1}"
    for number, finding in enumerate(translated.sentences[index].findings, 1):
        name = f"{anchor}-f{number}"
        yield Remark(
            name,
            finding.severity,
            finding.check,
            finding.message,
            anchor,
            where,
            index + 1,
            finding.sentences,
        )


def _gravest(remarks: Sequence[Remark]) -> Severity:
    grave = any(remark.severity is Severity.ERROR for remark in remarks)
    return Severity.ERROR if grave else Severity.WARNING


def _carry_over(translated: TranslatedBlock, base: str) -> tuple[list[_Carried], tuple[Reference, ...]]:
    """Dress the marks of the Chinese that have a place in the English; give the other links apart."""
    carried: list[_Carried] = []
    references: list[Reference] = []
    for mark, places in place_marks(translated):
        if mark.kind in _EMPHASIS:
            carried += [_Carried(p.sentence, Cover(_EMPHASIS[mark.kind], p.start, p.end)) for p in places]
        elif url := link_address(mark.url, base):
            anchor = Anchor(url, mark.label)
            carried += [_Carried(p.sentence, Cover(Layer.LINK, p.start, p.end, anchor)) for p in places]
            if not places:
                text = translated.block.text[mark.start : mark.end].strip() or mark.label or host_of(url)
                references.append(Reference(len(references) + 1, url, text))
    return carried, tuple(references)
