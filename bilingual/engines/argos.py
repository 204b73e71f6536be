"""The engine that translates: an Argos package, the built-in one or any other, with terms enforced."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from functools import cached_property
from pathlib import Path

from bilingual.document import Alignment, Constraint, ConstraintKind, Evidence, Job, Origin, Tier, Translation
from bilingual.engines.answers import Answers
from bilingual.engines.decoder import Decoder, DecodingOptions
from bilingual.engines.enforce import Enforcer
from bilingual.engines.metadata import read_metadata, require_chinese_to_english
from bilingual.engines.pieces import join_english, split_long, split_off_list_marker, split_off_literals
from bilingual.engines.prompts import Answer
from bilingual.engines.repetition import is_sound
from bilingual.renditions import find_renditions
from bilingual.text import has_han

RULES = 3
"""Raise it with any change to how terms are enforced or pieces joined: it outdates what is remembered."""


class ArgosEngine:
    """Translates with the package in a folder; the model is read on first use."""

    def __init__(
        self, folder: Path, name: str, threads: int | None = None, options: DecodingOptions | None = None
    ) -> None:
        self.name = name
        self._folder = folder
        self._options = options or DecodingOptions()
        self._metadata = read_metadata(folder)
        require_chinese_to_english(self._metadata, name)
        self._decoder = Decoder(folder, threads or _count_cores())

    @cached_property
    def id(self) -> str:
        """Name, digest and options; no versions of libraries, which move a floating point sum at most."""
        options = " ".join(f"{key}={value}" for key, value in asdict(self._options).items())
        digest = _digest(self._folder)[:16]
        return f"{self.name} {self._metadata.version} sha256:{digest} rules={RULES} {options}"

    def translate(self, jobs: Sequence[Job]) -> list[Translation]:
        """Translate every job, each distinct one once.

        Raises:
            ModelError: the model cannot be loaded or fails.
        """
        distinct = list(dict.fromkeys(job for job in jobs if has_han(job.text)))
        made = dict(zip(distinct, self._translate_whole(distinct), strict=True))
        return [made.get(job) or _pass_through(job) for job in jobs]

    def align(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[Alignment, ...]]:
        """Align each pair, each distinct one once; a package that does not declare the ability knows nothing.

        Raises:
            ModelError: the model cannot be loaded or fails.
        """
        distinct = list(dict.fromkeys(pairs)) if self._metadata.alignment else []
        aligned = dict(zip(distinct, self._decoder.align(distinct), strict=True))
        return [aligned.get(pair, ()) for pair in pairs]

    def _translate_whole(self, jobs: Sequence[Job]) -> list[Translation]:
        """Translate; what came out wanting again in halves, and around the literals that came to harm.

        A short text keeps what a long one loses, and where a literal is not asked for it cannot fail.
        """
        answers = Answers(Enforcer(self._ask, self._metadata.markers, self._decoder))
        whole = answers.ask([self._split(job) for job in jobs])
        made = [_assemble(job, pieces, answers) for job, pieces in zip(jobs, whole, strict=True)]
        wanting = [i for i, translation in enumerate(made) if any(_faults(translation))]
        for i, pieces in zip(wanting, answers.ask_in_halves([whole[i] for i in wanting]), strict=True):
            made[i] = min(made[i], _assemble(jobs[i], pieces, answers), key=_faults)
        harmed = [i for i, translation in enumerate(made) if _has_harmed_literal(jobs[i], translation)]
        around = [self._split_off_literals(jobs[i]) for i in harmed]
        for i, pieces in zip(harmed, answers.insist(answers.ask(around)), strict=True):
            made[i] = _assemble(jobs[i], pieces, answers)
        return made

    def _split_off_literals(self, job: Job) -> tuple[Job, ...]:
        return tuple(piece for part in split_off_literals(job) for piece in self._split(part))

    def _split(self, job: Job) -> tuple[Job, ...]:
        count, limit = self._decoder.count_tokens, self._metadata.max_source_tokens
        parts = split_off_list_marker(job)
        return tuple(piece for part in parts for piece in split_long(part, count, limit))

    def _ask(self, texts: Sequence[str], hypotheses: int) -> list[tuple[str, ...]]:
        beam_size = self._options.beam_size if hypotheses == 1 else hypotheses
        options = replace(self._options, beam_size=beam_size, num_hypotheses=hypotheses)
        return self._decoder.decode_soundly(texts, options)


def _assemble(job: Job, pieces: Sequence[Job], answers: Answers) -> Translation:
    """Make the translation of a job from the answers to its pieces; one without Han stands as it is."""
    found = [answers.get(piece) for piece in pieces]
    targets = [answer.target if answer else p.text for p, answer in zip(pieces, found, strict=True)]
    target = targets[0] if len(targets) == 1 else join_english([piece.text for piece in pieces], targets)
    tiers = [tier for piece, answer in zip(pieces, found, strict=True) for tier in _tiers(piece, answer)]
    return _with_evidence(job, target if target.strip() else job.text, Origin.ENGINE, tiers)


def _tiers(piece: Job, answer: Answer | None) -> Iterator[Tier]:
    if answer:
        yield from answer.tiers
    else:
        yield from (Tier.PLACEHOLDER if _is_literal(c) else Tier.FREE for c in piece.constraints)


def _pass_through(job: Job) -> Translation:
    return _with_evidence(job, job.text, Origin.SOURCE, [Tier.FREE] * len(job.constraints))


def _with_evidence(job: Job, target: str, origin: Origin, tiers: Sequence[Tier]) -> Translation:
    spans = find_renditions(target, job.constraints)
    evidence = (
        Evidence(tier if tier is not Tier.UNMET else Tier.FREE, span.start, span.end)
        if span
        else Evidence(Tier.UNMET)
        for tier, span in zip(tiers, spans, strict=True)
    )
    return Translation(job.text, target, origin, tuple(evidence))


def _faults(translation: Translation) -> tuple[bool, int]:
    """Tell whether a translation says nothing or runs away, and how many constraints it leaves unmet."""
    unmet = sum(evidence.tier is Tier.UNMET for evidence in translation.evidence)
    return not is_sound(translation.source, translation.target), unmet


def _has_harmed_literal(job: Job, translation: Translation) -> bool:
    literals = [constraint.source for constraint in job.constraints if _is_literal(constraint)]
    return any(translation.target.count(literal) != job.text.count(literal) for literal in literals)


def _is_literal(constraint: Constraint) -> bool:
    return constraint.kind is ConstraintKind.LITERAL


def _count_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _digest(folder: Path) -> str:
    """Hash all that the English depends on: the model, the tokenizer and the metadata."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"):
        with path.open("rb") as file:
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
