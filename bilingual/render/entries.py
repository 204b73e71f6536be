"""What the index knows about a published post, and the words for its state."""

import math
import re
from dataclasses import dataclass

from bilingual.document import Origin, Post, Severity, TranslatedBlock, TranslatedPost
from bilingual.render.days import read_day, read_time
from bilingual.render.excerpts import excerpt_of, language_of_post
from bilingual.render.quotes import set_quotes

_TAGS = 12
"""A post with more tags than this is tagged by a machine; the rest is left out."""
_TAG_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the index: a post and its page."""

    page: str
    """Posix path relative to the output folder."""
    source: str
    """Posix path relative to the folder that holds the output folder."""
    title_zh: str
    """`""` where the title is not Chinese."""
    title_en: str
    title_lang: str
    """BCP 47, of the title as it stands in the post."""
    date: str
    """`YYYY-MM-DD`, or what the front matter has where that is no date."""
    author: str
    url: str
    """Where the post was crawled from, as written; not judged safe."""
    sentences: int
    """How many were translated; what was English already is not counted."""
    reviewed: float
    """The share of them that a person wrote, 0-1."""
    errors: int
    warnings: int
    time: str = ""
    """Of the day, `HH:MM` as the front matter has it, whatever its zone; `""` where that is unknown."""
    lang: str = "zh-Hans"
    """BCP 47, of the language that the post was written in."""
    tags: tuple[str, ...] = ()
    excerpt_zh: str = ""
    excerpt_en: str = ""

    @property
    def stamp(self) -> str:
        """Give the place in every list, sorted as text, the oldest first; posts without a day before all."""
        day = self.date if read_day(self.date) else ""
        return f"{day:10} {self.time if day else '':5} {self.page}"

    @property
    def status(self) -> str:
        """Say in words who wrote the English."""
        if not self.sentences:
            return "No translation needed"
        if not self.reviewed:
            return "Machine translation"
        return f"{percent(self.reviewed)} % reviewed"


def entry_of(post: TranslatedPost, page: str, source: str) -> Entry:
    """Sum up a post for the index."""
    post = set_quotes(post)
    title = post.blocks[0] if post.blocks else None
    day = read_day(post.post.text_of("date"))
    severities = [finding.severity for finding in post.findings]
    excerpt = excerpt_of(post)
    return Entry(
        page=page,
        source=source,
        title_zh=title.block.text if title and title.block.is_chinese else "",
        title_en=_english(title) if title else "",
        title_lang=title.block.lang if title else "en",
        date=day.isoformat() if day else post.post.text_of("date"),
        author=post.post.author,
        url=post.post.url,
        sentences=sum(s.translation.origin is not Origin.SOURCE for s in post.sentences),
        reviewed=round(post.reviewed, 4),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        time=read_time(post.post.text_of("date")) if day else "",
        lang=language_of_post(post),
        tags=read_tags(post.post),
        excerpt_zh=excerpt.zh,
        excerpt_en=excerpt.en,
    )


def read_tags(post: Post) -> tuple[str, ...]:
    """Give the tags of the front matter: a list, or as in Jekyll one text with white space between them."""
    written = post.metadata.get("tags")
    if isinstance(written, str):
        items: list[object] = list(re.split(r"[\s,，、]+", written))
    else:
        items = written if isinstance(written, list) else []
    texts = (" ".join(str(item).split())[:_TAG_CHARACTERS] for item in items if isinstance(item, str | int))
    return tuple(dict.fromkeys(text for text in texts if text))[:_TAGS]


def percent(share: float) -> int:
    """Give a share in whole percent: never 0 for some, never 100 for less than all.

    >>> percent(0.001), percent(0.29), percent(0.999), percent(1.0)
    (1, 29, 99, 100)
    """
    return max(1, math.floor(round(share * 100, 6))) if share else 0


def _english(title: TranslatedBlock) -> str:
    if not title.block.is_chinese:
        return title.block.text
    return " ".join(s.translation.target for s in title.sentences if s.translation.target)
