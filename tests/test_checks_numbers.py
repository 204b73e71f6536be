"""Numbers are compared by value, across scripts, scales, words, dates and times."""

from decimal import Decimal

import pytest

from bilingual.checks.numbers import check_numbers
from bilingual.document import Job, Origin, Span, Translation
from bilingual.quantities.chinese import read_arabic, read_han
from bilingual.quantities.english import read_english
from tests.judging import judge


@pytest.mark.parametrize(
    ("source", "target"),
    [
        pytest.param("共1234人。", "1,234 people in all.", id="a comma"),
        pytest.param("共１，２３４人。", "1234 people in all.", id="full width"),
        pytest.param("增长３．５％。", "It grew by 3.5 percent.", id="full-width point and percent"),
        pytest.param("报28.300元。", "It stood at 28.3 yuan.", id="zeros at the end"),
        pytest.param("约410亿美元。", "About US$41 billion.", id="亿"),
        pytest.param("约410亿美元。", "About $41bn.", id="a short scale"),
        pytest.param("约1.33万亿元。", "About 1.33 trillion yuan.", id="万亿"),
        pytest.param("约27万2200元。", "About 272,200 yuan.", id="万 and ones"),
        pytest.param("约1万4000亿元。", "About 1.4 trillion yuan.", id="万 in 亿"),
        pytest.param("约3亿5千万人。", "About 350 million people.", id="亿 and 千万"),
        pytest.param("约1300多万人。", "More than 13 million people.", id="多 in the middle"),
        pytest.param("募资 75 亿元。", "It raises 7.5 billion.", id="a space before the scale"),
        pytest.param("投资100至120亿美元。", "US$10 billion to US$12 billion.", id="a scale for both"),
        pytest.param("投资100至120亿美元。", "US$10-12 billion.", id="a scale for both in English too"),
        pytest.param("约50万人。", "About half a million people.", id="half a million"),
        pytest.param("约5千米。", "About 5 km.", id="千 belongs to the unit"),
        pytest.param("约36亿千瓦。", "About 3,600 gigawatts.", id="亿千瓦 in gigawatts"),
        pytest.param("5所孔子学院。", "Five Confucius Institutes.", id="a word"),
        pytest.param("共32个国家。", "Thirty-two countries.", id="a word with a hyphen"),
        pytest.param("共205人。", "Two hundred and five people.", id="a long number in words"),
        pytest.param("100到200人。", "Between one hundred and two hundred.", id="two numbers, not one"),
        pytest.param("7.53亿美元，2年前。", "US$753 million two years ago.", id="a number after another"),
        pytest.param("5月20日。", "On May 20.", id="a month"),
        pytest.param("5月20日。", "On the 20th of May.", id="an ordinal"),
        pytest.param("第2次会议。", "The second meeting.", id="an ordinal in words"),
        pytest.param("第3次世界大战", "World War III", id="a Roman numeral"),
        pytest.param("6.21事件", "The June 21 incident", id="a date with a point"),
        pytest.param("831事件", "The August 31 incident", id="a date without one"),
        pytest.param("自2002.03起", "Since March 2002", id="a year and a month"),
        pytest.param("14时30分", "At 2:30 p.m.", id="the afternoon"),
        pytest.param("14时30分", "At 1430 hours", id="as soldiers say it"),
        pytest.param("24时前", "Before midnight", id="midnight"),
        pytest.param("2021至2022年度", "In 2021-22", id="a short year"),
        pytest.param("20世纪90年代", "In the 1990s", id="a decade"),
        pytest.param("17世纪初", "In the early 1600s", id="a century"),
        pytest.param("6世纪", "The sixth century", id="a century in words"),
        pytest.param("80后青年", "Youth born in the 1980s", id="a generation"),
        pytest.param("约3成", "About 30 percent", id="成"),
        pytest.param("增长1倍，再增2倍", "It doubled, then tripled.", id="倍"),
        pytest.param("打3折", "70% off", id="折"),
        pytest.param("多收5毛钱", "To earn 0.5 yuan more", id="毛"),
        pytest.param("安徽、重庆等8省", "Anhui, Chongqing and six other provinces", id="two of them are named"),
        pytest.param("价格涨了5倍", "Prices rose fivefold", id="-fold"),
        pytest.param("苏某等12人", "Su and 11 others", id="one of them is named"),
        pytest.param("过去1年", "In the past year", id="one needs no word"),
        pytest.param("24小时服务", "Service around the clock", id="an idiom"),
        pytest.param("“双11”促销", "Singles' Day sales", id="a name"),
        pytest.param("去年9月", "In September 2025", id="a year that a person adds"),
        pytest.param("“九二共识”", "The 1992 Consensus", id="a year that is told in two digits"),
        pytest.param("三十五人，八千余万元", "35 people, 80 million yuan", id="Han numerals as digits"),
        pytest.param("五六百人", "500 or 600 people", id="Han numerals side by side"),
        pytest.param("七国集团", "The G7 and COVID-19", id="digits of a name"),
        pytest.param("详见https://a.example/12345", "See https://a.example/12345", id="digits of a link"),
    ],
)  # fmt: skip
def test_a_right_number_is_left_alone(source, target):
    assert judge(check_numbers, source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        pytest.param("共1234人。", "Many people.", "“1234” is missing or wrong", id="missing"),
        pytest.param("共1234人。", "1,243 people.", "“1234” is missing or wrong", id="another value"),
        pytest.param(
            "约410亿美元。", "US$4.1 billion.", "“410亿” is missing or wrong: 41,000,000,000", id="a tenth"
        ),
        pytest.param(
            "约160万元。", "160 million yuan.", "“160万” is missing or wrong: 1,600,000", id="a hundredfold"
        ),
        pytest.param(
            "约500元。", "500 million yuan.", "“500” is missing or wrong", id="a scale from nowhere"
        ),
        pytest.param("14时", "At 3 p.m.", "“14” is missing or wrong", id="another hour"),
        pytest.param("5月20日", "On June 20", "“5” is missing or wrong", id="another month"),
        pytest.param("5所学院", "Six institutes", "“5” is missing or wrong", id="another word"),
        pytest.param("增长0.7%", "It grew by 7%", "“0.7” is missing or wrong", id="a lost point"),
        pytest.param("831事件", "The July 31 incident", "“831” is missing or wrong", id="another date"),
        pytest.param("2020年和2021年", "In 2020", "“2021” is missing or wrong", id="one of two"),
    ],
)
def test_a_lost_or_wrong_number_is_an_error(source, target, message):
    assert judge(check_numbers, source, target)[:1] == [message]


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        pytest.param("多人受伤。", "47 people were hurt.", "“47” is not in the Chinese", id="from nowhere"),
        pytest.param(
            "9月30日", "On September 30, 2018", "“2018” is not in the Chinese", id="a year from nowhere"
        ),
        pytest.param("三十五人", "53 people", "“53” is not in the Chinese", id="digits in another order"),
    ],
)
def test_an_invented_number_is_a_warning_with_its_place(source, target, message):
    (finding,) = check_numbers(Job(source), Translation(source, target, Origin.ENGINE))
    assert (finding.severity, finding.message) == ("warning", message)
    assert finding.span is not None
    assert target[finding.span.start : finding.span.end] in message


