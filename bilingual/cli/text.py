"""`bilingual text`: a Unix filter."""

import json
import queue
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from bilingual.cli import options

if TYPE_CHECKING:
    from bilingual.document import TranslatedSentence

LINES_PER_BATCH = 512


@click.command()
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"), default="-")
@options.glossary_option
@options.model_option
@options.jobs_option
@options.json_option
def text(file: IO[str], glossary: Path | None, model: str | None, jobs: int | None, *, as_json: bool) -> None:
    """Translate plain text: one line in, one line out, in order, as soon as it comes.

    The same engine and glossary as `bilingual translate`; nothing is remembered.

    \b
    Examples:
      bilingual text < chinese.txt > english.txt
      echo 王毅在北京会见哈萨克斯坦外长。 | bilingual text --json
    """
    from bilingual.pipeline import Desk, translate_text

    desk = Desk(options.load_matcher(glossary), options.load_chosen_engine(model, jobs))
    for lines in _batches(file):
        for line, sentences in zip(lines, translate_text(lines, desk), strict=True):
            click.echo(_as_json(line, sentences) if as_json else _joined(sentences))


def _batches(file: IO[str]) -> Iterator[list[str]]:
    """Give the lines that have arrived, as soon as there is one: a pipe gets its answer at once."""
    arrived: queue.Queue[str | None] = queue.Queue(maxsize=LINES_PER_BATCH)
    threading.Thread(target=_read, args=(file, arrived), daemon=True).start()
    while (line := arrived.get()) is not None:
        batch = [line]
        while len(batch) < LINES_PER_BATCH and not arrived.empty():
            following = arrived.get()
            if following is None:
                yield batch
                return
            batch.append(following)
        yield batch


def _read(file: IO[str], arrived: "queue.Queue[str | None]") -> None:
    try:
        for line in file:
            arrived.put(line.rstrip("\r\n"))
    finally:
        arrived.put(None)


def _joined(sentences: tuple["TranslatedSentence", ...]) -> str:
    return " ".join(sentence.translation.target for sentence in sentences)


def _as_json(line: str, sentences: tuple["TranslatedSentence", ...]) -> str:
    record = {
        "source": line,
        "target": _joined(sentences),
        "terms": [term for sentence in sentences for term in _terms(sentence)],
        "findings": [
            {"check": finding.check, "severity": finding.severity.value, "message": finding.message}
            for sentence in sentences
            for finding in sentence.findings
        ],
    }
    return json.dumps(record, ensure_ascii=False)


def _terms(sentence: "TranslatedSentence") -> Iterator[dict[str, str | int]]:
    target = sentence.translation.target
    for constraint, evidence in zip(sentence.job.constraints, sentence.translation.evidence, strict=True):
        yield {
            "source": constraint.source,
            "start": sentence.sentence.start + constraint.start,
            "end": sentence.sentence.start + constraint.end,
            "wanted": constraint.renderings[0],
            "found": target[evidence.start : evidence.end],
            "met": evidence.tier.value,
        }
