"""Whether the English of a Chinese personal name can be its pinyin: counted, without a dictionary."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from bilingual.document import Term
from bilingual.text import HAN_RUN

_SYLLABLE = (
    "(?:[bpmfdtnlgkhjqxzcsryw]|zh|ch|sh)?"
    "(?:iang|iong|uang|iao|ian|ing|uai|uan|ang|eng|ong|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo|ui|un|ue|üe|[aoeiuüv])"
)
_WORDS = re.compile(r"[A-ZÜ][a-zü]+ [A-ZÜ][a-zü]+")
_LONGEST = 5


def surname_readings(people: Iterable[Term]) -> dict[str, str]:
    """Learn how a glossary reads the first character of names: the reading of most, of two at least."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for term in people:
        form = term.forms[0]
        if _WORDS.fullmatch(term.target) and _has_syllables(_joined(term.target), len(form)):
            counts[form[0]][term.target.split()[0]] += 1
    usual = {char: readings.most_common(1)[0] for char, readings in counts.items()}
    return {
        char: reading
        for char, (reading, count) in usual.items()
        if count > 1 and 2 * count > counts[char].total()
    }


def judge_pinyin(form: str, target: str, readings: Mapping[str, str]) -> str:
    """Say what is odd about “Surname Given” as the pinyin of a name, `""` when nothing is or it is none.

    >>> judge_pinyin("王毅", "Wang Yiyi", {}), judge_pinyin("王毅", "Wang Yii", {"王": "Wang"})
    ('3 syllables for the 2 characters of 王毅', '“Yii” is not pinyin for 毅')
    >>> judge_pinyin("李显龙", "Lee Hsien Loong", {"李": "Li"})
    ''
    """
    if not (2 <= len(form) < _LONGEST and HAN_RUN.fullmatch(form) and _WORDS.fullmatch(target)):
        return ""
    surname, given = target.split()
    usual = readings.get(form[0])
    if _has_syllables(_joined(target), len(form)):
        if usual and surname != usual and _has_syllables(surname.lower(), 1):
            return f"{form[0]} is “{usual}” in other names, here “{surname}”"
        return ""
    counts = [count for count in range(2, _LONGEST + 1) if _has_syllables(_joined(target), count)]
    if counts and _has_syllables(surname.lower(), 1):
        return f"{counts[0]} syllables for the {len(form)} characters of {form}"
    return f"“{given}” is not pinyin for {form[1:]}" if surname == usual else ""


def _joined(target: str) -> str:
    return target.replace(" ", "").lower()


def _has_syllables(letters: str, count: int) -> bool:
    return re.fullmatch(f"(?:{_SYLLABLE}){{{count}}}", letters) is not None
