"""What nothing else met is met by beginning the English anew, or not at all."""

from typing import Any

import pytest

from bilingual.document import Constraint, ConstraintKind, Job, Tier
from bilingual.engines.decoder import Decoder
from bilingual.engines.enforce import Enforcer
from bilingual.engines.metadata import Markers
from bilingual.engines.prompts import Form, Prompt, Slot
from bilingual.engines.redecode import PLACES, ROUNDS, redecode
from tests.tiny_model import SENTENCES, make_package, shared_package

MARKERS = Markers("<t>", "</t>")
TEXT = "他访问外长。"
ENGLISH = {"他": "He", "访问": "visited", "外长": "the diplomat"}


class Pen:
    """Finds a word unlikely when the Chinese for it is not there; goes on with what it is told to say.

    Attributes:
        rest: What it says after a beginning.
        strain: The log probability of each word of English that holds the rendering.
    """

    def __init__(self, rest, *, strain=-1.0):
        self.rest, self.strain = rest, strain
        self.resumed = []

    def weigh(self, texts, targets):
        return [self.weigh_one(text, target) for text, target in zip(texts, targets, strict=True)]

    def weigh_one(self, text, target):
        known = " ".join(english for chinese, english in ENGLISH.items() if chinese in text)
        weights, start = [], 0
        for word in target.split():
            start = target.index(word, start)
            is_known = word.strip(".") in known
            weights.append((start, -1.0 if is_known else self.strain if "diplomat" not in word else -9.0))
        return tuple(weights)

    def resume(self, texts, beginnings):
        self.resumed += list(zip(texts, beginnings, strict=True))
        return [f"{beginning}{self.rest}" for beginning in beginnings]


def make_answer(english, *renderings, text=TEXT, words=("外长",), markers=None, slots=None):
    constraints = tuple(
        Constraint(text.index(word), text.index(word) + len(word), word, (rendering,))
        for word, rendering in zip(words, renderings, strict=True)
    )
    plain = tuple(Slot(Form.PLAIN) for _ in constraints)
    return Prompt(Job(text, constraints), slots or plain, markers).read(english)


BEFORE = make_answer("He visited the diplomat and the one.", "foreign minister")


def run(answer, pen):
    (found,) = redecode([answer], pen)
    return found


def test_the_rendering_stands_where_the_term_stood():
    pen = Pen(" today.")
    answer = run(BEFORE, pen)
    assert answer.target == "He visited the foreign minister today."
    assert answer.tiers == (Tier.REDECODED,)


def test_the_words_that_most_depend_on_the_term_are_tried():
    pen = Pen(".")
    run(BEFORE, pen)
    assert pen.resumed[0] == (TEXT, "He visited the foreign minister")
    assert len(pen.resumed) == PLACES


def test_a_model_that_copies_is_told_of_the_rendering():
    pen = Pen(" today.")
    run(make_answer("He visited the diplomat.", "foreign minister", markers=MARKERS), pen)
    assert {text for text, _ in pen.resumed} == {"他访问<t> foreign minister </t>。"}


def test_a_marker_in_a_rendering_is_not_sent():
    pen = Pen(" today.")
    run(make_answer("He visited the diplomat.", "foreign </t>", markers=MARKERS), pen)
    assert {text for text, _ in pen.resumed} == {TEXT}


@pytest.mark.parametrize(
    ("rendering", "english", "beginnings"),
    [
        pytest.param("the envoy", "He visited the diplomat.", "He visited the envoy", id="one article"),
        pytest.param("envoy", "He visited a diplomat.", "He visited an envoy", id="a or an"),
        pytest.param("envoy", "Diplomat visited.", "Envoy", id="a capital at the start"),
    ],
)
def test_the_beginning_is_good_english(rendering, english, beginnings):
    pen = Pen(".")
    run(make_answer(english, rendering), pen)
    assert beginnings in [beginning for _, beginning in pen.resumed]


@pytest.mark.parametrize(
    "pen",
    [
        pytest.param(Pen(" met the foreign minister."), id="said twice"),
        pytest.param(Pen(" and and and and and."), id="running away"),
        pytest.param(Pen("ial matters were visited."), id="the rendering changed"),
        pytest.param(Pen(" today.", strain=-30.0), id="unlikely"),
    ],
)
def test_what_is_worse_in_another_way_is_no_better(pen):
    assert run(BEFORE, pen) is BEFORE


def test_what_loses_half_of_the_sentence_is_no_better():
    before = make_answer("The diplomat said that all twelve of them had come.", "envoy")
    assert run(before, Pen(".")) is before


def test_what_loses_another_term_is_no_better():
    before = make_answer(
        "A diplomat and he visited.", "envoy", "visited", words=("外长", "访问"), text="外长和他访问。"
    )
    assert run(before, Pen(" said that he came.")) is before


def test_what_is_met_is_left_alone():
    pen = Pen(".")
    before = make_answer("He visited the foreign minister.", "foreign minister")
    assert run(before, pen) is before
    assert not pen.resumed


def test_what_runs_away_is_left_alone():
    pen = Pen(".")
    before = make_answer("was was was was was", "foreign minister")
    assert run(before, pen) is before
    assert not pen.resumed


