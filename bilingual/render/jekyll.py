"""A post for a Jekyll site: the front matter as the user wrote it, English keys behind it, a body of pairs.

Nothing of a post's text is run: Jekyll reads `{{ … }}` and `{% … %}` in bodies as Liquid, so each brace is
written as a character reference, which the reader's browser turns back. The body is HTML, so no Markdown
is read either.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

import yaml

from bilingual.document import BlockKind, TranslatedPost
from bilingual.render.page import Page, lay_out
from bilingual.render.parts import Row
from bilingual.render.templates import clean_text, environment

SIGNATURE = "# Added by bilingual; edit the original, not this file.\n"
"""A comment in the front matter: what tells our files from the user's."""

STYLE_SIGNATURE = "/* Written by bilingual; delete this line to make the file yours. */\n"

_ENDLESS = 2**31
"""Columns; a title is not folded."""


def render_jekyll(post: TranslatedPost) -> str:
    """Render a post for the folder `_posts` of a Jekyll site."""
    page = lay_out(post)
    template = environment().get_template("jekyll/post.html.jinja")
    body = template.render(page=page, groups=_groups(page.rows))
    return f"---\n{_front_matter(post, page)}---\n{body.replace('{', '&#123;')}"


def render_jekyll_style() -> str:
    """Give the style sheet that a Jekyll site can include."""
    return environment().get_template("jekyll/bilingual.css").render()


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    """Give the rows of a table together, every other row alone."""
    grouped: list[list[Row]] = []
    for kind, run in groupby(rows, key=lambda row: row.kind):
        members = list(run)
        grouped += [members] if kind is BlockKind.TABLE_ROW else [[row] for row in members]
    return grouped


def _front_matter(post: TranslatedPost, page: Page) -> str:
    """Put our keys behind the user's lines; a key that is there already stays the user's.

    Only where the whole would be read as something else, the values are written anew: broken lines, a
    mapping in braces.
    """
    original = post.post.front_matter
    metadata = post.post.metadata
    added = {key: value for key, value in _english_keys(page).items() if key not in metadata}
    lines = SIGNATURE + _dump(added)
    if original and _means(original + lines, {**metadata, **added}):
        return original + lines
    return (_dump(metadata) if metadata else "") + lines


def _english_keys(page: Page) -> dict[str, object]:
    title = page.entry.title_zh or page.entry.title_en
    return {
        **({"title": clean_text(title)} if title else {}),
        "title_en": clean_text(page.entry.title_en),
        "lang": "zh" if page.is_bilingual else "en",
        "bilingual": page.is_bilingual,
        "reviewed": page.entry.reviewed,
    }


def _dump(values: Mapping[str, object]) -> str:
    written: str = yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False, width=_ENDLESS)
    return written


def _means(text: str, values: Mapping[str, object]) -> bool:
    try:
        read = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return False
    return isinstance(read, dict) and {str(key): value for key, value in read.items()} == values
