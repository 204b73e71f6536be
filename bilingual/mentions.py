"""What a post names first it names in full: “Shanghai Cooperation Organization (SCO)”, and later “SCO”.

A headline takes the short form, as newspapers have it, and introduces nothing. Entries whose full forms have
the same bracket after the same word name one thing: “Shanghai Cooperation Organization (SCO) summit”.
"""

import re
from collections.abc import MutableSet
from dataclasses import replace

from bilingual.document import Block, BlockKind, Constraint, Job, Term
from bilingual.text import NAME_DOTS

_HEADLINES = (BlockKind.TITLE, BlockKind.HEADING)
_INTRODUCED = re.compile(r"\S+ \([^)]*\)")
SHORT_FORM = re.compile(r" \(([^)]*)\)")
"""What a full form introduces."""

_CALLED = re.compile("[简下]称")
_BRACKETS_NEXT = re.compile(r"[》”」’]?\s*[（(]([^（()）]*)[）)]")


def takes_first_mentions(block: Block) -> bool:
    """Tell whether what a block names first is named in full there."""
    return block.kind not in _HEADLINES


def name_in_full(job: Job, introduced: MutableSet[str]) -> Job:
    """Ask for the full form of what no earlier job has introduced; `introduced` grows by what this one does.

    >>> sco = Term(("上合组织",), "SCO", first="Shanghai Cooperation Organization (SCO)")
    >>> job, known = Job("上合组织", (Constraint(0, 4, "上合组织", sco.renderings, term=sco),)), set()
    >>> [name_in_full(job, known).constraints[0].renderings[0] for _ in range(2)]
    ['Shanghai Cooperation Organization (SCO)', 'SCO']
    """
    constraints = tuple(_name_in_full(job.text, constraint, introduced) for constraint in job.constraints)
    return replace(job, constraints=constraints)


def accept_short_forms(constraint: Constraint) -> Constraint:
    """Accept at a first mention all that is accepted later."""
    return replace(constraint, renderings=constraint.short, short=()) if constraint.short else constraint


def _name_in_full(text: str, constraint: Constraint, introduced: MutableSet[str]) -> Constraint:
    term = constraint.term
    if term is None or term.keep or not term.first or _thing(term) in introduced:
        return constraint
    introduced.add(_thing(term))
    if text[: constraint.start].endswith(tuple(NAME_DOTS)):  # 弗拉基米尔·普京: the Chinese has the given name
        return constraint
    bracket = _BRACKETS_NEXT.match(text, constraint.end)
    has_short_form = bracket and _is_short_form(bracket[1], term, constraint.source)
    renderings = (SHORT_FORM.sub("", term.first), term.first) if has_short_form else (term.first,)
    return replace(constraint, renderings=tuple(dict.fromkeys(renderings)), short=constraint.renderings)


def _thing(term: Term) -> str:
    introduced = _INTRODUCED.search(term.first)
    return introduced[0] if introduced else term.first


def _is_short_form(words: str, term: Term, source: str) -> bool:
    """Tell whether the brackets in the Chinese hold the short form: SCO, 上合组织, 简称“上合”."""
    short = SHORT_FORM.search(term.first)
    rest = iter(source)
    return (
        bool(_CALLED.search(words))
        or (short is not None and short[1] in words)
        or all(char in rest for char in words)
    )
