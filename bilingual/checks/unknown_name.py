"""Foreign names in parts, 约瑟夫·马丁内斯, that no glossary entry covers: once per post."""

import re
from collections.abc import Iterator, Sequence

from bilingual.document import Finding, Job, Sentence, Severity
from bilingual.spelled import find_dotted_names
from bilingual.text import NAME_DOTS

_TO_BE_TOLD = "…"
"""Stands for the English where the post does not tell it."""


def check_unknown_names(sentences: Sequence[tuple[Sentence, Job]]) -> Iterator[tuple[int, Finding]]:
    """Give each unknown name of a post as a finding, with the index of the sentence where it is told.

    The finding holds every sentence where the name stands uncovered, or its last part alone does; a last
    part that several names share counts for the first of them.
    """
    texts = [job.uncovered for _, job in sentences]
    names = _find_names(texts)
    alone = ["".join(re.split("|".join(map(re.escape, names)), text)) if names else text for text in texts]
    taken: set[str] = set()
    for name in names:
        last = re.split(f"[{NAME_DOTS}]", name)[-1].strip()
        is_told_alone = len(last) > 1 and last not in taken and any(last in text for text in alone)
        taken.add(last)
        places = [
            at for at, text in enumerate(texts) if name in text or (is_told_alone and last in alone[at])
        ]
        english = next(filter(None, (_english(job.text, name) for _, job in sentences)), _TO_BE_TOLD)
        lines = [f"{name}: {english}", f"{last}: {english.split()[-1]}"][: 1 + is_told_alone]
        message = f"“{name}” is in no glossary; add {' and '.join(f'“{line}”' for line in lines)}"
        told = tuple(sentences[at][0].text for at in places)
        yield places[0], Finding("unknown-name", Severity.WARNING, message, sentences=told)


def _find_names(texts: Sequence[str]) -> list[str]:
    """Give the names in the order of the post; of 看卡尔·勒夫 and 卡尔·勒夫 the shorter."""
    found = [text[start:end] for text in texts for start, end in find_dotted_names(text)]
    names = dict.fromkeys(name for name in found if name[-1].isalnum())  # not cut short by a term
    return [name for name in names if not any(name != other and name.endswith(other) for other in names)]


def _english(text: str, name: str) -> str:
    """Give the name in Latin letters where it stands behind the Chinese in brackets, else `""`."""
    match = re.search(
        rf"{re.escape(name)}\s?[（(]\s?([^\W\d_][^\u3000-\u9fff（）()，,;:]*?)\s?[）)，,]", text
    )
    return match[1] if match else ""
