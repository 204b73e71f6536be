"""Rules files: what is wrong in one is told with its line; selectors say what they find."""

import pytest
from lxml import html

from bilingual.errors import RulesError
from bilingual.extract.rulesfiles import load_rules, rule_sets
from bilingual.extract.selectors import to_xpath


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "x.yaml: is empty"),
        ("a: [", "x.yaml: is not valid YAML"),
        ("- a", "x.yaml:1: this must be a list of `key: value`"),
        ("skips: []", "x.yaml:1: “skips” is not a key; did you mean “skip”?"),
        ("skip: no", "x.yaml:1: this must be a list"),
        ("skip:\n  - {select: p}", "x.yaml:2: a rule needs a reason"),
        (
            "skip:\n\n  - {select: p, reason: advert}",
            "x.yaml:3: “advert” is not a reason; did you mean “advertisement”?",
        ),
        ("skip:\n  - {reason: copyright}", "x.yaml:2: a rule has exactly one of select, xpath and phrase"),
        ("skip:\n  - {reason: copyright, select: p, phrase: q}", "x.yaml:2: a rule has exactly one of"),
        (
            "skip:\n  - {reason: copyright, select: 'p:first'}",
            "x.yaml:2: the select “p:first” cannot be read",
        ),
        ("skip:\n  - {reason: copyright, xpath: '//['}", "x.yaml:2: the xpath “//[” cannot be read"),
        (
            "skip:\n  - {reason: copyright, phrase: '('}",
            "x.yaml:2: the phrase “(” is not a regular expression",
        ),
        ("skip:\n  - {reason: copyright, phrase: '.*'}", "x.yaml:2: the phrase “.*” matches anything"),
        (
            "skip:\n  - {reason: copyright, phrase: a, max_chars: 900}",
            "x.yaml:2: a phrase may match up to 200",
        ),
        ("skip:\n  - {reason: copyright, phrase: a, max_chars: many}", "x.yaml:2: max_chars is “many”"),
        ("authors: [[a]]", "x.yaml:1: this must be a single, non-empty value"),
        ("captions:\n  - {phrase: a}", "x.yaml:2: “phrase” is not a key"),
    ],
)
def test_a_fault_is_told_with_its_line(text, message):
    with pytest.raises(RulesError) as caught:
        load_rules(text, "x.yaml")
    assert str(caught.value).startswith(message)


def test_every_shipped_file_is_valid_and_the_generic_rules_come_last():
    loaded = rule_sets()
    assert [rules.name for rules in loaded if rules.is_generic] == [loaded[-1].name] == ["generic"]


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("div", ["a", "b"]),
        ("#b", ["b"]),
        (".x", ["a", "p"]),
        (".x.y", ["a"]),
        ("div > p", ["p"]),
        ("div p.x", ["p"]),
        ("[title]", ["p"]),
        ("[title=t-1]", ["p"]),
        ("p[title^='t-']", ["p"]),
        ("p[title*='-1'], #b", ["b", "p"]),
        ("*[title=t]", []),
    ],
)
def test_selector(css, found):
    """A selector finds what a browser would."""
    root = html.fragment_fromstring(
        '<main><div id=a class="x y"></div><div id=b><p id=p class=x title=t-1>.</p></div></main>'
    )
    assert [element.get("id") for element in root.xpath(to_xpath(css))] == found


@pytest.mark.parametrize("css", ["", "p:hover", "a + b", "[x~=y]", "p >> q", "p,"])
def test_a_selector_beyond_the_subset_is_refused(css):
    with pytest.raises(ValueError, match="is not"):
        to_xpath(css)
