"""The values that flow from stage to stage: frozen, made of tuples, offsets in code points.

Laws, each tested: `block.text[s.start:s.end] == s.text` for every sentence of a block; the texts of
an extraction's body, joined, are the visible text of the post; `evidence` has one item per constraint.
"""

from bilingual.document.english import (
    Alignment,
    Evidence,
    Finding,
    Outdated,
    Provenance,
    TermEdit,
    TranslatedBlock,
    TranslatedPost,
    TranslatedSentence,
    Translation,
)
from bilingual.document.jobs import (
    Constraint,
    Job,
    Term,
)
from bilingual.document.kinds import (
    BlockKind,
    Cause,
    ConstraintKind,
    MarkKind,
    Origin,
    Severity,
    TermKind,
    TermStatus,
    Tier,
)
from bilingual.document.source import (
    Block,
    Extraction,
    Mark,
    Post,
    Sentence,
    Skipped,
    Span,
)

__all__ = [
    "Alignment",
    "Block",
    "BlockKind",
    "Cause",
    "Constraint",
    "ConstraintKind",
    "Evidence",
    "Extraction",
    "Finding",
    "Job",
    "Mark",
    "MarkKind",
    "Origin",
    "Outdated",
    "Post",
    "Provenance",
    "Sentence",
    "Severity",
    "Skipped",
    "Span",
    "Term",
    "TermEdit",
    "TermKind",
    "TermStatus",
    "Tier",
    "TranslatedBlock",
    "TranslatedPost",
    "TranslatedSentence",
    "Translation",
]
