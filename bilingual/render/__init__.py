"""Turn a translated post into a page, and lists of posts into the pages of a site: value to text, no effects.

A page is one file that loads nothing: inline style, no script, no image, and a policy that forbids
them. The same value gives the same bytes; whether the machine's English was made now or remembered
does not show.
"""

from bilingual.document import TranslatedPost
from bilingual.render.entries import Entry, entry_of
from bilingual.render.page import lay_out
from bilingual.render.place import Place, Publication, exchange_surroundings, read_surroundings
from bilingual.render.report import ReportedLine, render_report
from bilingual.render.templates import environment

__all__ = [
    "Entry",
    "Place",
    "Publication",
    "ReportedLine",
    "entry_of",
    "exchange_surroundings",
    "read_surroundings",
    "render_post",
    "render_report",
]


def render_post(post: TranslatedPost, place: Place | None = None) -> str:
    """Render the page of a post, as it stands in its place in a site, or by itself."""
    template = environment().get_template("post.html.jinja")
    return template.render(page=lay_out(post), place=place or Place())
