r"""A glossary as a table (CSV, TSV): a column for each key, `|` between several texts in a cell.

Written for spreadsheets, and read back from them: with or without a byte order mark, the columns in any
order, a table of two columns even without headings.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from bilingual.document import Term
from bilingual.errors import GlossaryError
from bilingual.glossary.entries import KEYS
from bilingual.glossary.load import Glossary
from bilingual.glossary.records import Record, read_records, record_of, refuse_size

_SEVERAL = ("zh", "also", "forbid")
_HEADINGS = {"chinese": "zh", "source form": "zh", "english": "en", "target": "en"}
_LARGEST_CELL = 2**20


def write_table(terms: Iterable[Term], delimiter: str) -> str:
    r"""Write terms as a table.

    >>> write_table([Term(("王毅",), "Wang Yi", exact_case=True)], "\t").splitlines()[1]
    '王毅\tWang Yi\t\t\t\t\t\t\t\t\t\t'
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(KEYS)
    for term in terms:
        record = record_of(term)
        writer.writerow([_cell(record.get(key, "")) for key in KEYS])
    return out.getvalue()


def read_table(text: str, name: str, delimiter: str) -> Glossary:
    """Read a table.

    Raises:
        GlossaryError: it is no table of terms; one line per fault.
    """
    refuse_size(len(text), name)
    rows = list(_rows(text, name, delimiter))
    if not rows:
        raise GlossaryError(f"{name}:1: no rows; the first names the columns: {delimiter.join(KEYS)}")
    columns, start = _columns(rows[0][1], name)
    return read_records(
        ((line, _record(columns, cells, f"{name}:{line}")) for line, cells in rows[start:]), name
    )


def _rows(text: str, name: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Give every row that is not blank with the line it begins on."""
    before = csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(
        io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter, strict=True
    )
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise GlossaryError(f"{name}:{line}: not a table ({error}); save it again as UTF-8 text") from error
    finally:
        csv.field_size_limit(before)


def _columns(cells: Sequence[str], name: str) -> tuple[tuple[str, ...], int]:
    """Give the columns and the number of the first row of terms."""
    headings = tuple(_HEADINGS.get(cell.strip().casefold(), cell.strip().casefold()) for cell in cells)
    if "zh" not in headings and len(headings) == 2:
        return ("zh", "en"), 0
    if "zh" not in headings:
        raise GlossaryError(f"{name}:1: no column “zh”; the first row names the columns: {', '.join(KEYS)}")
    for number, heading in enumerate(headings):
        if heading and heading not in KEYS:
            near = get_close_matches(heading, KEYS, n=1)
            hint = f"did you mean “{near[0]}”?" if near else f"the columns are {', '.join(KEYS)}"
            raise GlossaryError(f"{name}:1: unknown column “{heading}”; {hint}")
        if heading and heading in headings[:number]:
            raise GlossaryError(f"{name}:1: two columns “{heading}”; keep one")
    return headings, 1


def _record(columns: Sequence[str], cells: Sequence[str], place: str) -> Record:
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise GlossaryError(f"{place}: {len(cells)} cells in {len(columns)} columns; quote cells with commas")
    pairs = [(key, cell) for key, cell in zip(columns, cells, strict=False) if key and cell.strip()]
    return {key: _texts(cell) if key in _SEVERAL else cell for key, cell in pairs}


def _cell(value: str | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return value
    return "|".join(re.sub(r"([|\\])", r"\\\1", text) for text in value)


def _texts(cell: str) -> tuple[str, ...]:
    """Part a cell at each `|` without a backslash before it."""
    texts = re.findall(r"((?:\\.|[^|\\]|\\$)*)(?:\||$)", cell, re.DOTALL)
    plain = (re.sub(r"\\([|\\])", r"\1", text) for text in texts)
    return tuple(text for text in plain if text.strip())
