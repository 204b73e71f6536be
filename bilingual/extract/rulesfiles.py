"""Read and check the YAML files of `bilingual/rules`; a fault is told with its line.

A file has `authors` and `domains` (which posts it is for; none: every post), `skip` (a list of rules with a
`reason` and one of `select`, `xpath`, `phrase`; at will `max_chars`, `doubtful`) and `captions` (a list of
`select` or `xpath`: elements that are captions though not marked up as such).
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache, partial
from importlib.resources import files
from typing import NoReturn

import yaml
from lxml import etree
from lxml.html import HtmlElement

from bilingual.errors import RulesError
from bilingual.extract.rules import Reason, Rule, RuleSet, Select
from bilingual.extract.selectors import to_xpath

SELECTED_CHARS = 300
"""How much one element may hold and still be junk, unless its rule allows more."""
PHRASE_CHARS = 80
"""How long a block may be and still be junk by its wording, unless its rule allows more."""
LONGEST_PHRASE = 200

_FILE_KEYS = ("authors", "domains", "skip", "captions")
_SKIP_KEYS = ("reason", "select", "xpath", "phrase", "max_chars", "doubtful")
_CAPTION_KEYS = ("select", "xpath")
_REASONS = tuple(str(reason) for reason in Reason)
_FINDERS = ("select", "xpath", "phrase")


@cache
def rule_sets() -> tuple[RuleSet, ...]:
    """Give the rules that ship with the package, outlets by name, the generic ones last."""
    folder = files("bilingual") / "rules"
    paths = sorted(
        (path for path in folder.iterdir() if path.name.endswith(".yaml")), key=lambda path: path.name
    )
    loaded = [load_rules(path.read_text("utf-8"), path.name) for path in paths]
    return tuple(sorted(loaded, key=lambda rules: rules.is_generic))


def load_rules(text: str, name: str) -> RuleSet:
    """Read one rules file.

    Raises:
        RulesError: Something in it is not as it must be; the message says where and what.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise RulesError(f"{name}: is not valid YAML ({str(error).splitlines()[0]}); correct it") from error
    if root is None:
        raise RulesError(f"{name}: is empty; write at least one rule, or remove the file")
    table = _File(name).mapping(root, _FILE_KEYS)
    return _rule_set(_File(name), table)


def _rule_set(file: "_File", table: Mapping[str, yaml.Node]) -> RuleSet:
    rules = [_skip_rule(file, node) for node in file.sequence(table.get("skip"))]
    return RuleSet(
        name=file.outlet,
        authors=frozenset(file.text(node) for node in file.sequence(table.get("authors"))),
        domains=tuple(file.text(node) for node in file.sequence(table.get("domains"))),
        selectors=tuple(rule for rule in rules if rule.select),
        phrases=tuple(rule for rule in rules if rule.phrase),
        captions=tuple(_caption(file, node) for node in file.sequence(table.get("captions"))),
    )


def _skip_rule(file: "_File", node: yaml.Node) -> Rule:
    table = file.mapping(node, _SKIP_KEYS)
    key = _finder(file, node, table)
    reason, found = file.text(table.get("reason"), node), file.text(table[key])
    if reason not in _REASONS:
        file.fail(table["reason"], f"“{reason}” is not a reason{_nearest(reason, _REASONS)}")
    is_phrase = key == "phrase"
    limit = _max_chars(file, table.get("max_chars"), is_phrase=is_phrase)
    return Rule(
        name=f"{file.outlet}: /{found}/" if is_phrase else f"{file.outlet}: {found}",
        reason=Reason(reason),
        max_chars=limit,
        doubtful="doubtful" in table and file.text(table["doubtful"]) == "true",
        select=None if is_phrase else _compiled(file, table[key], key),
        phrase=_pattern(file, table[key]) if is_phrase else None,
    )


def _caption(file: "_File", node: yaml.Node) -> Select:
    table = file.mapping(node, _CAPTION_KEYS)
    key = _finder(file, node, table)
    return _compiled(file, table[key], key)


def _finder(file: "_File", node: yaml.Node, table: Mapping[str, yaml.Node]) -> str:
    keys = [key for key in _FINDERS if key in table]
    if len(keys) != 1:
        file.fail(node, "a rule has exactly one of select, xpath and phrase; keep one")
    return keys[0]


def _max_chars(file: "_File", node: yaml.Node | None, *, is_phrase: bool) -> int:
    if node is None:
        return PHRASE_CHARS if is_phrase else SELECTED_CHARS
    text = file.text(node)
    if not text.isdecimal() or int(text) == 0:
        file.fail(node, f"max_chars is “{text}”; write a number above 0")
    if is_phrase and int(text) > LONGEST_PHRASE:
        file.fail(
            node,
            f"a phrase may match up to {LONGEST_PHRASE} characters, not {text}; longer text is an article",
        )
    return int(text)


def _compiled(file: "_File", node: yaml.Node, key: str) -> Select:
    text = file.text(node)
    try:
        path = etree.XPath(to_xpath(text) if key == "select" else text)
    except (etree.XPathError, ValueError) as error:
        file.fail(node, f"the {key} “{text}” cannot be read ({error}); correct it", error)
    return partial(_elements, path)


def _elements(path: etree.XPath, root: HtmlElement) -> list[HtmlElement]:
    found = path(root)
    assert isinstance(found, list)
    return [element for element in found if isinstance(element, HtmlElement)]


def _pattern(file: "_File", node: yaml.Node) -> re.Pattern[str]:
    text = file.text(node)
    try:
        pattern = re.compile(text)
    except re.error as error:
        file.fail(node, f"the phrase “{text}” is not a regular expression ({error}); correct it", error)
    if pattern.fullmatch("") or pattern.fullmatch("中" * 20):
        file.fail(node, f"the phrase “{text}” matches anything; name some of the words")
    return pattern


def _nearest(word: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(word, known, n=1, cutoff=0)
    return f"; did you mean “{near[0]}”?"


class _File:
    """A rules file being read: gives typed values of its nodes, or tells the line that is wrong."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.outlet = name.removesuffix(".yaml")

    def fail(self, node: yaml.Node, fact: str, cause: Exception | None = None) -> NoReturn:
        raise RulesError(f"{self.name}:{node.start_mark.line + 1}: {fact}") from cause

    def mapping(self, node: yaml.Node, known: tuple[str, ...]) -> dict[str, yaml.Node]:
        """Give a mapping's values by key, the keys checked."""
        if not isinstance(node, yaml.MappingNode):
            self.fail(node, f"this must be a list of `key: value`, with the keys {', '.join(known)}")
        for key, _ in node.value:
            if self.text(key) not in known:
                self.fail(key, f"“{key.value}” is not a key{_nearest(str(key.value), known)}")
        return {str(key.value): value for key, value in node.value}

    def sequence(self, node: yaml.Node | None) -> list[yaml.Node]:
        """Give a list's items; none where the key is left out."""
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.fail(node, "this must be a list; begin each item with a dash")
        return list(node.value)

    def text(self, node: yaml.Node | None, within: yaml.Node | None = None) -> str:
        """Give a single value as it is written."""
        if node is None:
            assert within is not None
            self.fail(within, "a rule needs a reason; name one")
        if not isinstance(node, yaml.ScalarNode) or not node.value:
            self.fail(node, "this must be a single, non-empty value")
        return str(node.value)
