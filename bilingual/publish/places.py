"""Where things lie, seen from an output folder: posts by a key that moves with it, files never outside."""

import os
from pathlib import Path, PurePosixPath

from bilingual.errors import PublishError

STDIN = "-"


def source_key(source: Path, output: Path) -> str:
    """Name a post by its path from the folder that holds the output folder: both can move together."""
    if str(source) == STDIN:
        return STDIN
    path, root = os.path.realpath(source), os.path.realpath(output.parent)
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:  # pragma: no cover - Windows, another drive
        return Path(path).as_posix()


def place_inside(output: Path, relative: PurePosixPath) -> Path:
    """Give the place of a file in an output folder, whatever links lie in it.

    Raises:
        PublishError: a link leads out of the folder.
    """
    place = output / relative
    if not Path(os.path.realpath(place.parent)).is_relative_to(Path(os.path.realpath(output))):
        raise PublishError(f"{place.parent}: is a link out of the output folder; remove it")
    return place
