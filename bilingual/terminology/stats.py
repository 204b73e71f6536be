"""How often each term occurs in translated posts, and how it was met."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bilingual.document import Term, TermStatus, TranslatedPost

UNTRANSLATED = "untranslated"
"""Beside the tiers: the sentence has no English yet."""


@dataclass(frozen=True, slots=True)
class TermUse:
    """One term in the posts."""

    term: Term
    count: int
    posts: int
    tiers: tuple[tuple[str, int], ...]
    """How many of its places were met by which tier, sorted by name."""


def count_uses(posts: Iterable[TranslatedPost], terms: Sequence[Term]) -> tuple[TermUse, ...]:
    """Count every term in force, the most frequent first; those that do not occur come last."""
    places: dict[Term, Counter[str]] = {term: Counter() for term in terms if _is_used(term)}
    seen: Counter[Term] = Counter()
    for post in posts:
        found = list(_places(post))
        for term, tier in found:
            places[term][tier] += 1
        seen.update({term for term, _ in found})
    uses = [
        TermUse(term, tiers.total(), seen[term], tuple(sorted(tiers.items())))
        for term, tiers in places.items()
    ]
    return tuple(sorted(uses, key=lambda use: (-use.count, use.term.line, use.term.forms)))


def _places(post: TranslatedPost) -> Iterator[tuple[Term, str]]:
    for sentence in post.sentences:
        tiers = [evidence.tier.value for evidence in sentence.translation.evidence]
        tiers = tiers or [UNTRANSLATED] * len(sentence.job.constraints)
        for constraint, tier in zip(sentence.job.constraints, tiers, strict=True):
            if constraint.term is not None:
                yield constraint.term, tier


def _is_used(term: Term) -> bool:
    return term.status is not TermStatus.REJECTED
