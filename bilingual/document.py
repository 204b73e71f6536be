"""The values that flow from stage to stage: frozen, made of tuples, offsets in code points.

Laws, each tested: `block.text[s.start:s.end] == s.text` for every sentence of a block; the texts of
an extraction's body, joined, are the visible text of the post; `evidence` has one item per constraint.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class BlockKind(StrEnum):
    """What a block is on the page."""

    TITLE = "title"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    TABLE_ROW = "table row"
    CAPTION = "caption"
    PREFORMATTED = "preformatted"


class MarkKind(StrEnum):
    """What an inline mark does to the text it covers; an image covers none."""

    LINK = "link"
    STRONG = "strong"
    EM = "em"
    IMAGE = "image"


class TermKind(StrEnum):
    """What a glossary term names."""

    TERM = "term"
    PERSON = "person"
    PLACE = "place"
    ORGANIZATION = "organization"
    POSITION = "position"
    DOCUMENT = "document"
    EVENT = "event"


class TermStatus(StrEnum):
    """Where a term stands in review; a rejected term is kept for the record and never enforced."""

    APPROVED = "approved"
    PROPOSED = "proposed"
    REJECTED = "rejected"


class ConstraintKind(StrEnum):
    """Why the English must hold something."""

    TERM = "term"
    LITERAL = "literal"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"


class Tier(StrEnum):
    """How a constraint was met, cheapest first; `UNMET` is a finding."""

    ANNOTATED = "annotated"
    FREE = "free"
    CORRECTED = "corrected"
    PLACEHOLDER = "placeholder"
    REDECODED = "re-decoded"
    HUMAN = "human"
    UNMET = "unmet"


class Origin(StrEnum):
    """Who wrote a translation; `SOURCE` is text that needs none and passes through."""

    HUMAN = "human"
    MEMORY = "memory"
    ENGINE = "engine"
    SOURCE = "source"


class Cause(StrEnum):
    """Why what a machine had written is translated again."""

    GLOSSARY = "glossary"
    MODEL = "model"
    PROGRAM = "program"
    """Numbers, dates and addresses are read in another way, or an earlier version did not note the terms."""
    FORCE = "force"


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True)
class Post:
    """A post as read: nothing changed but the encoding and the line ends."""

    path: str
    """As the user named it; `-` for standard input."""
    metadata: Mapping[str, object]
    """The front matter, order and YAML types kept; of a broken one the single lines that can be read."""
    body: str
    """All that follows the front matter."""
    encoding: str = "utf-8"
    problems: tuple[str, ...] = ()
    """What was wrong but could be read around, one sentence each (a YAML error with its line)."""

    def text_of(self, key: str) -> str:
        """Give a front matter value as text, `""` when absent or null."""
        value = self.metadata.get(key)
        return "" if value is None else str(value).strip()

    @property
    def url(self) -> str:
        """Give the address the post was crawled from, `""` when unknown."""
        return self.text_of("from")

    @property
    def author(self) -> str:
        """Give the outlet or writer, `""` when unknown."""
        return self.text_of("author")

    @property
    def date(self) -> str:
        """Give the day of publication as `YYYY-MM-DD` as the front matter has it, `""` when unknown."""
        return self.text_of("date")[:10]


@dataclass(frozen=True, slots=True)
class Mark:
    """A link, emphasis or image, with its place in the block's text."""

    kind: MarkKind
    start: int
    end: int
    """Offsets into `block.text`; an image has `start == end`, the place it stood."""
    url: str = ""
    """Where a link leads, where an image lies; as written, not yet judged safe."""
    label: str = ""
    """The alternative text of an image, the title of a link."""
    width: int = 0
    """Of an image, in CSS pixels as the post says; 0 where it does not."""
    height: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """One block-level piece of the post."""

    id: str
    """Unique in its post, the same in every run: `b0` the title, then `b1`, `b2`, … in reading order."""
    kind: BlockKind
    text: str
    """White space folded, except in preformatted text; cells of a table row are parted by tabs."""
    lang: str = "zh-Hans"
    """BCP 47: `zh-Hans`, `zh-Hant`; `en` for a block without Chinese, which is not translated."""
    level: int = 0
    """1-6 for a heading, depth from 1 for a list item, else 0."""
    marks: tuple[Mark, ...] = ()

    @property
    def is_chinese(self) -> bool:
        """Tell whether there is anything to translate."""
        return self.lang.startswith("zh")


