"""Which models there are, and how one is found, installed and removed.

Argos's own install and uninstall import its translator, which needs stanza and torch, and trust the archive;
ours do neither, but use the same folder, so that both programs see the same packages.
"""

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bilingual.engines.metadata import Metadata, read_metadata, require_chinese_to_english
from bilingual.errors import ModelError

BUILT_IN = "zh_en"
_BUILT_IN_NAMES = (None, BUILT_IN, "built-in")
_BUILT_IN_FOLDER = Path(__file__).parent.parent / "models" / BUILT_IN


@dataclass(frozen=True, slots=True)
class Model:
    """A translation model on this machine: an Argos package."""

    name: str
    path: Path
    version: str = ""
    source: str = ""
    target: str = ""
    """ISO 639 codes."""
    built_in: bool = False
    size_bytes: int = 0
    license: str = ""
    inline_terms: bool = False
    """Whether it was trained to copy English terms that stand in the source."""
    problem: str = ""
    """Why it cannot be used; `""` when it can."""


def list_models() -> tuple[Model, ...]:
    """Give the built-in model, then the installed packages by name, broken ones too."""
    return (_describe(_BUILT_IN_FOLDER), *(_describe(folder) for folder in _installed_folders()))


def model_info(name: str) -> Model:
    """Give the model of that name.

    Raises:
        ModelError: there is none.
    """
    for model in list_models():
        if name == model.name or (model.built_in and name in _BUILT_IN_NAMES):
            return model
    names = ", ".join([*(model.name for model in list_models()), "echo (for tests)"])
    raise ModelError(f"no model “{name}”; there are: {names}; see `bilingual models install --help`")


def find_model(name: str | None) -> Model:
    """Give the model that a user means: a package folder, an `.argosmodel` file, or a name; None: built-in.

    Raises:
        ModelError: there is none, it is broken, or it does not translate Chinese to English.
    """
    model = (
        _describe(_BUILT_IN_FOLDER)
        if name in _BUILT_IN_NAMES
        else _find_path(str(name)) or model_info(str(name))
    )
    if model.problem:
        raise ModelError(model.problem)
    return model


def install_file(path: str | Path) -> Model:
    """Install an `.argosmodel` file; a package of the same name is replaced.

    Raises:
        ModelError: it is not a safe Chinese to English package, or cannot be written.
    """
    from bilingual.engines.archive import unpack
    from bilingual.engines.argos_library import load_library

    if not _is_file(Path(path)):
        raise ModelError(f"{path}: no such file; give an .argosmodel file, or a language pair such as: zh en")
    return _describe(unpack(Path(path), load_library().packages_folder))


def install_online(source: str, target: str) -> Model:
    """Install the newest package for a language pair from Argos's index.

    Raises:
        ModelError: no network, no such package, or a package that is not sound.
    """
    from bilingual.engines.online import download_package

    with tempfile.TemporaryDirectory(prefix="bilingual-") as folder:
        return install_file(download_package(source, target, Path(folder)))


def remove_model(name: str) -> None:
    """Remove an installed package.

    Raises:
        ModelError: there is none of that name, it is the built-in one, or it cannot be removed.
    """
    model = model_info(name)
    if model.built_in:
        raise ModelError(f"{model.name}: is part of bilingual and cannot be removed")
    try:
        shutil.rmtree(model.path)
    except OSError as error:
        raise ModelError(f"{model.path}: cannot be removed: {error.strerror or error}") from error


def _installed_folders() -> tuple[Path, ...]:
    from bilingual.engines.argos_library import load_library

    return load_library().installed_folders()


def _find_path(name: str) -> Model | None:
    """Give the model that a path leads to; None where the name is not a path."""
    path = Path(name)
    if _is_file(path):
        return _describe(_unpack_cached(path), path.stem)
    if _is_file(path / "metadata.json") or (len(path.parts) > 1 and path.is_dir()):
        return _describe(path.resolve())
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name too long to be one
        return False


def _unpack_cached(archive: Path) -> Path:
    """Unpack an archive once; the folder is called by its digest, so a changed archive is unpacked again."""
    from bilingual.engines.archive import unpack
    from bilingual.engines.argos_library import load_library

    into = load_library().cache_folder / "bilingual"
    with archive.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    place = into / digest
    return place if place.is_dir() else unpack(archive, into, name=digest)


def _describe(folder: Path, name: str = "") -> Model:
    """Tell what a folder holds; a fault becomes the model's problem."""
    name, problem = name or folder.name, ""
    metadata = Metadata()
    try:
        metadata = read_metadata(folder)
        require_chinese_to_english(metadata, name)
    except ModelError as error:
        problem = str(error)
    return Model(
        name=name,
        path=folder,
        version=metadata.version,
        source=metadata.source,
        target=metadata.target,
        built_in=folder == _BUILT_IN_FOLDER,
        size_bytes=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
        license=metadata.license,
        inline_terms=metadata.markers is not None,
        problem=problem,
    )
