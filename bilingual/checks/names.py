"""Every Chinese personal name of the source is rendered in pinyin, or by its surname alone."""

from collections.abc import Iterator

from bilingual.document import ConstraintKind, Finding, Job, Severity, Translation
from bilingual.renditions import find_rendering


def check_names(job: Job, translation: Translation) -> Iterator[Finding]:
    """Object to names of which not even the surname stands in the target."""
    names = {c.source: c.renderings for c in job.constraints if c.kind is ConstraintKind.NAME}
    for source, renderings in names.items():
        surname = renderings[0].split()[0]
        accepted = (*renderings, surname)
        if not any(find_rendering(translation.target, words, exact_case=True) for words in accepted):
            yield Finding("names", Severity.WARNING, f"“{source}” should be “{renderings[0]}”")
