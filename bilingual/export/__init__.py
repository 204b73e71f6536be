"""Turn translated posts into the formats that others read: a closed table, each format in its module.

Exporters give bytes, whole or in chunks as posts come; who calls them decides where the bytes
go. A module is imported when its format is asked for.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType, ModuleType

__all__ = ["FORMATS", "Exporter", "Format"]

Exporter = Callable[..., bytes | Iterable[bytes]]
"""Takes the posts where all go into one file, else one post; gives the file, whole or in chunks."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that posts can be exported to."""

    name: str
    """As `--to` takes it; the module has the same name."""
    suffix: str
    """Of its files, with the dot."""
    is_one_file: bool
    """All posts go into one file; else each has its own."""
    needs_tools: bool = False
    """Its module looks for programs or packages with `find_tools`."""

    @property
    def write(self) -> Exporter:
        """Give the format's exporter."""
        write: Exporter = getattr(self._module, f"write_{self.name}")
        return write

    def check_tools(self) -> None:
        """Look for what the format needs: better before anything is translated than after.

        Raises:
            ToolError: a program or a package is missing.
        """
        if self.needs_tools:
            self._module.find_tools()

    @property
    def _module(self) -> ModuleType:
        return import_module(f"bilingual.export.{self.name}")


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        each.name: each
        for each in (
            Format("epub", ".epub", is_one_file=True),
            Format("html", ".html", is_one_file=False),
            Format("pdf", ".pdf", is_one_file=False, needs_tools=True),
            Format("docx", ".docx", is_one_file=True, needs_tools=True),
            Format("md", ".md", is_one_file=False),
            Format("json", ".json", is_one_file=True),
            Format("csv", ".csv", is_one_file=True),
            Format("tmx", ".tmx", is_one_file=True),
            Format("xliff", ".xlf", is_one_file=False),
        )
    }
)
