"""What a run asks of an output folder, whatever is written there."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Protocol

from bilingual.document import TranslatedPost
from bilingual.publish.site import Published


class Publisher(Protocol):
    """A folder that takes posts; `finish` is called when all are there, or to save what is."""

    problems: tuple[str, ...]
    """What was wrong with the folder but could be mended, one sentence each."""
    remarks: tuple[str, ...]
    """What could be better, one sentence each; known when all is finished."""

    def publish(self, post: TranslatedPost, source: Path, relative: PurePosixPath) -> Published:
        """Write what a post becomes, unless it is there already.

        Args:
            post: what is written.
            source: the post's file; `-` is standard input.
            relative: its path below the folder that was translated, or its name.

        Raises:
            PublishError: it cannot be written, or its place is taken by a file that is not ours.
        """

    def remove(self, source: Path) -> None:
        """Take back what a post became, if this folder has it.

        Raises:
            PublishError: it cannot be removed.
        """

    def leave_out(self, source: Path, status: str, message: str) -> None:
        """Note for the editors that a post could not be published, or is not wanted."""

    def finish_in_steps(self) -> Iterator[bool]:
        """Write what leads to the posts, part by part; tell of each whether it changed anything.

        Raises:
            PublishError: it cannot be written.
        """

    @property
    def pending(self) -> int:
        """Give about how many parts a finish has."""
