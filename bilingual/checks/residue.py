"""No Chinese is left in the English."""

from collections.abc import Iterator

from bilingual.document import Finding, Job, Severity, Span, Translation
from bilingual.text import HAN_RUN


def check_residue(job: Job, translation: Translation) -> Iterator[Finding]:
    """Object to every run of Han characters in the target that no constraint asks for."""
    for span in find_residue(job, translation.target):
        left = translation.target[span.start : span.end]
        yield Finding("residue", Severity.ERROR, f"“{left}” is left in Chinese", span)


def find_residue(job: Job, target: str) -> tuple[Span, ...]:
    """Find the runs of Han characters that are in no accepted rendering."""
    wanted = [rendering for constraint in job.constraints for rendering in constraint.renderings]
    return tuple(
        Span(*run.span())
        for run in HAN_RUN.finditer(target)
        if not any(run[0] in rendering for rendering in wanted)
    )
