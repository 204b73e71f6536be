"""What is wrong with terms that are well formed: conflicts are faults, likely slips are warnings."""

import re
from collections.abc import Sequence

from bilingual.document import Term, TermStatus
from bilingual.glossary.fields import Report
from bilingual.glossary.forms import simplify_forms
from bilingual.renditions import find_rendering
from bilingual.text import HAN_RUN, has_han

_ARTICLE = re.compile(r"(the|an?) ")
_ABBREVIATION = re.compile(r"\([A-Z][A-Za-z0-9]+\)$")


def report_faults(terms: Sequence[Term], report: Report) -> None:
    """Report every conflict inside a term and between terms."""
    for term in terms:
        _report_chinese(term, report)
        _report_self_forbidden(term, report)
    _report_repeated_forms([term for term in terms if term.status is not TermStatus.REJECTED], report)


def report_slips(terms: Sequence[Term], report: Report) -> None:
    """Report what is allowed but seldom meant."""
    if not terms:
        report(1, "no terms; add entries such as “王毅: Wang Yi”")
    for term in terms:
        if _ARTICLE.match(term.target):
            report(term.line, f"“{term.target}” begins with an article; leave that to the sentence")
        if _ABBREVIATION.search(term.target):
            report(term.line, f"“{term.target}” would stand everywhere in full; move it to first:")
        for form in term.forms:
            if len(form) == 1 and has_han(form):
                report(term.line, f"“{form}” is one character and matches often; give a longer form")
        _report_contained(term, report)


def _report_chinese(term: Term, report: Report) -> None:
    if term.keep:
        if not has_han(term.target):
            report(term.line, f"keep: true, but “{term.target}” holds no Chinese; drop keep or en")
        return
    for text in term.renderings:
        found = HAN_RUN.search(text)
        if found:
            report(term.line, f"Chinese “{found[0]}” in the English of “{term.forms[0]}”; translate it")


def _report_self_forbidden(term: Term, report: Report) -> None:
    allowed = {_fold(text, term) for text in term.renderings}
    for text in term.forbid:
        if _fold(text, term) in allowed:
            report(term.line, f"“{text}” is both wanted and forbidden; keep one")


def _report_repeated_forms(terms: Sequence[Term], report: Report) -> None:
    seen: dict[str, Term] = {}
    for simple, term, form in simplify_forms(terms):
        earlier = seen.setdefault(simple, term)
        if earlier is term:
            continue
        if earlier.target == term.target:
            report(term.line, f"“{form}” stands on line {earlier.line} already; remove one")
        else:
            targets = f"“{earlier.target}” on line {earlier.line}, “{term.target}” here"
            report(term.line, f"“{form}” has two targets, {targets}; keep one")


def _report_contained(term: Term, report: Report) -> None:
    """Report a forbidden rendering that every use of a wanted one would hold."""
    for wrong in term.forbid:
        for right in term.renderings:
            if find_rendering(right, wrong, exact_case=term.exact_case):
                report(term.line, f"forbidden “{wrong}” is part of its own “{right}”; make it longer")


def _fold(text: str, term: Term) -> str:
    return text if term.exact_case else text.casefold()
