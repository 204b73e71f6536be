"""Where Chinese words and foreign names begin and end: no 中方 in 集中方向, no 卡尼 in 麦卡尼."""

from collections.abc import Sequence
from itertools import accumulate

from bilingual.spelled import NAME_CHARACTERS, SPELLING_CHARACTERS
from bilingual.words import cut_words

_PARTICLES = frozenset(
    "的了着在和与及或同跟对向于为以从由被把将让给令使至到自因按据会能可应须要愿已曾正仍再又也都还却则均就才并且而但"
    "不未是有即称说指访赴抵任请邀促吁上下中内外里前后时等之所其这那该最更非"
)
_BEFORE = _PARTICLES | frozenset("驻原各两本此每多国人员长者家如像副美俄英法德日韩印台东西南北古反零")
"""One-character words that stand before a name: particles, verbs, 两国|外长, 发言人|毛宁, 副|总统."""
_AFTER = _PARTICLES | frozenset("问答谈盼批斥发获没无间驻")
"""One-character words that stand after a name."""

_KEEPING = frozenset("省州市县区岛邦港核业")
"""What may follow in a dictionary word and leave the name what it is: 北京|市, 伊朗|核."""

_OFFICES = frozenset("部院局会署厅处委司社校所省市州县区")
_LONG = frozenset("达约期久远短")
"""What may follow 长 where it means long, not chief."""

_OPENINGS = frozenset("阿埃艾奥伊贝")
"""Characters that spell the beginning of a name: 伊朗|阿巴斯港 are two."""


def stands_alone(before: str, term: str, after: str, *, is_person: bool) -> bool:
    """Tell whether a term reads as a word of its own, or as a telling part of a longer one.

    `before` and `after` are the Han characters around it, a dozen or so. The dictionary's reading of the
    whole is compared with the reading that has the term in it. Where they disagree, fewer words win:
    集中|方向 beats 集|中方|向, and 哈方|面临 beats 哈|方面|临. When it is close, the longer word wins, and
    a reading that leaves stumps loses: 强调 beats 李强|调, but 新闻报道 falls to 澎湃新闻|报道.

    >>> stands_alone("集", "中方", "向", is_person=False), stands_alone("", "哈方", "面临", is_person=False)
    (False, True)
    """
    if not before and not after:
        return True
    if _names_head(term, after):
        return False
    words = cut_words(before + term + after)
    rest_before, middle, rest_after = _cut_out(words, len(before), len(before) + len(term))
    if not rest_before and not rest_after:
        return True
    if len(middle) == 1:
        return _is_telling_part(rest_before, rest_after, is_person=is_person)
    fewer = len(words) - len(cut_words(before)) - 1 - len(cut_words(after))
    if fewer < 0 or (fewer == 0 and max(len(middle[0]), len(middle[-1])) > len(term)):
        return False
    return fewer > 1 or not _leaves_stump(before if rest_before else "", after if rest_after else "")


def is_name_piece(before: str, term: str, after: str) -> bool:
    """Tell whether a foreign name goes on beside the term: 麦|卡尼, 塞西|莉亚.

    `before` and `after` are the characters around it. No dictionary lists these names, but what stands
    beside a whole one is a word, and what is left of a longer one is more spelling.
    """
    if not NAME_CHARACTERS.issuperset(term):
        return False
    left, right = cut_words(before), cut_words(after)
    goes_on = bool(right) and SPELLING_CHARACTERS.issuperset(right[0]) and right[0][0] not in _OPENINGS
    return goes_on or (bool(left) and SPELLING_CHARACTERS.issuperset(left[-1]))


def _names_head(term: str, after: str) -> bool:
    """Tell whether what follows makes an office into its head: 国防部|长, but not 国防部|长期."""
    return term[-1] in _OFFICES and after[:1] == "长" and after[1:2] not in _LONG


def _cut_out(words: Sequence[str], start: int, end: int) -> tuple[str, list[str], str]:
    """Give the words that share a character with the range, and what of them sticks out at either side."""
    placed = [
        (stop - len(word), stop, word)
        for stop, word in zip(accumulate(map(len, words)), words, strict=True)
        if start < stop and stop - len(word) < end
    ]
    (first_start, _, first), (_, last_stop, last) = placed[0], placed[-1]
    rest_before = first[: max(0, start - first_start)]
    rest_after = last[len(last) - max(0, last_stop - end) :]
    return rest_before, [word for _, _, word in placed], rest_after


def _is_telling_part(rest_before: str, rest_after: str, *, is_person: bool) -> bool:
    """Judge a term inside one dictionary word by what is left of the word.

    德国|外交部 and 台湾|海峡 are about the term: what is left is made of words. A lone character makes it
    another thing (大陆|架, 发展|中国|家, 都|柏林), and a person's name in a longer word is chance, or a
    thought (邓小平|理论).
    """
    if len(rest_after) == 1:
        return rest_after in _KEEPING and not rest_before and not is_person
    if is_person and rest_after:
        return False
    stumps_before = any(_is_stump(word, _BEFORE) for word in cut_words(rest_before))
    return not stumps_before and not any(_is_stump(word, _AFTER) for word in cut_words(rest_after))


def _leaves_stump(before: str, after: str) -> bool:
    """Tell whether a character that is seldom a word is left beside the term: 调 in 李强|调, not 会."""
    stump_before = any(_is_stump(word, _BEFORE) for word in cut_words(before)[-1:])
    return stump_before or any(_is_stump(word, _AFTER) for word in cut_words(after)[:1])


def _is_stump(word: str, loose: frozenset[str]) -> bool:
    return len(word) == 1 and word not in loose
