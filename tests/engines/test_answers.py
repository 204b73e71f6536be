"""Pieces are asked once; what misses something is cut smaller, and only there."""

from bilingual.document import Constraint, Job
from bilingual.engines.answers import Answers
from bilingual.engines.enforce import Enforcer

LONG = "甲乙，丙丁，戊己，庚辛。"


def job(text, *words):
    return Job(text, tuple(Constraint(text.index(w), text.index(w) + 1, w, (f"term {w}",)) for w in words))


class Forgetful:
    """A model that knows a term only where it stands in a clause by itself."""

    def __init__(self):
        self.asked = []

    def __call__(self, texts, hypotheses):
        self.asked += texts
        return [(self.translate(text),) for text in texts]

    def translate(self, text):
        words = [f"term {char}" for char in text if char in "甲乙丙丁戊己庚辛"]
        return " ".join(words) if len(words) <= 2 else "something long"


def answers_of(model):
    return Answers(Enforcer(model))


def targets(answers, cut):
    return [answers.get(piece).target for pieces in cut for piece in pieces]


def test_what_misses_something_is_cut_down_to_the_clause_that_does():
    answers = answers_of(Forgetful())
    cut = answers.ask_in_halves(answers.ask([(job(LONG, "丙"),)]))
    assert [piece.text for piece in cut[0]] == ["甲乙，", "丙丁，", "戊己，庚辛。"]
    assert targets(answers, cut) == ["term 甲 term 乙", "term 丙 term 丁", "something long"]


def test_what_misses_nothing_stays_whole():
    answers = answers_of(Forgetful())
    whole = answers.ask([(job(LONG),)])
    assert answers.ask_in_halves(whole) == whole


def test_a_piece_is_asked_once_in_all_jobs():
    model = Forgetful()
    answers = answers_of(model)
    answers.ask([(Job("甲乙。"), Job("丙丁。")), (Job("甲乙。"),)])
    answers.ask([(Job("丙丁。"),)])
    assert model.asked == ["甲乙。", "丙丁。"]


def test_what_has_no_chinese_is_not_asked():
    model = Forgetful()
    answers = answers_of(model)
    assert answers.ask_in_halves(answers.ask([(Job("abc"),), ()])) == [(Job("abc"),), ()]
    assert answers.get(Job("abc")) is None
    assert model.asked == []