@dataclass(frozen=True, slots=True)
class Skipped:
    """Visible text that is not part of the article, and why."""

    reason: str
    """A reason that a rules file or the extractor declares, such as `advertisement` or `title link`."""
    text: str
    rule: str = ""
    """The selector or phrase that caught it."""


@dataclass(frozen=True)
class Extraction:
    """A post taken apart: a title, and a body of blocks and skips that partition the visible text."""

    title: Block
    body: tuple[Block | Skipped, ...]
    """In document order. Joined and without white space, it is the body's visible text."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Give what is translated: the title, then the body's blocks."""
        return (self.title, *(piece for piece in self.body if isinstance(piece, Block)))

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """Give what is left out."""
        return tuple(piece for piece in self.body if isinstance(piece, Skipped))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A slice of a block: `block.text[start:end] == text`; what lies between slices is white space."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """One glossary entry."""

    forms: tuple[str, ...]
    """Chinese source forms, as written in the glossary."""
    target: str
    """The English rendering that is wanted."""
    also: tuple[str, ...] = ()
    """Other English renderings that are accepted where they already stand."""
    forbid: tuple[str, ...] = ()
    """English renderings that are wrong for this term."""
    first: str = ""
    """The full form: asked for where a post's text names the term first, accepted everywhere."""
    kind: TermKind = TermKind.TERM
    status: TermStatus = TermStatus.APPROVED
    keep: bool = False
    """The Chinese form itself stands in the English."""
    exact_case: bool = False
    """Accept a rendering only in the glossary's own capitals."""
    note: str = ""
    source: str = ""
    """Who says so: a house style, a treaty, a web page."""
    domain: str = ""
    line: int = 0
    """Where in the glossary file, from 1."""

    @property
    def renderings(self) -> tuple[str, ...]:
        """Give every accepted rendering, the wanted one first, none twice."""
        return tuple(dict.fromkeys(form for form in (self.target, *self.also, self.first) if form))


@dataclass(frozen=True, slots=True)
class Constraint:
    """Something the English of a job must hold, once, on a span of its own."""

    start: int
    end: int
    """Offsets into `job.text`; the constraints of a job are in order and do not overlap."""
    source: str
    """`job.text[start:end]`."""
    renderings: tuple[str, ...]
    """All that is accepted, the preferred one first."""
    kind: ConstraintKind = ConstraintKind.TERM
    forbidden: tuple[str, ...] = ()
    exact_case: bool = False
    short: tuple[str, ...] = ()
    """At a post's first mention all that is accepted later, the preferred one first; else empty."""
    term: Term | None = field(default=None, compare=False)
    """The glossary entry behind it; not part of the job's identity, so that a note can be edited freely."""


@dataclass(frozen=True)
class Job:
    """What an engine is asked: a sentence in Simplified script and what its English must hold."""

    text: str
    """The sentence; Traditional script is converted one for one, so offsets fit the original too."""
    constraints: tuple[Constraint, ...] = ()

    @property
    def uncovered(self) -> str:
        """Give the text with spaces in the place of its constraints."""
        text = self.text
        for constraint in self.constraints:
            blank = " " * (constraint.end - constraint.start)
            text = text[: constraint.start] + blank + text[constraint.end :]
        return text

    @cached_property
    def fingerprint(self) -> str:
        """Give the job's identity, a SHA-256 in hex: equal jobs are translated once."""
        constraints = [
            (c.start, c.end, c.renderings, c.kind, c.forbidden, c.exact_case, *(c.short and (c.short,)))
            for c in self.constraints
        ]
        canonical = json.dumps([self.text, constraints], ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


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
