"""Foreign names that are spelled in Chinese characters: which characters do that, and where a name ends."""

import re
from collections.abc import Iterator
from itertools import takewhile

from bilingual.text import HAN_CLASS, NAME_DOTS
from bilingual.words import cut_words, tag_word

SPELLING_CHARACTERS = frozenset(
    "斯尔克特德格利拉布罗尼科卡姆纳伯雷阿曼普弗恩夫马麦勒森基奥迪莱蒂洛巴奇兰伦埃伊维沃贝哈霍顿塔赫韦诺博莫托梅茨鲁塞菲萨福吉希"
    "戈威亚索默瓦兹杰费凯帕瑟皮泽赖佩劳坦波艾厄施库蒙肯卢齐耶珀丁迈杜芬鲍廷谢滕朗坎肖扎尤豪娜亨戴穆莉贾丹桑彻宾黎龙赛舍丽柯妮娅琳舒"
    "苏奈佐努欣丝隆芒甘扬庞詹昂莎钦潘撒嫩姬茜蕾薇涅"
)
"""Characters that spell foreign names and seldom stand alone as words."""
NAME_CHARACTERS = SPELLING_CHARACTERS | frozenset(
    "里内比加得多达因可古明约通万保登安海汉华金大太山白高石盖考西米林本英图泰根康班温拜冯京辛文昆乔"
)

_MORE = frozenset("翰默彼玛查爱雅各珊芝娃黛让")
"""Characters that spell given names, and words too: not enough to find a name without a dot."""
_SPELLING = NAME_CHARACTERS | _MORE
_ENDS = frozenset(
    "的了在是和与及或等对从将被把为以于也就都还又不没已未称说曾向同跟则今昨前会见访抵去来著问答谈任致给请由听到所拍穿随看像而有写讲年月日"
)
"""Characters that are words of their own where a name ends."""
_LEADS = _ENDS | frozenset("长席官家者员人国裔子妻夫父母弟兄名位")
"""And where it begins."""

_PART_CLASS = rf"{HAN_CLASS}\-—－"
_PART = f"[{_PART_CLASS}]{{1,12}}"
_BETWEEN = rf"(?:(?![{''.join(sorted(_ENDS))}])[{_PART_CLASS}]){{1,12}}|[A-Z]\.?"
_DOTTED = re.compile(
    rf"(?P<first>{_PART})(?:[{NAME_DOTS}]\s?(?:{_BETWEEN}))*[{NAME_DOTS}]\s?(?=(?P<last>{_PART}))"
)


def find_dotted_names(text: str) -> Iterator[tuple[int, int]]:
    """Find names in parts: start and end of each.

    >>> text = "发言人斯特凡·杜加里克对记者说，保罗·加拉格尔大主教去了安徽·黄山。"
    >>> [text[start:end] for start, end in find_dotted_names(text)]
    ['斯特凡·杜加里克', '保罗·加拉格尔']
    """
    for match in _DOTTED.finditer(text):
        before = _length(cut_words(match["first"])[::-1], _LEADS)
        after = _length(cut_words(match["last"]), _ENDS)
        start, end = match.end("first") - before, match.start("last") + after
        if before and after and _is_spelled(text[start:end]):
            yield start, end


def _length(words: list[str], others: frozenset[str]) -> int:
    """Count the characters of a name at the beginning of these words, as far as they may spell one."""
    return sum(map(len, takewhile(lambda word: _may_spell(word, others), words)))


def _may_spell(word: str, others: frozenset[str]) -> bool:
    if len(word) == 1:
        return word not in others
    if len(word) > 2 and _is_spelled(word):
        return True
    return not _SPELLING.isdisjoint(word) and (_SPELLING.issuperset(word) or tag_word(word)[:2] == "nr")


def _is_spelled(name: str) -> bool:
    return 2 * sum(char in _SPELLING for char in name) >= len(name)
