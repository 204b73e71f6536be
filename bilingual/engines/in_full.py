"""Writes out what a post names first, in English that was made with the short forms.

Asked for the full form, a model rewrites the sentence around it; a short form that stands where it belongs
can be written out and leaves the rest as it is. It is also one translation for all places of a sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bilingual.document import Constraint, Evidence, Job, Span, Tier, Translation
from bilingual.engines.tidy import tidy_around
from bilingual.mentions import SHORT_FORM, accept_short_forms
from bilingual.renditions import find_renditions

_OPENERS = "“‘\"'([ "
_COMMON_NOUN = re.compile(
    r"\b(?:Agency|Agreement|Army|Association|Bank|Commission|Committee|Community|Conference|Congress|Convention"
    r"|Corps|Council|Court|Dialogue|Emirates|Forum|Fund|Group|Institute|Organi[sz]ation|Partnership|Party"
    r"|Programme|Treaty|Union)\b"
)
_BEFORE_A_NAME = "among|and|at|between|by|for|from|in|including|of|on|or|that|to|under|with|within"
_BARE = re.compile(rf"(?:^|[,;:–—-] |[“(]|\b(?:{_BEFORE_A_NAME}) )\Z", re.IGNORECASE)
"""What stands before a name without article; before one with another word there, none is wanted."""

_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])\Z")


def ask_in_short(job: Job) -> Job:
    """Give the job as it is where everything has been named before."""
    return replace(job, constraints=tuple(map(accept_short_forms, job.constraints)))


def write_in_full(job: Job, translation: Translation) -> Translation:
    """Write out in the English of `ask_in_short(job)` what `job` wants in full.

    Of several mentions in the English the first is written out, whichever it is in the Chinese.
    """
    asked, target = ask_in_short(job), translation.target
    if asked == job:
        return translation
    for constraint, short in zip(job.constraints, asked.constraints, strict=True):
        place = _find_first(target, asked, short)
        if constraint.short and place:
            target = _write_out(target, place, constraint)
    return replace(translation, target=target, evidence=_find_evidence(job, target, translation.evidence))


def _find_first(target: str, job: Job, wanted: Constraint) -> Span | None:
    pairs = zip(find_renditions(target, job.constraints), job.constraints, strict=True)
    places = [span for span, c in pairs if span and c.renderings == wanted.renderings]
    return min(places, key=lambda span: span.start, default=None)


def _write_out(target: str, span: Span, constraint: Constraint) -> str:
    words, rest, first = target[span.start : span.end], target[span.end :], constraint.renderings[-1]
    if first in words:
        return target
    short = SHORT_FORM.search(first)
    is_in_brackets_next = short is not None and re.match(rf" ?\([^)]*{re.escape(short[1])}\b", rest)
    full = SHORT_FORM.sub("", first) if is_in_brackets_next else first
    possessive = _POSSESSIVE.search(words)
    before = _add_article(target[: span.start], full)
    written = before + full + (possessive[0] if possessive else "") + rest
    return tidy_around(written, [Span(len(before), len(before) + len(full))], [constraint])


def _add_article(before: str, full: str) -> str:
    """Add the article that a full form needs where its short form needs none: ASEAN, but the Association.

    >>> _add_article("Leaders of ", "Association of Southeast Asian Nations (ASEAN)")
    'Leaders of the '
    >>> _add_article("All ", "Group of Seven (G7)"), _add_article("", "Group of Seven (G7)")
    ('All ', 'The ')
    """
    if not _COMMON_NOUN.search(full) or not _BARE.search(before):
        return before
    return before + ("the " if before.strip(_OPENERS) else "The ")


def _find_evidence(job: Job, target: str, before: Sequence[Evidence]) -> tuple[Evidence, ...]:
    spans = find_renditions(target, job.constraints)
    return tuple(
        Evidence(Tier.FREE if old.tier is Tier.UNMET else old.tier, span.start, span.end)
        if span
        else Evidence(Tier.UNMET)
        for old, span in zip(before, spans, strict=True)
    )
