"""The story of a post, from what was read to what can be shown: here the stages meet."""

from collections.abc import Iterable, MutableSet, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from pathlib import PurePath

from bilingual.checks import verify, verify_post
from bilingual.document import (
    Alignment,
    Block,
    Constraint,
    ConstraintKind,
    Finding,
    Job,
    Origin,
    Outdated,
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
from bilingual.engines.in_full import ask_in_short, write_in_full
from bilingual.entities import find_entities, vouched_names
from bilingual.errors import CoverageError
from bilingual.extract import coverage, extract_blocks
from bilingual.glossary import Matcher
from bilingual.markup import needs_alignment
from bilingual.memory import Memory
from bilingual.mentions import name_in_full, takes_first_mentions
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


_Pair = tuple[str, str]
"""A source and its target."""

ConstrainedBlocks = tuple[tuple[Block, tuple[tuple[Sentence, Job], ...]], ...]


@dataclass(frozen=True)
class Draft:
    """A post taken apart, every sentence with its job, before any English."""

    post: Post
    blocks: ConstrainedBlocks
    skipped: tuple[Skipped, ...]
    coverage: float

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
    return Draft(post, constrain_blocks(extraction.blocks, desk.matcher), extraction.skipped, share)


def constrain_blocks(blocks: Iterable[Block], matcher: Matcher) -> ConstrainedBlocks:
    """Segment and constrain the blocks of one post, in reading order.

    A Chinese name that one sentence vouches for is looked for in all; what comes first is named in full.
    """
    split = [(block, _sentences(block.text, block.lang) if block.is_chinese else ()) for block in blocks]
    people = vouched_names(text for _, sentences in split for _, text in sentences)
    introduced: set[str] = set()
    return tuple(
        (block, tuple(_in_full(block, _constrained(sentences, matcher, people), introduced)))
        for block, sentences in split
    )


def translate_drafts(drafts: Sequence[Draft], desk: Desk) -> list[TranslatedPost]:
    """Translate posts together: one look-up and one engine call, each distinct job once.

    What the engine wrote is stored in one transaction before anything is given back: a run that is
    killed either has the whole batch or none of it, so the next run asks the engine the same batch.
    """
    known = [_remembered(draft, desk) for draft in drafts]
    unknown = _missing(drafts, known)
    outdated = desk.memory.explain(unknown, desk.engine.id) if desk.memory else {}
    made = _translate(unknown, desk.engine)
    if desk.memory and made:
        desk.memory.store(made.items(), desk.engine.id, replace=desk.force)
    pairs = zip(drafts, known, strict=True)
    posts = [_assemble(draft, made | found, outdated, _name_engine(desk.engine)) for draft, found in pairs]
    alignments = _align(posts, desk)
    return [_with_alignments(post, alignments) for post in posts] if alignments else posts


def recall_drafts(drafts: Sequence[Draft], desk: Desk) -> list[TranslatedPost]:
    """Put posts together from memory alone; what is not there is a finding."""
    posts = [_assemble(draft, _remembered(draft, desk), {}, _name_engine(desk.engine)) for draft in drafts]
    known = _known_alignments(_pairs_to_align(posts), desk)
    return [_with_alignments(post, known) for post in posts] if known else posts


def count_unknown(drafts: Sequence[Draft], desk: Desk) -> int:
    """Count the distinct sentences that an engine would be asked for."""
    return len(_missing(drafts, [_remembered(draft, desk) for draft in drafts]))


def translate_text(lines: Sequence[str], desk: Desk) -> list[tuple[TranslatedSentence, ...]]:
    """Translate lines of plain text, sentence by sentence; a line has no sentence when it is blank."""
    split = [draft_line(line, desk.matcher) for line in lines]
    jobs = tuple(dict.fromkeys(job for line in split for _, job in line if has_han(job.text)))
    made = _translate(jobs, desk.engine)
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


def _in_full(
    block: Block, sentences: Iterable[tuple[Sentence, Job]], introduced: MutableSet[str]
) -> Iterable[tuple[Sentence, Job]]:
    for sentence, job in sentences:
        yield sentence, name_in_full(job, introduced) if takes_first_mentions(block) else job


def _sentences(text: str, language: str) -> tuple[tuple[Sentence, str], ...]:
    """Give each sentence, and its text in Simplified script."""
    to_simplified = simplify if language == "zh-Hant" else str
    return tuple((sentence, to_simplified(sentence.text)) for sentence in split_sentences(text))


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


def _translate(jobs: Sequence[Job], engine: Engine) -> dict[Job, Translation]:
    """Ask for each job as if all in it had been named before, then write out what had not."""
    asked = {job: ask_in_short(job) for job in jobs}
    distinct = tuple(dict.fromkeys(asked.values()))
    made = dict(zip(distinct, engine.translate(distinct), strict=True)) if distinct else {}
    return {job: write_in_full(job, made[short]) for job, short in asked.items()}


def _align(posts: Sequence[TranslatedPost], desk: Desk) -> dict[_Pair, tuple[Alignment, ...]]:
    """Ask what renders what where marks cover a part of a sentence; memory knows it without the model."""
    pairs = _pairs_to_align(posts)
    known = _known_alignments(pairs, desk)
    unknown = [pair for pair in pairs if pair not in known]
    made = dict(zip(unknown, desk.engine.align(unknown), strict=True)) if unknown else {}
    if desk.memory and made:
        desk.memory.store_alignments(made.items(), desk.engine.id)
    return known | made


def _pairs_to_align(posts: Sequence[TranslatedPost]) -> list[_Pair]:
    return list(dict.fromkeys(_pair(s) for p in posts for b in p.blocks for s in needs_alignment(b)))


def _known_alignments(pairs: Sequence[_Pair], desk: Desk) -> dict[_Pair, tuple[Alignment, ...]]:
    return desk.memory.find_alignments(pairs, desk.engine.id) if desk.memory and pairs else {}


def _with_alignments(post: TranslatedPost, alignments: dict[_Pair, tuple[Alignment, ...]]) -> TranslatedPost:
    return replace(
        post,
        blocks=tuple(
            replace(
                block,
                sentences=tuple(replace(s, alignment=alignments.get(_pair(s), ())) for s in block.sentences),
            )
            for block in post.blocks
        ),
    )


def _pair(sentence: TranslatedSentence) -> _Pair:
    return sentence.translation.source, sentence.translation.target


def _assemble(
    draft: Draft, translations: dict[Job, Translation], outdated: dict[Job, Outdated], engine: str
) -> TranslatedPost:
    pairs = [pair for _, sentences in draft.blocks for pair in sentences]
    judged = (_explained(sentence, outdated) for sentence in _judged(pairs, translations))
    blocks = tuple(
        TranslatedBlock(block, tuple(islice(judged, len(sentences)))) for block, sentences in draft.blocks
    )
    return TranslatedPost(draft.post, blocks, draft.skipped, engine)


def _name_engine(engine: Engine) -> str:
    """Name the engine as a page does: without the options, and not where the folder of a model lies."""
    words = engine.id.removeprefix(engine.name).split()
    return " ".join([PurePath(engine.name).name, *takewhile(lambda word: "=" not in word, words)])


def _explained(sentence: TranslatedSentence, outdated: dict[Job, Outdated]) -> TranslatedSentence:
    is_new = sentence.translation.origin is Origin.ENGINE
    return replace(sentence, outdated=outdated.get(sentence.job)) if is_new else sentence


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
