"""CSV (RFC 4180) for spreadsheets: one row a sentence, UTF-8 with the mark that Excel asks for.

No text of a post becomes a formula: a cell that a spreadsheet would compute (it begins with `=`, `+`, `-`,
`@`, their full-width forms, a tab or a line end) gets an apostrophe before it. To read the exact text
back, take one apostrophe off a cell in which apostrophes stand before such a character.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from bilingual.document import Finding, TranslatedPost
from bilingual.export.lines import Line, lines_of
from bilingual.render.templates import clean_text

COLUMNS = ("post", "block", "sentence", "kind", "source", "target", "origin", "findings")

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_FORMULA = re.compile(
    "'*[=+\\-@\t\r\n＝＋－＠]"
)  # with the apostrophes: what was guarded is told from what was not


def write_csv(posts: Iterable[TranslatedPost]) -> Iterator[bytes]:
    """Write posts as a table: a header row, then one row for each sentence and each untranslated block."""
    yield _BYTE_ORDER_MARK + _row(COLUMNS)
    for post in posts:
        yield b"".join(_row(_cells(post, line)) for line in lines_of(post))


def _cells(post: TranslatedPost, line: Line) -> tuple[str, ...]:
    sentence = line.id if line.id != line.block.id else ""
    named = post.post.path, line.block.id, sentence, line.block.kind.value
    return *named, line.source, line.target, line.writer.value, _say(line.findings)


def _say(findings: Iterable[Finding]) -> str:
    return "; ".join(f"{f.severity}: {f.check}: {f.message}" for f in findings)


def _row(cells: Sequence[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow([_guard(clean_text(cell)) for cell in cells])
    return text.getvalue().encode()


def _guard(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
