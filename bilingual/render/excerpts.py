"""The first words of a post in both languages, cut where a reader would stop."""

import re
from dataclasses import dataclass

from bilingual.document import BlockKind, TranslatedBlock, TranslatedPost
from bilingual.text import has_han

_CHINESE_CHARACTERS = 80
"""Two lines of a listing on a desktop; with the English a listing of 50 posts stays under 60 KB."""
_ENGLISH_CHARACTERS = 200
_TOO_SHORT = 20
"""A paragraph of fewer characters is a byline or a place more often than a beginning."""

_CLAUSE_END = re.compile(r"[。！？；，：、,;:](?=.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """How a post begins; the English renders the same sentences where it could be cut so."""

    zh: str = ""
    en: str = ""


def excerpt_of(post: TranslatedPost) -> Excerpt:
    """Take the first paragraph that is long enough, else the first there is."""
    paragraphs = [b for b in post.blocks if b.block.kind is BlockKind.PARAGRAPH and b.block.text.strip()]
    long = [b for b in paragraphs if len(b.block.text) >= _TOO_SHORT]
    chosen = next(iter(long or paragraphs), None)
    if chosen is None:
        return Excerpt()
    if not chosen.block.is_chinese:
        return Excerpt(en=cut_english(chosen.block.text))
    return _both(chosen)


def cut_chinese(text: str, limit: int = _CHINESE_CHARACTERS) -> str:
    """Cut a Chinese text behind a clause, with an ellipsis.

    >>> cut_chinese("港口重新开放，渔船出海。天晴了。", 9)
    '港口重新开放……'
    """
    folded = " ".join(text.split())
    if len(folded) <= limit:
        return folded
    ends = [match.start() for match in _CLAUSE_END.finditer(folded[:limit])]
    at = ends[-1] if ends and ends[-1] > limit // 3 else limit
    return folded[:at] + "……"


def cut_english(text: str, limit: int = _ENGLISH_CHARACTERS) -> str:
    """Cut an English text behind a word, with an ellipsis.

    >>> cut_english("The harbour is open again.", 16)
    'The harbour is…'
    """
    folded = " ".join(text.split())
    if len(folded) <= limit:
        return folded
    return (folded[:limit].rpartition(" ")[0] or folded[:limit]).rstrip(" ,;:-–—") + "…"


def _both(block: TranslatedBlock) -> Excerpt:
    """Take whole sentences while both sides have room; cut the first if it has none by itself."""
    text, taken = block.block.text, 1
    for number, sentence in enumerate(block.sentences[1:], 2):
        if sentence.sentence.end > _CHINESE_CHARACTERS or len(_english(block, number)) > _ENGLISH_CHARACTERS:
            break
        taken = number
    zh = text[: block.sentences[taken - 1].sentence.end] if block.sentences else text
    return Excerpt(cut_chinese(zh), cut_english(_english(block, taken)))


def _english(block: TranslatedBlock, count: int) -> str:
    return " ".join(s.translation.target for s in block.sentences[:count] if s.translation.target)


def language_of_post(post: TranslatedPost) -> str:
    """Give the language that the post was written in, BCP 47: that of the first Chinese block, else `en`."""
    return next((b.block.lang for b in post.blocks if b.block.is_chinese and has_han(b.block.text)), "en")