def test_one_term_is_put_in_after_the_other():
    before = make_answer(
        "He visited.", "envoy", "cabinet", words=("外长", "国务院"), text="他访问外长国务院。"
    )
    pen = Pen(" and more.")
    answer = run(before, pen)
    assert answer.tiers == (Tier.REDECODED, Tier.REDECODED)
    assert [beginning for _, beginning in pen.resumed if beginning.lower() == "envoy cabinet"]


def test_it_ends_when_nothing_is_gained():
    pen = Pen("ial.")
    run(BEFORE, pen)
    assert len(pen.resumed) == PLACES < PLACES * ROUNDS


def test_a_placeholder_is_not_put_again_where_the_english_has_what_it_stood_for():
    slots = (Slot(Form.PLACEHOLDER, "BBC"), Slot(Form.PLAIN))
    before = make_answer(
        "BBC visited the diplomat.", "Lin", "envoy", words=("他", "外长"), slots=slots, text=TEXT
    )
    answer = run(before, Pen(" today."))
    assert answer.target == "Lin visited the envoy today."
    assert answer.tiers == (Tier.PLACEHOLDER, Tier.REDECODED)


def test_it_comes_last():
    """Nothing else met the term: neither the plain translation nor placeholders."""
    job = BEFORE.prompt.job
    enforcer = Enforcer(lambda texts, _: [("He visited the diplomat.",)] * len(texts), None, Pen(" now."))
    (answer,) = enforcer.insist(enforcer.translate([job]))
    assert answer.tiers == (Tier.REDECODED,)
    assert answer.target == "He visited the foreign minister now."


PACKAGES: dict[str, Any] = {
    "sentencepiece": {},
    "bpe": {"bpe": True},
    "target prefix": {"target_prefix": "▁The"},
}


@pytest.fixture(scope="module", params=PACKAGES)
def decoder(request, tmp_path_factory):
    return Decoder(make_package(tmp_path_factory.mktemp("p") / "package", **PACKAGES[request.param]), 2)


def test_english_begins_as_it_was_told(decoder):
    """After the token that the package puts before all English, where it has one."""
    for english in decoder.resume(SENTENCES, ["the green hill"] * len(SENTENCES)):
        before, told, after = english.partition("the green hill")
        assert (before.strip(), bool(told), bool(after)) in [("", True, True), ("The", True, True)]


def test_a_long_beginning_can_be_gone_on_from(decoder):
    beginning = " ".join(["the green hill"] * 100)
    (english,) = decoder.resume(SENTENCES[:1], [beginning])
    assert len(english) > len(beginning)


def test_every_word_has_its_weight(decoder):
    (weights,) = decoder.weigh(SENTENCES[:1], ["the library opens  at nine"])
    assert [start for start, _ in weights] == [0, 4, 12, 19, 22]
    assert all(weight < 0 for _, weight in weights)


def test_weights_add_up_to_those_of_the_whole():
    decoder, target = Decoder(shared_package(), 1), "They planted trees and flowers."
    (weights,) = decoder.weigh(SENTENCES[:1], [target])
    (whole,) = decoder._translator.score_batch([decoder._encode(SENTENCES[0])], [decoder._encode(target)])
    assert sum(weight for _, weight in weights) == pytest.approx(sum(whole.log_probs))


@pytest.mark.parametrize("text", ["", " "])
def test_no_source_weighs_nothing_and_adds_nothing(text):
    decoder = Decoder(shared_package(), 1)
    assert decoder.weigh([text], ["the hill"]) == [((0, 0), (4, 0))]
    assert decoder.resume([text], ["the hill"]) == ["the hill"]


def test_no_english_has_no_weights():
    assert Decoder(shared_package(), 1).weigh(SENTENCES[:1], [""]) == [()]


def test_neighbours_change_neither_weights_nor_english():
    """Every sentence alone, in one batch of equal lengths, or among others: the same, bit for bit."""
    decoder = Decoder(shared_package(), 2)
    beginnings = ["The library", "They planted trees", "a", "The library opens at nine"]
    pairs = [(text, beginning) for text in SENTENCES for beginning in beginnings] * 3
    texts, english = [text for text, _ in pairs], [beginning for _, beginning in pairs]
    assert decoder.weigh(texts, english) == [decoder.weigh([t], [e])[0] for t, e in pairs]
    assert decoder.resume(texts, english) == [decoder.resume([t], [e])[0] for t, e in pairs]


def test_a_literal_is_sent_as_it_is():
    text = "他访问a@b.cd外长。"
    address = Constraint(3, 9, "a@b.cd", ("a@b.cd",), ConstraintKind.LITERAL)
    job = Job(text, (address, Constraint(9, 11, "外长", ("envoy",))))
    slots = (Slot(Form.PLACEHOLDER, "XT1"), Slot(Form.PLAIN))
    pen = Pen(" too.")
    answer = run(Prompt(job, slots, MARKERS).read("He visited XT1 and the diplomat."), pen)
    assert answer.target == "He visited a@b.cd and the envoy too."
    assert {sent for sent, _ in pen.resumed} == {"他访问a@b.cd<t> envoy </t>。"}
