"""Reading `glossary.yaml`: the file in, a `Glossary` out, or every fault at once."""

from dataclasses import dataclass
from pathlib import Path

from bilingual.document import Term
from bilingual.errors import GlossaryError
from bilingual.glossary.entries import read_terms
from bilingual.glossary.nodes import Node, parse_yaml
from bilingual.glossary.validate import report_faults, report_slips


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms of one file."""

    path: str
    """As the user named it."""
    terms: tuple[Term, ...]
    """In the order of the file, rejected ones included."""
    warnings: tuple[str, ...] = ()
    """What is allowed but seldom meant, one sentence each with its line."""


def load_glossary(path: Path) -> Glossary:
    """Read and judge a glossary file.

    Raises:
        GlossaryError: the file cannot be read or is not valid; one line per fault.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise GlossaryError(f"{path}: no such file; “bilingual init” writes one to start from") from error
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read ({error.strerror}); give another --glossary") from error
    try:
        return parse_glossary(content.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise GlossaryError(f"{path}:{line}: not UTF-8; save the file in UTF-8") from error


def parse_glossary(text: str, name: str) -> Glossary:
    """Read and judge the text of a glossary; `name` is what messages call it.

    >>> parse_glossary("王毅: Wang Yi", "glossary.yaml").terms[0].target
    'Wang Yi'

    Raises:
        GlossaryError: the text is not a valid glossary; one line per fault.
    """
    return judge_entries(parse_yaml(text, name), name)


def judge_entries(root: Node | None, name: str) -> Glossary:
    """Judge entries, whatever file they were read from.

    Raises:
        GlossaryError: they are not valid; one line per fault.
    """
    faults: list[tuple[int, str]] = []
    slips: list[tuple[int, str]] = []
    terms = tuple(read_terms(root, lambda line, message: faults.append((line, message))))
    report_faults(terms, lambda line, message: faults.append((line, message)))
    if faults:
        raise GlossaryError("\n".join(_place(faults, name)))
    report_slips(terms, lambda line, message: slips.append((line, message)))
    return Glossary(name, terms, tuple(_place(slips, name)))


def _place(remarks: list[tuple[int, str]], name: str) -> list[str]:
    return [f"{name}:{line}: {message}" for line, message in sorted(remarks)]
