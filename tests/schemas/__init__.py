"""Judge exported XML: always against our own schemas, and against the published ones where they lie.

The published ones may not be copied into this repository. They are looked for among the development data
(`tmx14.dtd`, `xliff_core_2.0.xsd`, `metadata.xsd`, `xml.xsd` in `schemas/`), those of XLIFF also in Debian's
`php-symfony-translation`.
"""

from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from tests.shared import SHARED

OWN = Path(__file__).parent
PUBLISHED = (
    SHARED / "schemas",
    Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas"),
)
METADATA = "{urn:oasis:names:tc:xliff:metadata:2.0}metadata"


def find_published(*names: str) -> Path | None:
    """Give a published schema, None where it is not at hand."""
    places = (folder / name for folder in PUBLISHED for name in names)
    return next((place for place in places if place.is_file()), None)


def judge_tmx(content: bytes) -> etree._Element:
    """Parse a memory and fail where it is not valid."""
    root = etree.fromstring(content)
    _own("tmx-parts.rng").assertValid(root)
    if place := find_published("tmx14.dtd"):
        etree.DTD(str(place)).assertValid(root)
    return root


def judge_xliff(content: bytes) -> etree._Element:
    """Parse an XLIFF document and fail where it is not valid."""
    root = etree.fromstring(content)
    _own("xliff-parts.rng").assertValid(root)
    if place := find_published("xliff_core_2.0.xsd", "xliff-core-2.0.xsd"):
        _published(place).assertValid(root)
    if place := find_published("metadata.xsd"):
        for element in root.iter(METADATA):
            _published(place).assertValid(etree.ElementTree(element))
    return root


@cache
def _own(name):
    return etree.RelaxNG(etree.parse(OWN / name))


class _Nearby(etree.Resolver):
    """Finds what a schema imports beside it, wherever the schema says that it is."""

    def __init__(self, folder):
        self.folder = folder

    def resolve(self: Any, system_url, public_id, *context):
        place = self.folder / system_url.rpartition("/")[2]
        return self.resolve_filename(str(place), *context) if place.is_file() else None


@cache
def _published(place):
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Nearby(place.parent))
    return etree.XMLSchema(etree.parse(place, parser))
