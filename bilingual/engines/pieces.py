"""Takes a job apart that cannot be translated whole, and puts the English of its pieces together.

Law: the texts of the pieces, joined, are the job's text, and no constraint is cut.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bilingual.document import Constraint, ConstraintKind, Job
from bilingual.text import has_han

_CLOSERS = "”’」』）)》"
_CUTS = tuple(
    re.compile(stop)
    for stop in (
        rf"[。！？!?；;][{_CLOSERS}]*",
        rf"(?:[，：]|[,:](?![\d/]))[{_CLOSERS}]*",
        r"、|\s+|——",
        r"(?<![!-~])|(?![!-~])",
    )
)
"""Where to cut, best first; the last is anywhere but inside a Latin word, number or address."""

_PARTS = (*_CUTS[:2], re.compile(r"[）)]|[、丶]|——"))
"""Where a part ends that makes sense by itself: a sentence or clause, else a bracket or an item of a list."""

_PUNCTUATION_FIRST = re.compile(r"[^\w\s]*\s*")
_PUNCTUATION_LAST = re.compile(r"\s*[^\w\s]*\Z")

_LIST_MARKER = re.compile(r"\s*[（(]?\d{1,3}[.．、)）]\s*(?=[^\d\s])", re.ASCII)
_HALF_WIDTH = str.maketrans({**dict(zip("，、。；：！？）", ",,.;:!?)", strict=True)), "（": " ("})
_STOPS = "。！？!?.…"
_INNER_STOPS = {"，": ",", ",": ",", "、": ",", "；": ";", ";": ";", "：": ":", ":": ":", "—": " –"}
_SMALL_WORDS = re.compile(
    r"(?:The|A|An|This|That|These|Those|It|Its|He|His|She|Her|They|Their|We|Our|You|There|In|On|At|Of|To|For|From"
    r"|With|By|As|After|Before|During|Since|Under|Among|Amid|Between|Through|Until|Despite|According|Based"
    r"|Including|Following|And|But|Or|So|If|When|While|Because|Although|However|Then|Now|Also|Only|Just|Not|No"
    r"|All|Some|Many|Most|More|Several|Each|Every|Both|Others?|Another|Such|One|Two|Three|What|Who|Which|How|Last"
    r"|Next|Today|Yesterday|Tomorrow|People|Experts)\b"
)
"""Words that have a capital only where a sentence begins; any other first word may be a name."""


def split_off_list_marker(job: Job) -> tuple[Job, ...]:
    """Cut a job after the number that it has in a list: a model reads 4. 党政官员 as 4.9 of them.

    >>> [piece.text for piece in split_off_list_marker(Job("4. 党政官员5人"))]
    ['4. ', '党政官员5人']
    """
    marker = _LIST_MARKER.match(job.text)
    if marker is None or _is_inside(job, marker.end()):
        return (job,)
    return _slice(job, 0, marker.end()), _slice(job, marker.end(), len(job.text))


def split_long(job: Job, count_tokens: Callable[[str], int], limit: int) -> tuple[Job, ...]:
    """Halve a job at the best place near its middle until no piece has more than `limit` tokens."""
    cut = _best_cut(job) if count_tokens(job.text) > limit else None
    if cut is None:
        return (job,)
    halves = (_slice(job, 0, cut), _slice(job, cut, len(job.text)))
    return tuple(piece for half in halves for piece in split_long(half, count_tokens, limit))


def halve(job: Job) -> tuple[Job, ...]:
    """Cut a job in two after the part that ends nearest its middle; what has no parts stays whole."""
    cut = _best_cut(job, _PARTS)
    return (job,) if cut is None else (_slice(job, 0, cut), _slice(job, cut, len(job.text)))


def split_off_literals(job: Job) -> tuple[Job, ...]:
    """Cut a job before and after every literal, so that nothing can happen to it; brackets go with it."""
    literals = (c for c in job.constraints if c.kind is ConstraintKind.LITERAL)
    bounds = [0, *(edge for literal in literals for edge in (literal.start, literal.end)), len(job.text)]
    edges = {0, len(job.text)}
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        gap = job.text[start:end]
        first, last = _PUNCTUATION_FIRST.match(gap), _PUNCTUATION_LAST.search(gap)
        if first and start > 0:
            edges.add(_outside(job, start + first.end(), start))
        if last and end < len(job.text):
            edges.add(_outside(job, start + last.start(), end))
    return tuple(_slice(job, start, end) for start, end in pairwise(sorted(edges)))


def join_english(sources: Sequence[str], targets: Sequence[str]) -> str:
    """Join the English of the pieces of one sentence: one capital, one full stop, the source's inner stops.

    >>> join_english(["他说，", "会议开始了。"], ["He said.", "The meeting began."])
    'He said, the meeting began.'
    """
    joined = ""
    for index, (source, target) in enumerate(zip(sources, targets, strict=True)):
        english = _fit(source.strip(), target.strip(), is_last=index == len(sources) - 1)
        if joined and joined[-1] not in ".!?" and _SMALL_WORDS.match(english):
            english = english[0].lower() + english[1:]
        is_glued = not joined or joined[-1] in "(“" or english[:1] in tuple(",.;:!?)”")
        joined += english if is_glued else f" {english}"
    return joined.strip()


def _fit(source: str, target: str, *, is_last: bool) -> str:
    """End the English of a piece as its source ends; what has no Han keeps all but full-width stops."""
    if not has_han(source):
        if re.fullmatch(r"\d+[．、]", source):
            return f"{source[:-1]}."
        return source.translate(_HALF_WIDTH).strip()
    stop = source.rstrip(_CLOSERS)[-1:]
    if is_last or not stop or stop in _STOPS:
        return target
    words = target.rstrip('”"’')
    closers = target[len(words) :]
    words = words if words.endswith("...") else words.rstrip(".,;: ")
    return words + _INNER_STOPS.get(stop, "") + closers


def _best_cut(job: Job, stops: Sequence[re.Pattern[str]] = _CUTS) -> int | None:
    """Give the place of the best kind that is nearest the middle and in the middle half, if there is one."""
    length = len(job.text)
    places: list[int] = []
    for pattern in stops:
        places = sorted(_places(job, pattern), key=lambda place: abs(2 * place - length))
        if places and length <= 4 * places[0] <= 3 * length:
            return places[0]
    return places[0] if places else None


def _places(job: Job, pattern: re.Pattern[str]) -> Iterator[int]:
    for match in pattern.finditer(job.text):
        if 0 < match.end() < len(job.text) and not _is_inside(job, match.end()):
            yield match.end()


def _is_inside(job: Job, place: int) -> bool:
    return any(constraint.start < place < constraint.end for constraint in job.constraints)


def _outside(job: Job, place: int, otherwise: int) -> int:
    return otherwise if _is_inside(job, place) else place


def _slice(job: Job, start: int, end: int) -> Job:
    inside = (c for c in job.constraints if start <= c.start and c.end <= end)
    return Job(job.text[start:end], tuple(_shift(constraint, -start) for constraint in inside))


def _shift(constraint: Constraint, by: int) -> Constraint:
    return replace(constraint, start=constraint.start + by, end=constraint.end + by)
