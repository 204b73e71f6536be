"""The page that a host shows where there is none."""

from bilingual.render.place import Place, Publication
from bilingual.render.templates import render_template

MISSING = "404.html"


def render_missing(publication: Publication) -> str:
    """Render `404.html`.

    It stands at whatever address was asked for, however deep, so its links are absolute; without the
    site's address it has none.
    """
    place = Place(publication, MISSING)
    return render_template("404.html.jinja", publication.templates, place=place)
