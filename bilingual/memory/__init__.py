"""The translation memory: what engines said and what people said, in one SQLite file.

Owns the file and everything in it. A machine row belongs to one job and one engine, so an edited
glossary term (another job) or another model (another engine) never meets an old translation; a
person's wording belongs to a source text, outranks every engine, and is never changed or deleted,
only followed by a newer version.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from bilingual.document import Alignment, Evidence, Job, Origin, Outdated, Provenance, Tier, Translation
from bilingual.memory.columns import (
    key_range,
    read_alignment,
    read_evidence,
    read_text,
    write_alignment,
    write_evidence,
    write_key,
    write_pair_key,
    write_text,
)
from bilingual.memory.faults import explain_faults
from bilingual.memory.outdated import Made, explain, write_wanted
from bilingual.memory.schema import open_database
from bilingual.renditions import find_renditions

__all__ = ["HumanVersion", "Memory", "MemoryStats"]

_Pair = tuple[str, str]
"""A source and its target."""

_STORE = "INSERT INTO machine (job, engine, source, target, evidence, wanted) VALUES (?, ?, ?, ?, ?, ?)"
_KEEP_FIRST = f"{_STORE} ON CONFLICT DO NOTHING"
_REPLACE = (
    f"{_STORE} ON CONFLICT (job, engine) DO UPDATE"
    " SET target = excluded.target, evidence = excluded.evidence, wanted = excluded.wanted"
)


@dataclass(frozen=True, slots=True)
class HumanVersion:
    """What one person said, once, about one source text."""

    target: str | None
    """The wording; None where an earlier wording was withdrawn."""
    author: str
    when: str
    """As the caller told it; the memory has no clock."""


@dataclass(frozen=True, slots=True)
class MemoryStats:
    """How much a memory holds."""

    machine: int
    """Translations made by engines."""
    engines: int
    human: int
    """Wordings in force: the newest of each source text and post, unless withdrawn."""
    versions: int
    """All that people ever said, withdrawals too."""
    failures: int


class Memory:
    """An open translation memory; the file and its folder are made when they are not there.

    A memory is used by the thread that opened it; other threads and processes open the same file for
    themselves, and may read while one of them writes.

    Raises:
        MemoryFileError: whenever the file cannot be opened, read or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = open_database(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was stored is already safe."""
        with explain_faults(self.path):
            self._connection.close()

    def find(self, jobs: Sequence[Job], engine_id: str, post: str = "") -> dict[Job, Translation]:
        """Look up what is known: a person's wording first, else the same engine's.

        A wording for `post` outranks one for every post; the newest version counts. Jobs of which
        nothing is known are left out.
        """
        found: dict[Job, Translation] = {}
        with self._transaction("BEGIN"):
            engine = self._engine_number(engine_id)
            # One statement a job: SQLite has no round trips, and IN lists were no faster (1.1 s against
            # 1.3 s for 100,000 jobs in a memory of a million).
            for job in dict.fromkeys(jobs):
                known = self._find_human(job, post) or self._find_machine(job, engine)
                if known is not None:
                    found[job] = known
        return found

    def explain(self, jobs: Sequence[Job], engine_id: str) -> dict[Job, Outdated]:
        """Tell why jobs must be asked of the engine of which text a machine has translated before.

        Jobs whose text is new are left out.
        """
        with self._transaction("BEGIN"):
            engine = self._engine_number(engine_id)
            reasons = {job: explain(job, self._find_made(job, engine)) for job in dict.fromkeys(jobs)}
        return {job: reason for job, reason in reasons.items() if reason is not None}

    def store(
        self, pairs: Iterable[tuple[Job, Translation]], engine_id: str, *, replace: bool = False
    ) -> None:
        """Keep what an engine made, all pairs or none, even after a kill or a power cut.

        Only translations of origin ENGINE are kept, others are passed over; a job that is already known
        keeps its first translation unless `replace`. The pairs may come from a generator: they are never
        held together, but the memory is locked to other writers until the last one.
        """
        with self._transaction("BEGIN IMMEDIATE") as connection:
            engine = self._add_engine(engine_id)
            rows = (
                (
                    write_key(job),
                    engine,
                    write_text(job.text),
                    write_text(translation.target),
                    write_evidence(translation.evidence),
                    write_text(write_wanted(job)),
                )
                for job, translation in pairs
                if translation.origin is Origin.ENGINE
            )
            connection.executemany(_REPLACE if replace else _KEEP_FIRST, rows)

    def find_alignments(self, pairs: Sequence[_Pair], engine_id: str) -> dict[_Pair, tuple[Alignment, ...]]:
        """Look up what the same engine told of pairs of texts; pairs it was not asked about are left out."""
        query = "SELECT stretches FROM alignment WHERE engine = ? AND pair = ?"
        found = {}
        with self._transaction("BEGIN") as connection:
            engine = self._engine_number(engine_id)
            for pair in pairs:
                if row := connection.execute(query, (engine, write_pair_key(*pair))).fetchone():
                    found[pair] = read_alignment(row[0])
        return found

    def store_alignments(self, found: Iterable[tuple[_Pair, tuple[Alignment, ...]]], engine_id: str) -> None:
        """Keep what an engine told of pairs of texts, also that it knew nothing."""
        query = "INSERT INTO alignment (engine, pair, stretches) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        with self._transaction("BEGIN IMMEDIATE") as connection:
            engine = self._add_engine(engine_id)
            rows = ((engine, write_pair_key(*pair), write_alignment(alignment)) for pair, alignment in found)
            connection.executemany(query, rows)

    def store_human(self, source: str, target: str | None, *, author: str, when: str, post: str = "") -> None:
        """Add a person's newest wording of a source text (`job.text`), or withdraw it with None.

        With a `post` it holds in that post alone, and withdrawing it lets the wording for every post
        through again.
        """
        wording = None if target is None else write_text(target)
        row = (write_text(source), write_text(post), wording, write_text(author), write_text(when))
        with self._transaction("BEGIN IMMEDIATE") as connection:
            connection.execute(
                'INSERT INTO human (source, post, target, author, "when") VALUES (?, ?, ?, ?, ?)', row
            )

    def history(self, source: str, post: str = "") -> tuple[HumanVersion, ...]:
        """Give every version of a person's wording in exactly this scope, the oldest first."""
        query = 'SELECT target, author, "when" FROM human WHERE source = ? AND post = ? ORDER BY id'
        with self._transaction("BEGIN") as connection:
            return tuple(
                HumanVersion(
                    None if target is None else read_text(target), read_text(author), read_text(when)
                )
                for target, author, when in connection.execute(query, (write_text(source), write_text(post)))
            )

    def list_wordings(self, after: int) -> dict[int, str]:
        """Give the source text of every version of a wording numbered higher, in the order of writing.

        Versions are numbered as people write them: who has read up to a number finds what is new.
        """
        with self._transaction("BEGIN") as connection:
            rows = connection.execute("SELECT id, source FROM human WHERE id > ? ORDER BY id", (after,))
            return {number: read_text(source) for number, source in rows}

    def record_failure(self, path: str, message: str) -> None:
        """Remember that a post failed and why, for a run of the failed posts alone."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            connection.execute(
                "INSERT INTO failure (path, message) VALUES (?, ?)"
                " ON CONFLICT (path) DO UPDATE SET message = excluded.message",
                (write_text(path), write_text(message)),
            )

    def clear_failure(self, path: str) -> None:
        """Forget a failure: the post was translated."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            connection.execute("DELETE FROM failure WHERE path = ?", (write_text(path),))

    def failures(self) -> dict[str, str]:
        """Give the message of every failed post by its path, in the order of the paths."""
        with self._transaction("BEGIN") as connection:
            rows = connection.execute("SELECT path, message FROM failure")
            return dict(sorted((read_text(path), read_text(message)) for path, message in rows))

    def stats(self) -> MemoryStats:
        """Count what the memory holds."""
        tables = ("machine", "engine", "wording", "human", "failure")
        with self._transaction("BEGIN") as connection:
            counts = [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]  # noqa: S608
        return MemoryStats(*counts)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        """Make all that is done inside one change, or one view of the file when nothing is changed."""
        with explain_faults(self.path), self._connection:
            self._connection.execute(begin)
            yield self._connection

    def _add_engine(self, engine_id: str) -> int | None:
        query = "INSERT INTO engine (name) VALUES (?) ON CONFLICT DO NOTHING"
        self._connection.execute(query, (write_text(engine_id),))
        return self._engine_number(engine_id)

    def _engine_number(self, engine_id: str) -> int | None:
        query = "SELECT id FROM engine WHERE name = ?"
        row = self._connection.execute(query, (write_text(engine_id),)).fetchone()
        return None if row is None else int(row[0])

    def _find_human(self, job: Job, post: str) -> Translation | None:
        row = self._connection.execute(
            "SELECT target, author, \"when\" FROM wording WHERE source = ? AND post IN ('', ?)"
            " ORDER BY post = '' LIMIT 1",
            (write_text(job.text), write_text(post)),
        ).fetchone()
        return None if row is None else _judge_human(job, *map(read_text, row))

    def _find_machine(self, job: Job, engine: int | None) -> Translation | None:
        row = self._connection.execute(
            "SELECT target, evidence FROM machine WHERE job = ? AND engine = ?",
            (write_key(job), engine),
        ).fetchone()
        if row is None:
            return None
        return Translation(job.text, read_text(row[0]), Origin.MEMORY, read_evidence(row[1]))

    def _find_made(self, job: Job, engine: int | None) -> Iterator[Made]:
        key = write_key(job)
        rows = self._connection.execute(
            "SELECT id, job, engine, wanted FROM machine WHERE job BETWEEN ? AND ? AND source = ?",
            (*key_range(job.text), write_text(job.text)),
        )
        for number, made, by, wanted in rows:
            noted = None if wanted is None else read_text(wanted)
            yield Made(number, made == key, by == engine, noted)


def _judge_human(job: Job, target: str, author: str, when: str) -> Translation:
    """Look for the job's terms in a person's wording: the glossary may have changed since."""
    evidence = tuple(
        Evidence(Tier.UNMET) if span is None else Evidence(Tier.HUMAN, span.start, span.end)
        for span in find_renditions(target, job.constraints)
    )
    return Translation(job.text, target, Origin.HUMAN, evidence, Provenance(author, when))
