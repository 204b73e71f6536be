"""Editing the text of `glossary.yaml` by the entry: every other byte of the file stays as it is.

An entry is the lines from its key to the next one's, without the comments and blank lines between the
two. The edited text is read again before it is given back: it must hold what was asked for and nothing
else may have changed, so that a layout this module does not understand is refused, never damaged.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bilingual.document import Term
from bilingual.errors import GlossaryError
from bilingual.glossary.forms import simplify_forms
from bilingual.glossary.load import Glossary, parse_glossary
from bilingual.glossary.nodes import Listing, parse_yaml
from bilingual.glossary.records import record_of
from bilingual.script import simplify

_PLAIN = re.compile(r"[^\W_](?:[^:#\[\]{},\"\\]*[^\W_)])?")
"""What needs no quotes anywhere in YAML: it begins and ends with a letter, no sign in it means anything."""

_NULLS = ("null", "Null", "NULL")
_WIDTH = 100
"""Up to this an entry stands on one line."""


@dataclass(frozen=True, slots=True)
class Merge:
    """What an import makes of a glossary."""

    text: str
    added: tuple[Term, ...]
    changed: tuple[tuple[Term, Term], ...]
    """Before and after."""
    unchanged: int


def add_term(text: str, name: str, term: Term) -> str:
    """Add an entry at the end.

    Raises:
        GlossaryError: a form stands in the glossary already (with its line), or the term is not valid.
    """
    before = parse_glossary(text, name)
    for form in term.forms:
        known = find_entry(before, form)
        if known is not None:
            fact = f"“{form}” is “{known.target}” already"
            raise GlossaryError(f"{name}:{known.line}: {fact}; edit that line, or remove it first")
    return _checked(_append(text, name, [term]), name, [*before.terms, term])


def remove_term(text: str, name: str, form: str) -> str:
    """Remove the entry that has a form.

    Raises:
        GlossaryError: no entry has it, or it cannot be cut out of its surroundings.
    """
    before = parse_glossary(text, name)
    term = find_entry(before, form)
    if term is None:
        raise GlossaryError(f"{name}: no entry has the form “{form}”; see `bilingual glossary search {form}`")
    rest = [other for other in before.terms if other is not term]
    return _checked(_splice(text, before.terms, {term.line: ""}), name, rest)


def merge_terms(text: str, name: str, terms: Iterable[Term]) -> Merge:
    """Bring in the terms of another file: entries that share a form are rewritten, new ones added at the end.

    Raises:
        GlossaryError: an incoming term has the forms of two entries.
    """
    before = parse_glossary(text, name)
    changes: dict[int, tuple[Term, Term]] = {}
    added: list[Term] = []
    unchanged = 0
    by_form = _by_form(before.terms)
    for term in terms:
        old = _entry_to_change(term, by_form, name)
        if old is None:
            added.append(term)
        elif _same(old, term):
            unchanged += 1
        elif old.line in changes:
            raise GlossaryError(f"{name}:{old.line}: “{term.forms[0]}” comes in twice; keep one")
        else:
            changes[old.line] = (old, term)
    as_item = isinstance(parse_yaml(text, name), Listing)
    written = {line: _write_entry(new, text, as_item=as_item) for line, (_, new) in changes.items()}
    edited = _append(_splice(text, before.terms, written), name, added)
    expected = [changes[term.line][1] if term.line in changes else term for term in before.terms]
    return Merge(
        _checked(edited, name, [*expected, *added]), tuple(added), tuple(changes.values()), unchanged
    )


def find_entry(glossary: Glossary, form: str) -> Term | None:
    """Find the entry in force that has a form, in either script; else a rejected one."""
    return _by_form(glossary.terms).get(simplify(form))


def write_entries(terms: Iterable[Term]) -> str:
    """Write terms as the text of a new glossary."""
    return "".join(_write_entry(term, "", as_item=False) for term in terms)


def _by_form(terms: Sequence[Term]) -> dict[str, Term]:
    in_force_last = sorted(terms, key=lambda term: term.status != "rejected")
    return {simple: term for simple, term, _ in simplify_forms(in_force_last)}


def _entry_to_change(term: Term, by_form: dict[str, Term], name: str) -> Term | None:
    found = [by_form[form] for form in map(simplify, term.forms) if form in by_form]
    for other in found[1:]:
        if other is not found[0]:
            lines = f"{found[0].line} and {other.line}"
            raise GlossaryError(
                f"{name}: “{term.forms[0]}” has forms of two entries, lines {lines}; join those"
            )
    return found[0] if found else None


def _splice(text: str, terms: Sequence[Term], entries: dict[int, str]) -> str:
    """Put new text in the place of the entries on some lines."""
    lines = text.splitlines(keepends=True)
    starts = sorted({term.line for term in terms})
    for start, following in reversed(list(pairwise([*starts, len(lines) + 1]))):
        if start in entries:
            end = following - 1
            while end > start and _is_between(lines[end - 1]):
                end -= 1
            lines[start - 1 : end] = [entries[start]]
    return "".join(lines)


def _is_between(line: str) -> bool:
    return not line.strip() or line.startswith(("#", "...")) or line.lstrip().startswith("#")


def _append(text: str, name: str, terms: Sequence[Term]) -> str:
    as_item = isinstance(parse_yaml(text, name), Listing)
    if terms and text and not text.endswith("\n"):
        text += _line_end(text)
    return text + "".join(_write_entry(term, text, as_item=as_item) for term in terms)


def _write_entry(term: Term, text: str, *, as_item: bool) -> str:
    """Write an entry, in the shortest of its shapes that fits."""
    end = _line_end(text)
    if as_item:
        pairs = _pairs(record_of(term))
        return "- " + f"{end}  ".join(pairs) + end
    pairs = _pairs({**record_of(term), "zh": term.forms[1:]})
    key = _quote(term.forms[0])
    if len(pairs) == 1 and pairs[0].startswith("en: "):
        return f"{key}: {_quote(term.target)}{end}"
    line = f"{key}: {{{', '.join(pairs)}}}"
    return (line if len(line) <= _WIDTH else f"{end}  ".join([f"{key}:", *pairs])) + end


def _pairs(record: Mapping[str, str | tuple[str, ...]]) -> list[str]:
    return [f"{key}: {_write_value(value)}" for key, value in record.items() if value]


def _write_value(value: str | tuple[str, ...]) -> str:
    return _quote(value) if isinstance(value, str) else f"[{', '.join(map(_quote, value))}]"


def _quote(text: str) -> str:
    """Write a text so that YAML reads it as that text."""
    if _PLAIN.fullmatch(text) and text not in _NULLS:
        return text
    return json.dumps(text, ensure_ascii=False)


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _checked(text: str, name: str, expected: Sequence[Term]) -> str:
    """Give an edited text after reading it again."""
    try:
        terms: Sequence[Term] = parse_glossary(text, name).terms
    except GlossaryError as error:
        if _holds_own_fault(expected, name):
            raise
        raise GlossaryError(_UNSAFE.format(name)) from error
    if [_bare(term) for term in terms] != [_bare(term) for term in expected]:
        raise GlossaryError(_UNSAFE.format(name))
    return text


def _holds_own_fault(terms: Sequence[Term], name: str) -> bool:
    """Tell whether the terms themselves clash, whatever the layout."""
    try:
        parse_glossary(write_entries(terms), name)
    except GlossaryError:
        return True
    return False


def _same(one: Term, other: Term) -> bool:
    return _bare(one) == _bare(other)


def _bare(term: Term) -> Term:
    return replace(term, line=0)


_UNSAFE = "{}: its layout cannot be edited by command without touching other entries; edit it by hand"
