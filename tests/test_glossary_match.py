"""Finding terms: longest first, whole words only, offsets that hold."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.document import Constraint, ConstraintKind, Term, TermKind, TermStatus
from bilingual.glossary import Matcher
from bilingual.script import simplify

FORMS = (
    "中方", "美方", "哈方", "外长", "国会", "人大", "大陆", "海南", "海地", "南海", "日本", "日本海", "西安", "美国", "中国",
    "东海", "国防部", "外交部", "国安法", "伊斯兰国", "澎湃新闻", "大使", "驻华大使", "德国", "埃及", "印度", "华为", "改革开放",
    "G20", "20国集团", "一带一路", "“一带一路”", "\U00020bb7野家", "二〇二五议程", "新华社", "联合报", "北京", "台湾", "国企",
)  # fmt: skip
PERSONS = ("李强", "韩正", "王毅", "普京", "拜登", "卡尼", "塞西", "马云", "邓小平", "吴江浩")
PLACES = ("利马", "罗马", "伊朗", "萨尔瓦多")
MATCHER = Matcher(
    [
        *(Term((form,), "term") for form in FORMS),
        *(Term((form,), "person", kind=TermKind.PERSON) for form in PERSONS),
        *(Term((form,), "place", kind=TermKind.PLACE) for form in PLACES),
    ]
)


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("[外长]说，[中方]反对。", id="plain"),
        pytest.param(
            "集中方向，中外长期合作，完美方案，人大多数，上海南部，沿海地区。", id="words cut in two"
        ),
        pytest.param("在[中国]会见客人", id="中国|会见, not 国会"),
        pytest.param("江西安徽两省，[西安]市民", id="江西|安徽, not 西安"),
        pytest.param("发展中国家不是[中国]的说法", id="发展中|国家"),
        pytest.param("大陆架、大陆坡和[大陆]居民", id="one more character makes another thing"),
        pytest.param("公里海岸线，[日本]海军在[日本海]", id="日本|海军, but 日本海"),
        pytest.param("[哈方]面临困难，[美方]面对压力，[中方]对此回应", id="方面|临 falls to 哈方|面临"),
        pytest.param("李强调这一点，[李强]强调这一点", id="强调 falls only to 李强|强调"),
        pytest.param("[韩正]在会上说，[拜登]上台后", id="a particle is no stump"),
        pytest.param("实控人[马云]，两国[外长]，向[华为]提问", id="a word before the name is no stump"),
        pytest.param("据[澎湃新闻]报道，推进[改革开放]事业", id="the longer reading with whole words"),
        pytest.param("伊斯兰国家，联合报道，国安法官，跨国企业，各国企业", id="stumps"),
        pytest.param("国防部长来访，新华社长，[国防部]长期关注", id="the head of an office"),
        pytest.param("[德国][外交部]不便置评，[中国]驻[埃及]大使馆", id="inside a dictionary word"),
        pytest.param("邓小平理论", id="a person in a longer word"),
        pytest.param("[驻华大使]抵达，驻华大使馆", id="驻华|大使馆"),
        pytest.param("[吴江浩][大使]会见来宾", id="a term found is a word that ends there"),
        pytest.param(
            "麦卡尼、哈卡尼、塞西莉亚、萨利马、罗马尼亚，[卡尼]和[塞西]、[利马]与[罗马]", id="pieces of names"
        ),
        pytest.param("[伊朗]阿瓦士市", id="a new name may begin beside a place"),
        pytest.param("卡尼·史密斯、萨尔瓦多·阿连德、马克·[卡尼]", id="a given name"),
        pytest.param("[G20]峰会，G200，aG20，[G20]，[20国集团]，120国集团", id="letters and digits"),
        pytest.param("共建[“一带一路”]，[一带一路]倡议", id="with and without quotes"),
        pytest.param("在[\U00020bb7野家]用餐，[二〇二五议程]", id="astral character and 〇"),
        pytest.param("[中方]，[中方]；\n[中方]", id="every mention"),
        pytest.param("[王毅]", id="nothing around"),
        pytest.param("", id="empty"),
    ],
)
def test_find(marked):
    """Exactly the marked terms are found."""
    text = marked.replace("[", "").replace("]", "")
    found = MATCHER.find(text)
    for constraint in reversed(found):
        text = f"{text[: constraint.start]}[{constraint.source}]{text[constraint.end :]}"
    assert text == marked


def test_what_is_vouched_for_is_found_inside_words():
    """Without `whole_words`, 血压 is found in 高血压, longest first all the same."""
    terms = [Term(("血压",), "blood pressure"), Term(("高血压病",), "hypertension"), Term(("病",), "disease")]
    found = Matcher(terms, whole_words=False).find("高血压和高血压病")
    assert [(c.start, c.source) for c in found] == [(1, "血压"), (4, "高血压病")]
    assert [c.source for c in Matcher(terms).find("高血压和高血压病")] == ["高血压病"]


def test_traditional_form_needs_no_listing():
    """A form is found whatever script the glossary wrote it in."""
    matcher = Matcher([Term(("臺灣",), "Taiwan"), Term(("外长",), "foreign minister")])
    assert [found.source for found in matcher.find(simplify("臺灣外長"))] == ["台湾", "外长"]


def test_constraint_holds_what_the_term_says():
    """A constraint carries everything the engine and the checks need."""
    term = Term(("上合",), "SCO", also=("S.C.O.",), first="the group (SCO)", forbid=("SOC",), exact_case=True)
    assert Matcher([term]).find("在上合峰会") == (
        Constraint(
            start=1,
            end=3,
            source="上合",
            renderings=("SCO", "S.C.O.", "the group (SCO)"),
            kind=ConstraintKind.TERM,
            forbidden=("SOC",),
            exact_case=True,
        ),
    )
    assert Matcher([term]).find("在上合峰会")[0].term is term


@pytest.mark.parametrize(
    ("term", "renderings"),
    [
        pytest.param(
            Term(("周易", "易經"), "周易", keep=True),
            ("易經", "易经", "周易"),
            id="as the glossary writes it",
        ),
        pytest.param(
            Term(("易经",), "Yijing (易经)", keep=True), ("Yijing (易经)",), id="beside its English"
        ),
    ],
)
def test_kept_term(term, renderings):
    """A term kept in Chinese asks for the form that was met."""
    assert Matcher([term]).find("他读易经。")[0].renderings == renderings


def test_rejected_term_is_not_found():
    """A rejected term is kept for the record only."""
    assert Matcher([Term(("外长",), "x", status=TermStatus.REJECTED)]).find("外长") == ()


def test_empty_glossary_finds_nothing():
    """No terms, no constraints."""
    assert Matcher([]).find("外长") == ()


def test_first_of_two_equal_forms_wins():
    """A matcher made of unvalidated terms is still deterministic."""
    matcher = Matcher([Term(("外长",), "a"), Term(("外長",), "b")])
    assert matcher.find("外长")[0].renderings == ("a",)


@given(
    st.text(st.one_of(st.sampled_from("".join(FORMS + PERSONS + PLACES) + "会见在和，· \n"), st.characters()))
)
def test_constraints_are_lawful(text):
    """On any text, constraints are in order, apart, and say where they are."""
    found = MATCHER.find(text)
    assert all(text[c.start : c.end] == c.source and c.start < c.end for c in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.lists(st.sampled_from(FORMS + PERSONS)))
def test_punctuation_parts_words(forms):
    """Between stops every form is found, each as often as it stands there."""
    assert [c.source for c in MATCHER.find("。".join(forms))] == forms
