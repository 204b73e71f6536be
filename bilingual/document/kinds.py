"""What things are: the closed sets."""

from enum import StrEnum


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
