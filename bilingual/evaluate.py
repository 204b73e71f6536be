"""How good an engine with a glossary is: scores against reference translations, line by line.

BLEU and chrF2++ are sacrebleu's, with its signatures. Term success counts every place of a term in the
source, longest term first, each character once; every place needs a rendering of its own in the English.
Amounts are numbers in Arabic digits with 万 or 亿, judged by value as `bilingual check` does.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from bilingual.checks.numbers import check_numbers
from bilingual.document import Constraint, Job, Origin, Severity, Term, Translation
from bilingual.engines import Engine
from bilingual.errors import EvaluationError
from bilingual.glossary import Matcher
from bilingual.pipeline import draft_line
from bilingual.quantities.chinese import HALF_WIDTH, read_arabic
from bilingual.renditions import find_renditions
from bilingual.script import language_of, simplify
from bilingual.text import has_han

_AMOUNT = re.compile("[万亿]")

Wanted = Mapping[str, tuple[str, ...]]
"""The terms of a line: Chinese to all accepted English."""


@dataclass(frozen=True, slots=True)
class Line:
    """A source line with its reference."""

    source: str
    reference: str
    terms: Wanted | None = None
    """What is scored; None: what the glossary finds."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A line with its English and what was found in it."""

    line: Line
    output: str
    chrf: float
    terms: int
    exact: int
    """Of the terms, how many stand in the wanted capitals."""
    met: int
    """Of the terms, how many stand in any capitals."""
    missing: tuple[str, ...]
    """The terms that are not met, in Chinese."""
    amounts: int
    right: int
    """Of the amounts, how many have their value in the English."""


@dataclass(frozen=True)
class Evaluation:
    """The scores of a set."""

    engine: str
    bleu: float
    chrf: float
    signatures: tuple[str, str]
    """Of BLEU and chrF2++."""
    seconds: float
    """What the engine took for all lines."""
    lines: tuple[Scored, ...]

    def total(self, count: str) -> int:
        """Add up a count of the lines: terms, met, exact, amounts or right."""
        return sum(getattr(line, count) for line in self.lines)

    def as_record(self) -> dict[str, Any]:
        """Give the figures for machines."""
        terms, amounts = self.total("terms"), self.total("amounts")
        return {
            "engine": self.engine,
            "sentences": len(self.lines),
            "bleu": round(self.bleu, 2),
            "chrf2++": round(self.chrf, 2),
            "terms": terms,
            "terms met": self.total("met"),
            "terms met in exact case": self.total("exact"),
            "term success": round(self.total("met") / terms, 4) if terms else None,
            "term success in exact case": round(self.total("exact") / terms, 4) if terms else None,
            "amounts": amounts,
            "amounts right": self.total("right"),
            "seconds": round(self.seconds, 2),
            "signatures": {"bleu": self.signatures[0], "chrf2++": self.signatures[1]},
        }


def read_lines(source: Path, reference: Path, terms: Path | None = None) -> tuple[Line, ...]:
    """Read a set: a source, a reference and, as JSON lines, the terms of each line.

    A line of terms belongs to the source line that is its `zh`; it holds
    `{"zh": ..., "terms": [{"zh": ..., "en": ..., "en_all": [...]}]}`.

    Raises:
        EvaluationError: a file cannot be read, or the files do not belong together.
    """
    sources, references = _read(source), _read(reference)
    if len(sources) != len(references):
        counts = f"{len(sources)} lines, but {reference} has {len(references)}"
        raise EvaluationError(f"{source}: {counts}; give two files that belong together line by line")
    if not any(sources):
        raise EvaluationError(f"{source}: no lines; give one sentence a line")
    wanted = _read_terms(terms) if terms else {}
    if terms and wanted.keys().isdisjoint(sources):
        raise EvaluationError(
            f"{terms}: none of its lines has a “zh” that is a line of {source}; give its own"
        )
    pairs = zip(sources, references, strict=True)
    return tuple(Line(zh, en, wanted.get(zh, {}) if terms else None) for zh, en in pairs)


