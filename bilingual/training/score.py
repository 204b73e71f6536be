"""How good a package is, beside what other systems made of the same sentences.

A set is `NAME.zh` and `NAME.en` in a folder; `NAME.SYSTEM.en` is another system's English. The package is
asked through the engine, without a glossary, as `bilingual eval --no-glossary` does.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.document import Job, Term
from bilingual.engines import load_engine
from bilingual.engines.decoder import Decoder, DecodingOptions
from bilingual.engines.metadata import read_metadata
from bilingual.engines.prompts import Form, Prompt, Slot
from bilingual.evaluate import read_lines
from bilingual.glossary import Matcher
from bilingual.segment import split_sentences


@dataclass(frozen=True, slots=True)
class Score:
    """What one system reached on one set."""

    dataset: str
    system: str
    bleu: float
    chrf: float
    seconds: float | None = None


def score(package: Path, folder: Path, lines: int | None = None) -> Iterator[Score]:
    """Score a package and the systems beside it on every set of a folder, or on its first lines.

    Raises:
        EvaluationError: a set cannot be read, or sacrebleu is not installed.
    """
    from time import monotonic

    engine = load_engine(str(package))
    for source in sorted(folder.glob("*.zh")):
        name = source.stem
        pairs = read_lines(source, folder / f"{name}.en")[:lines]
        references = [pair.reference for pair in pairs]
        begun = monotonic()
        split = [[Job(s.text) for s in split_sentences(pair.source)] for pair in pairs]
        made = iter(engine.translate([job for jobs in split for job in jobs]))
        outputs = [" ".join(next(made).target for _ in jobs) for jobs in split]
        yield Score(name, package.name, *_measure(outputs, references), monotonic() - begun)
        for other in sorted(folder.glob(f"{name}.*.en")):
            english = other.read_text(encoding="utf-8").splitlines()[: len(pairs)]
            yield Score(name, other.name.split(".")[1], *_measure(english, references))


def score_annotation(package: Path, terms: Path, lines: int | None = None) -> tuple[int, int]:
    """Count the terms that the model copies when all of a line are annotated: copied, all.

    Nothing else is tried: this is what the training of the markers is worth.

    Args:
        package: The package folder.
        terms: JSON lines of `{"zh": …, "terms": [{"zh": …, "en": …, "en_all": […]}]}`.
        lines: So many lines that have terms; None: all.
    """
    metadata = read_metadata(package)
    prompts = [
        Prompt(job, (Slot(Form.ANNOTATED),) * len(job.constraints), metadata.markers)
        for job in _jobs_with_terms(terms)
    ][:lines]
    found = Decoder(package, threads=2).decode([prompt.text for prompt in prompts], DecodingOptions())
    answers = [prompt.read(english) for prompt, (english,) in zip(prompts, found, strict=True)]
    spans = [span for answer in answers for span in answer.spans]
    return sum(span is not None for span in spans), len(spans)


def _jobs_with_terms(terms: Path) -> Iterator[Job]:
    for line in terms.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        wanted = [Term((t["zh"],), t["en"], tuple(t["en_all"])) for t in record["terms"]]
        for sentence in split_sentences(record["zh"]) if wanted else ():
            constraints = Matcher(wanted, whole_words=False).find(sentence.text)
            if constraints:
                yield Job(sentence.text, constraints)


def _measure(outputs: Sequence[str], references: Sequence[str]) -> tuple[float, float]:
    from sacrebleu import corpus_bleu, corpus_chrf

    return corpus_bleu(outputs, [references]).score, corpus_chrf(outputs, [references]).score
