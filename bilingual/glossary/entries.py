"""From YAML nodes to terms: the shapes an entry may have, and its keys."""

from collections.abc import Iterator
from enum import StrEnum

from bilingual.document import Term, TermKind, TermStatus
from bilingual.glossary.fields import Fields, Report
from bilingual.glossary.nodes import Listing, Mapping, Node, Text

KEYS = ("zh", "en", "also", "forbid", "first", "kind", "status", "keep", "case", "note", "source", "domain")
"""The keys of a full entry."""


class _Case(StrEnum):
    EXACT = "exact"
    ANY = "any"


def read_terms(root: Node | None, report: Report) -> Iterator[Term]:
    """Read every entry, reporting what is wrong and going on."""
    if isinstance(root, Mapping):
        yield from _read_mapping(root, report)
    elif isinstance(root, Listing):
        for item in root.items:
            yield from _read_item(item, report)
    elif root is not None and not root.is_empty:
        report(root.line, "a text, not entries; write them as “王毅: Wang Yi”, a colon and a space between")


def _read_item(item: Node, report: Report) -> Iterator[Term]:
    """Read an item of a top-level list: a full entry with `zh`, or a small mapping of forms."""
    if not isinstance(item, Mapping):
        report(item.line, "a list item without keys; write “- 王毅: Wang Yi” or give it zh and en")
    elif any(isinstance(key, Text) and key.value in KEYS for key, _ in item.pairs):
        yield from _read_entry(None, item, report)
    else:
        yield from _read_mapping(item, report)


def _read_mapping(mapping: Mapping, report: Report) -> Iterator[Term]:
    """Read entries whose keys are Chinese forms."""
    for key, value in mapping.pairs:
        if not isinstance(key, Text):
            report(key.line, "a list or mapping where a Chinese form should stand; list forms under zh")
        elif key.value in KEYS:
            report(key.line, f"“{key.value}” stands where a Chinese form should; indent it under its form")
        elif isinstance(value, Listing):
            report(key.line, f"“{key.value}” has a list; name what it holds, such as en and also")
        elif isinstance(value, Text):
            minimal = Mapping([(Text("en", value.line), value)], key.line)
            yield from _read_entry(key, minimal, report)
        else:
            yield from _read_entry(key, value, report)


def _read_entry(key: Text | None, mapping: Mapping, report: Report) -> Iterator[Term]:
    """Read one entry; it gives no term when a form or the English is missing."""
    fields = Fields(mapping, KEYS, report)
    line = key.line if key else mapping.line
    term = _read_term(_read_forms(key, fields, line), fields, line)
    if term.forms and term.target:
        yield term
    elif not key and fields.lacks("zh"):
        report(line, f"“{term.target}” has no Chinese form; add zh")
    elif term.forms and fields.lacks("en"):
        report(line, f"“{term.forms[0]}” has no English; add it, or set keep: true")


def _read_term(forms: tuple[str, ...], fields: Fields, line: int) -> Term:
    keep = fields.flag("keep")
    target = fields.text("en")
    if keep and forms and "en" not in fields:
        target = forms[0]
    case = fields.choice("case", _Case)
    return Term(
        forms=forms,
        target=target,
        also=fields.texts("also"),
        forbid=fields.texts("forbid"),
        first=fields.text("first"),
        kind=fields.choice("kind", TermKind) or TermKind.TERM,
        status=fields.choice("status", TermStatus) or TermStatus.APPROVED,
        keep=keep,
        exact_case=case is _Case.EXACT if case else any(char.isupper() for char in target),
        note=fields.text("note"),
        source=fields.text("source"),
        domain=fields.text("domain"),
        line=line,
    )


def _read_forms(key: Text | None, fields: Fields, line: int) -> tuple[str, ...]:
    first = (fields.clean(key, "zh"),) if key else ()
    forms = first + fields.texts("zh")
    for form in forms:
        if not any(char.isalnum() for char in form):
            fields.report(line, f"the form “{form}” holds nothing to look for; write it out or remove it")
    return tuple(dict.fromkeys(form for form in forms if form))
