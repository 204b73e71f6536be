"""Terms are written into the source as the engine writes them."""

import numpy as np
import pytest

from bilingual.training.annotate import Annotator
from bilingual.training.examples import NOT_ALIGNED, Pair
from bilingual.training.prepare import BUILT_IN, TOKENIZER
from bilingual.training.termlike import SourceKinds, looks_like_a_term
from bilingual.training.tokenizer import load_package_vocabulary, load_tokenizer

VOCABULARY = load_package_vocabulary(BUILT_IN)


@pytest.fixture(scope="module")
def tokenizer():
    return load_tokenizer(BUILT_IN / TOKENIZER)


def make_pair(tokenizer, zh, en, links):
    """Tokenize a pair; links join pieces by their text without the space."""
    source, target = tokenizer.encode(zh), VOCABULARY.target_of_source[tokenizer.encode(en)]
    sources = [VOCABULARY.source[i].lstrip("▁") for i in source]
    targets = [VOCABULARY.target[i].lstrip("▁") for i in target]
    aligned = [sources.index(links[piece]) if piece in links else NOT_ALIGNED for piece in targets]
    return Pair(np.array(source, np.uint16), target, np.array(aligned, np.uint8))


def read(pair):
    return "".join(VOCABULARY.source[i] for i in pair.source).replace("▁", " ")


def annotate(pair, rate=1.0, seed=0):
    return Annotator(VOCABULARY, rate, np.random.default_rng(seed)).annotate(*pair)


@pytest.fixture
def pair(tokenizer):
    links = {"China": "中国", "and": "和", "Vietnam": "越南", ".": "。"}
    return make_pair(tokenizer, "中国和越南。", "China and Vietnam.", links)


def test_a_term_is_written_as_the_engine_sends_it(tokenizer, pair):
    for seed in range(20):
        annotated = annotate(pair, seed=seed)
        assert "<t>" in read(annotated)
        assert tokenizer.encode(read(annotated).removeprefix(" ")) == annotated.source.tolist()


def test_target_tokens_are_aligned_with_their_copies_and_the_others_as_before(pair):
    for seed in range(20):
        annotated = annotate(pair, seed=seed)
        for before, after, token in zip(pair.aligned, annotated.aligned, pair.target, strict=True):
            copied = VOCABULARY.source_of_target[token]
            if before == NOT_ALIGNED:
                assert after == NOT_ALIGNED or annotated.source[after] == copied
            else:
                assert annotated.source[after] in {pair.source[before], copied}
        assert annotated.target.tolist() == pair.target.tolist()


def test_at_rate_nought_nothing_is_annotated(pair):
    assert annotate(pair, rate=0).source.tolist() == pair.source.tolist()


def test_a_pair_that_is_not_aligned_stays_as_it_is(pair):
    plain = pair._replace(aligned=np.full_like(pair.aligned, NOT_ALIGNED))
    assert annotate(plain).source.tolist() == pair.source.tolist()


def test_the_same_seed_gives_the_same_annotation(pair):
    assert annotate(pair, seed=7).source.tolist() == annotate(pair, seed=7).source.tolist()


def test_a_word_beside_a_span_that_is_aligned_with_nothing_keeps_it_from_being_a_term(tokenizer):
    whole = make_pair(tokenizer, "越南。", "Vietnam.", {"Vietnam": "越南", ".": "。"})
    part = make_pair(tokenizer, "越南。", "Socialist Vietnam.", {"Vietnam": "越南", ".": "。"})
    assert "<t>" in read(annotate(whole))
    assert "<t>" not in read(annotate(part))


def test_a_span_whose_english_is_aligned_elsewhere_too_is_no_term(tokenizer):
    links = {"European": "欧洲", "Union": "中国", "trusts": "中国"}
    crossed = make_pair(tokenizer, "欧洲中国", "European trusts Union", links)
    spans = Annotator(VOCABULARY, 1, np.random.default_rng(0)).find_spans(crossed)
    assert all(span.target_end - span.target_start < 3 or span.end - span.start > 1 for span in spans)


@pytest.mark.parametrize(
    ("english", "after", "expected"),
    [
        pytest.param("European Union", "", True, id="a name"),
        pytest.param("President of the Republic", "", True, id="a title"),
        pytest.param("Agreement on Trade and Investment", "", True, id="names held together by small words"),
        pytest.param("military training", "", True, id="an -ing at the end"),
        pytest.param("4.5 million", "people", True, id="an amount"),
        pytest.param("62%", "", True, id="a share"),
        pytest.param("4.5", "million", False, id="half an amount"),
        pytest.param("the European Union", "", False, id="an article"),
        pytest.param("trade and", "", False, id="half a pair"),
        pytest.param("dependent on gas", "", False, id="a phrase with a preposition"),
        pytest.param("signed agreements", "", False, id="a verb form"),
        pytest.param("resolutely", "", False, id="an adverb"),
        pytest.param("trade, investment", "", False, id="two things"),
    ],
)
def test_terms_are_nouns_names_and_numbers(english, after, expected):
    assert looks_like_a_term(english, after) is expected


@pytest.mark.parametrize(
    ("pieces", "begins", "ends"),
    [
        pytest.param(["▁", "欧洲", "联盟"], [1, 2], [1, 2], id="content"),
        pytest.param(["和", "欧洲", "的"], [1], [1], id="small words"),
        pytest.param(["4", ".", "5", "万", "人"], [0, 3, 4], [3, 4], id="a number is whole"),
        pytest.param(["G", "2", "0", "峰会"], [0, 3], [2, 3], id="Latin letters and digits are one word"),
    ],
)
def test_terms_begin_and_end_with_whole_words_that_say_something(pieces, begins, ends):
    kinds, ids = SourceKinds.of(pieces), range(len(pieces))
    assert [i for i in ids if kinds.may_begin(ids, i)] == begins
    assert [i for i in ids if kinds.may_end(ids, i)] == ends
