"""What a book of posts says of itself: title, days, creators, languages, who wrote the English."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bilingual.document import BlockKind, TranslatedPost
from bilingual.render.addresses import web_address
from bilingual.render.days import read_day
from bilingual.render.entries import Entry, entry_of
from bilingual.render.parts import Row
from bilingual.render.templates import clean_text

UNDATED = date(1980, 1, 1)
"""The day of a book of undated posts: the earliest that a file in an archive can have."""

_MIXED = "The Chinese text is the original. The English is in part a machine translation; each post says so."


_ENGLISH = "This post is in English and stands here as it was published."


def provenance(entry: Entry) -> str:
    """Say who wrote the English of a post."""
    if not entry.sentences:
        return _ENGLISH
    if entry.reviewed == 1:
        return "The Chinese text is the original. The English was reviewed by a person."
    if entry.reviewed:
        share = entry.status.replace(" reviewed", "")
        return (
            "The Chinese text is the original. The English is a machine translation; "
            f"{share} of its sentences were reviewed by a person."
        )
    return (
        "The Chinese text is the original. The English is a machine translation that nobody has reviewed; "
        "it may be wrong."
    )


@dataclass(frozen=True, slots=True)
class Chapter:
    """What a book says of a post outside of its pages."""

    entry: Entry
    langs: tuple[str, ...]
    """BCP 47, of the blocks that are not English, sorted."""

    @property
    def title_zh(self) -> str:
        """Give the Chinese title, `""` where there is none."""
        return clean_text(self.entry.title_zh).strip()

    @property
    def title_en(self) -> str:
        """Give the English title, `""` where there is none."""
        return clean_text(self.entry.title_en).strip()

    @property
    def title_lang(self) -> str:
        """Give the language of the title as it stands in the post."""
        return self.entry.title_lang

    @property
    def day(self) -> date | None:
        """Give the day of publication."""
        return read_day(self.entry.date)


@dataclass(frozen=True, slots=True)
class Book:
    """What the title page, the contents and the package file say."""

    chapters: tuple[Chapter, ...]
    """In the order of the book; at least one."""

    @property
    def title_zh(self) -> str:
        """Give the Chinese title, `""` where there is none."""
        return self.chapters[0].title_zh if len(self.chapters) == 1 else f"{len(self.chapters)}篇文章"

    @property
    def title_en(self) -> str:
        """Give the English title."""
        one = self.chapters[0]
        if len(self.chapters) == 1:
            return one.title_en or ("" if one.title_zh else "Untitled")
        return f"{len(self.chapters)} posts"

    @property
    def title_lang(self) -> str:
        """Give the language of the Chinese title."""
        return self.chapters[0].title_lang if len(self.chapters) == 1 else "zh-Hans"

    @property
    def title(self) -> str:
        """Give the title in both languages, as a library lists it."""
        joined = " · ".join(title for title in (self.title_en, self.title_zh) if title)
        if len(self.chapters) == 1:
            return joined
        days = sorted({str(day) for day in (self.first_day, self.last_day) if day})
        return f"Side by side · 中英对照: {', '.join((joined, ' – '.join(days))) if days else joined}"

    @property
    def creators(self) -> tuple[str, ...]:
        """Give the outlets and writers, none twice."""
        return tuple(dict.fromkeys(a for c in self.chapters if (a := clean_text(c.entry.author).strip())))

    @property
    def sources(self) -> tuple[str, ...]:
        """Give the addresses that the posts were crawled from, none twice."""
        return tuple(dict.fromkeys(url for c in self.chapters if (url := web_address(c.entry.url))))

    @property
    def languages(self) -> tuple[str, ...]:
        """Give the languages, Chinese first."""
        return (*sorted({lang for chapter in self.chapters for lang in chapter.langs}), "en")

    @property
    def first_day(self) -> date | None:
        """Give the day of the oldest post."""
        return min((day for chapter in self.chapters if (day := chapter.day)), default=None)

    @property
    def last_day(self) -> date | None:
        """Give the day of the newest post."""
        return max((day for chapter in self.chapters if (day := chapter.day)), default=None)

    @property
    def modified(self) -> str:
        """Give when the book was last changed, which is taken to be the day of its newest post."""
        return f"{self.last_day or UNDATED}T00:00:00Z"

    @property
    def identifier(self) -> str:
        """Give the book's name: the same for the same posts, whatever became of their English."""
        posts = (
            chapter.entry.url or f"{chapter.title_zh}\t{chapter.entry.date}" for chapter in self.chapters
        )
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, clean_text(chr(10).join(posts)))}"

    @property
    def description(self) -> str:
        """Say what the book holds, and who wrote the English."""
        kinds = {provenance(chapter.entry) for chapter in self.chapters}
        said = kinds.pop() if len(kinds) == 1 else _MIXED
        return f"Every post stands here twice, side by side and interleaved. {said}"


def chapter_of(post: TranslatedPost) -> Chapter:
    """Sum up a post for the rest of the book."""
    langs = {translated.block.lang for translated in post.blocks if translated.block.is_chinese}
    return Chapter(entry_of(post, "", ""), tuple(sorted(langs)))


def group_rows(rows: Sequence[Row]) -> list[tuple[BlockKind, list[Row]]]:
    """Put neighbours of one kind together: the items of a list, the rows of a table."""
    return [(kind, list(group)) for kind, group in groupby(rows, key=lambda row: row.kind)]
