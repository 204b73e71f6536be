"""The target is about as long as a translation of the source is."""

import re
from collections.abc import Iterator

from bilingual.document import Finding, Job, Severity, Translation
from bilingual.text import HAN_CLASS

_HAN = re.compile(f"[{HAN_CLASS}]")
_LATIN = re.compile("[0-9A-Za-z]")
_NAMED_TWICE = re.compile(r"[（(][A-Za-z][^()（）]*[)）]")
"""史密斯（Smith）: one word in English."""

LETTERS_PER_HAN = 3.3
"""English letters that one Han character becomes; Latin letters and digits stay about as many."""

SHORTEST_JUDGED = 15
"""Han characters, Latin letters and digits; below, good translations are anything from 0.2 to 10 as long."""

TOO_SHORT, TOO_LONG = 0.55, 2.1
"""Share of the expected length. Swept on 24,701 in-domain references, of which 0.06 % are outside; of the
dev sets 0.0 % (in-domain), 0.35 % (newstest2019) and 0.5 % (flores), of machine translations 0.6-1.3 %."""


def check_length(job: Job, translation: Translation) -> Iterator[Finding]:
    """Object to a target that must have lost a part of the source, or made one up."""
    source = _NAMED_TWICE.sub("", job.text)
    han, latin = len(_HAN.findall(source)), len(_LATIN.findall(source))
    if han + latin < SHORTEST_JUDGED:
        return
    expected = han * LETTERS_PER_HAN + latin
    share = sum(map(str.isalnum, translation.target)) / expected
    if share < TOO_SHORT:
        yield Finding(
            "length", Severity.WARNING, f"only {share:.0%} of the expected length: is a part missing?"
        )
    elif share > TOO_LONG:
        yield Finding(
            "length", Severity.WARNING, f"{share:.1f} times the expected length: is a part invented?"
        )
