"""From the lists of the catalogue to the values that the site's pages show."""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TypeVar

from bilingual.publish.catalogue import UNDATED, Catalogue, ListKind, TermLabel
from bilingual.publish.catalogue.lists import list_key, read_term
from bilingual.publish.catalogue.shelves import Concord, Shelf, Shelves
from bilingual.publish.paging import NEWEST, Pages, list_address
from bilingual.render import Entry, Publication
from bilingual.render.days import chinese_month, english_month, read_day
from bilingual.render.site import (
    Absent,
    Concordance,
    FindingCount,
    Heading,
    Link,
    Listing,
    Month,
    Occurrence,
    Overview,
    Pager,
    Section,
    Status,
    Surroundings,
    TermGroup,
    TermIndex,
    TermPage,
    TermRow,
    UnknownName,
)

_Item = TypeVar("_Item")

RELATED = 4
_NAMES_A_PAGE = 300
"""Of an overview: at most some 180 bytes each, 50 KB."""
_TERMS_A_PAGE = 200
_FLAWED, _UNKNOWN, _ABSENT = 30, 40, 40
"""Rows of the status page's tables: what an editor can act on in a day, and 60 KB in all."""
_NAMED_POSTS = 1
_OTHER_LETTERS = "#"

_SECTIONS = {
    ListKind.ALL: Section.POSTS,
    ListKind.MONTH: Section.MONTHS,
    ListKind.TAG: Section.TAGS,
    ListKind.AUTHOR: Section.AUTHORS,
}


def list_posts(shelf: Shelf, pages: Pages, number: int, shelves: Shelves, site: Publication) -> Listing:
    """Give a page of a list of posts."""
    entries = shelves.entries(shelf.id, pages.start(number), pages.count(number))
    return Listing(
        _SECTIONS[shelf.kind],
        _heading(shelf, number, site),
        entries[::-1],
        _pager(pages, number),
        shelf.size if number == NEWEST else 0,
    )


def list_places(shelf: Shelf, pages: Pages, number: int, shelves: Shelves) -> TermPage:
    """Give a page of the concordance of a term."""
    label = read_term(shelf.label)
    posts = shelves.concordance(shelf.id, pages.start(number), pages.count(number))
    is_newest = number == NEWEST
    return TermPage(
        label.form,
        label.target,
        label.kind,
        label.note,
        label.source,
        tuple(_concordance(post) for post in reversed(posts)),
        _pager(pages, number),
        shelf.size if is_newest else 0,
        shelves.occurrences(shelf.id) if is_newest else 0,
        pages.hidden if number == pages.first else 0,
    )


def list_names(kind: ListKind, shelves: Shelves) -> Iterator[Overview]:
    """Give the pages of the overview of all tags or authors, the most frequent first."""
    section = _SECTIONS[kind]
    zh, en = ("标签", "Tags") if kind is ListKind.TAG else ("来源", "Sources")
    every = sorted(shelves.all_of(kind), key=lambda shelf: (-shelf.size, shelf.key))
    links = [Link(shelf.label, list_address(kind, shelf.key), shelf.size) for shelf in every]
    chunks = _chunks(links, _NAMES_A_PAGE)
    addresses = [part_address(section, number) for number in range(len(chunks))]
    for number, chunk in enumerate(chunks):
        yield Overview(section, Heading(zh=zh, en=en), tuple(chunk), _turn(addresses, number))


def part_address(first: str, number: int) -> str:
    """Give the address of a further page of what is cut by number: `tags/index.html`, `tags/index/2.html`."""
    return f"{first.removesuffix('.html')}/{number + 1}.html" if number else first


def list_months(shelves: Shelves) -> list[Month]:
    """Give all months that have posts, the newest first."""
    months = [shelf for shelf in shelves.all_of(ListKind.MONTH) if shelf.key != UNDATED]
    return [month_of(shelf.key, shelf.size) for shelf in reversed(months)]


def link_undated(shelves: Shelves) -> Link | None:
    """Give the way to the posts without a day, if there are any."""
    found = [shelf for shelf in shelves.all_of(ListKind.MONTH) if shelf.key == UNDATED]
    return Link("", list_address(ListKind.MONTH, UNDATED), found[0].size) if found else None


def month_of(key: str, size: int = 0) -> Month:
    """Give a month by its key."""
    year, month = key.split("-")
    first = date(int(year), int(month), 1)
    return Month(first, Link("", list_address(ListKind.MONTH, key), size))


