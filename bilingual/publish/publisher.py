"""What a run asks of an output folder, whatever is written there."""

from pathlib import Path, PurePosixPath
from typing import Protocol

from bilingual.document import TranslatedPost
from bilingual.publish.site import Published


class Publisher(Protocol):
    """A folder that takes posts; `finish` is called when all are there, or to save what is."""

    problems: tuple[str, ...]
    """What was wrong with the folder but could be mended, one sentence each."""

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

    def finish(self) -> bool:
        """Write what lists all posts; tell whether anything changed.

        Raises:
            PublishError: it cannot be written.
        """
