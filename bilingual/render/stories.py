"""What the feed, the site map and previews elsewhere say of a post."""

from collections.abc import Iterable
from typing import Protocol

from bilingual.render.days import read_day


class Story(Protocol):
    """A published post as lists know it; `Entry` is one."""

    @property
    def page(self) -> str:
        """Posix path relative to the output folder."""

    @property
    def title_zh(self) -> str:
        """`""` where the title is not Chinese."""

    @property
    def title_en(self) -> str:
        """`""` where the title is not translated."""

    @property
    def title_lang(self) -> str:
        """BCP 47, of the title as it stands in the post."""

    @property
    def date(self) -> str:
        """`YYYY-MM-DD`, or what the front matter has where that is no date."""

    @property
    def author(self) -> str:
        """The outlet."""

    @property
    def url(self) -> str:
        """Where the post was crawled from, as written; not judged safe."""

    @property
    def tags(self) -> tuple[str, ...]:
        """In the order of the front matter."""

    @property
    def excerpt_zh(self) -> str:
        """How the Chinese begins; `""` where there is none."""

    @property
    def excerpt_en(self) -> str:
        """How the English begins."""

    @property
    def reviewed(self) -> float:
        """The share of its translated sentences that a person wrote, 0-1."""

    @property
    def sentences(self) -> int:
        """How many were translated."""


def newest_stories(stories: Iterable[Story], limit: int) -> list[Story]:
    """Give the newest stories that have a day, the newest first, then by page."""
    dated = sorted((story for story in stories if read_day(story.date)), key=lambda story: story.page)
    return sorted(dated, key=lambda story: story.date, reverse=True)[:limit]
