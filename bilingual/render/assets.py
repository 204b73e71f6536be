"""The files that all pages of a site share: styles and scripts, as a page by itself has them inline."""

from collections.abc import Mapping
from typing import Any

from bilingual.render.place import Publication
from bilingual.render.templates import Inline, environment

_SIGNATURE = "/* made by bilingual */"


def render_assets(publication: Publication) -> Mapping[str, str]:
    """Render them, path to text; the search page and the one for what is missing keep theirs inline."""
    known: Mapping[str, Any] = environment(publication.templates).globals
    sheets: Mapping[str, Inline] = known["styles"]
    scripts: Mapping[str, Inline] = known["scripts"]
    files = {f"assets/{kind}.css": sheets[kind] for kind in ("post", "site")}
    files |= {f"assets/{kind}.js": script for kind, script in scripts.items()}
    return {path: f"{_SIGNATURE}\n{content.text}\n" for path, content in files.items()}
