"""Owns which pairs of a corpus are kept: sources by licence, pairs by plain rules, and no pair twice."""

import lzma
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

MAX_CHARACTERS = 500, 1500
"""Of the Chinese and the English; longer ones are paragraphs of more than 200 pieces, often misaligned."""
ENGLISH_PER_HAN = 3.1
"""Characters of English for a Han character, in the middle of news pairs; other characters count as one."""
MAX_IMBALANCE = 3.0
"""How many times longer or shorter than that the English may be."""
LEAST_TO_JUDGE = 8
"""Characters; the lengths of shorter English say nothing."""
LEAST_HAN = 0.2
"""Share of Han among the Chinese side's letters; documentation is full of names of programs."""
LEAST_LATIN = 0.5
"""Share of Latin letters among the English side's characters but spaces and digits."""

LEFT_OUT = {
    "ted_": "talks under CC BY-NC-ND, which forbids what is made of them",
}
"""Sources by the beginning of their tags, with reasons."""
NOISY = ("jiyu_lo", "jiyu_hi")
"""Sources of which a part is misaligned, or translated too freely to learn from; see `lexicon`."""


@dataclass(frozen=True, slots=True)
class TextPair:
    """A line of a corpus file."""

    zh: str
    en: str
    tag: str
    """The source; in documents their number and line."""


@dataclass(slots=True)
class Tally:
    """How many pairs were read, and left out by which rule."""

    read: int = 0
    dropped: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        kept = self.read - self.dropped.total()
        reasons = ", ".join(f"{rule} {count}" for rule, count in self.dropped.most_common() if count)
        return f"{kept} of {self.read} pairs kept" + (f"; left out: {reasons}" if reasons else "")


def find_files(corpus: Path) -> dict[str, Path]:
    """Give the files of a corpus by the names of their example files.

    Raises:
        ValueError: there is none.
    """
    files = {path.name.split(".")[0].removesuffix("-train"): path for path in sorted(corpus.glob("*.tsv.xz"))}
    if not files:
        raise ValueError(f"{corpus}: no *.tsv.xz in it; a line has Chinese, English and a source tag")
    return files


def read_pairs(path: Path, tally: Tally) -> Iterator[TextPair]:
    """Read a corpus file's pairs that are fit to learn from, in order."""
    seen: set[int] = set()
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            tally.read += 1
            zh, en, tag, *_ = *line.rstrip("\n").split("\t"), "", "", ""
            pair = TextPair(zh.strip(), en.strip(), tag)
            if fault := find_fault(pair) or _find_twin(pair, seen):
                tally.dropped[fault] += 1
            else:
                yield pair


def find_fault(pair: TextPair) -> str:
    """Give the name of the first rule that speaks against a pair, or ""."""
    return next((name for name, is_faulty in RULES if is_faulty(pair)), "")


def _is_left_out(pair: TextPair) -> bool:
    return pair.tag.startswith(tuple(LEFT_OUT))


def _is_empty(pair: TextPair) -> bool:
    return not pair.zh or not pair.en


def _is_too_long(pair: TextPair) -> bool:
    return len(pair.zh) > MAX_CHARACTERS[0] or len(pair.en) > MAX_CHARACTERS[1]


def _has_markers(pair: TextPair) -> bool:
    """Tell whether a text has what stands around terms in training; it would teach the model nonsense."""
    return "<t>" in pair.zh + pair.en or "</t>" in pair.zh + pair.en


def _is_not_chinese(pair: TextPair) -> bool:
    han = len(_HAN.findall(pair.zh))
    return not han or han < LEAST_HAN * (han + len(_LATIN.findall(pair.zh)))


def _is_not_english(pair: TextPair) -> bool:
    letters = len(_LATIN.findall(pair.en))
    return not letters or letters < LEAST_LATIN * len(_NEITHER_SPACE_NOR_DIGIT.findall(pair.en))


def _has_chinese_in_english(pair: TextPair) -> bool:
    return bool(_HAN.search(pair.en))


def _is_unbalanced(pair: TextPair) -> bool:
    """Compare lengths; short texts may differ by more."""
    han = len(_HAN.findall(pair.zh))
    expected = han * ENGLISH_PER_HAN + len(pair.zh) - han
    shorter, longer = sorted((expected, float(len(pair.en))))
    return longer > MAX_IMBALANCE * max(shorter, LEAST_TO_JUDGE)


def _has_other_numbers(pair: TextPair) -> bool:
    """Tell whether a long number of one side is missing on the other, which may not write it in words.

    Amounts with 万 or 亿 are written otherwise in English, and numbers in Chinese characters with digits.
    """
    chinese, english = (_THOUSANDS.sub("", text) for text in (pair.zh, pair.en))
    if any(number not in english for number in _LONG_NUMBER.findall(chinese)):
        return True
    return not _CHINESE_NUMBER.search(chinese) and any(
        number not in chinese for number in _LONG_NUMBER.findall(english)
    )


RULES: tuple[tuple[str, Callable[[TextPair], bool]], ...] = (
    ("licence", _is_left_out),
    ("empty", _is_empty),
    ("too long", _is_too_long),
    ("markers", _has_markers),
    ("not Chinese", _is_not_chinese),
    ("not English", _is_not_english),
    ("Chinese in the English", _has_chinese_in_english),
    ("lengths", _is_unbalanced),
    ("numbers", _has_other_numbers),
)
"""In the order in which they are asked, and by which they are counted."""

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_NEITHER_SPACE_NOR_DIGIT = re.compile(r"[^\s\d]")
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_LONG_NUMBER = re.compile(r"(?<!\d)(?<!\d\.)\d{3,}(?!\.?\d|[多余]?\s*[万亿千百兆])", re.ASCII)
_CHINESE_NUMBER = re.compile("[〇零一二三四五六七八九十百千万亿兆廿卅两]|世纪|年代")
_NOT_A_LETTER = re.compile(r"[\W_]+")


def _find_twin(pair: TextPair, seen: set[int]) -> str:
    """Name the rule against a pair that was seen before but for punctuation, spaces and capitals."""
    key = hash(_NOT_A_LETTER.sub("", f"{pair.zh}\t{pair.en}").lower())
    if key in seen:
        return "seen before"
    seen.add(key)
    return ""
