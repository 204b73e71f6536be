"""The one place where argostranslate is imported, and only its `package` module.

Importing it makes folders under the home directory and reads the environment, so it happens on demand and
its faults are told in a sentence. `argostranslate.translate` is never imported: it needs stanza and torch.
"""

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from bilingual.errors import ModelError

_HOMES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
_REDIRECTIONS = ((), _HOMES, (*_HOMES, "ARGOS_PACKAGES_DIR"))
"""What is pointed at a temporary folder, by turns, until argostranslate can make its folders."""


@dataclass(frozen=True, slots=True)
class Library:
    """Argostranslate as far as it is used here."""

    package: ModuleType
    temporary: Path | None
    """The folder that stands in for the home directory, None where there is a usable one."""

    @property
    def settings(self) -> Any:
        """Give `argostranslate.settings`."""
        return self.package.settings

    @property
    def packages_folder(self) -> Path:
        """Give the folder that packages are installed into.

        Raises:
            ModelError: there is none that outlives this process.
        """
        folder = Path(self.settings.package_data_dir)
        if self.temporary in folder.parents:
            raise ModelError(
                "no folder for models: the home directory cannot be written to; "
                "set HOME, or ARGOS_PACKAGES_DIR, to a folder that can"
            )
        return folder

    @property
    def cache_folder(self) -> Path:
        """Give a folder for what can be made again."""
        return Path(self.settings.cache_dir)

    def installed_folders(self) -> tuple[Path, ...]:
        """Give the folders of all installed packages, sorted by name, whatever is in them."""
        places = [Path(place) for place in self.settings.package_dirs]
        entries = [entry for place in places if place.is_dir() for entry in place.iterdir()]
        return tuple(sorted((entry for entry in entries if entry.is_dir()), key=lambda entry: entry.name))


@cache
def load_library() -> Library:
    """Import argostranslate; without a usable home directory it works too, but finds nothing installed.

    Raises:
        ModelError: its settings are broken.
    """
    for redirected in _REDIRECTIONS:
        try:
            with _redirect(redirected) as temporary:
                return Library(_import_package(), temporary)
        except (OSError, RuntimeError):  # no home directory, or one that cannot be written to
            continue
    raise ModelError(
        "argostranslate can make its folders nowhere; set HOME to a folder that can be written to"
    )


def _import_package() -> ModuleType:
    try:
        with redirect_stdout(sys.stderr):  # where argostranslate prints what is wrong with settings.json
            from argostranslate import package
    except (ValueError, KeyError, AssertionError) as error:
        raise ModelError(
            f"argostranslate's settings are broken ({error!r}); see its settings.json and ARGOS_* variables"
        ) from error
    module: ModuleType = package
    return module


@contextmanager
def _redirect(names: Sequence[str]) -> Iterator[Path | None]:
    """Point environment variables at a temporary folder for as long as argostranslate is imported."""
    temporary = _make_temporary_folder() if names else None
    before = {name: os.environ.get(name) for name in names}
    os.environ.update({name: f"{temporary}/{name}" for name in names})
    try:
        yield temporary
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _make_temporary_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="bilingual-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
