"""How values of the document become columns of the memory, and back."""

import sqlite3
from collections.abc import Sequence

from bilingual.document import Evidence, Tier

_KEY_BYTES = 16
"""Half a SHA-256: two of ten million jobs are alike with a chance of 1e-25, and the index is half as big."""


def write_text(text: str) -> str | bytes:
    """Give text as TEXT, or as a BLOB where it holds half a surrogate pair.

    Python writes such halves for the bytes of a file name that is not UTF-8; SQLite takes no TEXT with
    them. The same text always gives the same column, so both kinds can be looked up.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def read_text(column: str | bytes) -> str:
    """Give back what `write_text` was given."""
    return column.decode("utf-8", "surrogatepass") if isinstance(column, bytes) else column


def write_key(fingerprint: str) -> bytes:
    """Give the key of a job from its fingerprint in hex."""
    return bytes.fromhex(fingerprint)[:_KEY_BYTES]


def write_evidence(evidence: Sequence[Evidence]) -> str:
    """Write one line: `annotated 0 7,unmet 0 0`.

    >>> write_evidence([Evidence(Tier.ANNOTATED, 0, 7), Evidence(Tier.UNMET)])
    'annotated 0 7,unmet 0 0'
    """
    return ",".join(f"{item.tier} {item.start} {item.end}" for item in evidence)


def read_evidence(line: str) -> tuple[Evidence, ...]:
    """Give back what `write_evidence` was given.

    Raises:
        sqlite3.DataError: the column holds what no version writes, a fault of the file like any other.
    """
    try:
        return tuple(_read_item(item) for item in line.split(",") if item)
    except ValueError as error:
        raise sqlite3.DataError(f"no evidence: {line[:40]!r}") from error


def _read_item(item: str) -> Evidence:
    tier, start, end = item.split(" ")
    return Evidence(Tier(tier), int(start), int(end))
