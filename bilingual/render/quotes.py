"""Typographic quotation marks and apostrophes in the English that a machine wrote, one for one.

Models write typewriter marks, as most of what they learnt from does. A person's wording is left as it is.
"""

import re
from dataclasses import replace

from bilingual.document import BlockKind, Origin, TranslatedBlock, TranslatedPost, TranslatedSentence

_MARK = re.compile("[\"']")
_OPENS_AFTER = frozenset("([{<-/–—“‘\"'")
_YEARS = re.compile(r"\d\ds?\b")
_CLOSING = {'"': "”", "'": "’"}
_OPENING = {'"': "“", "'": "‘"}


def set_quotes(post: TranslatedPost) -> TranslatedPost:
    """Set the quotation marks of a post's English; offsets stay what they are."""
    return replace(post, blocks=tuple(map(_set_block, post.blocks)))


def curl_quotes(text: str) -> str:
    """Tell opening from closing marks by what stands before them; an apostrophe is a closing one.

    >>> curl_quotes('He said: "It\\'s the \\'90s." ("Yes.")')
    'He said: “It’s the ’90s.” (“Yes.”)'
    """
    return _MARK.sub(lambda mark: _curled(text, mark.start()), text)


def _set_block(translated: TranslatedBlock) -> TranslatedBlock:
    if translated.block.kind is BlockKind.PREFORMATTED:
        return translated
    return replace(translated, sentences=tuple(map(_set_sentence, translated.sentences)))


def _set_sentence(sentence: TranslatedSentence) -> TranslatedSentence:
    translation = sentence.translation
    is_machines = translation.origin in {Origin.ENGINE, Origin.MEMORY}
    if not is_machines or not _MARK.search(translation.target):
        return sentence
    return replace(sentence, translation=replace(translation, target=curl_quotes(translation.target)))


def _curled(text: str, at: int) -> str:
    mark, before = text[at], text[at - 1 : at]
    opens = not before or before.isspace() or before in _OPENS_AFTER
    is_year = mark == "'" and _YEARS.match(text, at + 1)
    return _OPENING[mark] if opens and not is_year else _CLOSING[mark]
