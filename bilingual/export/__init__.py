"""Turn translated posts into the formats that others read: a closed table, each format in its module.

Exporters give bytes; who calls them decides where the bytes go. A module is imported when its format is
asked for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that posts can be exported to."""

    name: str
    """As `--to` takes it; the module has the same name."""
    suffix: str
    """Of its files, with the dot."""
    is_one_file: bool
    """All posts go into one file; else each has its own."""

    @property
    def write(self) -> Callable[..., bytes]:
        """Give the exporter: of an iterable of posts where all go into one file, else of one post."""
        write: Callable[..., bytes] = getattr(
            import_module(f"bilingual.export.{self.name}"), f"write_{self.name}"
        )
        return write


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        each.name: each
        for each in (
            Format("epub", ".epub", is_one_file=True),
            Format("pdf", ".pdf", is_one_file=False),
            Format("docx", ".docx", is_one_file=True),
        )
    }
)