@pytest.mark.parametrize("target", ["30 people came.", "He came on day 1.", "Version 1.2.34 came."])
def test_a_small_number_or_a_part_of_a_name_may_be_the_translators(target):
    assert judge(check_numbers, "有人来了。", target) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1.5万", ["15000"]),
        ("2020年5月", ["2020", "5"]),
        ("3千多万", ["30000000"]),
        ("1,234,567", ["1234567"]),
        ("12,34", ["12", "34"]),
        ("100 万", ["1000000"]),
        ("5百分点", ["5"]),
        ("500兆瓦", ["500"]),
        ("无", []),
    ],
)
def test_arabic_numbers_are_read_with_their_scale(text, values):
    assert [quantity.value for quantity in read_arabic(text)] == list(map(Decimal, values))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("三百零五", ["305"]),
        ("十二万", ["120000"]),
        ("万", ["10000"]),
        ("二〇二六", ["2026"]),
        ("一亿二千万", ["120000000"]),
        ("三百万亿", ["300000000000000"]),
        ("两人和三人", ["2", "3"]),
    ],
)
def test_han_numbers_are_read_by_value(text, values):
    assert [quantity.value for quantity in read_han(text)] == list(map(Decimal, values))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("one hundred and twenty-three million", "123000000"),
        ("two million three hundred thousand", "2300000"),
        ("a thousand", "1000"),
        ("three dozen", "36"),
        ("quarter of a million", "250000"),
        ("$1.1T", "1100000000000"),
        ("twice", "2"),
        ("Sept. 3", "9"),
        ("at 7.30 a.m.", "30"),
    ],
)
def test_english_numbers_are_read_in_words_too(text, value):
    assert Decimal(value) in read_english(text)


def test_spans_of_chinese_numbers_cover_the_scale():
    (quantity,) = read_arabic("约27万2200元")
    assert (quantity.start, quantity.end) == (1, 8)
    assert Span(quantity.start, quantity.end)
