"""What a package folder says about itself: `metadata.json`, checked before a heavy library reads the rest."""

import json
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import ModelError

MAX_SOURCE_TOKENS = 150
"""Longer sentences are translated in pieces, unless the package's `max_source_tokens` says otherwise.

Models trained on sentences drop clauses of longer ones; the built-in model says 60 (see its README).
"""

_TOKENIZERS = ("sentencepiece.model", "bpe.model")


@dataclass(frozen=True, slots=True)
class Markers:
    """What stands around an English rendering in the source, for models trained to copy it."""

    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """The part of `metadata.json` that we use; keys as in Argos packages, the last three are ours."""

    version: str = ""
    source: str = ""
    target: str = ""
    kind: str = "translate"
    target_prefix: str = ""
    """A token that every target begins with, `""` for none."""
    license: str = ""
    markers: Markers | None = None
    """In the file: `"inline_terms": ["<t>", "</t>"]`."""
    alignment: bool = False
    """Whether the attention that CTranslate2 gives was trained as a word alignment."""
    max_source_tokens: int = MAX_SOURCE_TOKENS


def read_metadata(folder: Path) -> Metadata:
    """Read a package folder's metadata and see that its model and tokenizer are there.

    Raises:
        ModelError: it is not an Argos package, or a part of it is missing.
    """
    path = folder / "metadata.json"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{path}: not readable ({error}); an Argos package holds this file as JSON"
        ) from error
    if not isinstance(raw, dict):
        raise ModelError(f"{path}: not a JSON object; install the package again")
    _require_files(folder)
    return Metadata(
        version=_text(raw, "package_version"),
        source=_text(raw, "from_code"),
        target=_text(raw, "to_code"),
        kind=_text(raw, "type") or "translate",
        target_prefix=_text(raw, "target_prefix"),
        license=_text(raw, "license"),
        markers=_markers(raw.get("inline_terms")),
        alignment=raw.get("alignment") is True,
        max_source_tokens=_limit(raw.get("max_source_tokens")),
    )


def require_chinese_to_english(metadata: Metadata, name: str) -> None:
    """Refuse a package that does something else.

    Raises:
        ModelError: it does.
    """
    if (metadata.source, metadata.target, metadata.kind) != ("zh", "en", "translate"):
        pair = f"{metadata.source or '?'} -> {metadata.target or '?'}"
        raise ModelError(f"{name}: translates {pair}, not zh -> en; see `bilingual models list`")


def _require_files(folder: Path) -> None:
    if not (folder / "model" / "model.bin").is_file():
        raise ModelError(f"{folder}: no model/model.bin in it; install the package again")
    if not any((folder / name).is_file() for name in _TOKENIZERS):
        raise ModelError(f"{folder}: no {' or '.join(_TOKENIZERS)} in it; install the package again")


def _text(raw: dict[str, object], key: str) -> str:
    value = raw.get(key)
    return value if isinstance(value, str) else ""


def _markers(value: object) -> Markers | None:
    match value:
        case [str() as opening, str() as closing] if opening and closing:
            return Markers(opening, closing)
    return None


def _limit(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else MAX_SOURCE_TOKENS
