"""Foreign names in parts, 约瑟夫·马丁内斯, that no glossary entry covers: once per post."""

import re
from collections.abc import Iterator, Sequence

from bilingual.document import Finding, Job, Sentence, Severity
from bilingual.spelled import NAME_DOTS, find_dotted_names

_TO_BE_TOLD = "…"
"""Stands for the English where the post does not tell it."""


def check_unknown_names(sentences: Sequence[tuple[Sentence, Job]]) -> Iterator[tuple[int, Finding]]:
    """Give each unknown name of a post as a finding at its first sentence, told by its index.

    The finding holds every sentence where the name, or its last part alone, stands and no term covers it.
    """
    free = [job.uncovered for _, job in sentences]
    names: dict[str, int] = {}
    for index, text in enumerate(free):
        for start, end in find_dotted_names(text):
            names.setdefault(text[start:end], index)
    for name, index in names.items():
        last = re.split(f"[{NAME_DOTS}]", name)[-1].strip()
        places = [at for at, text in enumerate(free) if name in text or (len(last) > 1 and last in text)]
        english = next((told for job in (job for _, job in sentences) if (told := _told(job.text, name))), "")
        lines = [f"{name}: {english or _TO_BE_TOLD}"]
        if any(last in free[at].replace(name, "") for at in places):
            lines.append(f"{last}: {english.rpartition(' ')[2] or _TO_BE_TOLD}")
        message = f"“{name}” is in no glossary; add {' and '.join(f'“{line}”' for line in lines)}"
        texts = tuple(sentences[at][0].text for at in places)
        yield index, Finding("unknown-name", Severity.WARNING, message, sentences=texts)


def _told(text: str, name: str) -> str:
    """Give the name in Latin letters where it stands behind the Chinese in brackets."""
    match = re.search(
        rf"{re.escape(name)}\s?[（(]\s?([^\W\d_][^\u3000-\u9fff（）()，,;:]*?)\s?[）)，,]", text
    )
    return match[1] if match else ""
