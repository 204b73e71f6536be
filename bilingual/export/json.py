"""JSON: all that is known about posts, for programs; `post.schema.json` beside this file describes it.

One line of the file is one post, so large exports can be written and read post by post. Texts are exact:
control characters and halves of surrogate pairs are escaped as JSON asks, not dropped.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from bilingual.document import (
    Constraint,
    Evidence,
    Finding,
    Mark,
    Skipped,
    TranslatedBlock,
    TranslatedPost,
    TranslatedSentence,
)
from bilingual.export.lines import writer_of
from bilingual.render.addresses import link_address

VERSION = 1
"""Of the schema; a change that could break a reader counts it up."""

_SURROGATE = re.compile("[\ud800-\udfff]")

_Object = dict[str, object]


def write_json(posts: Iterable[TranslatedPost]) -> Iterator[bytes]:
    """Write posts as one JSON document."""
    yield f'{{"version": {VERSION}, "posts": ['.encode()
    separator = b"\n"
    for post in posts:
        yield separator + _dump(_post(post))
        separator = b",\n"
    yield b"\n]}\n"


def _dump(value: _Object) -> bytes:
    text = json.dumps(value, ensure_ascii=False)
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text).encode()


def _post(post: TranslatedPost) -> _Object:
    return {
        "path": post.post.path,
        "url": post.post.url,
        "author": post.post.author,
        "date": post.post.date,
        "title": post.post.text_of("title"),
        "reviewed": round(post.reviewed, 4),
        "blocks": [_block(block, post.post.url) for block in post.blocks],
        "skipped": [_skipped(skipped) for skipped in post.skipped],
    }


def _block(translated: TranslatedBlock, base: str) -> _Object:
    block = translated.block
    return {
        "id": block.id,
        "kind": block.kind.value,
        "lang": block.lang,
        "level": block.level,
        "text": block.text,
        "marks": [_mark(mark, base) for mark in block.marks],
        "sentences": [_sentence(f"{block.id}-{n}", s) for n, s in enumerate(translated.sentences, 1)],
    }


def _mark(mark: Mark, base: str) -> _Object:
    return {
        "kind": mark.kind.value,
        "start": mark.start,
        "end": mark.end,
        "url": mark.url,
        "href": link_address(mark.url, base),
        "label": mark.label,
    }


def _sentence(name: str, sentence: TranslatedSentence) -> _Object:
    return {
        "id": name,
        "start": sentence.sentence.start,
        "end": sentence.sentence.end,
        "source": sentence.sentence.text,
        "target": sentence.translation.target,
        "origin": writer_of(sentence).value,
        "constraints": _constraints(sentence),
        "findings": [_finding(finding) for finding in sentence.findings],
    }


def _constraints(sentence: TranslatedSentence) -> list[_Object]:
    evidence: Sequence[Evidence] = sentence.translation.evidence
    padded = [*evidence, *[None] * len(sentence.job.constraints)]
    return [_constraint(c, found) for c, found in zip(sentence.job.constraints, padded, strict=False)]


def _constraint(constraint: Constraint, found: Evidence | None) -> _Object:
    term = constraint.term
    return {
        "kind": constraint.kind.value,
        "start": constraint.start,
        "end": constraint.end,
        "renderings": list(constraint.renderings),
        "tier": found.tier.value if found else None,
        "target": _span(found.start, found.end) if found and found.start < found.end else None,
        "note": term.note if term else "",
        "source": term.source if term else "",
    }


def _finding(finding: Finding) -> _Object:
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "message": finding.message,
        "target": _span(finding.span.start, finding.span.end) if finding.span else None,
        "sentences": list(finding.sentences),
    }


def _span(start: int, end: int) -> _Object:
    return {"start": start, "end": end}


def _skipped(skipped: Skipped) -> _Object:
    return {"reason": skipped.reason, "text": skipped.text, "rule": skipped.rule}
