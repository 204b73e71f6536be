"""Chinese personal names that a title vouches for: 发言人李小明, 孙建华司长; then wherever they stand again.

A surname alone tells nothing: 高层, 方面, 王国 and 时间 begin with one. So a name needs a title at its
side, words that begin and end where it does, and nobody who spells his name otherwise in sight.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from bilingual.document import Constraint, ConstraintKind
from bilingual.entities.origins import Origin, origin_around, origin_of_text, tell_origin
from bilingual.entities.pinyin import write_name, write_surname
from bilingual.entities.surnames import NO_NAMES, PLAIN, WORDLIKE, part_name
from bilingual.entities.titles import AFTER_A_NAME, BEFORE_A_NAME, OF_ADDRESS, least_origin
from bilingual.spelled import NAME_CHARACTERS, SPELLING_CHARACTERS
from bilingual.text import HAN_CLASS, NAME_DOTS, has_han
from bilingual.words import cut_words, tag_word

_NEVER_GIVEN = frozenset(
    "的了在是与及或等对从将被把为以于也就都还又不没已未说称们这那其此些个该并而但则即问某表和向会涉县厅部局委省市"
)
"""Characters that no given name has, or too few to be worth a doubt."""
_GOES_ON = frozenset(
    "的了在是与及或等对从将被把为以于也就都还又不没已未说称曾向同和跟则今昨前会见任兼率指问答到出并日当因"
)
"""One-character words that go on after a name."""
_BEFORE_SURNAME = re.compile(rf"(?:[^{HAN_CLASS}{NAME_DOTS}]|[和与同跟对向给请的是问由让说谢])?\Z")
_JAPANESE = frozenset("田本口井桥村崎川原泽野藤部条")
"""宫本, 柳井 and 江口 are no Gong, Liu or Jiang."""
_SPELLED_ENDINGS = frozenset("尔斯特克夫姆顿茨兹耶娅德")
_REACH = 16
"""Characters that are looked at behind a name: no dictionary word is longer."""
_FOREIGN_AFTER = re.compile(rf"\s?[（(]\s?[A-Za-z]|[{NAME_DOTS}]")


@dataclass(frozen=True)
class _Sentence:
    """A sentence with the places where its words begin and end."""

    text: str

    @cached_property
    def edges(self) -> frozenset[int]:
        return frozenset(accumulate(map(len, cut_words(self.text)), initial=0))

    @cached_property
    def guessed(self) -> frozenset[str]:
        """The words with those that no dictionary lists but that read as words."""
        return frozenset(cut_words(self.text, guess=True))

    def words(self, start: int, end: int) -> list[str]:
        """Give the words between two edges."""
        edges = [edge for edge in range(start, end + 1) if edge in self.edges]
        return [self.text[one:two] for one, two in pairwise(edges)]


def vouched_names(texts: Iterable[str]) -> tuple[str, ...]:
    """Give the names that stand beside a title in one of the sentences of a text, sorted; also surnames.

    >>> vouched_names(["中国外交部发言人李小明表示欢迎。", "李小明对王部长说，高层往来密切。"])
    ('李小明', '王')
    """
    sentences = list(texts)
    of_text = origin_of_text("".join(sentences))
    return tuple(sorted({name for text in sentences for name in _vouched(_Sentence(text), of_text)}))


def find_names(text: str, vouched: Iterable[str]) -> Iterator[Constraint]:
    """Find these names wherever they stand, and these surnames alone before a title.

    >>> [c.renderings[0] for c in find_names("李小明对王部长说，高层往来密切。", ["李小明", "王"])]
    ['Li Xiaoming', 'Wang']
    """
    sentence = _Sentence(text)
    for name in vouched:
        surname, given = part_name(name)
        if given:
            for match in re.finditer(name, text):
                if {match.start(), match.end()} <= sentence.edges:
                    yield _name(text, *match.span(), write_name(surname, given))
        elif name in text:
            for start, end, _ in _surnames_alone(sentence):
                if text[start:end] == name:
                    yield _name(text, start, end, write_surname(surname))


def _name(text: str, start: int, end: int, renderings: tuple[str, ...]) -> Constraint:
    return Constraint(start, end, text[start:end], renderings, ConstraintKind.NAME, exact_case=True)


def _vouched(sentence: _Sentence, of_text: Origin) -> Iterator[str]:
    around = origin_around(sentence.text, of_text)
    for start, end, title in (*_before_titles(sentence), *_after_titles(sentence)):
        if tell_origin(sentence.text[:start], around) >= least_origin(title):
            yield sentence.text[start:end]
    for start, end, title in _surnames_alone(sentence):
        wanted = Origin.LIKELY if title in OF_ADDRESS else least_origin(title)
        if tell_origin(sentence.text[:start], around) >= wanted:
            yield sentence.text[start:end]


_Place = tuple[int, int, str]
"""Where a name starts and ends, and the title beside it."""


def _before_titles(sentence: _Sentence) -> Iterator[_Place]:
    """Find names that a title follows, of two to four characters, the longest that can be one."""
    for title in AFTER_A_NAME.finditer(sentence.text):
        end = title.start()
        starts = (start for start in range(max(0, end - 4), end - 1) if _is_name(sentence, start, end))
        start = next(starts, None)
        if start is None or title.end() not in sentence.edges:
            continue
        if sentence.text[end - 1] != "国" or title[0] in OF_ADDRESS:  # not 蓝湖国大使
            yield start, end, title[0]


def _after_titles(sentence: _Sentence) -> Iterator[_Place]:
    """Find names that stand behind a title; where a shorter and a longer one can be meant, neither is."""
    for title in BEFORE_A_NAME.finditer(sentence.text):
        start = title.end()
        ends = [end for end in range(start + 2, start + 5) if _is_name(sentence, start, end)]
        ends = [end for end in ends if _goes_on(sentence, end)]
        if len(ends) == 1:
            yield start, ends[0], title[0]


def _surnames_alone(sentence: _Sentence) -> Iterator[_Place]:
    """Find surnames that a title follows and nothing precedes that could be more of a name."""
    for title in AFTER_A_NAME.finditer(sentence.text):
        end = title.start()
        if (
            {end - 1, title.end()} <= sentence.edges
            and sentence.text[end - 1] in PLAIN
            and _BEFORE_SURNAME.match(sentence.text[max(0, end - 2) : end - 1])
        ):
            yield end - 1, end, title[0]


def _is_name(sentence: _Sentence, start: int, end: int) -> bool:
    name = sentence.text[start:end]
    surname, given = part_name(name)
    return (
        bool(surname)
        and _is_given(given)
        and name not in NO_NAMES
        and not _is_spelled(name)
        and sentence.text[start - 1 : start] not in tuple(NAME_DOTS)
        and not _FOREIGN_AFTER.match(sentence.text, end)
        and {start, end} <= sentence.edges
        and _reads_as_name(sentence, start, end, surname)
    )


def _is_given(given: str) -> bool:
    return (
        re.fullmatch(f"[{HAN_CLASS}]{{1,2}}", given) is not None
        and (given == "和平" or _NEVER_GIVEN.isdisjoint(given))
        and given not in OF_ADDRESS
        and given not in _JAPANESE
    )


def _is_spelled(name: str) -> bool:
    """Tell whether a name is as likely a foreign one, spelled: 卢比奥, 米歇尔."""
    looks_spelled = NAME_CHARACTERS.issuperset(name) and not SPELLING_CHARACTERS.isdisjoint(name[1:])
    return looks_spelled or name[-1] in _SPELLED_ENDINGS


def _reads_as_name(sentence: _Sentence, start: int, end: int, surname: str) -> bool:
    """Tell whether the dictionary knows no other word that begins the name, and no doubt is left."""
    words = sentence.words(start, end)
    if len(words[0]) > len(surname) and tag_word(words[0]) != "nr":
        return False
    if surname not in WORDLIKE:
        return True
    as_given = len(words) == 2 and tag_word(words[1]).startswith(("nr", "nz"))
    return end - start > 2 and (as_given or sentence.text[start:end] in sentence.guessed)


def _goes_on(sentence: _Sentence, at: int) -> bool:
    """Tell whether what follows reads as the next word rather than as one more character of the name."""
    following = sentence.text[at : at + _REACH]
    if not has_han(following[:1]) or following[0] in _GOES_ON:
        return True
    return len(cut_words(following)[0]) > 1
