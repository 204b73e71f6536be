"""The built-in model translates, meets terms, and gives the same English in any company."""

import pytest

from bilingual.checks import verify
from bilingual.document import Constraint, ConstraintKind, Job, Origin, Severity, Tier
from bilingual.engines import load_engine

pytestmark = pytest.mark.model

SENTENCES = (
    "两国外长星期三在首都举行会谈。",
    "会谈在友好的气氛中进行。",
    "双方同意加强在能源领域的合作。",
    "大使说，这座桥将于明年完工。",
    "来自12个国家的300名代表出席了会议。",
    "“我们欢迎各方参加。”发言人说。",
    "湖边的村庄下了三天大雪，公路因此关闭。",
    "展览开幕了。",
)


@pytest.fixture(scope="module")
def engine():
    return load_engine(threads=2)


def constrain(text, **renderings):
    found = ((text.index(word), word, rendering) for word, rendering in renderings.items())
    return Job(
        text,
        tuple(Constraint(at, at + len(word), word, (rendering,)) for at, word, rendering in sorted(found)),
    )


def test_it_speaks_english(engine):
    (translation,) = engine.translate([Job(SENTENCES[0])])
    assert translation.origin is Origin.ENGINE
    assert "foreign ministers" in translation.target.lower()
    assert translation.target.isascii()


def test_any_company_leaves_the_english_as_it_is(engine):
    jobs = [Job(sentence) for sentence in SENTENCES]
    together = engine.translate([*jobs, *(Job(sentence[:-1]) for sentence in SENTENCES)])[: len(jobs)]
    assert [engine.translate([job])[0] for job in jobs] == together


def test_terms_are_met_some_of_them_by_annotation(engine):
    jobs = [
        constrain(SENTENCES[1], 气氛="spirit of Lakeside"),
        constrain(SENTENCES[2], 能源="Blue Energy Initiative", 合作="win-win cooperation"),
        constrain(SENTENCES[4], 会议="the Sixth Harbour Conference"),
        constrain(SENTENCES[7], 展览="Hall of a Thousand Lanterns"),
    ]
    tiers = [evidence.tier for translation in engine.translate(jobs) for evidence in translation.evidence]
    assert tiers.count(Tier.UNMET) == 0
    assert Tier.ANNOTATED in tiers


def test_addresses_come_through(engine):
    link = "https://example.org/news_2026/a?b=c&d=1"
    text = f"详情见{link}，或写信到 press@example.org 询问。"
    literals = [
        Constraint(at, at + len(source), source, (source,), ConstraintKind.LITERAL, exact_case=True)
        for source in (link, "press@example.org")
        for at in [text.index(source)]
    ]
    job = Job(text, tuple(literals))
    (translation,) = engine.translate([job])
    assert link in translation.target
    assert "press@example.org" in translation.target
    assert [f for f in verify(job, translation) if f.check == "links" and f.severity is Severity.ERROR] == []


def test_a_long_sentence_is_translated_whole(engine):
    """In pieces, joined as one sentence: it ends once, and at least five of six parts left their word."""
    parts = [
        "一月访问了泰国",
        "三月访问了法国",
        "六月访问了埃及",
        "九月访问了巴西",
        "十月访问了印度",
        "年底访问了日本",
    ]
    text = f"总统{'，'.join(part + '并参加了当地举行的一系列文化活动' for part in parts)}。"
    (translation,) = engine.translate([Job(text)])
    countries = ("Thailand", "France", "Egypt", "Brazil", "India", "Japan")
    assert sum(country in translation.target for country in countries) >= 5
    assert translation.target.count(".") == 1


@pytest.mark.parametrize(
    "text", ["雪" * 400, "𠮷" * 9, "中\0文", "他说：\U0001f600！", "<t>山</t>", "a" * 300 + "山", "\ud800山"]
)  # fmt: skip
def test_odd_text_has_english(engine, text):
    assert engine.translate([Job(text)])[0].target.strip()
