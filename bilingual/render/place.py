"""Where a page stands: the publication it belongs to, its own path, and what surrounds it there."""

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import quote

SURROUNDINGS = ('<aside class="surroundings">', "</aside>")
"""What stands between them depends on other posts; it is exchanged without making the page anew.

No text of a post can hold them, since it is escaped; the template prints them once.
"""


@dataclass(frozen=True, slots=True)
class Publication:
    """What all pages of a site share."""

    title_zh: str = "中英对照"
    title_en: str = "Side by side"
    url: str = ""
    """Absolute address of the output folder, with a slash at its end; `""` where it is not known."""
    templates: Path | None = None
    """A folder whose templates and styles stand in for those of the package."""
    has_search: bool = False
    """It has a search page, and an index behind it."""
    has_assets: bool = False
    """Its pages share files of styles and scripts; else each holds its own, and can be sent by itself."""


@dataclass(frozen=True, slots=True)
class Place:
    """One page of a publication."""

    publication: Publication = field(default_factory=Publication)
    page: str = "page.html"
    """Posix path relative to the output folder; `""` for a page by itself, without a site around it."""
    surroundings: str = ""
    """HTML that is safe to print, without an `aside`: its neighbours, related posts, its tags."""

    @property
    def root(self) -> str:
        """Give the relative address of the output folder as seen from the page.

        >>> Place(page="2024/05/a.html").root, Place(page="a.html").root
        ('../../', '')
        """
        return "../" * (len(PurePosixPath(self.page).parts) - 1)

    @property
    def address(self) -> str:
        """Give the absolute address of the page, `""` where the site's is not known."""
        return self.publication.url and self.publication.url + quote(self.page, errors="replace")


def exchange_surroundings(page: str, surroundings: str) -> str:
    """Give a page that was rendered before with other surroundings; a page without the marks as it is.

    >>> exchange_surroundings('a<aside class="surroundings">old</aside>b', "new")
    'a<aside class="surroundings">new</aside>b'
    """
    opening, closing = SURROUNDINGS
    before, opened, rest = page.partition(opening)
    _, closed, after = rest.partition(closing)
    return before + opened + surroundings + closed + after if closed else page


def read_surroundings(page: str) -> str:
    """Give what stands around a post in a page that was rendered before, `""` where nothing does.

    >>> read_surroundings('a<aside class="surroundings">old</aside>b')
    'old'
    """
    opening, closing = SURROUNDINGS
    found, closed, _ = page.partition(opening)[2].partition(closing)
    return found if closed else ""
