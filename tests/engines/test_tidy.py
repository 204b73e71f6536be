"""English is set right around the renderings that were put into it, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.document import Constraint, ConstraintKind, Span
from bilingual.engines.tidy import capitalise, tidy_around


def tidy(marked, kind=ConstraintKind.TERM):
    """Tidy around the one rendering that stands in braces."""
    start, end = marked.index("{"), marked.index("}") - 1
    target = marked.replace("{", "").replace("}", "")
    constraint = Constraint(0, 1, "的", (target[start:end],), kind)
    return tidy_around(target, (Span(start, end),), (constraint,))


@pytest.mark.parametrize(
    ("marked", "tidied"),
    [
        pytest.param("He left the {State Council}.", "He left the State Council.", id="nothing to do"),
        pytest.param("He left the {the State Council}.", "He left the State Council.", id="double article"),
        pytest.param(
            "The {the State Council} met.", "The State Council met.", id="double article at the start"
        ),
        pytest.param("He left a {the State Council}.", "He left the State Council.", id="a before the"),
        pytest.param("in an {small yard}", "in a small yard", id="an to a"),
        pytest.param("in a {Asian city}", "in an Asian city", id="a to an"),
        pytest.param("A {Asian city} grows.", "An Asian city grows.", id="capital kept"),
        pytest.param("a {FBI agent}", "an FBI agent", id="spelled letters"),
        pytest.param("an {UN envoy}", "a UN envoy", id="spelled letters, consonant sound"),
        pytest.param("an {NATO member}", "a NATO member", id="acronym said as a word"),
        pytest.param("an {SCO member}", "an SCO member", id="acronym spelled"),
        pytest.param("an {European Union}", "a European Union", id="vowel letter, consonant sound"),
        pytest.param("a {hour}", "an hour", id="silent h"),
        pytest.param("a {unimportant}", "an unimportant", id="un is not uni"),
        pytest.param("a {18th round}", "an 18th round", id="number"),
        pytest.param("panda {apple}", "panda apple", id="only a whole word is an article"),
        pytest.param("{foreign minister} spoke.", "Foreign minister spoke.", id="capital at the start"),
        pytest.param("“{foreign minister} spoke.", "“Foreign minister spoke.", id="capital behind a quote"),
        pytest.param("{iPhone} sales", "iPhone sales", id="a name with a small first letter"),
        pytest.param("the  {tariffs}  , he said .", "the tariffs, he said.", id="spaces"),
        pytest.param("see ( {tariffs} )", "see (tariffs)", id="spaces in brackets"),
        pytest.param(
            "The .NET  team and {tariffs}", "The .NET team and tariffs", id="a point that begins a word"
        ),
    ],
)
def test_tidy_around_a_term(marked, tidied):
    assert tidy(marked) == tidied


@pytest.mark.parametrize(
    ("marked", "tidied"),
    [
        pytest.param("Visit the {https://a.b/c}.", "Visit https://a.b/c.", id="no article before an address"),
        pytest.param("{https://a.b/c} said", "https://a.b/c said", id="no capital"),
        pytest.param("The {@user_1} said", "@user_1 said", id="handle"),
    ],
)
def test_tidy_around_a_literal(marked, tidied):
    assert tidy(marked, ConstraintKind.LITERAL) == tidied


@pytest.mark.parametrize(
    ("marked", "tidied"),
    [
        pytest.param("on Tuesday (the {November 10}).", "on Tuesday (November 10).", id="no article"),
        pytest.param("the {May 20} attack", "the May 20 attack", id="the article of what follows"),
        pytest.param("on the {the 25th}.", "on the 25th.", id="its own article"),
    ],
)
def test_tidy_around_a_date(marked, tidied):
    assert tidy(marked, ConstraintKind.DATE) == tidied


def test_several_renderings_are_tidied_at_once():
    constraints = (Constraint(0, 1, "甲", ("the SCO",)), Constraint(1, 2, "乙", ("UN envoy",)))
    target = "The the SCO met an UN envoy."
    assert tidy_around(target, (Span(4, 11), Span(19, 27)), constraints) == "The SCO met a UN envoy."


def test_without_a_rendering_only_spaces_change():
    assert tidy_around("A the a  an.", (None,), (Constraint(0, 1, "甲", ("x",)),)) == "A the a an."


@given(
    st.text("theaT.u (),", max_size=20),
    st.text("abU ", min_size=1).map(str.strip),
    st.text("he .,", max_size=9),
)
def test_a_rendering_keeps_its_words(before, rendering, after):
    constraint = Constraint(0, 1, "甲", (rendering,))
    once = tidy_around(
        before + rendering + after, (Span(len(before), len(before + rendering)),), (constraint,)
    )
    assert " ".join(rendering.lower().split()) in " ".join(once.lower().split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("state", "State"),
        ("State", "State"),
        ("", ""),
        ("e-mail", "E-mail"),
        ("eBay", "eBay"),
        ("a@b.c", "a@b.c"),
    ],
)
def test_capitalise(text, expected):
    assert capitalise(text) == expected
