"""The checks of the English as text: empty, unchanged, residue, length, repetition, balance, links."""

import pytest

from bilingual.checks.balance import check_balance
from bilingual.checks.empty import check_empty
from bilingual.checks.length import check_length
from bilingual.checks.links import check_links
from bilingual.checks.repetition import check_repetition
from bilingual.checks.residue import check_residue
from bilingual.checks.unchanged import check_unchanged
from bilingual.document import Constraint
from tests.judging import judge

YI = Constraint(0, 1, "易", ("Yi (易)",))
KEPT = Constraint(0, 3, "央视网", ("央视网",))


@pytest.mark.parametrize(
    ("source", "target", "messages"),
    [
        pytest.param("他来了。", "He came.", [], id="says something"),
        pytest.param("他来了。", "", ["the English is empty"], id="nothing"),
        pytest.param("他来了。", " \n", ["the English is empty"], id="spaces"),
        pytest.param("他来了。", "...", ["the English is empty"], id="punctuation"),
        pytest.param("……", "...", [], id="near miss: the Chinese says nothing either"),
        pytest.param("五。", "5", [], id="near miss: a digit"),
    ],
)
def test_empty(source, target, messages):
    assert judge(check_empty, source, target) == messages


@pytest.mark.parametrize(
    ("source", "target", "constraints", "messages"),
    [
        pytest.param("他来了。", "He came.", [], [], id="translated"),
        pytest.param("他来了。", "他来了。", [], ["left in Chinese"], id="as it was"),
        pytest.param("他来了！", " 他 来了.", [], ["left in Chinese"], id="but for spaces and punctuation"),
        pytest.param("他来了。", "他 came.", [], [], id="near miss: a part is left, which is residue"),
        pytest.param("CCTV 4", "CCTV 4", [], [], id="near miss: no Chinese in it"),
        pytest.param("央视网", "央视网", [KEPT], [], id="near miss: a term that the glossary keeps"),
    ],
)
def test_unchanged(source, target, constraints, messages):
    assert judge(check_unchanged, source, target, constraints) == messages


@pytest.mark.parametrize(
    ("target", "constraints", "messages"),
    [
        pytest.param("It rises.", [], [], id="clean"),
        pytest.param("It 升.", [], ["“升” is left in Chinese"], id="one character"),
        pytest.param(
            "It 升 and 降了.", [], ["“升” is left in Chinese", "“降了” is left in Chinese"], id="two runs"
        ),
        pytest.param("It \U00020bb7.", [], ["“\U00020bb7” is left in Chinese"], id="an astral character"),
        pytest.param("Yi (易)", [YI], [], id="near miss: the glossary asks for 易"),
        pytest.param("Yi (易经)", [YI], ["“易经” is left in Chinese"], id="the glossary asks for less"),
        pytest.param("“It” rises, café。", [], [], id="near miss: punctuation and accents"),
    ],
)
def test_residue(target, constraints, messages):
    assert judge(check_residue, "易升。", target, constraints) == messages


LONG = "双方就共同关心的国际和地区问题深入交换了意见"  # 22 characters: about 73 letters are expected


@pytest.mark.parametrize(
    ("source", "target", "messages"),
    [
        pytest.param(
            LONG, "The two sides had an in-depth exchange of views on issues of common concern.", [], id="right"
        ),
        pytest.param(
            LONG, "Views were exchanged.", ["only 25% of the expected length: is a part missing?"], id="too short"
        ),
        pytest.param(LONG, "views " * 40, ["2.8 times the expected length: is a part invented?"], id="too long"),
        pytest.param(LONG, "v" * 40, [], id="near miss: just long enough"),
        pytest.param(LONG, "v" * 39, ["only 54% of the expected length: is a part missing?"], id="just too short"),
        pytest.param("他来了。", "Then, at long last and to the joy of all, he came.", [], id="near miss: a short source"),
        pytest.param(
            "主持人约翰·史密斯（John Smith）和玛丽·布朗（Mary Brown）",
            "The hosts John Smith and Mary Brown",
            [],
            id="near miss: names that are told in Latin letters too",
        ),
    ],
)  # fmt: skip
def test_length(source, target, messages):
    assert judge(check_length, source, target) == messages


