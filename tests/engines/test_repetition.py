"""Runaway repetition is told from emphasis and lists."""

import pytest

from bilingual.engines.repetition import count_stutter, is_runaway, is_sound

STATION = "火车站今天举行庆祝活动，旅客和职工都来了。"


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        pytest.param(STATION, "The station celebrates today; travellers and staff came.", False, id="sound"),
        pytest.param(
            STATION, "The mother of the mother of the mother of the mother sang.", True, id="phrase loop"
        ),
        pytest.param(STATION, "It went on and on and on and on.", True, id="two words, four times"),
        pytest.param(
            STATION, "The station, station, station, station sang.", True, id="one word with commas"
        ),
        pytest.param(STATION, "In Hayukikikikikiki village.", True, id="one syllable five times"),
        pytest.param("见 kikikikikiki。", "See kikikikikiki.", False, id="which the source has too"),
        pytest.param(STATION, "They laughed: hahaha, tutti-frutti!", False, id="laughter"),
        pytest.param(STATION, "The seeds are very, very good.", False, id="emphasis"),
        pytest.param(STATION, "It happens again and again and is had had.", False, id="said twice"),
        pytest.param(STATION, "The slogan was: Build, build, build!", False, id="said three times"),
        pytest.param(
            STATION, "He likes the oil sector, the oil sector likes him.", False, id="resumed after a comma"
        ),
        pytest.param(STATION, "Wait........ ---- !!!!!!!! What?", False, id="only punctuation"),
        pytest.param(
            STATION,
            "The station sang for the city and the station sang for the staff and the station sang for the city "
            "and the station sang for the staff.",
            True,
            id="the same phrases over and over",
        ),
        pytest.param(
            "加油！加油！加油！加油！", "Go on! Go on! Go on! Go on!", False, id="the source does it too"
        ),
        pytest.param(STATION, "The camera camera camera works.", True, id="one word three times"),
        pytest.param(STATION, "In the-the-the-themed park.", True, id="with hyphens"),
        pytest.param(STATION, "A face-to-face talk, so so good.", False, id="compounds"),
        pytest.param("投资3000亿元。", "It is very very very much.", True, id="digits are no excuse"),
        pytest.param("哈哈哈", "Ha ha ha", False, id="three times in the source"),
        pytest.param("哈哈哈哈哈", "Ha ha ha ha ha", False, id="laughter"),
        pytest.param("好。", "x" * 300, True, id="far too long"),
        pytest.param("北约", "North Atlantic Treaty Organization", False, id="a short name becomes long"),
        pytest.param("", "", False, id="nothing"),
    ],
)
def test_is_runaway(source, target, expected):
    assert is_runaway(source, target) is expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [("It rises.", True), ("", False), (" \n", False), ("no no no no", False)],
    ids=["text", "empty", "blank", "runaway"],
)
def test_is_sound(target, expected):
    assert is_sound("太阳升起。", target) is expected


@pytest.mark.parametrize(
    ("words", "count"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("a", 0, id="one word"),
        pytest.param("a b c a b", 0, id="not back to back"),
        pytest.param("a a", 1, id="twice"),
        pytest.param("x a b a b a b y", 4, id="three times two"),
        pytest.param("a , a , a , b", 2, id="punctuation is not counted"),
        pytest.param(". . . .", 0, id="punctuation alone"),
    ],
)
def test_count_stutter(words, count):
    assert count_stutter(words.split()) == count
