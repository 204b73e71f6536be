"""Which lists a post is in, and under which label: the index, its month, its author, tags and terms."""

import json
from collections.abc import Iterator
from dataclasses import asdict, astuple, dataclass
from enum import StrEnum

from bilingual.publish.catalogue.facts import Facts, Marked, Quote, TermLabel
from bilingual.publish.names import fold_name
from bilingual.render.days import read_day
from bilingual.render.templates import clean_text

UNDATED = "undated"
"""The month of posts without a day."""


class ListKind(StrEnum):
    """What the posts of a list share."""

    ALL = "all"
    MONTH = "month"
    TAG = "tag"
    AUTHOR = "author"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Membership:
    """A post's place in a list."""

    kind: ListKind
    key: str
    label: str
    """How this post spells what its list is called; of a term, JSON of its `TermLabel`."""
    count: int = 0
    quotes: str = ""
    """JSON, of a term only."""


def memberships(facts: Facts) -> Iterator[Membership]:
    """Give every list that a post is in, each once."""
    entry = facts.entry
    day = read_day(entry.date)
    yield Membership(ListKind.ALL, "", "")
    yield Membership(ListKind.MONTH, f"{day:%Y-%m}" if day else UNDATED, "")
    if author := list_key(entry.author):
        yield Membership(ListKind.AUTHOR, author, entry.author)
    tags = {list_key(tag): tag for tag in reversed(entry.tags)}
    yield from (Membership(ListKind.TAG, key, tag) for key, tag in tags.items() if key)
    for use in facts.uses:
        label = json.dumps(astuple(use.label))
        quotes = json.dumps([asdict(quote) for quote in use.quotes])
        yield Membership(
            ListKind.TERM, list_key(f"{use.label.target} {use.label.form}"), label, use.count, quotes
        )


def list_key(name: str) -> str:
    """Give what spellings of a name share, without what no page and no database holds."""
    return fold_name(clean_text(name))


def read_term(label: str) -> TermLabel:
    """Give back the label of a term."""
    return TermLabel(*json.loads(label))


def read_quotes(quotes: str) -> tuple[Quote, ...]:
    """Give back the quotes of a membership."""
    return tuple(
        Quote(**(quote | {"zh": Marked(**quote["zh"]), "en": Marked(**quote["en"])}))
        for quote in json.loads(quotes)
    )
