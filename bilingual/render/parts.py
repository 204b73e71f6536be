"""What the templates print: plain values, no markup; text is escaped where it is printed, not here."""

from dataclasses import dataclass
from enum import StrEnum

from bilingual.document import BlockKind, Severity


class Layer(StrEnum):
    """What a stretch of text is dressed as; the order breaks ties in nesting, outermost first."""

    SENTENCE = "sentence"
    LINK = "link"
    STRONG = "strong"
    EM = "em"
    TERM = "term"
    DOUBT = "doubt"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class SentencePart:
    """A sentence on one side of the page."""

    id: str
    is_reviewed: bool = False
    flag: "Flag | None" = None
    """The reviewer's mark at its end; only on the English side."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a link leads; the address is already judged safe, `""` when there is none to give."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that is named and linked, not loaded; or a link around nothing that can be read."""

    url: str
    """Judged safe; `""` when there is none to give."""
    alt: str
    noun: str
    """`Image` or `Link`."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A glossary term where it stands, with the entry its tooltip shows."""

    id: str
    form: str
    form_lang: str
    rendering: str
    note: str
    source: str
    how: str
    """How the term was met, in words; `""` when there is no English yet."""
    is_met: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """The very words that a finding is about."""

    severity: Severity


Detail = SentencePart | Anchor | Picture | Mention | Doubt | None


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding with its place on the page."""

    severity: Severity
    check: str
    message: str
    anchor: str
    """The id of the sentence it is about."""
    place: str
    """Where that is, in words."""
    sentences: tuple[str, ...] = ()
    """What it is about in Chinese, where that is more than one sentence."""


@dataclass(frozen=True, slots=True)
class Flag:
    """The mark at the end of a sentence that has findings."""

    id: str
    severity: Severity
    """The gravest of the remarks."""
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Element:
    """A stretch of text in its dress."""

    layer: Layer
    detail: Detail
    children: tuple["Element | str", ...]
    is_first: bool = True
    """False for the later pieces of a stretch that had to be cut: they carry no id."""


Piece = Element | str


@dataclass(frozen=True, slots=True)
class Reference:
    """A link of the Chinese text that has no place of its own in the English."""

    number: int
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a row."""

    lang: str
    parts: tuple[tuple[Piece, ...], ...]
    """One, but for a table row: there one per table cell."""
    references: tuple[Reference, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to print."""
        return not any(self.parts)


@dataclass(frozen=True, slots=True)
class Row:
    """One block of the post, the Chinese beside its English."""

    id: str
    kind: BlockKind
    depth: int
    """2-6 for a heading (the HTML element), from 1 for a list item, else 0."""
    source: Cell
    target: Cell | None
    """None where the source is English already and stands once."""
