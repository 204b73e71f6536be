"""Turn a translated post into a page, and the list of posts into an index: value to text, no effects.

A page is one file that loads nothing: inline style, no script, no image, and a policy that forbids
them. The same value gives the same bytes; whether the machine's English was made now or remembered
does not show.
"""

from collections.abc import Sequence

from bilingual.document import TranslatedPost
from bilingual.render.entries import Entry, entry_of, newest_first
from bilingual.render.page import lay_out
from bilingual.render.report import ReportedLine, render_report
from bilingual.render.templates import environment

__all__ = ["Entry", "ReportedLine", "entry_of", "render_index", "render_post", "render_report"]


def render_post(post: TranslatedPost, *, index: str = "index.html") -> str:
    """Render the page of a post.

    Args:
        post: what is shown.
        index: relative address of the index page, as seen from this page.
    """
    return environment().get_template("post.html.jinja").render(page=lay_out(post), index=index)


def render_index(entries: Sequence[Entry]) -> str:
    """Render the list of all posts, the newest first."""
    return environment().get_template("index.html.jinja").render(entries=newest_first(entries))
