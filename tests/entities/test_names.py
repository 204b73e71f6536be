"""Chinese personal names: which are found, how they are written, and what is none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.checks.names import check_names
from bilingual.document import ConstraintKind, Job, Origin, Term, TermKind, Translation
from bilingual.entities import find_entities, vouched_names
from bilingual.entities.pinyin import write_name, write_surname
from bilingual.entities.surnames import COMPOUND, PLAIN, WORDLIKE, part_name
from bilingual.glossary import Matcher
from bilingual.pipeline import constrain
from bilingual.renditions import find_renditions

_LINES = (Path(__file__).parent / "names.txt").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split(" => ")) for line in _LINES if "=>" in line and not line.startswith("#")]

SURNAMES = st.sampled_from(sorted(PLAIN | WORDLIKE | COMPOUND))
GIVEN = st.text(st.sampled_from("安长朝重晓文建国丽华静一爱娥吕略"), min_size=1, max_size=2)


def names(text, people=None):
    return [c for c in find_entities(text, people) if c.kind is ConstraintKind.NAME]


def test_the_table_is_long_and_names_nothing_twice():
    assert len(CASES) >= 130
    assert len({source for source, _ in CASES}) == len(CASES)


@pytest.mark.parametrize(("source", "wanted"), CASES, ids=[source for source, _ in CASES])
def test_a_case(source, wanted):
    found = names(source)
    assert "; ".join(c.renderings[0] for c in found) == wanted.replace("-", "")
    assert all(source[c.start : c.end] == c.source for c in found)


@given(SURNAMES, GIVEN)
def test_a_name_falls_into_surname_and_given_name_and_back(surname, given_name):
    parted = part_name(surname + given_name)
    assert "".join(parted) == surname + given_name
    assert parted[0]


@given(SURNAMES, GIVEN)
def test_every_writing_is_two_capitalised_words_that_meet_the_name(surname, given_name):
    (constraint,) = names(f"{surname}{given_name}来了。", [surname + given_name]) or [None]
    for writing in write_name(surname, given_name):
        assert [word.istitle() or "'" in word or "-" in word for word in writing.split()] == [True, True]
        assert writing.isascii() or "ü" in writing.lower()
        if constraint and part_name(surname + given_name)[0] == surname:
            assert None not in find_renditions(f"There {writing} came.", [constraint])


@given(SURNAMES)
def test_the_preferred_writing_of_a_surname_is_plain_ascii(surname):
    assert write_surname(surname)[0].isascii()


@pytest.mark.parametrize(
    ("surname", "given_name", "accepted"),
    [
        pytest.param("王", "小龙", ["Wang Xiaolong", "Xiaolong Wang", "Wang Xiao-long"], id="any order"),
        pytest.param("吕", "绿", ["Lyu Lyu", "Lü Lü", "Lv Lv", "Lu Lu"], id="ü in four ways"),
        pytest.param("王", "重阳", ["Wang Chongyang", "Wang Zhongyang"], id="two readings"),
        pytest.param("李", "西安", ["Li Xi'an", "Li Xian"], id="an apostrophe"),
        pytest.param("欧阳", "静", ["Ouyang Jing", "Jing Ouyang"], id="a compound surname"),
    ],
)
def test_the_first_writing_is_preferred_and_others_are_accepted(surname, given_name, accepted):
    writings = write_name(surname, given_name)
    assert writings[0] == accepted[0]
    assert set(accepted) <= set(writings)


def test_a_name_that_one_sentence_vouches_for_is_found_in_the_others():
    sentences = ["中国外交部发言人李小明表示欢迎。", "李小明还说，他对王部长说过。", "高层往来密切。"]
    people = vouched_names(sentences)
    assert people == ("李小明", "王")
    assert [[c.renderings[0] for c in names(text, people)] for text in sentences] == [
        ["Li Xiaoming"],
        ["Li Xiaoming", "Wang"],
        [],
    ]


@pytest.mark.parametrize(
    ("around", "people"),
    [
        pytest.param("中国中国中国台湾。", ("王小明",), id="mostly of the mainland"),
        pytest.param("中国台湾。", (), id="as much of Taiwan"),
        pytest.param("没有地名。", (), id="of nowhere"),
    ],
)
def test_where_a_sentence_tells_nothing_the_text_does(around, people):
    assert vouched_names(["律师王小明说，可以。", around]) == people


def test_a_name_is_not_found_inside_a_longer_word():
    assert names("李明天就来。", ["李明"]) == []


def test_a_place_is_taken_once_and_by_numbers_first():
    assert [c.renderings[0] for c in find_entities("五万人来了。", ["万人"])] == ["50,000 people"]


@pytest.mark.parametrize(
    ("terms", "renderings"),
    [
        pytest.param([Term(("李和平",), "Lee Hoh Peng")], ["Lee Hoh Peng"], id="the whole name"),
        pytest.param([Term(("和平",), "Hoping", kind=TermKind.PERSON)], ["Hoping"], id="a person in it"),
        pytest.param([Term(("发言人",), "spokesperson")], ["spokesperson", "Li Heping"], id="its neighbour"),
        pytest.param([Term(("和平",), "peace")], ["Li Heping"], id="near miss: a word in it"),
    ],
)
def test_the_glossary_wins(terms, renderings):
    job = constrain("外交部发言人李和平说。", Matcher(terms))
    assert [c.renderings[0] for c in job.constraints] == renderings


@pytest.mark.parametrize(
    ("target", "messages"),
    [
        pytest.param("Li Xiaoming spoke.", [], id="as wanted"),
        pytest.param("Xiaoming Li spoke.", [], id="another order"),
        pytest.param("Li spoke.", [], id="near miss: the surname alone"),
        pytest.param("Lee Siu-ming spoke.", ["“李小明” should be “Li Xiaoming”"], id="another spelling"),
        pytest.param("", ["“李小明” should be “Li Xiaoming”"], id="nothing"),
    ],
)
def test_the_check_asks_for_the_name_or_its_surname(target, messages):
    text = "发言人李小明说，李小明会来。"
    job = Job(text, find_entities(text))
    found = check_names(job, Translation(text, target, Origin.ENGINE))
    assert [finding.message for finding in found] == messages
