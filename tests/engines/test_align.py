"""The model tells which Chinese each part of the English renders, the same in any company."""

import pytest

from bilingual.document import Span
from bilingual.engines import load_engine
from bilingual.engines.attention import find_tokens, read_attention
from tests.tiny_model import shared_package

PAIRS = [
    ("大使星期三访问了首都。", "The ambassador visited the capital on Wednesday."),
    ("展览开幕了。", "The exhibition opened."),
    ("会谈在友好的气氛中进行。", "The talks were held in a friendly atmosphere."),
    ("", ""),
    ("展览开幕了。", " "),
]


@pytest.fixture(scope="module")
def engine():
    return load_engine(threads=2)


def rendering_of(alignment, source, target, word):
    start = source.index(word)
    inside = [
        item for item in alignment if start <= item.source.start and item.source.end <= start + len(word)
    ]
    best = max(inside, key=lambda item: item.percent)
    return target[best.target.start : best.target.end].strip()


@pytest.mark.model
@pytest.mark.parametrize(
    ("word", "english"), [("大使", "ambassador"), ("首都", "capital"), ("星期三", "Wednesday")]
)
def test_words_are_aligned(engine, word, english):
    source, target = PAIRS[0]
    (alignment,) = engine.align([(source, target)])
    assert rendering_of(alignment, source, target, word) in english


@pytest.mark.model
def test_company_changes_nothing(engine):
    together = engine.align([*PAIRS, *PAIRS])
    assert together == [engine.align([pair])[0] for pair in PAIRS] * 2
    assert together[3] == together[4] == ()


def test_a_package_that_does_not_declare_it_tells_nothing():
    assert load_engine(str(shared_package())).align(PAIRS[:2]) == [(), ()]
    assert load_engine("echo").align(PAIRS[:1]) == [()]


def test_noise_and_empty_tokens_tell_nothing():
    spans = [Span(0, 1), Span(1, 1)]
    assert read_attention(spans, [Span(0, 2), Span(2, 2)], [[0.02, 0.9], [0.9, 0.1]]) == ()


def test_tokens_that_are_not_the_texts_have_no_places():
    assert find_tokens("山", ["海"], str) == ()


def test_bytes_of_a_character_share_its_place():
    tokens = [f"<0x{byte:02X}>" for byte in "山".encode()]
    assert find_tokens("a山", ["▁a", *tokens], str) == (Span(0, 1), *[Span(1, 2)] * 3)
