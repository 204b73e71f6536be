"""Turn a translated post into a page, and lists of posts into the pages of a site: value to text, no effects.

A page is one file that loads nothing: inline style, no script, no image, and a policy that forbids
them. The same value gives the same bytes; whether the machine's English was made now or remembered
does not show.
"""

from bilingual.document import TranslatedPost
from bilingual.render.entries import Entry, entry_of
from bilingual.render.feed import FEED, render_feed
from bilingual.render.metadata import describe_list, describe_story, render_metadata
from bilingual.render.missing import MISSING, render_missing
from bilingual.render.page import lay_out
from bilingual.render.place import Place, Publication, exchange_surroundings, read_surroundings
from bilingual.render.report import ReportedLine, render_report
from bilingual.render.search import render_search, render_search_script
from bilingual.render.sitemap import ROBOTS, SITEMAP, render_robots, render_sitemaps
from bilingual.render.stories import Story
from bilingual.render.templates import render_template
from bilingual.render.themes import theme_digest

__all__ = [
    "FEED",
    "MISSING",
    "ROBOTS",
    "SITEMAP",
    "Entry",
    "Place",
    "Publication",
    "ReportedLine",
    "Story",
    "describe_list",
    "describe_story",
    "entry_of",
    "exchange_surroundings",
    "read_surroundings",
    "render_feed",
    "render_metadata",
    "render_missing",
    "render_post",
    "render_report",
    "render_robots",
    "render_search",
    "render_search_script",
    "render_sitemaps",
    "theme_digest",
]


def render_post(post: TranslatedPost, place: Place | None = None, story: Story | None = None) -> str:
    """Render the page of a post, as it stands in its place in a site, or by itself.

    With its `story` the page tells machines about itself, too.
    """
    standing = place or Place()
    theme = standing.publication.templates
    metadata = render_metadata(describe_story(story, standing)) if story else ""
    return render_template("post.html.jinja", theme, page=lay_out(post), place=standing, metadata=metadata)
