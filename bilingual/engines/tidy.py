"""English around renderings that were put into it: articles, capitals, spaces. It rewrites nothing else."""

import re
from collections.abc import Sequence

from bilingual.document import Constraint, ConstraintKind, Span

_ARTICLE_BEFORE = re.compile(r"\b(a|an|the) +$", re.IGNORECASE)
_ARTICLE_AT_START = re.compile(r"(?:a|an|the) ", re.IGNORECASE)
_QUALIFIES = re.compile(r"\s*[\w(]")
"""“The May 20 attack” keeps its article, “on the May 20.” does not."""

_INDEFINITE = ("a", "an")
_SPACES = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
_SPACE_INSIDE = re.compile(r" +(?=[,;:!?)\]”]|\.(?:\s|$))|(?<=[(\[“]) +")
_OPENERS = "“‘\"'(["
_SPELLED = re.compile(r"[A-Z](?![a-z])")
_SPELLED_WITH_VOWEL = re.compile(r"[AEIO]|[FHLMNRSX](?![AEIOU][A-Z]{2})")
"""An FBI agent, an RCEP member, but a NATO member: what is said as a word begins as it is written."""
_SAID_WITH_VOWEL = re.compile(
    r"(?!eu|one\b|once\b|uni(?![mn])|us[eu]|ut[ei]|uk|ura|uru|uy)[aeiou]|hour|hono|heir|8|1[18](?!\d)",
    re.IGNORECASE,
)


def tidy_around(target: str, spans: Sequence[Span | None], constraints: Sequence[Constraint]) -> str:
    """Set right what stands around the renderings; the renderings keep their wording.

    >>> the = Constraint(0, 2, "国会", ("the Congress",))
    >>> tidy_around("a visit to a  the Congress .", [Span(14, 26)], [the])
    'a visit to the Congress.'
    """
    placed = [(span, constraint) for span, constraint in zip(spans, constraints, strict=True) if span]
    for span, constraint in sorted(placed, key=lambda pair: pair[0].start, reverse=True):
        before, rendering = target[: span.start], target[span.start : span.end]
        if constraint.kind is ConstraintKind.DATE and not _QUALIFIES.match(target, span.end):
            before = _ARTICLE_BEFORE.sub("", before)
        before, rendering = _fit_article(before, rendering, constraint)
        if not before.strip(_OPENERS + " "):
            rendering = capitalise(rendering)
        target = before + rendering + target[span.end :]
    return _SPACE_INSIDE.sub("", _SPACES.sub(" ", target)).strip()


def capitalise(text: str) -> str:
    """Begin with a capital; a name such as iPhone keeps its small letter, an address too.

    >>> capitalise("foreign minister"), capitalise("iPhone"), capitalise("https://example.org")
    ('Foreign minister', 'iPhone', 'https://example.org')
    """
    word = re.match(r"[a-z][\w'’-]*(?![\w@:/.]*[@:/])", text)
    return text[0].upper() + text[1:] if word and word[0].islower() else text


def _fit_article(before: str, rendering: str, constraint: Constraint) -> tuple[str, str]:
    article = _ARTICLE_BEFORE.search(before)
    if article is None:
        return before, rendering
    if _ARTICLE_AT_START.match(rendering) or constraint.kind is ConstraintKind.LITERAL:
        was_capital = article[1][0].isupper()
        return before[: article.start()], capitalise(rendering) if was_capital else rendering
    if article[1].lower() in _INDEFINITE:
        right = _indefinite_article(rendering)
        right = right.capitalize() if article[1][0].isupper() else right
        return f"{before[: article.start()]}{right} ", rendering
    return before, rendering


def _indefinite_article(phrase: str) -> str:
    """Choose by the sound of the first word.

    >>> [_indefinite_article(word) for word in ("apple", "union", "FBI agent", "UN envoy", "hour", "11th")]
    ['an', 'a', 'an', 'a', 'an', 'an']
    """
    word = phrase.lstrip(_OPENERS)
    pattern = _SPELLED_WITH_VOWEL if _SPELLED.match(word) else _SAID_WITH_VOWEL
    return "an" if pattern.match(word) else "a"
