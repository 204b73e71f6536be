"""The Chinese forms of terms as they are looked for: in Simplified script, whatever they were written in."""

from collections.abc import Sequence

from bilingual.document import Term
from bilingual.script import simplify


def simplify_forms(terms: Sequence[Term]) -> list[tuple[str, Term, str]]:
    """Give every form in Simplified script, with its term and as written; one conversion for all."""
    written = [(form, term) for term in terms for form in term.forms]
    converted = simplify("\n".join(form for form, _ in written)).split("\n")
    # Not strict: no forms at all still split into one empty line.
    return [(simple, term, form) for simple, (form, term) in zip(converted, written, strict=False)]
