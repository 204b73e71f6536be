"""What came of it: translations with their evidence, findings, the post ready to be shown."""

from dataclasses import dataclass

from bilingual.document.jobs import Job
from bilingual.document.kinds import Cause, Origin, Severity, Tier
from bilingual.document.source import Block, Post, Sentence, Skipped, Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """How one constraint was met, and where in the target the rendering stands."""

    tier: Tier
    start: int = 0
    end: int = 0
    """Offsets into `translation.target`; equal when the constraint is unmet."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who worded the English, where a person did."""

    author: str
    when: str
    """As the person's program told it."""


@dataclass(frozen=True, slots=True)
class Translation:
    """One sentence pair with its evidence."""

    source: str
    """`job.text`."""
    target: str
    origin: Origin
    evidence: tuple[Evidence, ...] = ()
    """One per constraint of the job, in the job's order."""
    provenance: Provenance | None = None
    """Of a person's wording, where the memory holds it; a machine's is the engine of the post."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """A stretch of the target that renders, as far as a model can tell, a stretch of the source."""

    source: Span
    """In `translation.source`."""
    target: Span
    """In `translation.target`."""
    percent: int
    """How much of the target's stretch comes from there, 1-100."""


@dataclass(frozen=True, slots=True)
class TermEdit:
    """A place where a sentence has another glossary term than when it was translated before."""

    source: str
    old: str
    """The rendering that was wanted, `""` where there was no term."""
    new: str
    """The rendering that is wanted, `""` where there is no term; the same as `old` where the change is in
    what else is accepted or forbidden."""


@dataclass(frozen=True, slots=True)
class Outdated:
    """Why a sentence is translated again though a machine has translated it before."""

    causes: tuple[Cause, ...]
    edits: tuple[TermEdit, ...] = ()
    """In the order of the sentence; empty but for the cause GLOSSARY."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact for the reviewer about a sentence pair, or about a post; not an exception."""

    check: str
    """The id of the check: `glossary`, `numbers`, …"""
    severity: Severity
    message: str
    """One sentence a reviewer can act on."""
    span: Span | None = None
    """Where in the target, when there is a place."""
    sentences: tuple[str, ...] = ()
    """All sentences that it is about, where it is about the whole post; it stands at the first."""


@dataclass(frozen=True, slots=True)
class TranslatedSentence:
    """A sentence of the post with all that is known about its English."""

    sentence: Sentence
    job: Job
    translation: Translation
    findings: tuple[Finding, ...] = ()
    outdated: Outdated | None = None
    """Why an engine was asked again just now; None where it was asked for the first time, or not at all."""
    alignment: tuple[Alignment, ...] = ()
    """Asked for only where links or emphasis cover a part of the sentence; empty where nothing is known."""


@dataclass(frozen=True, slots=True)
class TranslatedBlock:
    """A block with its sentences in order; a block that needs no translation has none."""

    block: Block
    sentences: tuple[TranslatedSentence, ...] = ()


@dataclass(frozen=True)
class TranslatedPost:
    """A post ready to be shown."""

    post: Post
    blocks: tuple[TranslatedBlock, ...]
    """The title first."""
    skipped: tuple[Skipped, ...] = ()
    engine: str = ""
    """The id of the engine that wrote what no person did, `""` when unknown."""

    @property
    def sentences(self) -> tuple[TranslatedSentence, ...]:
        """Give every sentence of the post in reading order."""
        return tuple(sentence for block in self.blocks for sentence in block.sentences)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Give every finding of the post in reading order."""
        return tuple(finding for sentence in self.sentences for finding in sentence.findings)

    @property
    def reviewed(self) -> float:
        """Give the share of translated sentences that a person wrote, 0-1; 0 where there are none."""
        translated = [s for s in self.sentences if s.translation.origin is not Origin.SOURCE]
        human = sum(s.translation.origin is Origin.HUMAN for s in translated)
        return human / len(translated) if translated else 0.0
