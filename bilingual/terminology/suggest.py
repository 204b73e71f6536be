"""Terms that a glossary lacks: names, titles and set phrases that posts repeat and no entry covers.

Four simple sources: names spelled in the characters of foreign names (with or without ·), words that
the dictionary does not know but reads as words, the insides of 《》, and strings of dictionary words that
keep coming together and end like a body or an office.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bilingual.document import TranslatedPost, TranslatedSentence
from bilingual.spelled import NAME_CHARACTERS, SPELLING_CHARACTERS, find_dotted_names
from bilingual.text import HAN_CLASS, HAN_RUN, NAME_DOTS
from bilingual.words import cut_words

_EXAMPLES = 3
_LONGEST = 12

_SPELLED = re.compile(f"[{''.join(sorted(NAME_CHARACTERS))}]{{3,10}}")
_TITLE = re.compile(f"《([{HAN_CLASS}\\w、，·]{{2,30}})》")
_BODY = re.compile(
    "(?:部|局|署|委员会|组织|联盟|公司|集团|大学|学院|研究所|研究院|基金会|协会|银行|法院|议会|理事会|中心|协议|"
    "协定|条约|公约|宣言|倡议|计划|战略|机制|论坛|峰会|会议|共同体|主义|法案|部长|局长|主席|总统|总理|大使|"
    "司令|秘书长|发言人|主任|书记)$"
)

_COMMON = frozenset(
    "这那我你您他她它们谁是的了着过会能将要想可只很更最太不没未无已还也就都仍又再便却被把让给在有于与和及或从向对为由以"
    "中上下前后内外里间时日月年周天早晚今昨一二两三四五六七八九十百千万亿几多各每众某名位个篇类段据说称指令使到至起自本该其此"
)
"""Characters of everyday words: 这是, 将会, 今早 read as words, but nobody lists them."""
_OPENERS = frozenset(
    [
        "根据",
        "没有",
        "进行",
        "已经",
        "这个",
        "成为",
        "通过",
        "作为",
        "包括",
        "以及",
        "签署",
        "召开",
        "举行",
        "参加",
        "出席",
        "表示",
        "认为",
        "指出",
        "昨天",
        "今天",
        "目前",
        "近日",
        "日前",
        "随后",
    ]
)
"""Words that stand before a body, never in its name."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that may deserve an entry."""

    text: str
    kind: str
    """`name`, `title`, `body` (an organisation, office, agreement), or `word` (unknown to the dictionary)."""
    count: int
    posts: int
    examples: tuple[tuple[str, str], ...]
    """A few sentences with their English of today, `""` where there is none yet."""


def suggest_terms(posts: Iterable[TranslatedPost], *, min_count: int = 3) -> tuple[Suggestion, ...]:
    """Suggest terms, those in most posts first; what stands only inside a longer one is left out."""
    places: defaultdict[str, list[tuple[str, TranslatedSentence]]] = defaultdict(list)
    kinds: dict[str, str] = {}
    for post in posts:
        for sentence in post.sentences:
            for text, kind in dict.fromkeys(_candidates(sentence.job.uncovered)):
                kinds.setdefault(text, kind)
                places[text].append((post.post.path, sentence))
    frequent = {text: found for text, found in places.items() if len(found) >= min_count}
    whole = (text for text in frequent if not _is_part(text, frequent))
    made = (_suggestion(text, kinds[text], frequent[text]) for text in whole)
    return tuple(sorted(made, key=lambda s: (-s.posts, -s.count, s.text)))


def _suggestion(text: str, kind: str, found: list[tuple[str, TranslatedSentence]]) -> Suggestion:
    examples = dict.fromkeys((s.sentence.text, s.translation.target) for _, s in found)
    return Suggestion(text, kind, len(found), len({path for path, _ in found}), tuple(examples)[:_EXAMPLES])


def _candidates(text: str) -> Iterator[tuple[str, str]]:
    for name in _names(text):
        yield name, "name"
        text = text.replace(name, " " * len(name))
    yield from ((match[1], "title") for match in _TITLE.finditer(text))
    for run in HAN_RUN.finditer(text):
        known = cut_words(run[0])
        yield from ((word, "body") for word in _bodies(known))
        yield from ((word, "word") for word in cut_words(run[0], guess=True) if _is_new(word, known))


def _names(text: str) -> Iterator[str]:
    yield from (text[start:end] for start, end in find_dotted_names(text))
    for match in _SPELLED.finditer(text):
        if sum(char in SPELLING_CHARACTERS for char in match[0]) >= 3 and not _touches_dot(text, match):
            yield match[0]


def _touches_dot(text: str, match: re.Match[str]) -> bool:
    around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    return not set(NAME_DOTS).isdisjoint(around)


def _bodies(words: list[str]) -> Iterator[str]:
    """Give the strings of two to four words of two characters and more that end like a body."""
    for end, word in enumerate(words, 1):
        if _BODY.search(word):
            for start in range(max(0, end - 4), end - 1):
                several = words[start:end]
                if _OPENERS.isdisjoint(several) and all(len(each) > 1 for each in several[:-1]):
                    yield "".join(several)


def _is_new(word: str, known: list[str]) -> bool:
    return 2 <= len(word) <= _LONGEST and word not in known and _COMMON.isdisjoint(word)


def _is_part(text: str, frequent: dict[str, list[tuple[str, TranslatedSentence]]]) -> bool:
    """Tell whether a longer candidate explains most places of this one."""
    return any(
        text in longer and len(frequent[longer]) * 2 > len(frequent[text])
        for longer in frequent
        if len(longer) > len(text)
    )
