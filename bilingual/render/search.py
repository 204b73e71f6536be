"""The search page and its script; the index is `publish`'s."""

from bilingual.render.place import Place, Publication
from bilingual.render.templates import render_template
from bilingual.script import simplified_characters


def render_search(publication: Publication) -> str:
    """Render `search.html`; what it lists is made in the browser by `search.js`, which stands beside it."""
    place = Place(publication, "search.html")
    return render_template("search.html.jinja", publication.templates, place=place)


def render_search_script(publication: Publication) -> str:
    """Render `search.js`, with the characters by which both scripts are searched as one."""
    pairs = simplified_characters()
    return render_template(
        "search.js",
        publication.templates,
        traditional="".join(map(chr, pairs)),
        simplified="".join(pairs.values()),
    )
