"""Where an English sentence holds the renderings that its constraints accept.

Used both by the engines, which make the English, and by the checks, which judge it. Words are looked for
as they are written; a number or date in digits by its value, however it is worded.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from bilingual.document import Constraint, ConstraintKind, Span
from bilingual.quantities.days import find_day_or_hour
from bilingual.quantities.measures import find_measures


def find_renditions(target: str, constraints: Sequence[Constraint]) -> tuple[Span | None, ...]:
    """Give each constraint a span of its own in the target, or None where there is none left.

    Spans do not overlap: two mentions in the source need two renderings in the target. The longest
    rendering chooses first, so that “Chinese Foreign Minister” does not lose its middle to “foreign
    minister”. A plural or possessive ending, a capital at the start and any run of spaces or a hyphen
    for a space are accepted.

    >>> from bilingual.document import Constraint
    >>> two = [Constraint(0, 2, "王毅", ("Wang Yi",)), Constraint(3, 5, "王毅", ("Wang Yi",))]
    >>> find_renditions("Wang Yi came.", two)
    (Span(start=0, end=7), None)
    >>> money = Constraint(0, 5, "410亿美元", ("US$41 billion",), ConstraintKind.NUMBER)
    >>> find_renditions("It cost 41 billion US dollars, not 4.1 billion.", [money])
    (Span(start=8, end=29),)
    """
    found: list[Span | None] = [None] * len(constraints)
    taken: list[Span] = []
    candidates = sorted(
        (-len(rendering), rank, index, rendering)
        for index, constraint in enumerate(constraints)
        for rank, rendering in enumerate(constraint.renderings)
    )
    for _, _, index, rendering in candidates:
        if found[index] is None:
            span = _first_free(_places(target, rendering, constraints[index]), taken)
            if span is not None:
                found[index] = span
                taken.append(span)
    return tuple(found)


def find_rendering(target: str, rendering: str, *, exact_case: bool = False) -> Span | None:
    """Find one rendering as whole words."""
    return _first_free(_places_of_words(target, rendering, exact_case=exact_case), [])


def find_forbidden(target: str, constraints: Sequence[Constraint]) -> list[tuple[Constraint, str, Span]]:
    """Give each forbidden rendering that stands in the target, with its constraint and place.

    >>> job = [Constraint(0, 2, "外长", ("foreign minister",), forbidden=("minister",))]
    >>> find_forbidden("The foreign minister came.", job)
    []
    >>> [span for _, _, span in find_forbidden("The minister came.", job)]
    [Span(start=4, end=12)]
    """
    accepted = [rendering for constraint in constraints for rendering in constraint.renderings]
    rules = {(forbidden, c.exact_case): c for c in reversed(constraints) for forbidden in c.forbidden}
    found = []
    for (forbidden, exact_case), constraint in reversed(rules.items()):
        longer = [right for right in accepted if find_rendering(right, forbidden, exact_case=exact_case)]
        span = find_rendering(_blank(target, longer), forbidden, exact_case=exact_case)
        if span is not None:
            found.append((constraint, forbidden, span))
    return found


def _blank(target: str, renderings: Iterable[str]) -> str:
    """Put spaces in the place of renderings: “minister” is forbidden, but not in “foreign minister”."""
    for rendering in renderings:
        while span := find_rendering(target, rendering):
            target = target[: span.start] + " " * (span.end - span.start) + target[span.end :]
    return target


def _first_free(places: Iterable[tuple[int, int]], taken: list[Span]) -> Span | None:
    for start, end in places:
        if all(end <= span.start or start >= span.end for span in taken):
            return Span(start, end)
    return None


def _places(target: str, rendering: str, constraint: Constraint) -> Iterable[tuple[int, int]]:
    by_value = None
    if constraint.kind is ConstraintKind.NUMBER:
        by_value = find_measures(target, rendering)
    elif constraint.kind is ConstraintKind.DATE:
        by_value = find_day_or_hour(target, rendering)
    if by_value is not None:
        return by_value
    return _places_of_words(target, rendering, exact_case=constraint.exact_case)


def _places_of_words(target: str, rendering: str, *, exact_case: bool) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _pattern(rendering, exact_case).finditer(target))


@lru_cache(maxsize=65536)
def _pattern(rendering: str, exact_case: bool) -> re.Pattern[str]:  # noqa: FBT001
    words = r"[\s\-]+".join(re.escape(word) for word in rendering.split())
    if exact_case and rendering[:1].islower():
        words = f"[{rendering[0]}{rendering[0].upper()}]{words[1:]}"
    before = r"(?<![^\W_])" if rendering[:1].isalnum() else ""
    after = r"(?:'s|’s|es|s|'|’)?(?![^\W_])" if rendering[-1:].isalnum() else ""
    return re.compile(before + words + after, 0 if exact_case else re.IGNORECASE)
