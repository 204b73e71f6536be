"""The shipped glossary.yaml: large, sound, and found where it should be."""

import re
from functools import cache
from pathlib import Path

import pytest

from bilingual.document import TermKind, TermStatus
from bilingual.glossary import Glossary, Matcher, load_glossary, parse_glossary
from bilingual.glossary.entries import KEYS
from bilingual.renditions import find_rendering
from bilingual.script import simplify
from bilingual.text import has_han

PATH = Path(__file__).resolve().parents[1] / "glossary.yaml"


@cache
def shipped() -> Glossary:
    return load_glossary(PATH)


@cache
def matcher() -> Matcher:
    return Matcher(shipped().terms)


def forms():
    return [(form, term) for term in shipped().terms for form in term.forms]


def test_loads_without_warnings():
    """The glossary has no fault, which the loader would raise, and no slip."""
    assert shipped().warnings == ()


def test_header_documents_every_key():
    """The example in the header is a valid glossary, and shows each key of an entry."""
    lines = PATH.read_text(encoding="utf-8").split("\n")
    example = [line[4:] for line in lines if line.startswith("#   ")]
    terms = parse_glossary("\n".join(example), "example").terms
    assert [term.target for term in terms] == ["Wang Yi", "SCO"]
    assert [key for key in KEYS if not re.search(rf"^#\s+{key}: ", "\n".join(lines), re.MULTILINE)] == []


def test_is_large():
    """A first glossary of at least 350 entries."""
    assert len(shipped().terms) >= 350


def test_all_kinds_are_there():
    """Persons, places, organizations, positions, documents, events and terms."""
    assert {term.kind for term in shipped().terms} == set(TermKind)


def test_every_entry_is_approved():
    """Nothing ships that nobody stands for."""
    assert {term.status for term in shipped().terms} == {TermStatus.APPROVED}


def test_renderings_are_plain_english():
    """No rendering holds Chinese, a leading article, doubled spaces or engine markup."""
    bad = re.compile(r"^(the|an?) |  |^ | $|[<>|\[\]{}]")
    assert [r for term in shipped().terms for r in term.renderings if has_han(r) or bad.search(r)] == []


def test_capitals_are_exact_unless_said_otherwise():
    """A name is accepted in its own capitals, a common noun in any."""
    odd = [t.target for t in shipped().terms if t.exact_case and not any(c.isupper() for c in t.target)]
    assert odd == []


def test_every_rendering_finds_itself():
    """What the glossary asks for is found by what judges the English."""
    lost = [
        rendering
        for term in shipped().terms
        for rendering in term.renderings
        if not find_rendering(f"They met {rendering} in May.", rendering, exact_case=term.exact_case)
    ]
    assert lost == []


def test_a_short_form_that_is_introduced_is_used():
    """“(SCO)” at the first mention only where some entry goes on with SCO."""
    used = {word for term in shipped().terms for word in re.split(r"[\s-]", term.target)}
    introduced = {t.first: re.findall(r"\((.*?)\)", t.first) for t in shipped().terms if "(" in t.first}
    assert [first for first, short in introduced.items() if not used.issuperset(short)] == []


@pytest.mark.parametrize(
    "carrier",
    [
        pytest.param("{}", id="alone"),
        pytest.param("，{}。", id="between stops"),
        pytest.param("据{}的消息", id="after 据"),
        pytest.param("在{}表示", id="before 表示"),
        pytest.param("与{}和其他各方", id="between 与 and 和"),
    ],
)
def test_every_form_is_found(carrier):
    """In a neutral sentence each form is found whole, as its own term."""
    before = carrier.index("{")
    lost = []
    for form, term in forms():
        simple = simplify(form)
        found = matcher().find(carrier.format(simple))
        if not any((c.start, c.source, c.term) == (before, simple, term) for c in found):
            lost.append(form)
    assert lost == []


@pytest.mark.parametrize(
    ("text", "english"),
    [
        pytest.param("哈萨克斯坦外长", ["Kazakhstan", "foreign minister"], id="side by side"),
        pytest.param(
            "中国外交部发言人毛宁说", ["Chinese Foreign Ministry spokesperson", "Mao Ning"], id="longest"
        ),
        pytest.param(
            "人类命运共同体", ["community with a shared future for mankind"], id="longer set phrase"
        ),
        pytest.param("亚细安和东盟", ["ASEAN", "ASEAN"], id="Singapore's word and the mainland's"),
        pytest.param("川普与特朗普", ["Trump", "Trump"], id="two spellings"),
        pytest.param(
            "马里兰州、都柏林、印度尼西亚", ["Maryland", "Dublin", "Indonesia"], id="names that hold names"
        ),
        pytest.param(
            "北京大学、中国银行", ["Peking University", "Bank of China"], id="proper names of their own"
        ),
        pytest.param("发展中国家", ["developing countries"], id="not China"),
        pytest.param("約旦河西岸與臺灣海峽", ["West Bank", "Taiwan Strait"], id="Traditional"),
        pytest.param("俞大㵢", ["Alexander Yui"], id="rare character"),
    ],
)
def test_translations(text, english):
    """Chosen phrases get the English that is wanted."""
    assert [c.renderings[0] for c in matcher().find(simplify(text))] == english
