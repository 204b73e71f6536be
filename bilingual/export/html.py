"""HTML: the page of a post by itself, style and script in it, to be sent or kept."""

from bilingual.document import TranslatedPost
from bilingual.render import Place, render_post


def write_html(post: TranslatedPost) -> bytes:
    """Write the page of a post."""
    return render_post(post, Place(page="")).encode()
