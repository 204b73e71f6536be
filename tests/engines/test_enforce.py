"""Constraints are met tier by tier, the best answer is kept, and nothing is forced in."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.document import Constraint, ConstraintKind, Job, Tier
from bilingual.engines.enforce import N_BEST, SPELLINGS, Enforcer
from bilingual.engines.metadata import Markers
from bilingual.engines.prompts import Flaw, Form, Prompt, Slot

MARKERS = Markers("<t>", "</t>")
FIRST, SECOND, ADDRESS = (spelling[0] for spelling in SPELLINGS)
ENGLISH = {
    "他": "he",
    "访问": "visited",
    "外长": "the diplomat",
    "国务院": "the cabinet",
    "和": "and",
    "。": ".",
}
TOKEN = re.compile(rf"<t> .*? </t>|{'|'.join(ENGLISH)}|[\w/:.'@]+")


class Toy:
    """A model with a dictionary that copies Latin words, and what is marked if it is trained to.

    Attributes:
        copies_marked: Whether it copies what stands between markers.
        habits: What it makes of a word, where that is not the dictionary's.
        second: Whether it has a second hypothesis, and what that is.
    """

    def __init__(self, *, copies_marked=True, habits=None, second="Something else."):
        self.copies_marked, self.habits, self.second = copies_marked, habits or {}, second
        self.asked = []

    def __call__(self, texts, hypotheses):
        self.asked += [(text, hypotheses) for text in texts]
        return [(self.translate(text), self.second)[:hypotheses] for text in texts]

    def translate(self, text):
        english = " ".join(filter(None, map(self.say, TOKEN.findall(text))))
        return english[:1].upper() + english[1:].replace(" .", ".")

    def say(self, token):
        if token.startswith("<t>"):
            return token[4:-5] if self.copies_marked else "marked"
        return self.habits.get(token, ENGLISH.get(token, token))


def make_job(text, **renderings):
    """Constrain words of a text: `外长="foreign minister"`; an address has itself as its rendering."""
    constraints = [
        Constraint(match.start(), match.end(), word, (rendering, *rest), kind)
        for word, (rendering, *rest) in renderings.items()
        for match in re.finditer(re.escape(word), text)
        for kind in [ConstraintKind.LITERAL if word == rendering else ConstraintKind.TERM]
    ]
    return Job(text, tuple(sorted(constraints, key=lambda c: c.start)))


MINISTER = make_job("他访问外长。", 外长=["foreign minister"])


def run(job, toy, markers=MARKERS):
    enforcer = Enforcer(toy, markers)
    (answer,) = enforcer.insist(enforcer.translate([job]))
    return answer


def test_what_is_right_already_is_left_alone():
    toy = Toy()
    answer = run(make_job("他访问外长。", 外长=["foreign minister", "the diplomat"]), toy)
    assert (answer.target, answer.tiers) == ("He visited the diplomat.", (Tier.FREE,))
    assert toy.asked == [("他访问外长。", 1)]


def test_a_missing_term_is_annotated():
    toy = Toy()
    answer = run(MINISTER, toy)
    assert (answer.target, answer.tiers) == ("He visited foreign minister.", (Tier.ANNOTATED,))
    assert toy.asked[1:] == [("他访问<t> foreign minister </t>。", N_BEST)]


def test_only_the_missing_term_is_annotated():
    toy = Toy()
    job = make_job("他访问国务院和外长。", 国务院=["cabinet"], 外长=["foreign minister"])
    answer = run(job, toy)
    assert answer.tiers == (Tier.FREE, Tier.ANNOTATED)
    assert toy.asked[1][0] == "他访问国务院和<t> foreign minister </t>。"


def test_all_terms_are_annotated_when_one_alone_does_not_help():
    """A second annotation may be what makes the model see the first."""
    job = make_job("他访问国务院和外长。", 国务院=["cabinet"], 外长=["foreign minister"])

    def ask(texts, hypotheses):
        return [
            ("The foreign minister and the cabinet.",) if text.count("<t>") == 2 else ("The cabinet.",)
            for text in texts
        ]

    assert run(job, ask).tiers == (Tier.ANNOTATED, Tier.ANNOTATED)


@pytest.mark.parametrize("markers", [MARKERS, None], ids=["annotation fails", "no annotation"])
def test_a_placeholder_is_what_every_model_can_do(markers):
    toy = Toy(copies_marked=False)
    answer = run(MINISTER, toy, markers)
    assert (answer.target, answer.tiers) == ("He visited foreign minister.", (Tier.PLACEHOLDER,))
    assert toy.asked[-1] == (f"他访问 {FIRST} 。", N_BEST)
    assert len(toy.asked) == (3 if markers else 2)


@pytest.mark.parametrize(
    "habit",
    [
        pytest.param("", id="lost"),
        pytest.param(f"{FIRST} and {FIRST}", id="doubled"),
        pytest.param(f"{FIRST}2", id="changed"),
        pytest.param(f"{FIRST} and the {FIRST}s", id="come back and changed besides"),
    ],
)
def test_a_placeholder_that_does_not_come_back_once_is_spelled_otherwise(habit):
    answer = run(MINISTER, Toy(habits={FIRST: habit}), None)
    assert (answer.target, answer.prompt.slots[0].word) == ("He visited foreign minister.", SECOND)


def test_what_no_tier_meets_is_unmet_and_nothing_is_appended():
    lost = {word: "" for spelling in SPELLINGS for word in spelling}
    answer = run(MINISTER, Toy(copies_marked=False, habits=lost))
    assert (answer.target, answer.tiers) == ("He visited the diplomat.", (Tier.UNMET,))


def test_an_answer_that_runs_away_is_no_better_for_meeting_more():
    toy = Toy(habits={FIRST: f"was was was was {FIRST}", SECOND: "", ADDRESS: ""})
    answer = run(MINISTER, toy, None)
    assert (answer.target, answer.flaw) == ("He visited the diplomat.", Flaw.NONE)


def test_a_later_hypothesis_counts_when_it_meets_more():
    toy = Toy(copies_marked=False, second="The foreign minister was visited.")
    assert run(MINISTER, toy).target == "The foreign minister was visited."


def test_of_equal_answers_the_earliest_stays():
    toy = Toy(copies_marked=False, habits={word: "" for spelling in SPELLINGS for word in spelling})
    assert run(MINISTER, toy).prompt.slots == (Slot(Form.PLAIN),)


def test_no_prompt_is_asked_twice():
    toy = Toy(copies_marked=False, habits={word: "" for spelling in SPELLINGS for word in spelling})
    run(make_job("他访问外长和国务院。", 外长=["x y"], 国务院=["z"]), toy)
    assert len({text for text, _ in toy.asked}) == len(toy.asked)


def forbid(job, *forbidden):
    return replace(job, constraints=tuple(replace(c, forbidden=forbidden) for c in job.constraints))


def test_a_forbidden_rendering_is_replaced_though_the_term_is_met():
    job = forbid(make_job("他访问外长。", 外长=["foreign minister"]), "diplomatist")
    toy = Toy(habits={"外长": "the foreign minister, a diplomatist,"})
    answer = run(job, toy)
    assert (answer.target, answer.tiers) == ("He visited foreign minister.", (Tier.ANNOTATED,))


def test_what_holds_a_forbidden_rendering_is_worse_than_what_is_unmet():
    job = forbid(MINISTER, "diplomatist")
    second = "The foreign minister is a diplomatist."
    lost = {word: "" for spelling in SPELLINGS for word in spelling}
    answer = run(job, Toy(copies_marked=False, habits=lost, second=second))
    assert (answer.target, answer.tiers) == ("He visited the diplomat.", (Tier.UNMET,))


def test_two_mentions_need_two_renderings():
    job = make_job("外长访问外长。", 外长=["foreign minister"])
    answer = run(job, Toy(copies_marked=False))
    assert answer.target == "Foreign minister visited foreign minister."
    assert answer.tiers == (Tier.PLACEHOLDER, Tier.PLACEHOLDER)


def test_an_address_is_a_placeholder_from_the_start():
    toy = Toy()
    answer = run(make_job("他访问https://a.b/c_d。", **{"https://a.b/c_d": ["https://a.b/c_d"]}), toy)
    assert (answer.target, answer.tiers) == ("He visited https://a.b/c_d.", (Tier.PLACEHOLDER,))
    assert toy.asked == [(f"他访问 {ADDRESS} 。", 1)]


def test_an_address_that_came_back_twice_is_spelled_otherwise():
    toy = Toy(habits={ADDRESS: f"{ADDRESS} or {ADDRESS}"})
    answer = run(make_job("他访问a@b.cd。", **{"a@b.cd": ["a@b.cd"]}), toy)
    assert (answer.target, answer.prompt.slots[0].word) == ("He visited a@b.cd.", FIRST)


def test_the_last_spelling_does_not_take_an_addresss_placeholder():
    lost = {word: "" for spelling in SPELLINGS[:-1] for word in spelling}
    job = make_job("他访问a@b.cd和外长。", **{"a@b.cd": ["a@b.cd"], "外长": ["foreign minister"]})
    answer = run(job, Toy(copies_marked=False, habits=lost))
    assert answer.target == "He visited a@b.cd and foreign minister."
    assert answer.tiers == (Tier.PLACEHOLDER, Tier.PLACEHOLDER)


def test_an_address_is_never_annotated():
    toy = Toy(habits={ADDRESS: ""})
    run(make_job("他访问a@b.cd和外长。", **{"a@b.cd": ["a@b.cd"], "外长": ["foreign minister"]}), toy)
    assert not [text for text, _ in toy.asked if "<t> a@b.cd" in text]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"他访问{FIRST}和外长。", id="in the source"),
        pytest.param("他访问国务院和外长。", id="in the plain English"),
        pytest.param("他访问和和外长。", id="in a rendering"),
    ],
)
def test_a_placeholder_is_a_word_that_stands_nowhere_else(text):
    toy = Toy(habits={"国务院": FIRST})
    run(make_job(text, 外长=["foreign minister"], 和=[f"not {FIRST} and"]), toy, None)
    assert [asked for asked, _ in toy.asked[1:] if f" {FIRST} " in asked] == []


def test_more_terms_than_placeholders_are_met_as_far_as_they_go():
    words = "甲乙丙丁戊己庚辛壬癸子丑"
    job = make_job(
        "和".join(words),
        **{word: [f"Term {letter}"] for word, letter in zip(words, "ABCDEFGHIJKL", strict=True)},
    )
    answer = run(job, Toy(), None)
    assert set(answer.tiers) == {Tier.PLACEHOLDER}


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        pytest.param("他说<t> x </t>。", "他说< t > x < / t >。", id="both"),
        pytest.param("a</t>b", "a< / t >b", id="closing"),
        pytest.param("a<b>c", "a<b>c", id="other tags"),
    ],
)
def test_markers_that_a_user_wrote_are_not_markers(text, sent):
    assert Prompt(Job(text), (), MARKERS).text == sent
    assert Prompt(Job(text), (), None).text == text


def test_a_rendering_with_a_marker_in_it_is_not_annotated():
    toy = Toy()
    answer = run(make_job("他访问外长。", 外长=["foreign </t> minister"]), toy)
    assert answer.tiers == (Tier.PLACEHOLDER,)
    assert [text for text, _ in toy.asked if "<t>" in text] == []


def test_renderings_are_fitted_into_the_sentence():
    toy = Toy(habits={"外长": "a diplomat", FIRST: f"a {FIRST}"})
    assert run(make_job("他访问外长。", 外长=["EU envoy"]), toy, None).target == "He visited an EU envoy."
    assert (
        run(make_job("他访问外长。", 外长=["the EU envoy"]), toy, None).target == "He visited the EU envoy."
    )


def test_plain_english_is_not_touched():
    (answer,) = Enforcer(lambda texts, _: [(" a  b .",)] * len(texts), MARKERS).translate([Job("他")])
    assert answer.target == " a  b ."


@given(
    st.lists(st.sampled_from(["他", "访问", "外长", "国务院", "和", "BBC", "ASEAN"]), max_size=9),
    st.booleans(),
)
def test_every_span_is_an_accepted_rendering(words, copies):
    renderings = {"外长": ["the foreign minister", "envoy"], "国务院": ["State Council"], "BBC": ["BBC"]}
    job = make_job("".join(words), **renderings)
    answer = run(job, Toy(copies_marked=copies))
    for constraint, span, tier in zip(job.constraints, answer.spans, answer.tiers, strict=True):
        assert (span is None) is (tier is Tier.UNMET)
        if span:
            said = answer.target[span.start : span.end].lower()
            assert said in [rendering.lower() for rendering in constraint.renderings]
