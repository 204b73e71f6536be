"""Fetches packages from Argos's index; the only module that uses the network."""

import logging
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from typing import Any

from bilingual.engines.argos_library import Library, load_library
from bilingual.errors import ModelError

TIMEOUT_SECONDS = 30
"""For each step of a connection; argostranslate itself would wait for ever."""

_INSTEAD = "connect to the network, or copy an .argosmodel file here and run `bilingual models install FILE`"


def download_package(source: str, target: str, folder: Path) -> Path:
    """Download the newest package for a language pair into a folder.

    Raises:
        ModelError: no network, or the index has no such package.
    """
    library = load_library()
    with _patiently():
        package = _find_package(library, source, target)
        content: bytes | None = library.package.networking.get_from(package.links)
    if content is None:
        raise ModelError(f"the package for {source} -> {target} cannot be downloaded; {_INSTEAD}")
    path = folder / f"translate-{source}_{target}.argosmodel"
    path.write_bytes(content)
    return path


def _find_package(library: Library, source: str, target: str) -> Any:
    packages = [p for p in _read_index(library) if p.type == "translate"]
    matching = [p for p in packages if (p.from_code, p.to_code) == (source, target)]
    if not matching:
        raise ModelError(
            f"Argos's index has no package for {source} -> {target}; Chinese to English is: zh en"
        )
    return max(matching, key=lambda p: [int(number) for number in re.findall(r"\d+", p.package_version)])


def _read_index(library: Library) -> list[Any]:
    """Update and read the index; argostranslate hides a failed update, then looks for the file for ever."""
    path = Path(library.settings.local_package_index)
    try:
        library.package.update_package_index()
    except (OSError, HTTPException, ValueError) as error:
        raise ModelError(f"Argos's index cannot be fetched ({error}); {_INSTEAD}") from error
    if not path.is_file():
        raise ModelError(f"Argos's index cannot be reached; {_INSTEAD}")
    try:
        packages: list[Any] = library.package.get_available_packages()
    except (OSError, ValueError, TypeError, AttributeError) as error:
        path.unlink(missing_ok=True)
        raise ModelError(f"Argos's index is not readable ({error}); try again, or {_INSTEAD}") from error
    return packages


@contextmanager
def _patiently() -> Iterator[None]:
    """Bound every wait, and keep argostranslate from logging what we tell in a sentence."""
    logger, before = logging.getLogger("argostranslate.utils"), socket.getdefaulttimeout()
    socket.setdefaulttimeout(TIMEOUT_SECONDS)
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = False
        socket.setdefaulttimeout(before)
