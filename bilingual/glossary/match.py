"""Finding the glossary's terms in a sentence: longest first, each character used once, whole words only."""

from collections.abc import Iterator, Sequence

import ahocorasick

from bilingual.document import Constraint, Term, TermKind, TermStatus
from bilingual.glossary.forms import simplify_forms
from bilingual.glossary.words import is_name_piece, stands_alone
from bilingual.text import NAME_DOTS, has_han

_REACH = 16
"""Characters looked at on either side: no dictionary word is longer, and a megabyte of text without a
stop must not be segmented once for each term in it."""

_NAMES = (TermKind.PERSON, TermKind.PLACE)
_Candidate = tuple[int, int, Term, str]
"""Start, end, the term, and the form as the glossary writes it."""


class Matcher:
    """All forms of a glossary, looked for in one pass."""

    def __init__(self, terms: Sequence[Term], *, whole_words: bool = True) -> None:
        """Make the terms ready; without `whole_words` every place counts, as when somebody vouches for it."""
        self._whole_words = whole_words
        active = [term for term in terms if term.status is not TermStatus.REJECTED]
        self._automaton = ahocorasick.Automaton()
        for simple, term, form in simplify_forms(active):
            if simple and simple not in self._automaton:
                self._automaton.add_word(simple, (len(simple), term, form))
        self._automaton.make_automaton()

    def find(self, text: str) -> tuple[Constraint, ...]:
        """Find the terms of a text in Simplified script, in order, none overlapping another.

        The longest match wins, then the leftmost; with `whole_words`, one that cuts a word in two is none.
        """
        taken = bytearray(len(text))
        found: list[_Candidate] = []
        for candidate in sorted(self._candidates(text), key=lambda c: (c[0] - c[1], c[0])):
            start, end, term, _ = candidate
            # Longer ones came first, so an overlap covers an end of this one.
            is_free = not taken[start] and not taken[end - 1]
            if is_free and (not self._whole_words or _is_whole(text, start, end, term, taken)):
                taken[start:end] = b"\x01" * (end - start)
                found.append(candidate)
        return tuple(_constrain(text, candidate) for candidate in sorted(found, key=lambda c: c[0]))

    def _candidates(self, text: str) -> Iterator[_Candidate]:
        if len(self._automaton):
            for last, (length, term, form) in self._automaton.iter(text):
                yield last + 1 - length, last + 1, term, form


def _constrain(text: str, candidate: _Candidate) -> Constraint:
    start, end, term, form = candidate
    source = text[start:end]
    return Constraint(
        start=start,
        end=end,
        source=source,
        renderings=_renderings(term, form, source),
        forbidden=term.forbid,
        exact_case=term.exact_case,
        term=term,
    )


def _renderings(term: Term, form: str, source: str) -> tuple[str, ...]:
    """Give what is accepted; a term kept in Chinese is kept as the form that was met."""
    if term.keep and term.target == term.forms[0]:
        return tuple(dict.fromkeys((form, source, *term.renderings)))
    return term.renderings


def _is_whole(text: str, start: int, end: int, term: Term, taken: bytearray) -> bool:
    """Tell whether the match is a word, given the terms found so far: those are words, and end there."""
    if _runs_on(text, start) or _runs_on(text, end):
        return False
    before, form, after = _han_before(text, start, taken), text[start:end], _han_after(text, end, taken)
    if term.kind in _NAMES and text[end : end + 1] in tuple(
        NAME_DOTS
    ):  # a given name, whatever else it may mean
        return False
    if _may_be_name_piece(term, form) and is_name_piece(before, form, after):
        return False
    return stands_alone(before, form, after, is_person=term.kind is TermKind.PERSON)


def _runs_on(text: str, at: int) -> bool:
    """Tell whether a letter or digit on both sides of a place makes one word of them, as in G200."""
    return 0 < at < len(text) and _is_letter(text[at - 1]) and _is_letter(text[at])


def _is_letter(char: str) -> bool:
    return char.isalnum() and not has_han(char)


def _may_be_name_piece(term: Term, form: str) -> bool:
    """Tell whether the form turns up inside longer foreign names: persons do, and 利马 does in 萨利马."""
    return term.kind is TermKind.PERSON or (term.kind is TermKind.PLACE and len(form) == 2)


def _han_before(text: str, start: int, taken: bytearray) -> str:
    """Give the Han characters before a place, as far as the last term."""
    first = start
    while first and start - first < _REACH and not taken[first - 1] and has_han(text[first - 1]):
        first -= 1
    return text[first:start]


def _han_after(text: str, end: int, taken: bytearray) -> str:
    """Give the Han characters after a place, as far as the next term."""
    last = end
    while last < len(text) and last - end < _REACH and not taken[last] and has_han(text[last]):
        last += 1
    return text[end:last]
