"""The answers to the pieces that jobs are cut into: each piece is asked once, what wants something again."""

from bilingual.document import Job
from bilingual.engines.enforce import Enforcer
from bilingual.engines.pieces import halve
from bilingual.engines.prompts import Answer
from bilingual.text import has_han

HALVINGS = 3
"""How often what misses something is cut in two: an eighth of a sentence is a clause."""

Cut = list[tuple[Job, ...]]
"""The pieces of each of several jobs, in order."""


class Answers:
    """Answers piece by piece; a piece without Chinese has none."""

    def __init__(self, enforcer: Enforcer) -> None:
        self._enforcer = enforcer
        self._known: dict[Job, Answer] = {}

    def get(self, piece: Job) -> Answer | None:
        """Give the best answer so far."""
        return self._known.get(piece)

    def ask(self, cut: Cut) -> Cut:
        """Have every piece answered; give the same pieces."""
        new = dict.fromkeys(p for pieces in cut for p in pieces if has_han(p.text) and p not in self._known)
        self._known |= zip(new, self._enforcer.translate(list(new)), strict=True)
        return cut

    def ask_in_halves(self, cut: Cut) -> Cut:
        """Cut what misses something smaller and smaller, and insist on the clauses where it is; give them."""
        for _ in range(HALVINGS):
            cut = self.ask([tuple(part for p in pieces for part in self._halve(p)) for pieces in cut])
        return self.insist(cut)

    def insist(self, cut: Cut) -> Cut:
        """Better the answers to pieces that miss something, by every means; give the same pieces."""
        wanting = list(dict.fromkeys(p for pieces in cut for p in pieces if self._misses_something(p)))
        better = self._enforcer.insist([self._known[piece] for piece in wanting])
        self._known |= zip(wanting, better, strict=True)
        return cut

    def _halve(self, piece: Job) -> tuple[Job, ...]:
        return halve(piece) if self._misses_something(piece) else (piece,)

    def _misses_something(self, piece: Job) -> bool:
        return piece in self._known and not self._known[piece].is_settled
