"""The target says something."""

from collections.abc import Iterator

from bilingual.document import Finding, Job, Severity, Translation


def check_empty(job: Job, translation: Translation) -> Iterator[Finding]:
    """Object to a target without a letter or digit where the source has one."""
    if _says_something(job.text) and not _says_something(translation.target):
        yield Finding("empty", Severity.ERROR, "the English is empty")


def _says_something(text: str) -> bool:
    return any(char.isalnum() for char in text)
