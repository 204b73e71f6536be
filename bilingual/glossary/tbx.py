"""TBX-Basic (ISO 30042), the exchange format of terminology tools, written and read.

Written as the edition of 2019 in DCA style; read in that and in the older `martif` spelling. What TBX-Basic
has no place for (kind, review status, capitals, keep) travels in a note that begins with “bilingual:”.
The file may be anyone's: entities are refused, nothing is fetched, and the size is bounded.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from bilingual.document import Term
from bilingual.errors import GlossaryError
from bilingual.glossary.load import Glossary
from bilingual.glossary.records import Record, read_records, record_of, refuse_size

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OURS = "bilingual:"
_SETTINGS = ("kind", "status", "keep", "case")

_PREFERRED, _ADMITTED, _DEPRECATED, _SUPERSEDED = (
    f"{status}Term-admn-sts" for status in ("preferred", "admitted", "deprecated", "superseded")
)
_ENTRIES = ("conceptEntry", "termEntry")
_LANGUAGES = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")

_Wording = tuple[str, str, bool]
"""A term of a language, its administrative status, and whether it is a full form."""


def write_tbx(terms: Iterable[Term]) -> str:
    """Write terms as a TBX-Basic document."""
    root = etree.Element("tbx", {"type": "TBX-Basic", "style": "dca", _LANG: "en", "xmlns": _NAMESPACE})
    description = etree.SubElement(etree.SubElement(root, "tbxHeader"), "fileDesc")
    _add(etree.SubElement(description, "sourceDesc"), "p", "Glossary written by bilingual")
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for number, term in enumerate(terms, 1):
        _add_entry(body, f"c{number}", term)
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written.decode()


def read_tbx(content: bytes, name: str) -> Glossary:
    """Read a TBX document; entries without a Chinese or without an English term are passed over.

    Raises:
        GlossaryError: it is not TBX, or holds what is no valid entry; one line per fault.
    """
    refuse_size(len(content), name)
    root = _parse(content, name)
    if _tag(root) not in ("tbx", "martif"):
        raise GlossaryError(f"{name}:{_line(root)}: <{_tag(root)}>, not TBX; export it as TBX-Basic")
    entries = [element for element in root.iter(etree.Element) if _tag(element) in _ENTRIES]
    records = [(_line(entry), record) for entry in entries if (record := _read_entry(entry))]
    if not records:
        raise GlossaryError(f"{name}: {len(entries)} entries, none with Chinese and English; check xml:lang")
    return read_records(records, name)


def _add_entry(body: etree._Element, number: str, term: Term) -> None:
    record = record_of(term)
    entry = etree.SubElement(body, "conceptEntry", {"id": number})
    settings = [f"{key}={record[key]}" for key in _SETTINGS if key in record]
    if settings or term.note.startswith(_OURS):
        _add(entry, "note", " ".join([_OURS, *settings]))
    if term.domain:
        _add(entry, "descrip", term.domain, type="subjectField")
    if term.source:
        _add(entry, "admin", term.source, type="source")
    if term.note:
        _add(entry, "note", term.note)
    chinese = [(form, _ADMITTED if index else _PREFERRED, False) for index, form in enumerate(term.forms)]
    _add_language(entry, "zh", chinese)
    _add_language(entry, "en", list(_english(term)))


def _english(term: Term) -> Iterator[_Wording]:
    yield term.target, _PREFERRED, False
    yield from ((text, _ADMITTED, False) for text in term.also)
    if term.first:
        yield term.first, _ADMITTED, True
    yield from ((text, _DEPRECATED, False) for text in term.forbid)


def _add_language(entry: etree._Element, language: str, wordings: list[_Wording]) -> None:
    section = etree.SubElement(entry, "langSec", {_LANG: language})
    for text, status, is_full in wordings:
        term = etree.SubElement(section, "termSec")
        _add(term, "term", text)
        _add(term, "termNote", status, type="administrativeStatus")
        if is_full:
            _add(term, "termNote", "fullForm", type="termType")


def _add(parent: etree._Element, tag: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, tag, attributes).text = text


def _parse(content: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise GlossaryError(f"{name}:{error.lineno}: not XML ({error.msg}); export it again") from error
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and dtd.entities():
        raise GlossaryError(f"{name}:1: declares XML entities, which are refused; remove its <!ENTITY> lines")
    return root


def _read_entry(entry: etree._Element) -> Record | None:
    chinese = [wording for wording in _wordings(entry, "zh") if not _is_wrong(wording)]
    english = _wordings(entry, "en")
    wanted = sorted((w for w in english if not _is_wrong(w)), key=_rank)
    if not chinese or not wanted:
        return None
    full = next((wording for wording in wanted[1:] if wording[2]), None)
    notes = _texts(entry, "note")
    settings = notes.pop(0) if notes and notes[0].startswith(_OURS) else ""
    return {
        "zh": tuple(text for text, *_ in chinese),
        "en": wanted[0][0],
        "also": tuple(wording[0] for wording in wanted[1:] if wording is not full),
        "forbid": tuple(wording[0] for wording in english if _is_wrong(wording)),
        "first": full[0] if full else "",
        "note": " ".join(notes),
        "source": " ".join(_texts(entry, "admin", "source")),
        "domain": " ".join(_texts(entry, "descrip", "subjectField")),
        **{key: value for key, value in re.findall(r"(\w+)=(\S+)", settings) if key in _SETTINGS},
    }


def _wordings(entry: etree._Element, language: str) -> list[_Wording]:
    sections = [element for element in entry if _tag(element) in _LANGUAGES]
    return [
        (text, *_status(term))
        for section in sections
        if _language(section) == language
        for term in section.iter(etree.Element)
        if _tag(term) in _TERMS
        for text in _texts(term, "term")
    ]


def _language(section: etree._Element) -> str:
    """Give the language without script and country: zh for zh-Hans-CN."""
    return str(section.get(_LANG, section.get("lang", ""))).lower().replace("_", "-").split("-")[0]


def _status(term: etree._Element) -> tuple[str, bool]:
    status = _texts(term, "termNote", "administrativeStatus")
    return status[0] if status else "", "fullForm" in _texts(term, "termNote", "termType")


def _is_wrong(wording: _Wording) -> bool:
    return wording[1] in (_DEPRECATED, _SUPERSEDED)


def _rank(wording: _Wording) -> int:
    """Put the preferred wording first; one without a status may be the preferred one."""
    return {_PREFERRED: 0, "": 1}.get(wording[1], 2)


def _texts(element: etree._Element, tag: str, kind: str | None = None) -> list[str]:
    """Give the texts of an element's own descendants, those of entries at the level of the entry only."""
    within = element if _tag(element) in _ENTRIES else element.iter(etree.Element)
    found = (child for child in within if _tag(child) == tag and kind in (None, child.get("type")))
    return [text for child in found if (text := " ".join("".join(map(str, child.itertext())).split()))]


def _line(element: etree._Element) -> int:
    line: Any = element.sourceline
    return int(line or 0)


def _tag(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
