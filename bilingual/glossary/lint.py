"""What a reviewer should think about in a glossary that loads: every remark with its line and its kind."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bilingual.document import Severity, Term, TermKind, TermStatus
from bilingual.errors import GlossaryError
from bilingual.glossary.forms import simplify_forms
from bilingual.glossary.load import parse_glossary
from bilingual.glossary.names import judge_pinyin, surname_readings
from bilingual.renditions import find_rendering

CODES: dict[str, str] = {
    "invalid": "The entry is not valid: a conflict, a form with two targets, forbidden = accepted, a typo.",
    "slip": "Allowed but seldom meant: a leading article, a form of one character.",
    "script": "A form is listed in the other script too; both scripts match without it.",
    "unreachable": "The form holds the end of a sentence, so no sentence holds the form.",
    "nested": "A longer entry holds this one and renders it in another way.",
    "case": "The same English is written with different capitals.",
    "shared": "Two entries have the same English; they may be one.",
    "pinyin": "The English of a Chinese name has too many or too few syllables, or an unusual surname.",
}
"""What each remark is about, by its code."""


_SENTENCE_END = re.compile("[。！？](?=.)")


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to think about."""

    line: int
    code: str
    severity: Severity
    message: str


def lint_glossary(text: str, name: str) -> tuple[Remark, ...]:
    """Judge the text of a glossary; one that does not load gives its faults alone."""
    try:
        glossary = parse_glossary(text, name)
    except GlossaryError as error:
        return tuple(_place(str(error), name, "invalid", Severity.ERROR))
    slips = _place("\n".join(glossary.warnings), name, "slip", Severity.WARNING)
    active = [term for term in glossary.terms if term.status is not TermStatus.REJECTED]
    found = [
        Remark(line, code, Severity.WARNING, message)
        for code, check in _CHECKS.items()
        for line, message in check(active)
    ]
    return tuple(sorted([*slips, *found], key=lambda remark: (remark.line, remark.code, remark.message)))


def _place(messages: str, name: str, code: str, severity: Severity) -> Iterator[Remark]:
    for message in filter(None, messages.splitlines()):
        number, _, rest = message.removeprefix(f"{name}:").partition(": ")
        line, fact = (int(number), rest) if number.isdecimal() else (0, message)
        yield Remark(line, code, severity, fact)


def _other_script(terms: Sequence[Term]) -> Iterator[tuple[int, str]]:
    seen: dict[str, str] = {}
    for simple, term, form in simplify_forms(terms):
        if simple in seen:
            yield term.line, f"“{form}” is “{seen[simple]}” in the other script, which matches too; remove it"
        seen.setdefault(simple, form)


def _unreachable(terms: Sequence[Term]) -> Iterator[tuple[int, str]]:
    for simple, term, form in simplify_forms(terms):
        if _SENTENCE_END.search(simple):
            yield term.line, f"“{form}” is more than a sentence, and matching is by the sentence; shorten it"


def _nested(terms: Sequence[Term]) -> Iterator[tuple[int, str]]:
    """Report the same Chinese that has another English when it stands in a longer term.

    Only where the longer one ends with the shorter and is of one kind with it: 外交部 in 中国外交部. In
    other places (中国 in 中国银行) the longer one has its reason.
    """
    by_form = {simple: term for simple, term, _ in simplify_forms(terms)}
    for form, longer in by_form.items():
        for start in range(1, len(form) - 1):
            shorter = by_form.get(form[start:])
            if shorter is None or shorter is longer or shorter.kind is not longer.kind:
                continue
            if longer.kind is TermKind.PLACE:  # 柏林 in 都柏林 is spelling
                break
            if not _share_wording(longer, shorter):
                part = f"“{form[start:]}” on line {shorter.line} is “{shorter.target}”"
                message = f"“{form}” is “{longer.target}”, but {part}; do both stand in official texts?"
                yield longer.line, message
            break


def _share_wording(longer: Term, shorter: Term) -> bool:
    """Tell whether the longer one holds the shorter one's English, or is its abbreviation."""
    spelled = any(find_rendering(right, part) for right in longer.renderings for part in shorter.renderings)
    return spelled or not _initials(longer).isdisjoint(shorter.renderings)


def _initials(term: Term) -> set[str]:
    return {"".join(word[0] for word in text.split() if word[0].isupper()) for text in term.renderings}


def _case(terms: Sequence[Term]) -> Iterator[tuple[int, str]]:
    spellings: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for term in terms:
        spellings[term.target.casefold()].setdefault(term.target, term.line)
    for lines in spellings.values():
        (first, line), *others = sorted(lines.items(), key=lambda item: item[1])
        for other, place in others:
            yield place, f"“{other}” is written “{first}” on line {line}; use one spelling"


def _shared(terms: Sequence[Term]) -> Iterator[tuple[int, str]]:
    first: dict[str, Term] = {}
    for term in terms:
        earlier = first.setdefault(term.target, term)
        if earlier is not term and earlier.kind is term.kind:
            other = f"“{earlier.forms[0]}” on line {earlier.line}"
            yield term.line, f"“{term.forms[0]}” is “{term.target}” like {other}; join them if they are one"


def _pinyin(terms: Sequence[Term]) -> Iterator[tuple[int, str]]:
    people = [term for term in terms if term.kind is TermKind.PERSON]
    readings = surname_readings(people)
    for term in people:
        if problem := judge_pinyin(term.forms[0], term.target, readings):
            yield term.line, f"{problem}; check “{term.target}”"


_CHECKS: dict[str, Callable[[Sequence[Term]], Iterator[tuple[int, str]]]] = {
    "script": _other_script,
    "unreachable": _unreachable,
    "nested": _nested,
    "case": _case,
    "shared": _shared,
    "pinyin": _pinyin,
}
