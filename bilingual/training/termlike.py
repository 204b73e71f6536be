"""Knows what terms, names and numbers look like, in pieces of Chinese and in English; knows no grammar."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bilingual.training.examples import SPACE

NAME_WEIGHT = 3.0
"""How much likelier names, numbers and terms of several words are taken than common words."""

_NEVER_INSIDE = "的了是在着过吗呢吧么们我你您他她它这那哪"
_ALONE_NEVER_AT_AN_EDGE = (
    "和与及或将对等也都就而被把从向以为之其有不又并于但若则由让使给会能可应已还再更最很只没所如该此个位名地得"
    "上下中里内外前后来去到说称当每各某至约近达逾超自者"
)
_WITH_A_PREPOSITION = re.compile(
    "[与及或将而被把从向和对](?!.*[军领会平解谐事来话外手称应象])|.+(?<![共饱温缓参涉])[和与及将被]"
)
"""A piece of several characters that begins or ends like 与中国; 将军 and 共和 are not meant."""
_FUNCTION_WORDS = frozenset(
    """因为 所以 如果 但是 以及 并且 而且 或者 可以 可能 应该 需要 必须 已经 曾经 正在 将会 不是 没有
    就是 还是 关于 对于 由于 根据 按照 通过 为了 随着 作为 以来 之后 之前 之间 之一 其中 其他 所有
    一些 一个 一种 这些 那些 什么 怎么 如何 为什么 非常 十分 特别 更加 同时 此外 另外 然而 因此 于是
    虽然 尽管 即使 只要 只有 除了 包括 自己 进行 表示 认为 指出 强调 能够 不能 不会 不要 仍然 一直
    一起 一样 称为 有关 相关 例如 方面 以上 以下 不同""".split()  # noqa: SIM905
)

ENGLISH_FUNCTION_WORDS = frozenset(
    """a an the this that these those it its he his him she her they their them we our us you your i my
    me who whom whose which what when where why how there here is are was were be been being am has
    have had do does did will would shall should can could may might must no not nor and or but so
    if than then as of in on at to for from with by about into over under between among through
    during before after since until against within without upon out up down off above below also
    only just very more most much many some any all each every both other another such same own too
    even still yet again already always never often however therefore because although though while
    whether either neither like behind cannot himself herself itself themselves two three said says
    say told added noted according including per 's""".split()  # noqa: SIM905
)
_VERBS = frozenset(
    """make makes made get gets got let lets put puts take takes took give gives gave go goes went come
    comes came keep kept hold held holds want wants see saw know knew think thought play plays carry
    resume exercise receive announce increase reduce improve promote strengthen provide ensure allow
    allows become becomes became begin began begun use uses try call calls ask asks show shows find
    found need needs say help helps run stop seek sees present set sets leave left told doesn't
    don't didn't won't can't isn't wasn't aren't please finally include includes
    support supports continue continues prove remain remains protest""".split()  # noqa: SIM905
)
"""What begins verb phrases; terms are nouns. There is no grammar here, so only frequent ones are kept out."""
_NOUNS_TOO = frozenset(
    {"support", "help", "play", "use", "call", "show", "run", "set", "need", "protest", "exercise"}
)
"""Of those, what may well be a noun where it ends a term."""
_MAGNITUDES = re.compile(r"(hundred|thousand|million|billion|trillion|per ?cent|%)\b", re.IGNORECASE)
_VERB_FORM = re.compile(r"[a-z]+(?:ly|ed|ing)")
"""No term begins with one, and none ends with one but -ing: meeting, training."""
_NUMBER_END = re.compile(r"\d$")


