"""The pages of a site beside the posts': values that say what a page shows, and what makes them text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bilingual.document import Tier
from bilingual.render.entries import Entry
from bilingual.render.metadata import describe_list, render_metadata
from bilingual.render.place import Place
from bilingual.render.templates import render_template
from bilingual.render.terms import HOW


class Section(StrEnum):
    """The parts of a site, as the navigation names them; the value is the address of its first page."""

    POSTS = "index.html"
    MONTHS = "months/index.html"
    TAGS = "tags/index.html"
    AUTHORS = "authors/index.html"
    TERMS = "terms/index.html"
    STATUS = "status.html"


@dataclass(frozen=True, slots=True)
class Link:
    """A name that leads to a page of the site."""

    text: str
    address: str
    """Posix path relative to the output folder."""
    count: int = 0
    """How many posts stand there."""


@dataclass(frozen=True, slots=True)
class Pager:
    """Where to turn the page; addresses relative to the output folder, `""` where there is no page."""

    newer: str = ""
    older: str = ""
    number: int = 0
    """From 1, the oldest; 0 for the newest page, which has no number of its own."""
    back: str = "Newer"
    """What the link to `newer` says."""
    on: str = "Older"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a listing is called; one of the names may be empty."""

    kicker_zh: str = ""
    kicker_en: str = ""
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list of posts."""

    section: Section
    heading: Heading
    entries: tuple[Entry, ...]
    """The newest first."""
    pager: Pager
    total: int = 0
    """How many posts the whole list has; 0 where the page does not say, so that it need not change."""


@dataclass(frozen=True, slots=True)
class Overview:
    """All lists of a kind."""

    section: Section
    heading: Heading
    links: tuple[Link, ...]
    pager: Pager = field(default_factory=Pager)


@dataclass(frozen=True, slots=True)
class Month:
    """A month that has posts."""

    first: date
    link: Link


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term in the index of terms."""

    form: str
    target: str
    kind: str
    link: Link


@dataclass(frozen=True, slots=True)
class TermGroup:
    """The terms that begin with one letter."""

    letter: str
    rows: tuple[TermRow, ...]


@dataclass(frozen=True, slots=True)
class TermIndex:
    """A page of the index of terms."""

    letters: tuple[Link, ...]
    """Empty where all terms stand on one page."""
    groups: tuple[TermGroup, ...]
    letter: str = ""
    """The one that the page is about, `""` on the first page."""
    total: int = 0
    pager: Pager = field(default_factory=Pager)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term in a sentence, both sides cut into before, mark and after."""

    anchor: str
    lang: str
    zh: tuple[str, str, str]
    en: tuple[str, str, str]
    tier: str

    @property
    def how(self) -> str:
        """Say in words how the term was met."""
        return HOW[Tier(self.tier)] if self.tier else "not translated yet"

    @property
    def is_met(self) -> bool:
        """Tell whether the English has the term."""
        return self.tier not in {"", Tier.UNMET}


@dataclass(frozen=True, slots=True)
class Concordance:
    """A post in the concordance of a term."""

    entry: Entry
    occurrences: tuple[Occurrence, ...]
    more: int
    """How many further places of the post are not shown."""


@dataclass(frozen=True, slots=True)
class TermPage:
    """One page of the concordance of a term."""

    form: str
    target: str
    kind: str
    note: str
    source: str
    posts: tuple[Concordance, ...]
    pager: Pager
    total_posts: int = 0
    """As in `Listing`."""
    total_places: int = 0
    hidden: int = 0
    """How many of the oldest posts have no page here."""


@dataclass(frozen=True, slots=True)
class FindingCount:
    """How often a check found something."""

    check: str
    severity: str
    count: int
    posts: int


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that no glossary entry covers."""

    name: str
    posts: int
    entries: tuple[Entry, ...]
    """The newest of them."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A post without a page, or with an old one."""

    source: str
    status: str
    message: str


@dataclass(frozen=True, slots=True)
class Status:
    """What an editor wants to know of a site."""

    posts: int = 0
    sentences: int = 0
    reviewed: int = 0
    """Sentences."""
    whole: int = 0
    """Posts of which every sentence is reviewed."""
    missing: int = 0
    """Sentences without English."""
    findings: tuple[FindingCount, ...] = ()
    flawed: tuple[Entry, ...] = ()
    """The posts with the most findings."""
    names: tuple[UnknownName, ...] = ()
    all_names: int = 0
    absent: tuple[Absent, ...] = ()
    all_absent: int = 0

    @property
    def share(self) -> str:
        """Give the reviewed share in percent, with one decimal where it is small."""
        percent = 100 * self.reviewed / self.sentences if self.sentences else 0.0
        return f"{percent:.1f}" if 0 < percent < 10 or 99 < percent < 100 else f"{percent:.0f}"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands below a post."""

    older: Entry | None = None
    newer: Entry | None = None
    related: tuple[Entry, ...] = ()
    tags: tuple[Link, ...] = ()
    author: Link | None = None
    month: Month | None = None


def render_listing(listing: Listing, place: Place) -> str:
    """Render a page of a list of posts."""
    return _render("index.html.jinja", listing, place, _name(listing.heading, place))


def render_overview(overview: Overview, place: Place) -> str:
    """Render the list of all tags or authors."""
    return _render("overview.html.jinja", overview, place, _name(overview.heading, place))


def render_months(months: Sequence[Month], undated: Link | None, place: Place) -> str:
    """Render the overview of years and months, the newest year first."""
    years = sorted({month.first.year for month in months}, reverse=True)
    rows = [(year, [month for month in months if month.first.year == year]) for year in years]
    return _render("months.html.jinja", rows, place, "Months · 月份", undated=undated)


def render_terms(index: TermIndex, place: Place) -> str:
    """Render a page of the index of terms."""
    return _render("terms.html.jinja", index, place, "Terms · 术语")


def render_term(page: TermPage, place: Place) -> str:
    """Render a page of the concordance of a term."""
    return _render("term.html.jinja", page, place, f"{page.target} · {page.form}")


def render_status(status: Status, place: Place) -> str:
    """Render the page for editors."""
    return _render("status.html.jinja", status, place)


def render_surroundings(surroundings: Surroundings, place: Place) -> str:
    """Render what stands below a post; the result goes into `Place.surroundings`."""
    return _render("surroundings.html.jinja", surroundings, place)


def _name(heading: Heading, place: Place) -> str:
    names = [name for name in (heading.en, heading.zh) if name]
    return " · ".join(names) or place.publication.title_en or place.publication.title_zh


def _render(template: str, shown: object, place: Place, title: str = "", **more: object) -> str:
    """Render a page; one with a title is for everybody, and tells machines about itself."""
    metadata = render_metadata(describe_list(place, title)) if title else ""
    theme = place.publication.templates
    return render_template(template, theme, shown=shown, place=place, metadata=metadata, **more)
