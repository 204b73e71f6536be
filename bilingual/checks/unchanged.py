"""The target is not the source as it was."""

from collections.abc import Iterator

from bilingual.checks.residue import find_residue
from bilingual.document import Finding, Job, Severity, Span, Translation


def check_unchanged(job: Job, translation: Translation) -> Iterator[Finding]:
    """Object to a target with the letters of the source, whatever the spaces and punctuation.

    Text without Chinese may stay as it is, and so may a term that the glossary keeps.
    """
    target = translation.target
    if find_residue(job, target) and _letters(target) == _letters(job.text):
        yield Finding("unchanged", Severity.ERROR, "left in Chinese", Span(0, len(target)))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
