"""What search engines read: the site map (sitemaps.org) and robots.txt; both need the site's address."""

from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from bilingual.render.days import read_day
from bilingual.render.place import Publication
from bilingual.render.stories import Story
from bilingual.render.templates import render_template

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
MOST_ADDRESSES = 50_000
"""In one file; the protocol allows no more."""


def render_sitemaps(
    stories: Iterable[Story], publication: Publication, lists: Iterable[str] = ()
) -> dict[str, str]:
    """Render the site map as files, path to text; none where the site's address is not known.

    Both languages of a post have one address, so there are no alternates to tell apart. The day is that
    of the post: when a page was made anew says nothing to a reader.

    Args:
        stories: every post.
        publication: whose they are.
        lists: paths of the other pages that should be found, such as `index.html`.
    """
    if not publication.url:
        return {}
    days = dict.fromkeys(lists, "") | {story.page: _day(story) for story in stories}
    found = [(_address(publication, page), day) for page, day in sorted(days.items())]
    parts = [found[at : at + MOST_ADDRESSES] for at in range(0, len(found), MOST_ADDRESSES)] or [[]]
    if len(parts) == 1:
        return {SITEMAP: _render(publication, "urlset", "url", parts[0])}
    files = {f"sitemap-{number}.xml": part for number, part in enumerate(parts, 1)}
    index = [(_address(publication, name), "") for name in files]
    rendered = {name: _render(publication, "urlset", "url", part) for name, part in files.items()}
    return {SITEMAP: _render(publication, "sitemapindex", "sitemap", index)} | rendered


def render_robots(publication: Publication) -> str:
    """Render robots.txt; `""` where it would have no effect: it counts at the root of a host only."""
    if not publication.url or urlsplit(publication.url).path != "/":
        return ""
    return f"# made by bilingual\nUser-agent: *\nAllow: /\n\nSitemap: {publication.url}{SITEMAP}\n"


def _render(publication: Publication, root: str, item: str, found: list[tuple[str, str]]) -> str:
    theme = publication.templates
    return render_template("sitemap.xml.jinja", theme, root=root, item=item, addresses=found)


def _address(publication: Publication, page: str) -> str:
    return publication.url + quote(page, errors="replace")


def _day(story: Story) -> str:
    return story.date if read_day(story.date) else ""
