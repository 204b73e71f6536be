"""What is judged in a sentence pair, whoever wrote the English: one check, one file, each pure."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from bilingual.checks.balance import check_balance
from bilingual.checks.empty import check_empty
from bilingual.checks.glossary import check_glossary
from bilingual.checks.length import check_length
from bilingual.checks.links import check_links
from bilingual.checks.names import check_names
from bilingual.checks.numbers import check_numbers
from bilingual.checks.repetition import check_repetition
from bilingual.checks.residue import check_residue
from bilingual.checks.unchanged import check_unchanged
from bilingual.checks.unknown_name import check_unknown_names
from bilingual.document import Finding, Job, Origin, Sentence, Translation

CHECKS: dict[str, str] = {
    "empty": "The English says nothing (error).",
    "unchanged": "The English is the Chinese as it was (error).",
    "glossary": (
        "A glossary term is not rendered as wanted, or in a forbidden way (error); "
        "it is rendered less often than the Chinese names it, or not in full at its first mention (warning)."
    ),
    "names": "A Chinese personal name is not rendered in pinyin (warning).",
    "unknown-name": "A foreign name with a dot is in no glossary; told once per post (warning).",
    "links": "A web address, e-mail address, @handle or #hashtag is missing (error).",
    "numbers": "A number is missing or has another value (error), or is not in the Chinese (warning).",
    "residue": "Chinese characters are left that no glossary term asks for (error).",
    "length": "The English is far too short or too long for the Chinese (warning).",
    "repetition": "The same words are said over and over (warning).",
    "balance": "A bracket or quotation mark has no partner (warning).",
}
"""What each check objects to, by the id its findings carry."""

_OF_THE_WHOLE = (check_empty, check_unchanged)
_OF_THE_PARTS: tuple[Callable[[Job, Translation], Iterator[Finding]], ...] = (
    check_glossary,
    check_names,
    check_links,
    check_numbers,
    check_residue,
    check_length,
    check_repetition,
    check_balance,
)


def verify(job: Job, translation: Translation) -> tuple[Finding, ...]:
    """Give all that is wrong with a translation; text that needs none is not judged.

    A sentence that was not translated at all has that one finding, not one for each of its parts.
    """
    if translation.origin is Origin.SOURCE:
        return ()
    whole = tuple(finding for check in _OF_THE_WHOLE for finding in check(job, translation))
    return whole or tuple(finding for check in _OF_THE_PARTS for finding in check(job, translation))


def verify_post(sentences: Sequence[tuple[Sentence, Job]]) -> Mapping[int, tuple[Finding, ...]]:
    """Give what is wrong with a post as a whole, by the index of the sentence where it is told."""
    found: defaultdict[int, tuple[Finding, ...]] = defaultdict(tuple)
    for index, finding in check_unknown_names(sentences):
        found[index] += (finding,)
    return found
