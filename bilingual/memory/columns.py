"""How values of the document become columns of the memory, and back."""

import hashlib
import sqlite3
from collections.abc import Sequence

from bilingual.document import Alignment, Evidence, Job, Span, Tier

_HALF_KEY_BYTES = 8
"""A key is two of them, the text's and the job's: the index is half as big as with whole SHA-256s, and two
of ten million jobs are alike with a chance of 1e-25."""


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


def write_key(job: Job) -> bytes:
    """Give the key of a job; jobs with the same text have keys that begin alike."""
    return join_key(job.text, bytes.fromhex(job.fingerprint))


def join_key(text: str, fingerprint: bytes) -> bytes:
    """Give the key of a text with any of its fingerprints."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return digest[:_HALF_KEY_BYTES] + fingerprint[:_HALF_KEY_BYTES]


def key_range(text: str) -> tuple[bytes, bytes]:
    """Give the lowest and the highest key that a job with this text can have."""
    return join_key(text, bytes(_HALF_KEY_BYTES)), join_key(text, b"\xff" * _HALF_KEY_BYTES)


def write_pair_key(source: str, target: str) -> bytes:
    """Give the key of a source with one target."""
    both = (hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in (source, target))
    return hashlib.sha256(b"".join(both)).digest()[: 2 * _HALF_KEY_BYTES]


def write_alignment(alignment: Sequence[Alignment]) -> str:
    """Write one line: source, target and percent of each stretch.

    >>> write_alignment([Alignment(Span(0, 2), Span(0, 7), 93)])
    '0 2 0 7 93'
    """
    return ",".join(
        f"{item.source.start} {item.source.end} {item.target.start} {item.target.end} {item.percent}"
        for item in alignment
    )


def read_alignment(line: str) -> tuple[Alignment, ...]:
    """Give back what `write_alignment` was given.

    Raises:
        sqlite3.DataError: the column holds what no version writes, a fault of the file like any other.
    """
    try:
        return tuple(_read_stretch(item) for item in line.split(",") if item)
    except ValueError as error:
        raise sqlite3.DataError(f"no alignment: {line[:40]!r}") from error


def _read_stretch(item: str) -> Alignment:
    start, end, target_start, target_end, percent = map(int, item.split(" "))
    return Alignment(Span(start, end), Span(target_start, target_end), percent)


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
