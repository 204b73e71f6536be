"""A term as the keys and texts of its entry: what every file format writes and reads."""

from collections.abc import Iterable, Mapping

from bilingual.document import Term, TermKind, TermStatus
from bilingual.errors import GlossaryError
from bilingual.glossary.load import Glossary, judge_entries
from bilingual.glossary.nodes import Listing, Node, Text
from bilingual.glossary.nodes import Mapping as MappingNode

Record = Mapping[str, str | tuple[str, ...]]
"""Key of an entry to its text or texts; what has its default value is left out."""

MAX_BYTES = 64 * 2**20
"""The largest file read: a hundred thousand entries take a quarter of it."""


def record_of(term: Term) -> dict[str, str | tuple[str, ...]]:
    """Give what must be written so that the same term is read again.

    >>> record_of(Term(("王毅",), "Wang Yi", kind=TermKind.PERSON, exact_case=True))
    {'zh': ('王毅',), 'en': 'Wang Yi', 'kind': 'person'}
    """
    says_itself = term.keep and term.target == term.forms[0]
    usual_case = any(char.isupper() for char in term.target)
    record: dict[str, str | tuple[str, ...]] = {
        "zh": term.forms,
        "en": "" if says_itself else term.target,
        "also": term.also,
        "forbid": term.forbid,
        "first": term.first,
        "kind": "" if term.kind is TermKind.TERM else term.kind.value,
        "status": "" if term.status is TermStatus.APPROVED else term.status.value,
        "keep": "true" if term.keep else "",
        "case": "" if term.exact_case == usual_case else "exact" if term.exact_case else "any",
        "note": term.note,
        "source": term.source,
        "domain": term.domain,
    }
    return {key: value for key, value in record.items() if value}


def read_records(records: Iterable[tuple[int, Record]], name: str) -> Glossary:
    """Judge records, each with its line, as if they stood in a glossary file.

    Raises:
        GlossaryError: they are not valid entries; one line per fault.
    """
    return judge_entries(Listing([_node(line, record) for line, record in records], 1), name)


def refuse_size(size: int, name: str) -> None:
    """Refuse what is no glossary by its size alone, before it is parsed."""
    if size > MAX_BYTES:
        raise GlossaryError(f"{name}: {size / 2**20:.0f} MB, more than {MAX_BYTES >> 20}; split the file")


def _node(line: int, record: Record) -> Node:
    pairs: list[tuple[Node, Node]] = [
        (Text(key, line), _value(value, line)) for key, value in record.items() if value
    ]
    return MappingNode(pairs or [(Text("zh", line), Text("", line, is_empty=True))], line)


def _value(value: str | tuple[str, ...], line: int) -> Node:
    if isinstance(value, str):
        return Text(value, line, is_empty=not value.strip())
    return Listing([Text(each, line, is_empty=not each.strip()) for each in value], line)
