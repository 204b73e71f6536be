"""What a glossary edit changes: which entries, and which sentences of which posts are translated again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bilingual.document import Constraint, Term, TermStatus
from bilingual.glossary import Glossary, Matcher
from bilingual.glossary.forms import simplify_forms
from bilingual.pipeline import Draft, constrain


@dataclass(frozen=True, slots=True)
class TermChange:
    """A Chinese form that means something else than before."""

    form: str
    old: Term | None
    """None: the form is new."""
    new: Term | None
    """None: the form is gone."""


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence whose English must hold something else than before."""

    path: str
    sentence: str
    old: tuple[Constraint, ...]
    """What was wanted and is no longer."""
    new: tuple[Constraint, ...]
    """What is wanted now and was not."""


def compare_terms(old: Glossary, new: Glossary) -> tuple[TermChange, ...]:
    """Compare two glossaries form by form; an edited note or source changes nothing."""
    before, after = _by_form(old), _by_form(new)
    forms = dict.fromkeys((*before, *after))
    pairs = ((form, before.get(form), after.get(form)) for form in forms)
    return tuple(TermChange(*pair) for pair in pairs if _wanted(pair[1]) != _wanted(pair[2]))


def compare_posts(drafts: Iterable[Draft], new: Matcher) -> Iterator[Change]:
    """Compare what posts want, drafted with the old glossary, with what they would want with the new."""
    for draft in drafts:
        for _, sentences in draft.blocks:
            for sentence, job in sentences:
                after = constrain(job.text, new, draft.people)
                if after.fingerprint != job.fingerprint:
                    gone = tuple(c for c in job.constraints if c not in after.constraints)
                    come = tuple(c for c in after.constraints if c not in job.constraints)
                    yield Change(draft.post.path, sentence.text, gone, come)


def _by_form(glossary: Glossary) -> dict[str, Term]:
    active = [term for term in glossary.terms if term.status is not TermStatus.REJECTED]
    return {simple: term for simple, term, _ in simplify_forms(active)}


def _wanted(term: Term | None) -> tuple[object, ...] | None:
    """Give what a job knows of a term."""
    return (term.renderings, term.forbid, term.exact_case) if term else None
