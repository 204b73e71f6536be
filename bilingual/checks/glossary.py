"""Every glossary term of the source is rendered as the glossary wants, whoever wrote the target."""

from collections.abc import Iterator
from dataclasses import replace

from bilingual.document import Constraint, ConstraintKind, Finding, Job, Severity, Span, Translation
from bilingual.mentions import accept_short_forms
from bilingual.renditions import find_forbidden, find_renditions


def check_glossary(job: Job, translation: Translation) -> Iterator[Finding]:
    """Object to terms that are not rendered, too seldom, or in a forbidden way.

    The evidence of an engine is not trusted: the target is searched again.
    """
    lenient = replace(job, constraints=tuple(map(accept_short_forms, job.constraints)))
    yield from _find_unmet(lenient, translation.target)
    yield from _find_short(job, lenient, translation.target)
    yield from _find_forbidden(lenient, translation.target)


def _find_unmet(job: Job, target: str) -> Iterator[Finding]:
    """Judge all mentions of a term together.

    A person writes “he” for the second 王毅: 13 % of the in-domain references that have a term twice
    render it less often, so that is a warning. A term that is not rendered at all is an error.
    """
    spans = find_renditions(target, job.constraints)
    mentions: dict[tuple[str, ...], list[tuple[Constraint, Span | None]]] = {}
    for constraint, span in zip(job.constraints, spans, strict=True):
        if constraint.kind is ConstraintKind.TERM:
            mentions.setdefault(constraint.renderings, []).append((constraint, span))
    for renderings, group in mentions.items():
        unmet = [constraint.source for constraint, span in group if span is None]
        if len(unmet) == len(group):
            yield Finding("glossary", Severity.ERROR, f"“{unmet[0]}” must be {_list(renderings)}")
        elif unmet:
            met = len(group) - len(unmet)
            message = f"“{unmet[0]}” is named {len(group)} times, {_list(renderings)} stands {met} of them"
            yield Finding("glossary", Severity.WARNING, message)


def _find_short(job: Job, lenient: Job, target: str) -> Iterator[Finding]:
    """Report a first mention that is right but not in full: the reader may not know the short form."""
    in_full, in_any_form = (find_renditions(target, each.constraints) for each in (job, lenient))
    for constraint, full, span in zip(job.constraints, in_full, in_any_form, strict=True):
        if full is None and span is not None:
            message = f"“{constraint.source}” should be {_list(constraint.renderings)} at its first mention"
            yield Finding("glossary", Severity.WARNING, message, span)


def _find_forbidden(job: Job, target: str) -> Iterator[Finding]:
    for constraint, forbidden, span in find_forbidden(target, job.constraints):
        message = f"“{constraint.source}” must not be “{forbidden}” but {_list(constraint.renderings)}"
        yield Finding("glossary", Severity.ERROR, message, span)


def _list(renderings: tuple[str, ...]) -> str:
    return " or ".join(f"“{rendering}”" for rendering in renderings)
