"""Where a project's files lie: its glossary, its memory, the model that was chosen for it."""

import hashlib
import os
from pathlib import Path

import bilingual

FOLDER = Path(".bilingual")
GLOSSARY = Path("glossary.yaml")
_CHOSEN_MODEL = FOLDER / "model"


def glossary_path(named: Path | None) -> Path:
    """Give the glossary to use: the named one, the project's, else the shipped one."""
    if named is not None:
        return named
    return GLOSSARY if GLOSSARY.is_file() else shipped_glossary()


def shipped_glossary() -> Path:
    """Give the glossary that comes with the package: inside it, or beside it in a source checkout."""
    package = Path(bilingual.__file__).parent
    inside = package / GLOSSARY
    return inside if inside.is_file() else package.parent / GLOSSARY


def memory_path(named: Path | None) -> Path:
    """Give the memory to use: the named one, else the project's."""
    return named or FOLDER / "memory.db"


def catalogue_path(out: Path, memory: Path | None) -> Path:
    """Give the catalogue of an output folder: beside the memory, named after the folder's way from there."""
    home = memory_path(memory).parent
    way = Path(os.path.relpath(os.path.realpath(out), os.path.realpath(home))).as_posix()
    if way == "../output":
        return home / "catalogue.db"
    digest = hashlib.sha256(way.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return home / f"catalogue-{digest}.db"


def model_name(named: str | None) -> str | None:
    """Give the model to use: the named one, the one chosen by `models use`, else None, the built-in."""
    if named or not _CHOSEN_MODEL.is_file():
        return named
    return _CHOSEN_MODEL.read_text(encoding="utf-8").strip() or None


def choose_model(name: str) -> None:
    """Remember a model for this project."""
    from bilingual.publish import write_if_changed

    FOLDER.mkdir(exist_ok=True)
    write_if_changed(_CHOSEN_MODEL, f"{name}\n")