def evaluate(lines: Sequence[Line], engine: Engine, enforced: Matcher | None, scored: Matcher) -> Evaluation:
    """Translate lines and score them.

    Args:
        lines: what is translated.
        engine: what translates.
        enforced: the glossary to enforce; None: on each line its own terms.
        scored: the glossary to score where a line has no terms of its own.

    Raises:
        EvaluationError: sacrebleu is not installed.
    """
    bleu, chrf = _metrics()
    jobs = [tuple(_jobs(line, enforced)) for line in lines]
    distinct = tuple(dict.fromkeys(job for line in jobs for job in line if has_han(job.text)))
    started = monotonic()
    made = dict(zip(distinct, engine.translate(distinct), strict=True))
    seconds = monotonic() - started
    outputs = [" ".join(made[job].target if job in made else job.text for job in line) for line in jobs]
    references = [[line.reference for line in lines]]
    return Evaluation(
        engine.name,
        bleu.corpus_score(outputs, references).score,
        chrf.corpus_score(outputs, references).score,
        (str(bleu.get_signature()), str(chrf.get_signature())),
        seconds,
        tuple(_score(line, output, chrf, scored) for line, output in zip(lines, outputs, strict=True)),
    )


def _metrics() -> tuple[Any, Any]:
    try:
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
    except ImportError as error:
        raise EvaluationError("sacrebleu is not installed; run `pip install 'bilingual[eval]'`") from error
    return BLEU(), CHRF(word_order=2)


def _read(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: cannot be read as UTF-8 ({error}); check its name") from error


def _read_terms(path: Path) -> dict[str, Wanted]:
    wanted: dict[str, Wanted] = {}
    for number, text in enumerate(_read(path), 1):
        try:
            record: Any = json.loads(text)
            wanted[record["zh"]] = {
                term["zh"]: tuple(dict.fromkeys([term["en"], *term.get("en_all", [])]))
                for term in record["terms"]
            }
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            shape = '{"zh": …, "terms": [{"zh": …, "en": …}]}'
            raise EvaluationError(f"{path}:{number}: not of the form {shape} ({error!r})") from error
    return wanted


def _jobs(line: Line, enforced: Matcher | None) -> Iterator[Job]:
    matcher = _own_terms(line) if enforced is None else enforced
    yield from (job for _, job in draft_line(line.source, matcher))


def _simplified(text: str) -> str:
    return simplify(text) if language_of(text) == "zh-Hant" else text


def _score(line: Line, output: str, chrf: Any, glossary: Matcher) -> Scored:
    source = _simplified(line.source)
    places = (glossary if line.terms is None else _own_terms(line)).find(source)
    met = find_renditions(output, [_with_case(place, exact=False) for place in places])
    exact = find_renditions(output, [_with_case(place, exact=True) for place in places])
    amounts, right = _count_amounts(source, output)
    return Scored(
        line,
        output,
        chrf.sentence_score(output, [line.reference]).score,
        len(places),
        sum(span is not None for span in exact),
        sum(span is not None for span in met),
        tuple(place.source for place, span in zip(places, met, strict=True) if span is None),
        amounts,
        right,
    )


def _own_terms(line: Line) -> Matcher:
    terms = [Term((zh,), en[0], en[1:]) for zh, en in (line.terms or {}).items() if zh]
    return Matcher(terms, whole_words=False)


def _with_case(place: Constraint, *, exact: bool) -> Constraint:
    return Constraint(place.start, place.end, place.source, place.renderings, exact_case=exact)


def _count_amounts(source: str, output: str) -> tuple[int, int]:
    plain = source.translate(HALF_WIDTH)
    amounts = sum(bool(_AMOUNT.search(plain[q.start : q.end])) for q in read_arabic(plain))
    if not amounts:
        return 0, 0
    findings = check_numbers(Job(source), Translation(source, output, Origin.ENGINE))
    wrong = sum(f.severity is Severity.ERROR and bool(_AMOUNT.search(f.message)) for f in findings)
    return amounts, max(0, amounts - wrong)
