"""The Chinese side: the block exactly as it was, with its sentences, marks and terms."""

from collections.abc import Iterable, Iterator

from bilingual.document import (
    Block,
    BlockKind,
    Mark,
    MarkKind,
    TranslatedBlock,
    TranslatedSentence,
)
from bilingual.render.addresses import host_of, link_address, web_address
from bilingual.render.inline import Cover, nest, nest_cells
from bilingual.render.parts import Anchor, Cell, Layer, Picture, Placing, SentencePart
from bilingual.render.terms import Numbers, mentions

_SHOWN_FROM_PIXELS = 32
_NAMED_IN = frozenset({BlockKind.TITLE, BlockKind.TABLE_ROW, BlockKind.PREFORMATTED})
"""Kinds of blocks that have no room for a picture."""
_LAYERS = {MarkKind.LINK: Layer.LINK, MarkKind.STRONG: Layer.STRONG, MarkKind.EM: Layer.EM}


def source_cell(translated: TranslatedBlock, base: str, numbers: Numbers) -> Cell:
    """Give the source side of a row; relative addresses are taken from `base`."""
    block = translated.block
    covers = [*_marks(translated, base), *_sentences(translated, numbers)]
    if block.kind is BlockKind.TABLE_ROW:
        return Cell(block.lang, nest_cells(block.text, covers))
    return Cell(block.lang, (nest(block.text, covers),))


def sentence_id(translated: TranslatedBlock, index: int) -> str:
    """Name a sentence on the Chinese side; its English has the same name and `-en`."""
    return f"{translated.block.id}-{index + 1}"


def _sentences(translated: TranslatedBlock, numbers: Numbers) -> Iterator[Cover]:
    for index, sentence in enumerate(translated.sentences):
        name = sentence_id(translated, index)
        start, end = sentence.sentence.start, sentence.sentence.end
        yield Cover(Layer.SENTENCE, start, end, SentencePart(name))
        for constraint, mention in mentions(sentence, translated.block.lang, numbers):
            edges = min(start + constraint.start, end), min(start + constraint.end, end)
            yield Cover(Layer.TERM, *edges, mention)


def _marks(translated: TranslatedBlock, base: str) -> Iterator[Cover]:
    for mark in translated.block.marks:
        if mark.kind is MarkKind.IMAGE:
            yield Cover(Layer.IMAGE, mark.start, mark.start, _picture(mark, translated.block, base))
        elif mark.kind is MarkKind.LINK and mark.start == mark.end:
            yield from _bare_link(mark, base)
        else:
            anchor = Anchor(link_address(mark.url, base), mark.label) if mark.kind is MarkKind.LINK else None
            whole = _holds_sentences(mark, translated.sentences)
            yield Cover(_LAYERS[mark.kind], mark.start, mark.end, anchor, whole)


def _picture(mark: Mark, block: Block, base: str) -> Picture:
    url = web_address(mark.url, base)
    placing = _placing(mark, block) if url else Placing.WITHIN
    return Picture(url, mark.label, "Image", placing, mark.width, mark.height)


def _placing(mark: Mark, block: Block) -> Placing:
    """Show what stands at an edge of its block; name smileys, the pixels that count readers, and the rest."""
    is_smiley = bool(mark.label) and not any(char.isalnum() for char in mark.label)
    is_small = 0 < mark.width < _SHOWN_FROM_PIXELS or 0 < mark.height < _SHOWN_FROM_PIXELS
    if block.kind in _NAMED_IN or is_smiley or is_small or 0 < mark.start < len(block.text):
        return Placing.WITHIN
    return Placing.BELOW if mark.start else Placing.ABOVE


def _bare_link(mark: Mark, base: str) -> Iterator[Cover]:
    """A link around nothing that can be read, such as an image, is shown as a link to that place."""
    if url := link_address(mark.url, base):
        yield Cover(Layer.IMAGE, mark.start, mark.start, Picture(url, mark.label or host_of(url), "Link"))


def _holds_sentences(mark: Mark, sentences: Iterable[TranslatedSentence]) -> bool:
    touched = [s for s in sentences if s.sentence.start < mark.end and mark.start < s.sentence.end]
    return all(mark.start <= s.sentence.start and s.sentence.end <= mark.end for s in touched)
