"""Character facts, scripts, literals and renditions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.document import Constraint, ConstraintKind, Span
from bilingual.entities.literals import find_literals
from bilingual.renditions import find_rendering, find_renditions
from bilingual.script import language_of, simplify
from bilingual.text import drop_spaces, has_han


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("外长访问北京", "zh-Hans", id="simplified"),
        pytest.param("外長訪問臺北", "zh-Hant", id="traditional"),
        pytest.param("中文", "zh-Hans", id="same in both"),
        pytest.param("后台", "zh-Hans", id="characters that both scripts use"),
        pytest.param("Beijing 2024", "en", id="latin"),
        pytest.param("", "en", id="nothing"),
        pytest.param("\U00020000", "zh-Hans", id="beyond the basic plane"),
    ],
)
def test_language(text, language):
    assert language_of(text) == language


@given(st.text(alphabet=st.characters(categories=("Lo", "Ll", "Po", "So", "Zs")), max_size=80))
def test_simplifying_keeps_the_length(text):
    assert len(simplify(text)) == len(text)


def test_han_beyond_the_basic_plane_counts():
    assert has_han("\U00020000")
    assert not has_han("ハングル ABC 123")


def test_zero_width_characters_are_not_seen():
    assert drop_spaces("中\u200b 国\u3000\ufeff") == "中国"


@pytest.mark.parametrize(
    ("text", "literals"),
    [
        pytest.param(
            "见http://example.org/x.html。", ["http://example.org/x.html"], id="address before a full stop"
        ),
        pytest.param("www.example.org是网站", ["www.example.org"], id="address without scheme"),
        pytest.param("写信到a.b@example.co.uk", ["a.b@example.co.uk"], id="mail"),
        pytest.param("@handle_1 说 #Topic2", ["@handle_1", "#Topic2"], id="handle and hashtag"),
        pytest.param("第#1名", [], id="near miss: a number sign"),
        pytest.param("价格3@5", [], id="near miss: a bare at sign"),
    ],
)
def test_literals(text, literals):
    found = find_literals(text)
    assert [constraint.source for constraint in found] == literals
    assert all(c.kind is ConstraintKind.LITERAL and text[c.start : c.end] == c.source for c in found)


def constraint(*renderings, exact_case=False):
    return Constraint(0, 2, "词语", renderings, exact_case=exact_case)


@pytest.mark.parametrize(
    ("target", "constraints", "spans"),
    [
        pytest.param("Wang Yi met.", [constraint("Wang Yi")], [(0, 7)], id="found"),
        pytest.param("Wang Ying met.", [constraint("Wang Yi")], [None], id="near miss: part of a word"),
        pytest.param("Wang\u00a0Yi", [constraint("Wang Yi")], [(0, 7)], id="any space"),
        pytest.param("Two Confucius Institutes", [constraint("Confucius Institute")], [(4, 24)], id="plural"),
        pytest.param("ASEAN's role", [constraint("ASEAN")], [(0, 7)], id="possessive"),
        pytest.param(
            "Win-win ties", [constraint("win-win", exact_case=True)], [(0, 7)], id="capital at the start"
        ),
        pytest.param("aids", [constraint("AIDS", exact_case=True)], [None], id="near miss: case matters"),
        pytest.param(
            "He said he",
            [constraint("he"), constraint("he"), constraint("he")],
            [(0, 2), (8, 10), None],
            id="n for n",
        ),
        pytest.param(
            "the Chinese foreign minister",
            [constraint("foreign minister"), constraint("Chinese foreign minister")],
            [None, (4, 28)],
            id="the longest chooses first",
        ),
        pytest.param(
            "the SCO",
            [constraint("Shanghai Cooperation Organization", "SCO")],
            [(4, 7)],
            id="any accepted form",
        ),
        pytest.param(
            "see https://example.org/?a=1 now",
            [constraint("https://example.org/?a=1")],
            [(4, 28)],
            id="literal",
        ),
    ],
)
def test_renditions(target, constraints, spans):
    found = [span and (span.start, span.end) for span in find_renditions(target, constraints)]
    assert found == spans


def test_one_rendering_is_found_by_itself():
    assert find_rendering("no such", "such") == Span(3, 7)
    assert find_rendering("no such", "much") is None
