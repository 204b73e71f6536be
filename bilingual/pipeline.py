"""The story of a post, from what was read to what can be shown: here the stages meet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bilingual.checks import verify, verify_post
from bilingual.document import (
    Block,
    Constraint,
    ConstraintKind,
    Finding,
    Job,
    Origin,
    Post,
    Sentence,
    Severity,
    Skipped,
    TermKind,
    TranslatedBlock,
    TranslatedPost,
    TranslatedSentence,
    Translation,
)
from bilingual.engines import Engine
from bilingual.entities import find_entities, vouched_names
from bilingual.errors import CoverageError
from bilingual.extract import coverage, extract_blocks
from bilingual.glossary import Matcher
from bilingual.memory import Memory
from bilingual.script import language_of, simplify
from bilingual.segment import split_sentences
from bilingual.text import has_han


@dataclass(frozen=True)
class Desk:
    """What posts are worked on with."""

    matcher: Matcher
    engine: Engine
    memory: Memory | None = None
    """None: nothing is remembered, every distinct sentence is translated."""
    min_coverage: float = 0.0
    """0-1: a post of which a smaller share would be translated is refused."""
    force: bool = False
    """Translate again what an engine wrote before; a person's wording stays."""


@dataclass(frozen=True)
class Draft:
    """A post taken apart, every sentence with its job, before any English."""

    post: Post
    blocks: tuple[tuple[Block, tuple[tuple[Sentence, Job], ...]], ...]
    skipped: tuple[Skipped, ...]
    coverage: float
    people: tuple[str, ...] = ()
    """The Chinese names that the post vouches for somewhere, and so are looked for everywhere."""

    @property
    def jobs(self) -> tuple[Job, ...]:
        """Give the distinct jobs that need an engine or a memory, in reading order."""
        every = (job for _, sentences in self.blocks for _, job in sentences)
        return tuple(dict.fromkeys(job for job in every if has_han(job.text)))


def draft_post(post: Post, desk: Desk) -> Draft:
    """Extract, segment and constrain a post.

    Raises:
        CoverageError: too small a share of its text would be translated.
    """
    extraction = extract_blocks(post)
    share = coverage(extraction)
    if share < desk.min_coverage:
        raise CoverageError(
            f"{post.path}: only {share:.0%} of the text would be translated, less than --min-coverage "
            f"{desk.min_coverage:g}; see what is left out with `bilingual extract`, or lower --min-coverage"
        )
    split = [(block, _sentences(block.text, block.lang)) for block in extraction.blocks]
    people = vouched_names(text for block, sentences in split if block.is_chinese for _, text in sentences)
    blocks = tuple(
        (block, _constrained(sentences, desk.matcher, people) if block.is_chinese else ())
        for block, sentences in split
    )
    return Draft(post, blocks, extraction.skipped, share, people)


def translate_drafts(drafts: Sequence[Draft], desk: Desk) -> list[TranslatedPost]:
    """Translate posts together: one look-up and one engine call, each distinct job once.

    What the engine wrote is stored in one transaction before anything is given back: a run that is
    killed either has the whole batch or none of it, so the next run asks the engine the same batch.
    """
    known = [_remembered(draft, desk) for draft in drafts]
    unknown = _missing(drafts, known)
    made = dict(zip(unknown, desk.engine.translate(unknown), strict=True)) if unknown else {}
    if desk.memory and made:
        desk.memory.store(made.items(), desk.engine.id, replace=desk.force)
    return [_assemble(draft, made | found) for draft, found in zip(drafts, known, strict=True)]


def recall_drafts(drafts: Sequence[Draft], desk: Desk) -> list[TranslatedPost]:
    """Put posts together from memory alone; what is not there is a finding."""
    return [_assemble(draft, _remembered(draft, desk)) for draft in drafts]


def count_unknown(drafts: Sequence[Draft], desk: Desk) -> int:
    """Count the distinct sentences that an engine would be asked for."""
    return len(_missing(drafts, [_remembered(draft, desk) for draft in drafts]))


def translate_text(lines: Sequence[str], desk: Desk) -> list[tuple[TranslatedSentence, ...]]:
    """Translate lines of plain text, sentence by sentence; a line has no sentence when it is blank."""
    split = [draft_line(line, desk.matcher) for line in lines]
    jobs = tuple(dict.fromkeys(job for line in split for _, job in line if has_han(job.text)))
    made = dict(zip(jobs, desk.engine.translate(jobs), strict=True)) if jobs else {}
    return [tuple(_judged(line, made)) for line in split]


