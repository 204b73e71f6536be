"""Finding entries by any part of their texts."""

from collections.abc import Iterable, Iterator

from bilingual.document import Term
from bilingual.script import simplify


def search_terms(terms: Iterable[Term], text: str) -> Iterator[Term]:
    """Find the terms that hold a text anywhere, whatever its script and capitals.

    >>> wang = Term(("王毅",), "Wang Yi")
    >>> list(search_terms([wang], "wang")) == list(search_terms([wang], "毅")) == [wang]
    True
    """
    wanted = _fold(text)
    for term in terms:
        texts = (*term.forms, *term.renderings, *term.forbid, term.note, term.domain)
        if wanted in _fold("\n".join(texts)):
            yield term


def _fold(text: str) -> str:
    return simplify(text).casefold()
