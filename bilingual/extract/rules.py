"""The junk rules: what is not part of the article, and why. They are data, in `bilingual/rules`.

No rule can eat an article: a phrase must match a whole block, and each match is bounded in length.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from bilingual.document import Post
from bilingual.extract.markup import visible_texts
from bilingual.text import drop_spaces

Select = Callable[[HtmlElement], list[HtmlElement]]
"""What finds elements in a body."""


class Reason(StrEnum):
    """Why text is left out."""

    ADVERTISEMENT = "advertisement"
    SUBSCRIPTION = "subscription banner"
    PROMOTION = "promotion"
    READ_MORE = "read more"
    COPYRIGHT = "copyright"
    CREDIT = "editor credit"
    TIMESTAMP = "timestamp"
    EMBED = "social embed"
    TITLE_LINK = "title link"
    REPEATED_TITLE = "repeated title"
    PHOTO_CAPTION = "photo caption"
    FORM_CONTROL = "form control"
    FALLBACK = "fallback text"
    HIDDEN = "hidden text"
    GRAPHIC = "graphic"
    LABEL = "page label"
    TEMPLATE = "template code"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of junk."""

    name: str
    """The file it is in and its selector or phrase: `zaobao: section#imu`."""
    reason: Reason
    max_chars: int
    doubtful: bool = False
    """Article text may be caught; what is skipped counts against coverage."""
    select: Select | None = None
    phrase: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one outlet family."""

    name: str
    authors: frozenset[str]
    domains: tuple[str, ...]
    selectors: tuple[Rule, ...]
    phrases: tuple[Rule, ...]
    captions: tuple[Select, ...]
    """What finds the captions that are not marked up as such."""

    @property
    def is_generic(self) -> bool:
        """Tell whether these rules are for every post."""
        return not self.authors and not self.domains

    def applies_to(self, post: Post) -> bool:
        """Tell whether a post is from this family, by its author or the host of its address."""
        host = _host(post.url)
        return (
            self.is_generic
            or post.author in self.authors
            or any(host == domain or host.endswith(f".{domain}") for domain in self.domains)
        )


@dataclass(frozen=True, slots=True)
class Findings:
    """What the rules find in a body before it is walked."""

    skips: dict[HtmlElement, Rule]
    captions: frozenset[HtmlElement]


def find_junk(root: HtmlElement, rule_sets: Iterable[RuleSet]) -> Findings:
    """Find the elements that are junk, the first rule to claim one wins, and those that are captions."""
    skips: dict[HtmlElement, Rule] = {}
    captions: set[HtmlElement] = set()
    for rules in rule_sets:
        for rule in rules.selectors:
            if rule.select is not None:
                skips |= {el: rule for el in rule.select(root) if el not in skips and _fits(el, rule)}
        for select in rules.captions:
            captions.update(select(root))
    return Findings(skips, frozenset(captions))


def match_phrase(text: str, rule_sets: Iterable[RuleSet]) -> Rule | None:
    """Give the rule that says a block's whole text is junk, if there is one."""
    rules = (rule for rules in rule_sets for rule in rules.phrases)
    return next((rule for rule in rules if _says(rule, text)), None)


def _says(rule: Rule, text: str) -> bool:
    return len(text) <= rule.max_chars and rule.phrase is not None and rule.phrase.fullmatch(text) is not None


def _fits(element: HtmlElement, rule: Rule) -> bool:
    return len(drop_spaces("".join(visible_texts(element)))) <= rule.max_chars


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
