"""Write pages and what leads to them into an output folder, whole files only, and nothing outside it."""

from bilingual.publish.catalogue import Catalogue
from bilingual.publish.files import write_chunks_if_changed, write_if_changed
from bilingual.publish.jekyll import JekyllFolder
from bilingual.publish.names import safe_page
from bilingual.publish.publisher import Publisher
from bilingual.publish.search import can_search
from bilingual.publish.site import Published, Site

__all__ = [
    "Catalogue",
    "JekyllFolder",
    "Published",
    "Publisher",
    "Site",
    "can_search",
    "safe_page",
    "write_chunks_if_changed",
    "write_if_changed",
]