def draft_line(line: str, matcher: Matcher) -> tuple[tuple[Sentence, Job], ...]:
    """Segment and constrain a line of plain text."""
    sentences = _sentences(line, language_of(line))
    return _constrained(sentences, matcher, vouched_names(text for _, text in sentences))


def constrain(text: str, matcher: Matcher, people: Iterable[str] | None = None) -> Job:
    """Find what the English of a sentence in Simplified script must hold.

    An address stands above a term, a term above a name, number or date; only where the term is a part of
    it, as 美元 is of 410亿美元, the larger one stands, unless the term is a person. `people` are the names
    to look for; None: those that the sentence itself vouches for.
    """
    entities = find_entities(text, people)
    terms = [term for term in matcher.find(text) if not any(_stands_above(e, term) for e in entities)]
    free = (e for e in entities if not any(_overlap(e, term) for term in terms))
    return Job(text, tuple(sorted((*free, *terms), key=lambda c: c.start)))


def _stands_above(entity: Constraint, term: Constraint) -> bool:
    if entity.kind is ConstraintKind.LITERAL:
        return _overlap(entity, term)
    if entity.kind is ConstraintKind.NAME and term.term and term.term.kind is TermKind.PERSON:
        return False
    holds = entity.start <= term.start and term.end <= entity.end
    return holds and entity.end - entity.start > term.end - term.start


def _sentences(text: str, language: str) -> list[tuple[Sentence, str]]:
    """Give each sentence, and its text in Simplified script."""
    to_simplified = simplify if language == "zh-Hant" else str
    return [(sentence, to_simplified(sentence.text)) for sentence in split_sentences(text)]


def _constrained(
    sentences: Iterable[tuple[Sentence, str]], matcher: Matcher, people: tuple[str, ...]
) -> tuple[tuple[Sentence, Job], ...]:
    return tuple((sentence, constrain(text, matcher, people)) for sentence, text in sentences)


def _overlap(one: Constraint, other: Constraint) -> bool:
    return one.start < other.end and other.start < one.end


def _remembered(draft: Draft, desk: Desk) -> dict[Job, Translation]:
    if desk.memory is None:
        return {}
    found = desk.memory.find(draft.jobs, desk.engine.id, post=draft.post.url or draft.post.path)
    if desk.force:
        return {job: known for job, known in found.items() if known.origin is Origin.HUMAN}
    return found


def _missing(drafts: Sequence[Draft], known: Sequence[dict[Job, Translation]]) -> list[Job]:
    pairs = zip(drafts, known, strict=True)
    return list(dict.fromkeys(job for draft, found in pairs for job in draft.jobs if job not in found))


def _assemble(draft: Draft, translations: dict[Job, Translation]) -> TranslatedPost:
    judged = iter(_judged([pair for _, pairs in draft.blocks for pair in pairs], translations))
    blocks = tuple(TranslatedBlock(block, tuple(islice(judged, len(pairs)))) for block, pairs in draft.blocks)
    return TranslatedPost(draft.post, blocks, draft.skipped)


def _judged(
    pairs: Sequence[tuple[Sentence, Job]], translations: dict[Job, Translation]
) -> list[TranslatedSentence]:
    """Judge all sentences of a post: each by itself, then the whole."""
    of_post = verify_post(pairs)
    each = (_judge(sentence, job, translations) for sentence, job in pairs)
    return [replace(one, findings=one.findings + of_post.get(at, ())) for at, one in enumerate(each)]


def _judge(sentence: Sentence, job: Job, translations: dict[Job, Translation]) -> TranslatedSentence:
    if not has_han(job.text):
        copied = Translation(job.text, sentence.text, Origin.SOURCE)
        return TranslatedSentence(sentence, replace(job, constraints=()), copied)
    translation = translations.get(job)
    if translation is None:
        return TranslatedSentence(sentence, job, Translation(job.text, "", Origin.ENGINE), (_UNTRANSLATED,))
    return TranslatedSentence(sentence, job, translation, verify(job, translation))


_UNTRANSLATED = Finding("untranslated", Severity.ERROR, "not translated yet; run `bilingual translate`")
