"""A run of exports: translated posts in, files of another format out; one bad post never stops the others."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from bilingual.document import TranslatedPost
from bilingual.errors import PublishError, ToolError
from bilingual.export import Exporter, Format
from bilingual.posts import Source
from bilingual.publish import write_chunks_if_changed
from bilingual.publish.names import distinct_page, page_key
from bilingual.run import Outcome, Status, Translated, explain_failure

_SEVERAL = "posts"
"""The name of a file that holds several posts."""


@dataclass(frozen=True)
class Destination:
    """Where exported files go."""

    target: str
    """As the user named it: a file or a folder; `""` where none is named."""
    home: Path
    """The folder for files where no place is named."""
    suffix: str
    """Of the format's files, with the dot."""

    @property
    def is_file(self) -> bool:
        """Tell whether one file is named: it ends like one, and is no folder."""
        return self.target.lower().endswith(self.suffix) and not Path(self.target).is_dir()

    @property
    def folder(self) -> Path:
        """Give the folder, where it is one."""
        return Path(self.target) if self.target else self.home

    def place_together(self, sources: Sequence[Source]) -> Path:
        """Give the file that holds all posts."""
        if len(sources) == 1 or self.is_file:
            return self.places(sources)[sources[0]]
        return self.folder / f"{_SEVERAL}{self.suffix}"

    def places(self, sources: Sequence[Source]) -> dict[Source, Path]:
        """Give each post a file of its own, named after it like its page."""
        if self.is_file:
            return dict.fromkeys(sources, Path(self.target))
        places: dict[Source, Path] = {}
        taken: set[str] = set()
        for source in sources:
            page = distinct_page(source.relative, taken)
            taken.add(page_key(page))
            places[source] = self.folder / page.with_suffix(self.suffix)
        return places


@dataclass(frozen=True)
class Delivery:
    """What is asked for: posts, a format, and where its files go."""

    sources: Sequence[Source]
    format: Format
    write: Exporter
    """The format's own, with its options."""
    place: Destination
    stream: Callable[[bytes], object] | None = None
    """Takes what is exported instead of a file."""


def deliver_posts(posts: Iterable[Translated | Outcome], delivery: Delivery) -> Iterator[Outcome]:
    """Export posts as they come; yield an outcome for each, `page` being its file.

    Raises:
        ToolError: what the format needs is missing.
        PublishError: the one file of all posts cannot be written.
    """
    return _together(posts, delivery) if delivery.format.is_one_file else _each(posts, delivery)


def _each(posts: Iterable[Translated | Outcome], delivery: Delivery) -> Iterator[Outcome]:
    places = delivery.place.places(delivery.sources)
    for done in posts:
        yield done if isinstance(done, Outcome) else _alone(done, delivery, places[done.source])


def _alone(done: Translated, delivery: Delivery, file: Path) -> Outcome:
    try:
        changed = _put(delivery.write(done.post), delivery, file)
    except ToolError:
        raise
    except Exception as error:  # noqa: BLE001 - a post that breaks us must not stop the others
        return Outcome(done.source, Status.FAILED, explain_failure(done.source, error))
    return _delivered(done, file, changed=changed)


def _together(posts: Iterable[Translated | Outcome], delivery: Delivery) -> Iterator[Outcome]:
    """Write all posts into one file; the exporter takes them one by one as they are translated."""
    outcomes: list[Outcome] = []
    file = delivery.place.place_together(delivery.sources)
    good = _keep_good(posts, file, outcomes)
    if first := next(good, None):
        changed = _put(delivery.write(chain([first], good)), delivery, file)
        status = Status.WRITTEN if changed else Status.UNCHANGED
        outcomes = [o if o.status is Status.FAILED else replace(o, status=status) for o in outcomes]
    yield from outcomes


def _keep_good(
    posts: Iterable[Translated | Outcome], file: Path, outcomes: list[Outcome]
) -> Iterator[TranslatedPost]:
    """Give the posts that could be translated, and note an outcome for every one."""
    for done in posts:
        if isinstance(done, Outcome):
            outcomes.append(done)
        else:
            outcomes.append(_delivered(done, file, changed=True))
            yield done.post


def _delivered(done: Translated, file: Path, *, changed: bool) -> Outcome:
    status = Status.WRITTEN if changed else Status.UNCHANGED
    return Outcome(done.source, status, "; ".join(done.post.post.problems), str(file))


def _put(content: bytes | Iterable[bytes], delivery: Delivery, file: Path) -> bool:
    chunks = [content] if isinstance(content, bytes) else content
    if delivery.stream:
        for chunk in chunks:
            delivery.stream(chunk)
        return True
    if os.path.realpath(file) in {os.path.realpath(source.path) for source in delivery.sources}:
        raise PublishError(f"{file}: is a post that is read; choose another place with --out")
    return write_chunks_if_changed(file, chunks)
