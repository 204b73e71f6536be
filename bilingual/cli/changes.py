"""What a run tells of the sentences that it translated again, and why."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.document import TermEdit
    from bilingual.run import Outcome

_TERMS_LISTED = 20
_PLACES_LISTED = 3

_CAUSES = {
    "model": "model changed",
    "program": "program changed, or terms not noted by an earlier version",
    "force": "forced",
}


def describe_changes(outcomes: Sequence["Outcome"]) -> Iterator[str]:
    """Write a line for every changed term, those with most sentences first, and one for every other cause."""
    places = sorted(_places(outcomes).items(), key=lambda item: -len(item[1]))
    for edit, found in places[:_TERMS_LISTED]:
        posts = len({path for path, _ in found})
        first = ", ".join(f"{path} {sentence}" for path, sentence in found[:_PLACES_LISTED])
        more = ", …" if len(found) > _PLACES_LISTED else ""
        yield f"glossary changed: {_describe(edit)}: {_count(len(found), posts)}: {first}{more}"
    if len(places) > _TERMS_LISTED:
        yield f"glossary changed: … and {len(places) - _TERMS_LISTED} more terms; --json lists all"
    for cause, words in _CAUSES.items():
        counts = [dict(outcome.outdated).get(cause, 0) for outcome in outcomes]
        if any(counts):
            yield f"{words}: {_count(sum(counts), sum(map(bool, counts)))}"


def record_changes(outcome: "Outcome") -> dict[str, object]:
    """Give the sentences of a post that were translated again, as JSON has them."""
    edited = [
        {
            "id": sentence.id,
            "source": sentence.source,
            "terms": [
                {"source": edit.source, "old": edit.old or None, "new": edit.new or None}
                for edit in sentence.edits
            ],
        }
        for sentence in outcome.edited
    ]
    return {"glossary changed": edited, "translated again": dict(outcome.outdated)}


def _places(outcomes: Sequence["Outcome"]) -> dict["TermEdit", list[tuple[str, str]]]:
    """Give the posts and sentences of each edit, each once."""
    places: defaultdict[TermEdit, list[tuple[str, str]]] = defaultdict(list)
    for outcome in outcomes:
        for sentence in outcome.edited:
            for edit in dict.fromkeys(sentence.edits):
                places[edit].append((str(outcome.source.path), sentence.id))
    return places


def _describe(edit: "TermEdit") -> str:
    if edit.old == edit.new:
        return f"{edit.source} “{edit.new}”: what else is accepted or forbidden has changed"
    old, new = (f"“{wording}”" if wording else "no term" for wording in (edit.old, edit.new))
    return f"{edit.source} {old} -> {new}"


def _count(sentences: int, posts: int) -> str:
    return f"{_number(sentences, 'sentence')} in {_number(posts, 'post')}"


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
