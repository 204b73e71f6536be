"""Links and emphasis find their English words, or are left out; the English itself is never touched."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.counterpart import find_counterpart
from bilingual.document import (
    Alignment,
    Block,
    BlockKind,
    Constraint,
    Evidence,
    Job,
    Mark,
    MarkKind,
    Origin,
    Sentence,
    Span,
    Tier,
    TranslatedBlock,
    TranslatedSentence,
    Translation,
)
from bilingual.markup import needs_alignment, place_marks


def align(source, target, *pairs):
    """Link words that stand once in their texts: `("湖", "lake")` or `("湖", "lake", 40)`."""
    return tuple(
        Alignment(
            Span(source.index(zh), source.index(zh) + len(zh)),
            Span(target.index(en), target.index(en) + len(en)),
            *(rest or (100,)),
        )
        for zh, en, *rest in pairs
    )


def make(source, target, *pairs, term=None, origin=Origin.ENGINE):
    terms = [term] if term else []
    constraints = tuple(
        Constraint(source.index(zh), source.index(zh) + len(zh), zh, (en,)) for zh, en in terms
    )
    evidence = tuple(Evidence(Tier.FREE, target.index(en), target.index(en) + len(en)) for _, en in terms)
    return TranslatedSentence(
        Sentence(source, 0, len(source)),
        Job(source, constraints),
        Translation(source, target, origin, evidence),
        alignment=align(source, target, *pairs),
    )


LAKE = make(
    "渔民去年在湖边建了三座桥。",
    "Last year the fishermen built three bridges by the lake.",
    ("渔民", "fishermen"),
    ("去年", "Last year"),
    ("湖边", "lake"),
    ("湖边", "by"),
    ("建了", "built"),
    ("三座", "three"),
    ("桥", "bridges"),
)
QUOTE = make(
    "她说“好天气”来了。",
    'She says "fine weather" is here.',
    ("好", "fine"),
    ("天气", "weather"),
    ("她", "She"),
)


@pytest.mark.parametrize(
    ("sentence", "stretch", "english"),
    [
        pytest.param(LAKE, "去年", "Last year", id="two words"),
        pytest.param(LAKE, "三座桥", "three bridges", id="a phrase"),
        pytest.param(LAKE, "渔民", "fishermen", id="without the article, which is nobody's"),
        pytest.param(LAKE, "湖边", "by the lake", id="grammar inside belongs to it"),
        pytest.param(LAKE, "在", None, id="what has no English"),
        pytest.param(QUOTE, "“好天气”", '"fine weather"', id="a quotation with its marks"),
        pytest.param(QUOTE, "好天气", "fine weather", id="and without"),
        pytest.param(QUOTE, "她说", "She", id="far"),
    ],
)
def test_a_stretch_finds_its_words(sentence, stretch, english):
    start = sentence.sentence.text.index(stretch)
    found = find_counterpart(sentence, start, start + len(stretch))
    assert (found and sentence.translation.target[found.start : found.end]) == english


def test_a_doubtful_alignment_is_none():
    vague = make(
        "山和海",
        "Hills and sea",
        ("山", "Hills", 50),
        ("海", "Hills", 50),
        ("山", "sea", 50),
        ("海", "sea", 50),
    )
    assert find_counterpart(vague, 0, 1) is None


def test_evidence_knows_better_than_the_alignment():
    sentence = make("海澜国的湖", "The lake of Hailan", ("湖", "Hailan"), term=("海澜国", "Hailan"))
    found = find_counterpart(sentence, 0, 3)
    assert found
    assert (found.start, found.end) == (12, 18)


@pytest.mark.parametrize(
    ("target", "words", "expected"),
    [
        pytest.param("He (a friend) came.", ("friend",), "friend", id="inside"),
        pytest.param("He said (a friend) came.", ("said", "friend"), "said (a friend)", id="closing"),
        pytest.param("He (our friend) came.", ("our", "friend", "came"), "(our friend) came", id="opening"),
    ],
)
def test_brackets_stay_in_pairs(target, words, expected):
    sentence = make("友来", target, *(("友", word) for word in words))
    found = find_counterpart(sentence, 0, 1)
    assert found
    assert target[found.start : found.end] == expected


def block_of(sentence, *marks):
    block = Block("b1", BlockKind.PARAGRAPH, sentence.sentence.text, marks=marks)
    return TranslatedBlock(block, (sentence,))


def mark(kind, sentence, stretch):
    start = sentence.sentence.text.index(stretch)
    return Mark(kind, start, start + len(stretch), "https://example.org/" if kind is MarkKind.LINK else "")


def placed(sentence, *marks):
    target = sentence.translation.target
    return [
        [target[place.start : place.end] for place in places]
        for _, places in place_marks(block_of(sentence, *marks))
    ]


def test_marks_in_marks_stay_so():
    outer, inner = mark(MarkKind.LINK, LAKE, "三座桥"), mark(MarkKind.STRONG, LAKE, "三座")
    assert placed(LAKE, outer, inner) == [["three bridges"], ["three"]]


def test_of_two_marks_on_the_same_english_the_surer_stays():
    sentence = make("湖边的桥", "The bridge", ("桥", "bridge", 70), ("湖边", "bridge", 30))
    one, other = mark(MarkKind.LINK, sentence, "湖边的桥"), mark(MarkKind.LINK, sentence, "桥")
    assert placed(sentence, one, other) == [["The bridge"], []]


def test_what_covers_all_or_a_term_needs_no_model():
    term = make("海澜国有湖", "Hailan has a lake", term=("海澜国", "Hailan"))
    whole, exact = mark(MarkKind.EM, term, "海澜国有湖"), mark(MarkKind.LINK, term, "海澜国")
    assert list(needs_alignment(block_of(term, whole, exact))) == []
    assert placed(term, whole, exact) == [["Hailan has a lake"], ["Hailan"]]


def test_only_a_sentence_with_a_mark_inside_needs_the_model():
    inside = block_of(LAKE, mark(MarkKind.LINK, LAKE, "三座桥"))
    assert list(needs_alignment(inside)) == [LAKE]
    assert list(needs_alignment(block_of(LAKE))) == []
    picture = Mark(MarkKind.IMAGE, 2, 2, "https://example.org/a.png")
    assert list(needs_alignment(block_of(LAKE, picture))) == []


def test_copied_text_has_the_mark_where_it_was():
    copied = make("abc def", "abc def", origin=Origin.SOURCE)
    assert placed(copied, mark(MarkKind.STRONG, copied, "def")) == [["def"]]


stretches = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted)


@given(
    st.lists(
        st.tuples(st.sampled_from([MarkKind.LINK, MarkKind.EM, MarkKind.STRONG]), stretches), max_size=5
    ),
    st.lists(st.tuples(stretches, stretches, st.integers(1, 100)), max_size=8),
    st.text('ab ()"', min_size=1, max_size=20),
)
def test_places_are_inside_the_english_and_links_never_overlap(marks, links, target):
    source = LAKE.sentence.text
    sentence = TranslatedSentence(
        Sentence(source, 0, len(source)),
        Job(source),
        Translation(source, target, Origin.ENGINE),
        alignment=tuple(
            Alignment(Span(*zh), Span(*(min(edge, len(target)) for edge in en)), percent)
            for zh, en, percent in links
        ),
    )
    block = block_of(sentence, *(Mark(kind, start, end, "u") for kind, (start, end) in marks))
    found = place_marks(block)
    assert [one for one, _ in found] == list(block.block.marks)
    taken: list[tuple[int, int]] = []
    for one, places in found:
        for place in places:
            assert 0 <= place.start < place.end <= len(target)
            assert re.search(r"\w", target[place.start : place.end]) or one.end - one.start >= len(source) - 1
            if one.kind is MarkKind.LINK:
                assert all(place.end <= start or end <= place.start for start, end in taken)
                taken.append((place.start, place.end))