@pytest.mark.parametrize(
    ("target", "messages"),
    [
        pytest.param("He came, he saw, he won.", [], id="no loop"),
        pytest.param(
            "the treatment of the treatment of it", ["“the treatment of” is repeated"], id="three words twice"
        ),
        pytest.param(
            "It went on and on and on and on.", ["“on and” is repeated"], id="two words three times"
        ),
        pytest.param("The big big big city", ["“big” is repeated"], id="one word three times"),
        pytest.param("Sino-Sino-Sino news", ["“Sino” is repeated"], id="across hyphens"),
        pytest.param(
            "The City of the city of the City", ["“the city of” is repeated"], id="capitals do not matter"
        ),
        pytest.param(
            "left, right, left, right, left, right, left, right", [], id="near miss: four times with commas"
        ),
        pytest.param(
            "a, b, a, b, a, b, a, b, a, b, a, b", ["“a, b,” is repeated"], id="six times with commas"
        ),
        pytest.param("More and more and better", [], id="near miss: more and more"),
        pytest.param("They wait and wait and wait.", [], id="near miss: three times, but no more"),
        pytest.param("They had had enough.", [], id="near miss: had had"),
        pytest.param("the Bank of China, Bank of China", [], id="near miss: a phrase again after a comma"),
        pytest.param("Well ........................ then", [], id="near miss: dots"),
        pytest.param("10,000,000,000 of 10,000,000,000", [], id="near miss: zeros"),
    ],
)
def test_repetition(target, messages):
    assert judge(check_repetition, "他来了。", target) == messages


@pytest.mark.parametrize("source", ["买买买！", "加油，加油，加油！"])
def test_what_the_chinese_says_three_times_the_english_may_too(source):
    assert judge(check_repetition, source, "Buy buy buy buy!") == []


@pytest.mark.parametrize(
    ("source", "target", "messages"),
    [
        pytest.param("他说（昨天）。", "He said (yesterday).", [], id="a pair"),
        pytest.param("他说（昨天）。", "He said (yesterday.", ["( has no partner"], id="not closed"),
        pytest.param("他说（昨天）。", "He said yesterday).", [") has no partner"], id="not opened"),
        pytest.param("他说（昨天）。", "He said （yesterday).", [], id="near miss: two widths"),
        pytest.param("“好。”", 'He: "Good.', ['" has no partner'], id="a straight quotation mark"),
        pytest.param("“好。”", "He: “Good.", ["“ has no partner"], id="a curly quotation mark"),
        pytest.param("“好。”", 'He: “Good."', [], id="near miss: curly and straight"),
        pytest.param("「『好』」", "\"He: 'good'\"", [], id="near miss: apostrophes for single ones"),
        pytest.param("他的。", "It's the parents' car.", [], id="near miss: apostrophes"),
        pytest.param("《条约》", "The Treaty", [], id="near miss: a title in italics or plain"),
        pytest.param("《条约》", '"The Treaty"', [], id="near miss: a title in quotation marks"),
        pytest.param("“他说。", '"He said.', [], id="near miss: the quotation goes on in the next sentence"),
        pytest.param("一、好", "a) Good", [], id="near miss: a list item"),
        pytest.param("一米八", "He is 5'11\" tall.", [], id="near miss: feet and inches"),
        pytest.param("好。", "([good)]", [], id="near miss: all have a partner, though crossed"),
    ],
)
def test_balance(source, target, messages):
    assert judge(check_balance, source, target) == messages


@pytest.mark.parametrize(
    ("source", "target", "messages"),
    [
        pytest.param("见https://a.example/b?c=1。", "See https://a.example/b?c=1.", [], id="an address"),
        pytest.param(
            "见https://a.example/b。", "See it.", ["“a.example/b” is missing"], id="an address is lost"
        ),
        pytest.param(
            "见https://a.example/b",
            "See https://a.example/c",
            ["“a.example/b” is missing"],
            id="a changed one",
        ),
        pytest.param("见www.a.example/", "See https://www.a.example", [], id="near miss: the same place"),
        pytest.param("信箱：a.b@c.example，", "E-mail: a.b@c.example", [], id="an e-mail address"),
        pytest.param(
            "信箱：a.b@c.example，", "E-mail: a@c.example", ["“a.b@c.example” is missing"], id="a wrong one"
        ),
        pytest.param("关注@some_one吧", "Follow @some_one!", [], id="a handle"),
        pytest.param(
            "关注@some_one吧", "Follow some one!", ["“@some_one” is missing"], id="a handle is lost"
        ),
        pytest.param("标签#MeToo和#StopIt", "Tags #MeToo", ["“#StopIt” is missing"], id="a hashtag is lost"),
        pytest.param("@a1和@a1", "@a1", ["“@a1” is missing"], id="one of two"),
        pytest.param(
            "#春节#快乐@人民日报", "Happy Spring Festival", [], id="near miss: Chinese ones are translated"
        ),
        pytest.param("C#语言，第#1名，R&#38;D", "C, first, R&D", [], id="near miss: no hashtags"),
    ],
)
def test_links(source, target, messages):
    assert judge(check_links, source, target) == messages
