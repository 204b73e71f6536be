"""What the site's pages need of a post: its entry, where its terms stand, what its reviewer is told."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from bilingual.document import (
    Constraint,
    ConstraintKind,
    Evidence,
    Origin,
    Span,
    TranslatedPost,
    TranslatedSentence,
)
from bilingual.publish.search_records import SearchRecord, search_record
from bilingual.render import Entry
from bilingual.render.quotes import set_quotes
from bilingual.text import has_han

QUOTES = 3
"""How many sentences of one post a concordance shows; the rest is counted, and linked by the first."""

_ZH_CONTEXT, _EN_CONTEXT = 32, 90
"""Characters on either side of a term: a line or two on a desktop."""
_NAME = re.compile("“([^”]+)”")
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a sentence with one place in it marked; the mark is empty where nothing was found."""

    before: str
    mark: str
    after: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A term where it stands."""

    anchor: str
    """The id of the sentence on its page."""
    lang: str
    zh: Marked
    en: Marked
    tier: str
    """How the term was met, a value of `Tier`; `""` where there is no English yet."""


@dataclass(frozen=True, slots=True)
class TermLabel:
    """The glossary entry behind a list of quotes."""

    form: str
    target: str
    kind: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term in one post."""

    label: TermLabel
    count: int
    quotes: tuple[Quote, ...]
    """The first few."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """How often a check found something."""

    check: str
    severity: str
    count: int


@dataclass(frozen=True)
class Facts:
    """All that is kept of a post."""

    entry: Entry
    uses: tuple[TermUse, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    unknown: tuple[str, ...] = ()
    """Foreign names that no glossary entry covers."""
    texts: tuple[int, ...] = ()
    """Keys of what was translated (see `text_key`), to find the posts that a person's wording changes."""
    missing: int = 0
    """How many sentences have no English yet."""
    record: SearchRecord | None = None
    """What the search finds; None where only the entry is known."""

    @property
    def digest(self) -> str:
        """Give the identity of all this."""
        content = json.dumps(asdict(self), ensure_ascii=True, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


def gather_facts(post: TranslatedPost, entry: Entry) -> Facts:
    """Sum up a translated post for the site's pages."""
    counts = Counter((finding.check, finding.severity.value) for finding in post.findings)
    unknown = (_NAME.search(f.message) for f in post.findings if f.check == "unknown-name")
    return Facts(
        entry,
        tuple(_gather_uses(post)),
        tuple(Flaw(check, severity, count) for (check, severity), count in sorted(counts.items())),
        tuple(dict.fromkeys(match[1] for match in unknown if match)),
        tuple(sorted({text_key(s.job.text) for s in post.sentences if has_han(s.job.text)})),
        sum(not s.translation.target and s.translation.origin is not Origin.SOURCE for s in post.sentences),
        search_record(post, entry.page, entry.tags) if post.blocks else None,
    )


def text_key(text: str) -> int:
    """Give a number that is as good as never the same for two texts; it fits SQLite's integers."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def _gather_uses(post: TranslatedPost) -> Iterator[TermUse]:
    """Give each term of the post once, in the order in which they come."""
    post = set_quotes(post)
    found: dict[tuple[str, str], tuple[TermLabel, list[Quote]]] = {}
    for anchor, lang, sentence in _sentences(post):
        padded = [*sentence.translation.evidence, *[None] * len(sentence.job.constraints)]
        for constraint, evidence in zip(sentence.job.constraints, padded, strict=False):
            if constraint.kind is ConstraintKind.TERM:
                label = _label(constraint)
                quotes = found.setdefault((label.target, label.form), (label, []))[1]
                quotes.append(_quote(anchor, lang, sentence, constraint, evidence))
    for label, quotes in found.values():
        shown = tuple({quote.anchor: quote for quote in reversed(quotes)}.values())[::-1]
        yield TermUse(label, len(quotes), shown[:QUOTES])


def _sentences(post: TranslatedPost) -> Iterator[tuple[str, str, TranslatedSentence]]:
    for block in post.blocks:
        for number, sentence in enumerate(block.sentences, 1):
            yield f"{block.block.id}-{number}", block.block.lang, sentence


def _label(constraint: Constraint) -> TermLabel:
    term = constraint.term
    if term is None:
        return TermLabel(constraint.source, next(iter(constraint.renderings), ""))
    target = term.target or term.forms[0]
    return TermLabel(term.forms[0], target, term.kind.value, term.note, term.source)


def _quote(
    anchor: str, lang: str, sentence: TranslatedSentence, constraint: Constraint, evidence: Evidence | None
) -> Quote:
    translation = sentence.translation
    place = Span(evidence.start, evidence.end) if evidence else Span(0, 0)
    return Quote(
        anchor,
        lang,
        mark_stretch(sentence.sentence.text, Span(constraint.start, constraint.end), _ZH_CONTEXT),
        mark_stretch(translation.target, place, _EN_CONTEXT),
        evidence.tier.value if evidence and translation.target else "",
    )


def mark_stretch(text: str, span: Span, context: int) -> Marked:
    """Cut what stands around a place, between words where there are any.

    >>> mark_stretch("The harbour is open again.", Span(4, 11), 5)
    Marked(before='The ', mark='harbour', after=' is…')
    """
    start, end = min(span.start, len(text)), min(span.end, len(text))
    before, after = text[:start], text[end:]
    if len(before) > context:
        kept = before[-context:]
        before = _ELLIPSIS + (kept.partition(" ")[2] or kept)
    if len(after) > context:
        kept = after[:context]
        after = (kept.rpartition(" ")[0] or kept) + _ELLIPSIS
    return Marked(*(" ".join(f"|{part}|".split())[1:-1] for part in (before, text[start:end], after)))
