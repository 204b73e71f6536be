"""When a translation runs away: the model goes round in circles instead of translating."""

import re
from collections.abc import Sequence

from bilingual.text import has_han

_TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s-]")
_LONGEST_PHRASE = 12
_STAMMER = re.compile(r"([^\W\d_]{2,4})\1{4}", re.IGNORECASE)
"""Five times the same syllable in a word: Hayukikikikiki."""

STUTTER_WORDS = 3
"""So many words that only repeat what stands right before them are a loop; of one and the same word two are.

Of 3,552 English reference sentences (news, encyclopedia) only the slogan “Build Build Build” is one; of the
same news sentences by three public models 9, 11 and 26 of 2,000. Two of these may pass, the rest are faults.
"""

REPEATED_TRIGRAMS = 0.45
"""Share of three-word sequences said before: among those references one has 0.42, the next 0.26."""

LETTERS_PER_CHARACTER, ALLOWANCE = 12, 40
"""The longest reference has 9.2 English characters per Chinese one; short names expand most."""


def is_sound(source: str, target: str) -> bool:
    """Tell whether a translation says something and does not run away."""
    return bool(target.strip()) and not is_runaway(source, target)


def is_runaway(source: str, target: str) -> bool:
    """Tell whether the target repeats itself without cause or is far too long.

    >>> is_runaway("火车站庆祝节日。", "The station of the station of the station celebrates.")
    True
    >>> is_runaway("加油！加油！加油！加油！", "Go! Go! Go! Go!")
    False
    """
    if len(target) > LETTERS_PER_CHARACTER * len(source) + ALLOWANCE:
        return True
    if _STAMMER.search(target) and not _STAMMER.search(source):
        return True
    words = _TOKEN.findall(target.lower())
    if count_stutter(words) >= STUTTER_WORDS or _has_word_thrice(words):
        return count_stutter([char for char in source if has_han(char)]) < 2
    return _repeated_trigrams([word for word in words if word[0].isalnum()]) > REPEATED_TRIGRAMS


def count_stutter(words: Sequence[str]) -> int:
    """Count the words of the longest back-to-back repetition, its first utterance left out.

    Punctuation must repeat with the words but does not count: “a sector, the sector” is no repetition.

    >>> count_stutter(["the", "12th", "round", "of", "the", "12th", "round", "of", "talks"])
    4
    """
    longest = 0
    for size in range(1, min(_LONGEST_PHRASE, len(words) // 2) + 1):
        same = 0
        for index in range(size, len(words)):
            same = same + 1 if words[index] == words[index - size] else 0
            if same >= size:
                repeated = words[index - same + 1 : index + 1]
                longest = max(longest, sum(word[0].isalnum() for word in repeated))
    return longest


def _has_word_thrice(words: Sequence[str]) -> bool:
    triples = zip(words, words[1:], words[2:], strict=False)
    return any(first == second == third and first.isalpha() for first, second, third in triples)


def _repeated_trigrams(words: Sequence[str]) -> float:
    trigrams = list(zip(words, words[1:], words[2:], strict=False))
    return 1 - len(set(trigrams)) / len(trigrams) if len(trigrams) >= 10 else 0.0
