"""The sentences of a post as every text format names them: an id, two texts, and who wrote the English."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bilingual.document import Block, Finding, Origin, TranslatedBlock, TranslatedPost, TranslatedSentence


class Writer(StrEnum):
    """Who wrote the English.

    Whether a machine wrote it now or in an earlier run is not told: the same posts and the same memory
    give the same bytes, in the first run and in the second.
    """

    HUMAN = "human"
    MACHINE = "machine"
    SOURCE = "source"
    """Nobody: the text needs no translation and stands as it was."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and its English; or a whole block that needs no translation."""

    id: str
    """As on the page: `b1-2`, the second sentence of block `b1`; `b1` for a whole block."""
    block: Block
    source: str
    """As it stands in the post, in its own script."""
    target: str
    """`""` where there is none yet."""
    writer: Writer
    findings: tuple[Finding, ...] = ()


def lines_of(post: TranslatedPost) -> Iterator[Line]:
    """Give every sentence of a post in reading order; a block without sentences is a line of its own."""
    for translated in post.blocks:
        yield from lines_of_block(translated)


def lines_of_block(translated: TranslatedBlock) -> Iterator[Line]:
    """Give the sentences of a block; a block without Chinese that has text is one line."""
    block = translated.block
    if not translated.sentences and block.text:
        yield Line(block.id, block, block.text, block.text, Writer.SOURCE)
    for number, sentence in enumerate(translated.sentences, 1):
        texts = sentence.sentence.text, sentence.translation.target
        yield Line(f"{block.id}-{number}", block, *texts, writer_of(sentence), sentence.findings)


def writer_of(sentence: TranslatedSentence) -> Writer:
    """Say who wrote the English of a sentence."""
    origin = sentence.translation.origin
    return {Origin.HUMAN: Writer.HUMAN, Origin.SOURCE: Writer.SOURCE}.get(origin, Writer.MACHINE)
