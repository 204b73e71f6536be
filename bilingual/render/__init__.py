"""Turn a translated post into a page, and the list of posts into an index: value to text, no effects.

A page is one file that loads nothing: inline style, no script, no image, and a policy that forbids
them. The same value gives the same bytes; whether the machine's English was made now or remembered
does not show.
"""

from collections.abc import Sequence

from bilingual.document import TranslatedPost
from bilingual.render.entries import Entry, entry_of, newest_first
from bilingual.render.page import lay_out
from bilingual.render.place import Place, Publication, exchange_surroundings
from bilingual.render.report import ReportedLine, render_report
from bilingual.render.templates import render_template
from bilingual.render.themes import theme_digest

__all__ = [
    "Entry",
    "Place",
    "Publication",
    "ReportedLine",
    "entry_of",
    "exchange_surroundings",
    "render_index",
    "render_post",
    "render_report",
    "theme_digest",
]


def render_post(post: TranslatedPost, place: Place | None = None) -> str:
    """Render the page of a post, as it stands in its place in a site, or by itself."""
    standing = place or Place()
    theme = standing.publication.templates
    return render_template("post.html.jinja", theme, page=lay_out(post), place=standing)


def render_index(entries: Sequence[Entry]) -> str:
    """Render the list of all posts, the newest first."""
    return render_template("index.html.jinja", entries=newest_first(entries))
