"""Make blocks of what the walk hands out: lines parted, spaces folded, subheads known, images placed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bilingual.document import Block, BlockKind, Mark, MarkKind, Skipped
from bilingual.extract.inline import Passage, fold, split_lines, unfolded
from bilingual.extract.rules import RuleSet, match_phrase
from bilingual.extract.walk import Run
from bilingual.script import language_of

Piece = Block | Skipped

_SUBHEAD_CHARS = 60
"""A paragraph in bold is a heading up to here; longer ones are lead paragraphs."""
_SUBHEAD_LEVEL = 3
_SENTENCE_END = ("。", "；", "，", "、", ".", ";", ",")
_HANT_SIGN = "國"
_WHOLE = frozenset({BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TABLE_ROW})
_LINE_BY_LINE = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE})


def make_pieces(walked: Iterable[Run | Skipped], rule_sets: Sequence[RuleSet]) -> list[Piece]:
    """Turn runs into blocks, without ids and languages yet; skips stay where they are."""
    pieces: list[Piece] = []
    images: list[Mark] = []
    for item in walked:
        if isinstance(item, Skipped):
            pieces.append(item)
            continue
        for passage in _passages(item):
            if not passage.text:
                images += passage.images
            elif item.kind is not BlockKind.PREFORMATTED and (rule := match_phrase(passage.text, rule_sets)):
                pieces.append(Skipped(rule.reason, passage.text, rule.name))
                images += passage.images
            else:
                pieces.append(_block(item, _with_images(passage, images)))
                images = []
    return _hang_last(pieces, images)


def number_pieces(pieces: Iterable[Piece], script: str) -> Iterator[Piece]:
    """Give each block its id and its language; `script` is the whole post's."""
    number = 0
    for piece in pieces:
        if isinstance(piece, Block):
            number += 1
            yield replace(piece, id=f"b{number}", lang=language_in(piece.text, script))
        else:
            yield piece


def language_in(text: str, script: str) -> str:
    """Name a text's language; where no character tells the script, it is that of the post.

    >>> language_in("中文", "zh-Hant"), language_in("这", "zh-Hant"), language_in("BBC", "zh-Hant")
    ('zh-Hant', 'zh-Hans', 'en')
    """
    language = language_of(text)
    if language == "zh-Hans" != script:
        # One sign of the other script tips the balance only where it stands at nought.
        return language_of(text + _HANT_SIGN)
    return language


def _passages(run: Run) -> Iterator[Passage]:
    if run.kind is BlockKind.PREFORMATTED:
        yield unfolded(run.passage)
    elif run.kind in _WHOLE:
        yield fold(run.passage)
    else:
        yield from map(fold, split_lines(run.passage, single=run.kind in _LINE_BY_LINE))


def _block(run: Run, passage: Passage) -> Block:
    bold = Mark(MarkKind.STRONG, 0, len(passage.text))
    if run.kind is BlockKind.PARAGRAPH and bold in passage.marks and _is_subhead(passage.text):
        marks = tuple(mark for mark in passage.marks if mark != bold)
        return Block("", BlockKind.HEADING, passage.text, level=_SUBHEAD_LEVEL, marks=marks)
    return Block("", run.kind, passage.text, level=run.level, marks=passage.marks)


def _is_subhead(text: str) -> bool:
    return len(text) <= _SUBHEAD_CHARS and not text.endswith(_SENTENCE_END)


def _with_images(passage: Passage, images: Iterable[Mark]) -> Passage:
    return Passage(passage.text, (*(replace(image, start=0, end=0) for image in images), *passage.marks))


def _hang_last(pieces: list[Piece], images: Iterable[Mark]) -> list[Piece]:
    """Hang images that no block follows on the last block; where there is none, they are lost to the page."""
    last = next((i for i in reversed(range(len(pieces))) if isinstance(pieces[i], Block)), None)
    if last is not None:
        block = pieces[last]
        assert isinstance(block, Block)
        end = len(block.text)
        hung = tuple(replace(image, start=end, end=end) for image in images)
        pieces[last] = replace(block, marks=(*block.marks, *hung))
    return pieces
