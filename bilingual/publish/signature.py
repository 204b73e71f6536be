"""Which files in the output folder are ours to overwrite or remove, and which places are inside it."""

import os
from pathlib import Path, PurePosixPath

from bilingual.errors import PublishError

_SIGNATURES = (
    b'<meta name="generator" content="bilingual">',
    b"<generator>bilingual</generator>",
    b"made by bilingual",
)
_SIGNED_WITHIN_BYTES = 512


def is_ours(place: Path) -> bool:
    """Tell whether a file is one that this program wrote."""
    try:
        with place.open("rb") as file:
            beginning = file.read(_SIGNED_WITHIN_BYTES)
    except OSError:
        return False
    return any(signature in beginning for signature in _SIGNATURES)


def refuse_foreign(place: Path) -> None:
    """Object to a file that is in the way.

    Raises:
        PublishError: there is one, and it is not ours.
    """
    if place.is_file() and not is_ours(place):
        raise PublishError(
            f"{place}: is there already and not ours; move it, or choose another folder with --out"
        )


def place_of(output: Path, page: PurePosixPath) -> Path:
    """Give the file of a page, but never one outside the folder, whatever links lie in it.

    Raises:
        PublishError: a link leads outside.
    """
    place = output / page
    root = Path(os.path.realpath(output))
    if not Path(os.path.realpath(place.parent)).is_relative_to(root):
        raise PublishError(f"{place.parent}: is a link out of the output folder; remove it")
    return place
