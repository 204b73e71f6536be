"""How the table tests of the checks ask a check."""

from bilingual.document import Job, Origin, Translation


def judge(check, source, target, constraints=()):
    """Give what a check says about a machine's translation, message by message."""
    job = Job(source, tuple(constraints))
    return [finding.message for finding in check(job, Translation(source, target, Origin.ENGINE))]
