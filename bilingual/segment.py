"""Split a block's text into sentences without losing a character.

A small state machine, because regular expressions alone break after 。” and inside 《…！…》: it keeps a
stack of open brackets and quotes, lets closers follow the stop they belong to, and joins a quotation to
the “he said” behind it. Only what grows beyond the cap is cut inside: at inner stops, then ；, then ，.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from bilingual.document import Sentence
from bilingual.text import has_han

MAX_CHARACTERS = 160
"""Longer Chinese sentences are cut at lesser stops: translation models lose clauses in them."""

_MAX_DEPTH = 16
_SIGHT = 40
"""How many characters around a stop decide what it is; a bound keeps hostile texts linear."""

_PAIRS = dict(zip("“‘「『（(《〈【[", "”’」』）)》〉】]", strict=True))
_CLOSERS = "”’」』）)》〉】]\"'"
_QUOTE_CLOSERS = '”’」』"'
_STOPS = "。｡！？!?…"

_TOKEN = re.compile(
    r"""(?P<url>https?://[!-~]+(?<![.,;:!?'")]))
      | (?P<open>[“‘「『（(《〈【\[])
      | (?P<close>[”’」』）)》〉】\]])
      | (?P<straight>")
      | (?P<stop>(?:[。｡！？!?…]|\.{3,})+|\.)
      | (?P<hard>\t|\n\s*\n)""",
    re.VERBOSE,
)
_TAIL = re.compile(rf"[{re.escape(_CLOSERS + _STOPS)}]*")
_SAYING = re.compile(
    r"""[^，。！？；：、“”「」‘’\s]{0,20}?
        (?:说|說|表示|称|稱|指出|(?<!知)道|强调|強調|补充|補充|问|問|答|透露|解释|解釋|警告|坦言|直言|喊|感叹|感嘆
          |呼吁|呼籲|认为|認為|评论|評論|宣布|宣佈|承认|承認|重申)
        (?:道|说|說)?(?=[，。,！？]|$)""",
    re.VERBOSE,
)
_CONTINUES = re.compile(r"\s*[的、，,；;：:）)》〉】\]—]")
_ABBREVIATION = re.compile(
    r"(?<![A-Za-z])(?:[A-Za-z]|(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|Prof|Gen|Col|Lt|Capt|Sgt|Sen|Rep|Gov|Pres|Rev|Hon|No|Nos|vs|Inc|Ltd|Co"
    r"|Corp|Bros|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|etc|al|cf|Fig|Vol|Art|approx|dept|est))$",
    re.IGNORECASE,
)
_LESSER_STOPS = tuple(
    re.compile(rf"{stop}[{re.escape(_CLOSERS)}]*")
    for stop in (rf"[{_STOPS}]+", "[；;]", "，|,(?=[\\s\u4e00-\u9fff])")
)


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Split text into sentences; `text[s.start:s.end] == s.text`, and only white space lies between.

    >>> [s.text for s in split_sentences("“这是对的。”他说。外长未回应（见《怎么办？》）。")]
    ['“这是对的。”他说。', '外长未回应（见《怎么办？》）。']
    """
    cuts = [0, *_cuts(text), len(text)]
    spans = [_trim(text, start, end) for start, end in pairwise(cuts)]
    return tuple(
        Sentence(text[start:end], start, end)
        for whole in spans
        for start, end in _shorten(text, *whole, _LESSER_STOPS)
        if start < end
    )


def _cuts(text: str) -> Iterator[int]:
    """Yield where a sentence ends: walk the tokens, each handled by what kind it is."""
    scanner = _Scanner(text)
    position = 0
    while token := _TOKEN.search(text, position):
        position = token.end()
        cut = scanner.read(token)
        if cut is not None and cut > scanner.sentence_start:
            yield cut
            position = scanner.sentence_start = cut


class _Scanner:
    """The state between tokens: which brackets and quotations are open, where the sentence began."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentence_start = 0
        self.awaited: list[str] = []  # closers, the innermost last
        self.embedded = False  # the outermost open quotation stands in the middle of a clause
        self.last_closer = {closer: text.rfind(closer) for closer in _CLOSERS}

    def read(self, token: re.Match[str]) -> int | None:
        """Give the cut that a token makes, if any."""
        match token.lastgroup:
            case "hard":
                self.awaited.clear()
                return token.end()
            case "open":
                self._open(_PAIRS[token[0]], token)
            case "straight" if '"' not in self.awaited:
                self._open('"', token)
            case "close" | "straight":
                return self._close(token)
            case "stop" if not self.awaited and _is_stop(self.text, token, self.sentence_start):
                return _end_of_sentence(self.text, token.end())
        return None

    def _open(self, closer: str, token: re.Match[str]) -> None:
        if closer in self.awaited and closer in _QUOTE_CLOSERS:
            del self.awaited[self.awaited.index(closer) :]  # the earlier quotation was never closed
        if self.last_closer[closer] >= token.end() and len(self.awaited) < _MAX_DEPTH:
            self.embedded = self.embedded if self.awaited else _is_embedded(self.text, token.start())
            self.awaited.append(closer)

    def _close(self, token: re.Match[str]) -> int | None:
        if token[0] not in self.awaited:
            return None
        del self.awaited[self.awaited.index(token[0]) :]
        if self.awaited or token[0] not in _QUOTE_CLOSERS:
            return None
        return _end_of_quotation(self.text, token.end(), embedded=self.embedded)


def _is_embedded(text: str, opening: int) -> bool:
    return opening > 0 and text[opening - 1].isalnum()


def _end_of_quotation(text: str, position: int, *, embedded: bool) -> int | None:
    """Give the end of the sentence if the quotation that closes before `position` ends one."""
    inner = text[position - 2 : position - 1]
    if inner in _CLOSERS and inner:  # ‘…。’” closes two at once
        inner = text[: position - 1].rstrip(_CLOSERS)[-1:]
    if not inner or inner not in _STOPS + ".":
        return None
    if embedded and inner in "！？!?…":
        return None
    return _unless_continued(text, position)


def _end_of_sentence(text: str, position: int) -> int | None:
    tail = _TAIL.match(text, position)
    end = tail.end() if tail else position
    return _unless_continued(text, end) if end > position else end


def _unless_continued(text: str, end: int) -> int | None:
    """Give back `end`, or None where a speaker tag or the rest of the clause follows the closer."""
    if _SAYING.match(text, end) or _CONTINUES.match(text, end):
        return None
    return end


def _is_stop(text: str, token: re.Match[str], sentence_start: int) -> bool:
    before = text[max(sentence_start, token.start() - _SIGHT) : token.start()]
    after = text[token.end() : token.end() + _SIGHT]
    if not before.strip():
        return False
    if token[0] == ".":
        return _is_full_stop(before, after)
    if token[0][-1] in "!?" and before[-1].isascii() and before[-1].isalpha():
        return not after or not after[0].isalnum()  # Yahoo!奇摩
    if token[0][0] in "….":
        return not re.match(r"\s*[a-z，,、；;：:的]", after)
    return True


def _is_full_stop(before: str, after: str) -> bool:
    """Tell a half-width full stop from a decimal point, an abbreviation, a list number or a host name."""
    if after and not (after[0].isspace() or after[0] in _CLOSERS or has_han(after[0]) or after[0] in _PAIRS):
        return False
    if re.match(r"\s*[a-z]", after) or re.fullmatch(r"\s*\d+", before):
        return False
    return not _ABBREVIATION.search(before)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _shorten(
    text: str, start: int, end: int, stops: tuple[re.Pattern[str], ...]
) -> Iterator[tuple[int, int]]:
    """Yield the span, cut at ever lesser stops until no piece with Chinese is over the cap."""
    if end - start <= MAX_CHARACTERS or not stops or not has_han(text[start:end]):
        yield start, end
        return
    for piece_start, piece_end in _packed(start, end, [m.end() for m in stops[0].finditer(text, start, end)]):
        yield from _shorten(text, *_trim(text, piece_start, piece_end), stops[1:])


def _packed(start: int, end: int, cuts: list[int]) -> Iterator[tuple[int, int]]:
    """Join neighbouring pieces again as long as they stay within the cap."""
    edges = [*(cut for cut in cuts if start < cut < end), end]
    piece_start = start
    for edge, following in zip(edges, [*edges[1:], None], strict=True):
        if following is None or following - piece_start > MAX_CHARACTERS:
            yield piece_start, edge
            piece_start = edge