def list_terms(shelves: Shelves) -> Iterator[tuple[str, TermIndex]]:
    """Give the pages of the index of terms with their addresses.

    One page while it has room for all; else the first page leads to one page a letter, or more.
    """
    rows = sorted((_term_row(shelf) for shelf in shelves.all_of(ListKind.TERM)), key=_alphabetical)
    groups = [TermGroup(letter, tuple(same)) for letter, same in groupby(rows, key=_letter)]
    if len(rows) <= _TERMS_A_PAGE:
        yield Section.TERMS, TermIndex((), tuple(groups), total=len(rows))
        return
    letters = tuple(
        Link(group.letter, f"terms/index/{_letter_name(group.letter)}.html", len(group.rows))
        for group in groups
    )
    most = sorted(rows, key=lambda row: (-row.link.count, *_alphabetical(row)))[: _TERMS_A_PAGE // 2]
    yield Section.TERMS, TermIndex(letters, (TermGroup("Most frequent", tuple(most)),), total=len(rows))
    for group, link in zip(groups, letters, strict=True):
        chunks = _chunks(group.rows, _TERMS_A_PAGE)
        addresses = [part_address(link.address, number) for number in range(len(chunks))]
        for number, chunk in enumerate(chunks):
            part = TermGroup(group.letter, tuple(chunk))
            yield addresses[number], TermIndex(letters, (part,), group.letter, pager=_turn(addresses, number))


def sum_up(catalogue: Catalogue) -> Status:
    """Give what the status page shows."""
    shelves = catalogue.shelves
    posts, sentences, reviewed, whole, missing = shelves.sums()
    left_out = catalogue.left_out()
    names = shelves.unknown_names(_UNKNOWN)
    return Status(
        posts,
        sentences,
        reviewed,
        whole,
        missing,
        tuple(FindingCount(t.check, t.severity, t.count, t.posts) for t in shelves.tallies()),
        shelves.flawed(_FLAWED),
        tuple(UnknownName(name, n, shelves.posts_with_name(name, _NAMED_POSTS)) for name, n in names),
        shelves.count_unknown_names(),
        tuple(Absent(one.source, one.status, one.message) for one in left_out[:_ABSENT]),
        len(left_out),
    )


def surround(post: int, entry: Entry, shelves: Shelves) -> Surroundings:
    """Give what stands below a post."""
    day = read_day(entry.date)
    tags = {list_key(tag): tag for tag in reversed(entry.tags)}
    author = list_key(entry.author)
    return Surroundings(
        shelves.neighbour(entry.stamp, newer=False),
        shelves.neighbour(entry.stamp, newer=True),
        shelves.related(post, RELATED),
        tuple(Link(tag, list_address(ListKind.TAG, key)) for key, tag in reversed(tags.items()) if key),
        Link(entry.author, list_address(ListKind.AUTHOR, author)) if author else None,
        month_of(f"{day:%Y-%m}") if day else None,
    )


def _heading(shelf: Shelf, number: int, site: Publication) -> Heading:
    if shelf.kind is ListKind.ALL:
        if number == NEWEST:
            return Heading(zh=site.title_zh, en=site.title_en)
        return Heading("存档", "Archive", "往期文章", "Earlier posts")
    if shelf.kind is ListKind.MONTH:
        if shelf.key == UNDATED:
            return Heading("月份", "Month", "无日期", "Undated")
        first = month_of(shelf.key).first
        return Heading("月份", "Month", chinese_month(first), english_month(first))
    kicker = ("标签", "Tag") if shelf.kind is ListKind.TAG else ("来源", "Source")
    return Heading(*kicker, shelf.label)


def _pager(pages: Pages, number: int) -> Pager:
    return Pager(pages.newer(number), pages.older(number), number)


def _turn(addresses: Sequence[str], number: int) -> Pager:
    """Turn the pages of what has no age: back is `newer`, on is `older`."""
    later = addresses[number + 1] if number + 1 < len(addresses) else ""
    return Pager(addresses[number - 1] if number else "", later, number, "Previous", "Next")


def _concordance(post: Concord) -> Concordance:
    shown = tuple(
        Occurrence(
            quote.anchor,
            quote.lang,
            (quote.zh.before, quote.zh.mark, quote.zh.after),
            (quote.en.before, quote.en.mark, quote.en.after),
            quote.tier,
        )
        for quote in post.quotes
    )
    return Concordance(post.entry, shown, max(post.count - len(shown), 0))


def _term_row(shelf: Shelf) -> TermRow:
    label: TermLabel = read_term(shelf.label)
    link = Link(label.target, list_address(ListKind.TERM, shelf.key), shelf.size)
    return TermRow(label.form, label.target, label.kind, link)


def _alphabetical(row: TermRow) -> tuple[str, ...]:
    plain = _plain(row.target)
    return ("" if "A" <= plain[:1] <= "Z" else "\uffff", plain, row.target, row.form)


def _letter(row: TermRow) -> str:
    first = _plain(row.target)[:1]
    return first if "A" <= first <= "Z" else _OTHER_LETTERS


def _letter_name(letter: str) -> str:
    return "other" if letter == _OTHER_LETTERS else letter.lower()


def _plain(text: str) -> str:
    """Give English without accents, in capitals, from its first letter or digit."""
    bare = unicodedata.normalize("NFD", text).upper()
    return bare.lstrip("“‘\"'([ ")


def _chunks(items: Sequence[_Item], size: int) -> list[Sequence[_Item]]:
    return [items[at : at + size] for at in range(0, len(items), size)] or [items]
