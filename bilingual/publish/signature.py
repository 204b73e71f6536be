"""Which files in the output folder are ours to overwrite or remove."""

from pathlib import Path

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
