"""Translate the CSS that rules are written in to XPath: tags, #ids, .classes, [attributes], ` ` and `>`.

lxml's own translator needs a further package; rules need only this much, and XPath is there for the rest.
"""

import re

_COMPOUND = re.compile(r"(?P<tag>[a-zA-Z][\w-]*|\*)?(?P<conditions>(?:[#.][\w-]+|\[[^\]]+\])*)")
_CONDITION = re.compile(r"[#.][\w-]+|\[[^\]]+\]")
_ATTRIBUTE = re.compile(
    r"""\[(?P<name>[\w-]+)(?:(?P<operator>[*^]?=)(?P<quote>["']?)(?P<value>[^"']*)(?P=quote))?\]"""
)
_TESTS = {"=": "@{name}={value}", "*=": "contains(@{name}, {value})", "^=": "starts-with(@{name}, {value})"}


def to_xpath(css: str) -> str:
    """Translate a selector list.

    >>> to_xpath("section#imu > div.ad, a[href*='ad.net']")
    ".//section[@id='imu']/div[contains(concat(' ', @class, ' '), ' ad ')] | .//a[contains(@href, 'ad.net')]"

    Raises:
        ValueError: The selector uses more of CSS than this.
    """
    return " | ".join(_path(selector.strip()) for selector in css.split(","))


def _path(selector: str) -> str:
    steps = re.split(r"\s*(>)\s*|\s+", selector)
    path, axis = "", ".//"
    for step in steps:
        if step is None:
            continue
        if step == ">":
            axis = "/"
            continue
        path += axis + _compound(step)
        axis = "//"
    return path


def _compound(step: str) -> str:
    match = _COMPOUND.fullmatch(step)
    if not step or match is None:
        raise ValueError(f"“{step}” is not tag, #id, .class or [attribute]")
    return (match["tag"] or "*") + "".join(map(_condition, _CONDITION.findall(match["conditions"])))


def _condition(text: str) -> str:
    if text[0] == "#":
        return f"[@id='{text[1:]}']"
    if text[0] == ".":
        return f"[contains(concat(' ', @class, ' '), ' {text[1:]} ')]"
    match = _ATTRIBUTE.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text}” is not [name], [name=value], [name*=value] or [name^=value]")
    if match["operator"] is None:
        return f"[@{match['name']}]"
    return f"[{_TESTS[match['operator']].format(name=match['name'], value=repr(match['value']))}]"