@dataclass(frozen=True, slots=True)
class SourceKinds:
    """What each piece of the source vocabulary is, by id."""

    han: list[int]
    """Number of Han characters."""
    digit: list[bool]
    latin: list[bool]
    sign: list[bool]
    """It holds numbers, words or names together: 4.5, 普京·V."""
    begins_word: list[bool]
    """It stands after a space."""
    inside: list[bool]
    """It may be part of a term."""
    content: list[bool]
    """It may be its first or last piece: it says something."""
    magnitude: list[bool]
    """It goes on with a number: 万, %."""

    @classmethod
    def of(cls, pieces: Sequence[str]) -> "SourceKinds":
        """Look at all pieces once."""
        bare = [piece.removeprefix(SPACE) for piece in pieces]
        return cls(
            han=[len(_HAN.findall(text)) for text in bare],
            digit=[text.isascii() and text.isdigit() for text in bare],
            latin=[bool(_LATIN.fullmatch(text)) for text in bare],
            sign=[text in _SIGNS for text in bare],
            begins_word=[piece.startswith(SPACE) for piece in pieces],
            inside=[bool(_INSIDE.fullmatch(text)) for text in bare],
            content=[_says_something(text) for text in bare],
            magnitude=[bool(re.match("[万亿千百兆多余%]", text)) for text in bare],
        )

    def may_begin(self, source: Sequence[int], place: int) -> bool:
        """Tell whether a term may begin here: with content, and not inside a number or Latin word."""
        piece = source[place]
        if not self.content[piece]:
            return False
        return self.begins_word[piece] or place == 0 or not self._goes_on(source[place - 1], piece)

    def may_end(self, source: Sequence[int], place: int) -> bool:
        """Tell whether a term may end with this piece."""
        piece = source[place]
        if not self.content[piece]:
            return False
        if place + 1 == len(source):
            return True
        following = source[place + 1]
        if self.digit[piece] and self.magnitude[following]:
            return False
        return self.begins_word[following] or not self._goes_on(piece, following)

    def _goes_on(self, piece: int, following: int) -> bool:
        """Tell whether two pieces are part of one number or Latin word."""
        one, other = (self.digit[p] or self.latin[p] or self.sign[p] for p in (piece, following))
        return one and other


def looks_like_a_term(english: str, after: str) -> bool:
    """Tell whether English reads like a term, a name or a number, whatever comes after it.

    >>> [looks_like_a_term(text, "") for text in ("European Union", "the EU", "has agreed", "4.5 million")]
    [True, False, False, True]
    """
    words = english.split()
    if len(english) < 2 or not (_LETTERS.search(english) or english[-1].isdigit() or english[-1] == "%"):
        return False
    if _cannot_begin(words[0]) or _cannot_end(words[-1]) or _INNER_STOP.search(english):
        return False
    if _NUMBER_END.search(english) and _MAGNITUDES.match(after):
        return False
    return all(map(_may_stand_inside, words, words[1:-1])) or (words[0][0].isupper() and _are_names(words))


def _cannot_begin(word: str) -> bool:
    return word.lower() in ENGLISH_FUNCTION_WORDS | _VERBS or bool(_VERB_FORM.fullmatch(word))


def _cannot_end(word: str) -> bool:
    is_form = _VERB_FORM.fullmatch(word) and not word.endswith("ing")
    return word.lower() in ENGLISH_FUNCTION_WORDS | (_VERBS - _NOUNS_TOO) or bool(is_form)


def _may_stand_inside(before: str, word: str) -> bool:
    return (
        word == "of" or (before, word) == ("of", "the") or word.lower() not in ENGLISH_FUNCTION_WORDS | _VERBS
    )


def _are_names(words: Sequence[str]) -> bool:
    """Tell whether words are names, held together by small words: Agreement on Trade and Investment."""
    return all(word[0].isupper() or word in _MAY_LINK for word in words)


def weigh(english: str, *, is_first: bool) -> float:
    """Tell how readily a term is taken; the first word of a sentence has a capital without being a name."""
    is_name = any(map(str.isupper, english[1 if is_first else 0 :])) or any(map(str.isdigit, english))
    return NAME_WEIGHT if is_name or " " in english else 1.0


_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_INSIDE = re.compile(
    rf"(?:(?![{_NEVER_INSIDE}])[\u3400-\u4dbf\u4e00-\u9fff])+|[0-9]+|[A-Za-z\u00c0-\u024f]+|[.,·%-]"
)
_LETTERS = re.compile("[A-Za-z]{2}")
_INNER_STOP = re.compile(r"[,;:!?\"“”()]|\.\s|[^\x00-\x7f\u00a0-\u024f’–—€£]")
_SIGNS = (".", ",", "·", "-")
_MAY_LINK = frozenset({"of", "the", "and", "for", "in", "on", "to", "with", "between", "de", "al", "bin"})


def _says_something(text: str) -> bool:
    if not _INSIDE.fullmatch(text) or text in _FUNCTION_WORDS or text in _ALONE_NEVER_AT_AN_EDGE:
        return False
    return text not in _SIGNS and not (len(text) > 1 and _WITH_A_PREPOSITION.fullmatch(text))
