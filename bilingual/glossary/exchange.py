"""Glossary files of every format, by the ending of their names."""

from collections.abc import Iterable
from pathlib import Path

from bilingual.document import Term
from bilingual.errors import GlossaryError
from bilingual.glossary.edit import write_entries
from bilingual.glossary.load import Glossary, load_glossary
from bilingual.glossary.records import refuse_size
from bilingual.glossary.tables import read_table, write_table

FORMATS = ("tbx", "csv", "tsv", "yaml")

_DELIMITERS = {"csv": ",", "tsv": "\t"}
_ENDINGS = {"yml": "yaml", "xml": "tbx", "txt": "tsv"}


def format_of(path: Path) -> str:
    """Tell a file's format by its name.

    Raises:
        GlossaryError: it has another ending.
    """
    ending = path.suffix.lower().removeprefix(".")
    found = _ENDINGS.get(ending, ending)
    if found not in FORMATS:
        raise GlossaryError(f"{path}: unknown ending; name its format with --format {'|'.join(FORMATS)}")
    return found


def read_terms_of(path: Path, file_format: str) -> Glossary:
    """Read a glossary file of a format.

    Raises:
        GlossaryError: it cannot be read or is not valid; one line per fault.
    """
    if file_format == "yaml":
        return load_glossary(path)
    try:
        refuse_size(path.stat().st_size, str(path))
        content = path.read_bytes()
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read ({error.strerror}); check its name") from error
    if file_format == "tbx":
        from bilingual.glossary.tbx import read_tbx  # loads lxml

        return read_tbx(content, str(path))
    try:
        return read_table(content.decode("utf-8-sig"), str(path), _DELIMITERS[file_format])
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise GlossaryError(f"{path}:{line}: not UTF-8; save it as “CSV UTF-8”") from error


def write_terms(terms: Iterable[Term], file_format: str) -> str:
    """Write terms in a format."""
    if file_format == "tbx":
        from bilingual.glossary.tbx import write_tbx

        return write_tbx(terms)
    if file_format == "yaml":
        return write_entries(terms)
    return write_table(terms, _DELIMITERS[file_format])
