"""Jobs are cut without loss and joined as one sentence."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.document import Constraint, ConstraintKind, Job
from bilingual.engines.pieces import (
    halve,
    join_english,
    split_long,
    split_off_list_marker,
    split_off_literals,
)


def literal(text, start, end):
    return Constraint(start, end, text[start:end], (text[start:end],), ConstraintKind.LITERAL)


@st.composite
def jobs(draw):
    """Give a job with constraints anywhere, literals among them."""
    text = draw(st.text("山河a1 ，。；、“”（）https://\U00020000", min_size=1, max_size=60))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    kinds = draw(st.lists(st.sampled_from(ConstraintKind), min_size=len(spans), max_size=len(spans)))
    return Job(
        text,
        tuple(
            Constraint(start, end, text[start:end], ("x",), kind)
            for (start, end), kind in zip(spans, kinds, strict=True)
        ),
    )


def assert_lossless(job, pieces):
    assert "".join(piece.text for piece in pieces) == job.text
    assert [c.source for piece in pieces for c in piece.constraints] == [c.source for c in job.constraints]
    for piece in pieces:
        for constraint in piece.constraints:
            assert piece.text[constraint.start : constraint.end] == constraint.source


@given(jobs(), st.integers(1, 30))
def test_splitting_a_long_job_loses_nothing(job, limit):
    assert_lossless(job, split_long(job, len, limit))


@given(jobs(), st.integers(1, 30))
def test_pieces_keep_the_limit_unless_a_word_or_term_forbids(job, limit):
    for piece in split_long(job, len, limit):
        text = piece.text
        words = [
            place for place in range(1, len(text)) if re.fullmatch("[!-~]{2}", text[place - 1 : place + 1])
        ]
        terms = [place for c in piece.constraints for place in range(c.start + 1, c.end)]
        assert len(text) <= limit or set(range(1, len(text))) <= {*words, *terms}


@given(jobs())
def test_splitting_off_literals_loses_nothing(job):
    pieces = split_off_literals(job)
    assert_lossless(job, pieces)
    for piece in pieces:
        literals = [c.source for c in piece.constraints if c.kind is ConstraintKind.LITERAL]
        assert len(literals) <= 1
        assert not literals or "山" not in piece.text.replace(literals[0], "", 1)


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        pytest.param("他来了，她走了。", 8, ["他来了，她走了。"], id="short enough"),
        pytest.param("他来了，她走了。", 7, ["他来了，", "她走了。"], id="at the comma"),
        pytest.param("他来了；她，走了。", 8, ["他来了；", "她，走了。"], id="semicolon before comma"),
        pytest.param("他，来了，她，走了。", 9, ["他，来了，", "她，走了。"], id="nearest the middle"),
        pytest.param("“他来了；”她走了。", 8, ["“他来了；”", "她走了。"], id="closers stay"),
        pytest.param(
            "他，来了她走了他来了她走了", 12, ["他，来了她走", "了他来了她走了"], id="no stop in the middle"
        ),
        pytest.param("共1,000,000元整", 10, ["共1,000,000", "元整"], id="never inside a number"),
        pytest.param("Massachusetts", 5, ["Massachusetts"], id="never inside a word"),
    ],
)
def test_where_a_long_job_is_cut(text, limit, pieces):
    assert [piece.text for piece in split_long(Job(text), len, limit)] == pieces


def test_a_term_is_never_cut():
    job = Job("甲乙丙丁，戊己庚辛", (Constraint(2, 7, "丙丁，戊己", ("x",)),))
    assert [piece.text for piece in split_long(job, len, 7)] == ["甲乙", "丙丁，戊己庚辛"]


@pytest.mark.parametrize(
    ("text", "start", "end", "pieces"),
    [
        pytest.param("见a.com。", 1, 6, ["见", "a.com。"], id="its stop goes with it"),
        pytest.param("报道（a.com）说", 3, 8, ["报道", "（a.com）", "说"], id="its brackets go with it"),
        pytest.param("a.com", 0, 5, ["a.com"], id="nothing else"),
    ],
)
def test_where_a_literal_is_cut_off(text, start, end, pieces):
    assert [p.text for p in split_off_literals(Job(text, (literal(text, start, end),)))] == pieces


@pytest.mark.parametrize(
    ("pairs", "joined"),
    [
        pytest.param(
            [("他说，", "He said."), ("会议开始。", "The meeting began.")],
            "He said, the meeting began.",
            id="comma",
        ),
        pytest.param([("一；", "One."), ("二。", "In Beijing.")], "One; in Beijing.", id="semicolon"),
        pytest.param(
            [("一，", "One,"), ("王二。", "Wang Er.")], "One, Wang Er.", id="a name keeps its capital"
        ),
        pytest.param([("一。", "One."), ("二。", "The two.")], "One. The two.", id="two sentences stay two"),
        pytest.param(
            [("“一，”", '"One."'), ("二。", "It was.")], '"One," it was.', id="the comma inside quotes"
        ),
        pytest.param(
            [("周五(7日)说，", "Friday (7)."), ("二。", "The b.")], "Friday (7), the b.", id="after a bracket"
        ),
        pytest.param([("甲", "A."), ("乙。", "The b.")], "A the b.", id="cut in a clause"),
        pytest.param([("见", "See."), ("（a.com）。", "")], "See (a.com).", id="what has no Chinese is kept"),
        pytest.param([("一……", "One..."), ("二。", "The two.")], "One... The two.", id="ellipsis"),
        pytest.param([("一，", ""), ("二。", "It.")], ", it.", id="nothing came back"),
        pytest.param([("二。", " Two. ")], "Two.", id="one piece"),
    ],
)
def test_join_english(pairs, joined):
    assert join_english([source for source, _ in pairs], [target for _, target in pairs]) == joined


@given(jobs())
def test_halving_loses_nothing(job):
    pieces = halve(job)
    assert_lossless(job, pieces)
    assert len(pieces) <= 2


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("甲乙，丙丁，戊己。", ["甲乙，", "丙丁，戊己。"], id="at the clause nearest the middle"),
        pytest.param("甲乙。丙，丁戊己庚辛。", ["甲乙。", "丙，丁戊己庚辛。"], id="rather at a stop"),
        pytest.param(
            "（甲乙）丙丁，戊己庚。", ["（甲乙）丙丁，", "戊己庚。"], id="rather at a comma than a bracket"
        ),
        pytest.param("（甲乙）丙丁戊己。", ["（甲乙）", "丙丁戊己。"], id="at a bracket"),
        pytest.param("甲乙丙 丁戊己。", ["甲乙丙 丁戊己。"], id="never inside a part"),
    ],
)
def test_where_a_job_is_halved(text, pieces):
    assert [piece.text for piece in halve(Job(text))] == pieces


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("4. 山河5人", "4. "),
        ("12.山河", "12."),
        ("74． 山河", "74． "),
        ("2、山河", "2、"),
        ("（3）山河", "（3）"),
        ("6.“山河”", "6.“"[:2]),
        ("3.5亿", ""),
        ("9.18山河", ""),
        ("山河4. 5", ""),
        ("4.", ""),
    ],
)
def test_the_number_of_a_list_item_is_a_piece_of_its_own(text, marker):
    pieces = split_off_list_marker(Job(text))
    assert [piece.text for piece in pieces] == [part for part in (marker, text[len(marker) :]) if part]


def test_a_list_number_that_is_wanted_stays_in_the_sentence():
    job = Job("4. 山河", (literal("4. 山河", 0, 4),))
    assert split_off_list_marker(job) == (job,)


@given(jobs())
def test_splitting_off_a_list_number_loses_nothing(job):
    assert_lossless(job, split_off_list_marker(job))


@pytest.mark.parametrize("marker", ["4.", "4．", "4、"])
def test_a_list_number_ends_in_a_full_stop(marker):
    assert join_english([marker, "山河。"], ["", "The land."]) == "4. The land."
