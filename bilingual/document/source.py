"""A post as read, and as taken apart: blocks, skips, sentences."""

from collections.abc import Mapping
from dataclasses import dataclass

from bilingual.document.kinds import BlockKind, MarkKind


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
    front_matter: str = ""
    """The lines of `metadata` as they stand, without control characters; `""` where they are broken."""

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
