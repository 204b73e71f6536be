"""What the templates print: plain values, no markup; text is escaped where it is printed, not here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bilingual.document import BlockKind, Origin, Severity, Tier


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
    origin: Origin | None = None
    """Who wrote the English; None on the Chinese side."""
    flag: "Flag | None" = None
    """The reviewer's mark at its end; only on the English side."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a link leads; the address is already judged safe, `""` when there is none to give."""

    url: str
    title: str = ""


class Placing(StrEnum):
    """Where a picture of a block is shown."""

    ABOVE = "above"
    BELOW = "below"
    WITHIN = "within"
    """In the line, named and linked: a smiley, a picture in a table."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image, shown or named; or a link around nothing that can be read, which is named."""

    url: str
    """Judged safe; `""` when there is none to give."""
    alt: str
    noun: str
    """`Image` or `Link`."""
    placing: Placing = Placing.WITHIN
    width: int = 0
    """CSS pixels; 0 where the post does not say."""
    height: int = 0


@dataclass(frozen=True, slots=True)
class TermEntry:
    """What a page tells of a glossary term: once, however often the term stands there."""

    form: str
    """As it stands on the page."""
    form_lang: str
    rendering: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A glossary term where it stands."""

    entry: TermEntry
    number: int
    """Of the entry in the page's list, from 1."""
    tier: Tier | None
    """How the term was met; None when there is no English yet."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """The very words that a finding is about."""

    severity: Severity


Detail = SentencePart | Anchor | Picture | Mention | Doubt | None


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding with its place on the page."""

    id: str
    severity: Severity
    check: str
    message: str
    anchor: str
    """The id of the sentence it is about."""
    place: str
    """Where that is, in words."""
    sentence: int
    """Its number in the block, from 1."""
    sentences: tuple[str, ...] = ()
    """What it is about in Chinese, where that is more than one sentence."""


@dataclass(frozen=True, slots=True)
class Credit:
    """The person who worded neighbouring sentences of a block."""

    anchor: str
    """The id of the first sentence."""
    first: int
    """Its number in the block, from 1."""
    last: int
    author: str
    """`""` where nobody noted it."""
    when: str


@dataclass(frozen=True, slots=True)
class Flag:
    """The mark at the end of a sentence that has findings."""

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
    remarks: tuple[Remark, ...] = ()
    credits: tuple[Credit, ...] = ()

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Give the pictures that are shown, in order; not those that are named in the line."""
        found = _pictures(piece for part in self.source.parts for piece in part)
        return tuple(picture for picture in found if picture.placing is not Placing.WITHIN)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list with the lists inside it."""

    row: Row
    items: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring rows that are one thing: a list, a table; else a row by itself."""

    kind: BlockKind
    rows: tuple[Row, ...]
    items: tuple[Item, ...] = ()
    """Of a list."""


def _pictures(pieces: Iterable[Piece]) -> Iterator[Picture]:
    for piece in pieces:
        if isinstance(piece, Element):
            if isinstance(piece.detail, Picture):
                yield piece.detail
            yield from _pictures(piece.children)
