"""A run: posts on disk in, pages on disk out, batch by batch; one bad post never stops the others."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bilingual.document import Cause, Job, Origin, Outdated, TermEdit, TranslatedPost
from bilingual.errors import BilingualError, ModelError
from bilingual.pipeline import Desk, Draft, draft_post, translate_drafts
from bilingual.posts import Source, read_post
from bilingual.publish import Publisher

CHARACTERS_PER_BATCH = 10_000
"""About 250 sentences: a kill costs seconds at most; twice as many are 5 % faster."""


class Status(StrEnum):
    """What became of a post."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class Outcome:
    """What became of one post, in numbers."""

    source: Source
    status: Status
    message: str = ""
    """Why it failed, or what superseded it; or what was wrong with it but could be read around."""
    page: str = ""
    """Where the page is, relative to the output folder; of an export, its file."""
    title: str = ""
    origins: tuple[tuple[str, int], ...] = ()
    """How many sentences came from where: human, memory, engine, source."""
    findings: tuple[tuple[str, int], ...] = ()
    """How many findings of which check."""
    outdated: tuple[tuple[str, int], ...] = ()
    """How many sentences were translated again for other causes than the glossary: model, program, force."""
    edited: tuple["Edited", ...] = ()
    """The sentences that the glossary outdated."""


@dataclass(frozen=True, slots=True)
class Translated:
    """A post that is ready to be shown, and the file it comes from."""

    source: Source
    post: TranslatedPost


@dataclass(frozen=True, slots=True)
class Edited:
    """A sentence that is translated again since the glossary has changed."""

    id: str
    """On the page: the block's, and the number of the sentence in it, from 1."""
    source: str
    edits: tuple[TermEdit, ...]


def keep_newest(sources: Sequence[Source]) -> tuple[tuple[Source, ...], tuple[Outcome, ...]]:
    """Keep of all posts crawled from one address the newest; report the others.

    Newest by the front matter's date, then by path; a post that cannot be read or that has no address
    is kept, so that the run reports it.
    """
    newest: dict[str, tuple[str, str, Source]] = {}
    stamps = {source: _stamp(source) for source in sources}
    for source, (url, date) in stamps.items():
        if url:
            newest[url] = max(
                newest.get(url, ("", "", source)), (date, str(source.path), source), key=lambda s: s[:2]
            )
    kept = tuple(s for s in sources if not stamps[s][0] or newest[stamps[s][0]][2] is s)
    return kept, tuple(
        Outcome(s, Status.SUPERSEDED, f"the newer {newest[stamps[s][0]][2].path} is from the same address")
        for s in sources
        if stamps[s][0] and newest[stamps[s][0]][2] is not s
    )


def run_posts(sources: Sequence[Source], desk: Desk, site: Publisher) -> Iterator[Outcome]:
    """Translate and publish posts in the order given; yield an outcome as each is done."""
    edited: dict[Job, Outdated] = {}
    for done in translate_sources(sources, desk):
        yield done if isinstance(done, Outcome) else _publish(done, desk, site, edited)


def translate_sources(sources: Sequence[Source], desk: Desk) -> Iterator[Translated | Outcome]:
    """Translate posts in the order given, batch by batch; a post that fails is an outcome.

    Batches depend on the sources alone, and a batch is remembered whole or not at all: a run that was
    killed and started again writes the same bytes as one that was not.
    """
    batch: list[tuple[Source, Draft]] = []
    for source in sources:
        try:
            batch.append((source, draft_post(read_post(source.path), desk)))
        except Exception as error:  # noqa: BLE001 - a post that breaks us must not stop the others
            yield _failed(source, error, desk)
        if sum(len(draft.post.body) for _, draft in batch) >= CHARACTERS_PER_BATCH:
            yield from _translate(batch, desk)
            batch.clear()
    yield from _translate(batch, desk)


def count_findings(post: TranslatedPost) -> tuple[tuple[str, int], ...]:
    """Count a post's findings by check, sorted."""
    return tuple(sorted(Counter(finding.check for finding in post.findings).items()))


def _stamp(source: Source) -> tuple[str, str]:
    try:
        post = read_post(source.path)
    except BilingualError:
        return "", ""
    return post.url, post.text_of("date")


def _translate(batch: Sequence[tuple[Source, Draft]], desk: Desk) -> Iterator[Translated]:
    posts = translate_drafts([draft for _, draft in batch], desk)
    return (Translated(source, post) for (source, _), post in zip(batch, posts, strict=True))


def _publish(done: Translated, desk: Desk, site: Publisher, edited: dict[Job, Outdated]) -> Outcome:
    """Publish a post; `edited` grows by the jobs that the glossary has outdated.

    A later batch finds those in the memory, and its posts have changed for the same reason.
    """
    source, post = done.source, done.post
    edited.update((s.job, s.outdated) for s in post.sentences if s.outdated and s.outdated.edits)
    try:
        published = site.publish(post, source.path, source.relative)
    except Exception as error:  # noqa: BLE001 - a post that breaks us must not stop the others
        return _failed(source, error, desk)
    if desk.memory:
        desk.memory.clear_failure(str(source.path))
    return Outcome(
        source,
        Status.WRITTEN if published.changed else Status.UNCHANGED,
        "; ".join(post.post.problems),
        str(published.page),
        post.blocks[0].block.text,
        _count_origins(post),
        count_findings(post),
        _count_causes(post),
        tuple(_find_edited(post, edited)),
    )


def explain_failure(source: Source, error: Exception) -> str:
    """Say why a post failed."""
    known = isinstance(error, BilingualError)
    return str(error) if known else f"{source.path}: internal error, please report it: {error!r}"


def _failed(source: Source, error: Exception, desk: Desk) -> Outcome:
    if isinstance(error, ModelError):
        raise error
    message = explain_failure(source, error)
    if desk.memory:
        desk.memory.record_failure(str(source.path), message)
    return Outcome(source, Status.FAILED, message)


def _count_origins(post: TranslatedPost) -> tuple[tuple[str, int], ...]:
    counts = Counter(sentence.translation.origin for sentence in post.sentences)
    return tuple((origin.value, counts[origin]) for origin in Origin)


def _count_causes(post: TranslatedPost) -> tuple[tuple[str, int], ...]:
    causes = (cause for s in post.sentences if s.outdated for cause in s.outdated.causes)
    return tuple(sorted(Counter(c.value for c in causes if c is not Cause.GLOSSARY).items()))


def _find_edited(post: TranslatedPost, edited: dict[Job, Outdated]) -> Iterator[Edited]:
    for block in post.blocks:
        for number, sentence in enumerate(block.sentences, 1):
            if sentence.job in edited and sentence.translation.origin is not Origin.HUMAN:
                edits = edited[sentence.job].edits
                yield Edited(f"{block.block.id}-{number}", sentence.sentence.text, edits)
