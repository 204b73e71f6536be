"""What a sentence's English was asked to hold when it was made, and why it is made again.

Of a constraint its place is kept, what it wanted and a digest of all that it accepts and forbids: enough to
tell whether and how a glossary entry is another one now, in a tenth of the space.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from bilingual.document import Cause, Constraint, ConstraintKind, Job, Outdated, TermEdit
from bilingual.mentions import accept_short_forms

_DIGEST_CHARACTERS = 8

_Wanted = dict[tuple[int, int], tuple[str, str]]
"""By start and end: the rendering that was wanted, and the digest."""


@dataclass(frozen=True, slots=True)
class Made:
    """A row that an engine once made of a text."""

    number: int
    """The higher, the newer."""
    is_same_job: bool
    is_same_engine: bool
    wanted: str | None
    """The column; None: not noted."""


def write_wanted(job: Job) -> str:
    """Write the terms of a job, then everything else that it asks for.

    >>> write_wanted(Job("王毅来了", (Constraint(0, 2, "王毅", ("Wang Yi",)),)))
    '[[[0,2,"Wang Yi","3cd0f4cd"]],[]]'
    """
    terms = [_write(c) for c in job.constraints if c.kind is ConstraintKind.TERM]
    others = [_write(c) for c in job.constraints if c.kind is not ConstraintKind.TERM]
    return json.dumps([terms, others], ensure_ascii=False, separators=(",", ":"))


def explain(job: Job, rows: Iterable[Made]) -> Outdated | None:
    """Tell what has changed since the row that explains most simply why the job is not known.

    None: nothing has, the text was only met in another place, where a term has its full form or has not.
    """
    reasons = [(_compare(job, row), row) for row in rows]
    reason, _ = min(reasons, key=_how_far, default=(Outdated(()), None))
    return reason if reason.causes else None


def _how_far(pair: tuple[Outdated, Made]) -> tuple[bool | int, ...]:
    """Order rows: the same job, the same terms, the same engine, the newest."""
    reason, row = pair
    is_noted = row.is_same_job or row.wanted is not None
    distance = (not row.is_same_job, not is_noted, bool(reason.edits), len(reason.causes))
    return *distance, not row.is_same_engine, -row.number


def _compare(job: Job, row: Made) -> Outdated:
    if row.is_same_job:
        return Outdated((Cause.FORCE if row.is_same_engine else Cause.MODEL,))
    model = () if row.is_same_engine else (Cause.MODEL,)
    if row.wanted is None:
        return Outdated((Cause.PROGRAM, *model))
    (old_terms, old_others), (new_terms, new_others) = _read(row.wanted), _read(write_wanted(job))
    edits = tuple(_edits(job.text, old_terms, new_terms))
    if edits:
        return Outdated((Cause.GLOSSARY, *model), edits)
    return Outdated((*((Cause.PROGRAM,) if old_others != new_others else ()), *model))


def _edits(text: str, old: _Wanted, new: _Wanted) -> Iterable[TermEdit]:
    for start, end in sorted(old.keys() | new.keys()):
        was, now = old.get((start, end), ("", "")), new.get((start, end), ("", ""))
        if was != now:
            yield TermEdit(text[start:end], was[0], now[0])


def _write(constraint: Constraint) -> tuple[int, int, str, str]:
    """Write what the glossary has, whether it is asked for in full here or not."""
    asked = accept_short_forms(constraint)
    state = json.dumps([asked.renderings, asked.forbidden, asked.exact_case])
    digest = hashlib.sha256(state.encode()).hexdigest()[:_DIGEST_CHARACTERS]
    return asked.start, asked.end, asked.renderings[0], digest


def _read(column: str) -> tuple[_Wanted, _Wanted]:
    try:
        terms, others = json.loads(column)
        return _by_place(terms), _by_place(others)
    except (TypeError, ValueError) as error:
        raise sqlite3.DataError(f"not what was wanted: {column[:40]!r}") from error


def _by_place(items: Iterable[tuple[int, int, str, str]]) -> _Wanted:
    return {(start, end): (wanted, digest) for start, end, wanted, digest in items}
