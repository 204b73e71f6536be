"""What an engine is asked: a sentence, and what its English must hold."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property

from bilingual.document.kinds import ConstraintKind, TermKind, TermStatus


@dataclass(frozen=True, slots=True)
class Term:
    """One glossary entry."""

    forms: tuple[str, ...]
    """Chinese source forms, as written in the glossary."""
    target: str
    """The English rendering that is wanted."""
    also: tuple[str, ...] = ()
    """Other English renderings that are accepted where they already stand."""
    forbid: tuple[str, ...] = ()
    """English renderings that are wrong for this term."""
    first: str = ""
    """The full form: asked for where a post's text names the term first, accepted everywhere."""
    kind: TermKind = TermKind.TERM
    status: TermStatus = TermStatus.APPROVED
    keep: bool = False
    """The Chinese form itself stands in the English."""
    exact_case: bool = False
    """Accept a rendering only in the glossary's own capitals."""
    note: str = ""
    source: str = ""
    """Who says so: a house style, a treaty, a web page."""
    domain: str = ""
    line: int = 0
    """Where in the glossary file, from 1."""

    @property
    def renderings(self) -> tuple[str, ...]:
        """Give every accepted rendering, the wanted one first, none twice."""
        return tuple(dict.fromkeys(form for form in (self.target, *self.also, self.first) if form))


@dataclass(frozen=True, slots=True)
class Constraint:
    """Something the English of a job must hold, once, on a span of its own."""

    start: int
    end: int
    """Offsets into `job.text`; the constraints of a job are in order and do not overlap."""
    source: str
    """`job.text[start:end]`."""
    renderings: tuple[str, ...]
    """All that is accepted, the preferred one first."""
    kind: ConstraintKind = ConstraintKind.TERM
    forbidden: tuple[str, ...] = ()
    exact_case: bool = False
    short: tuple[str, ...] = ()
    """At a post's first mention all that is accepted later, the preferred one first; else empty."""
    term: Term | None = field(default=None, compare=False)
    """The glossary entry behind it; not part of the job's identity, so that a note can be edited freely."""


@dataclass(frozen=True)
class Job:
    """What an engine is asked: a sentence in Simplified script and what its English must hold."""

    text: str
    """The sentence; Traditional script is converted one for one, so offsets fit the original too."""
    constraints: tuple[Constraint, ...] = ()

    @property
    def uncovered(self) -> str:
        """Give the text with spaces in the place of its constraints."""
        text = self.text
        for constraint in self.constraints:
            blank = " " * (constraint.end - constraint.start)
            text = text[: constraint.start] + blank + text[constraint.end :]
        return text

    @cached_property
    def fingerprint(self) -> str:
        """Give the job's identity, a SHA-256 in hex: equal jobs are translated once."""
        constraints = [
            (c.start, c.end, c.renderings, c.kind, c.forbidden, c.exact_case, *(c.short and (c.short,)))
            for c in self.constraints
        ]
        canonical = json.dumps([self.text, constraints], ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
