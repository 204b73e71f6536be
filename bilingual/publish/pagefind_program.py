"""The Pagefind program: whether it is there, which version, and one run of it over a folder."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import PublishError

CHUNK_SIZE = 5_000
"""Words and places in one file of an index. At Pagefind's 20,000 a browser loads three times as much for a
search; a later version that does not know the setting ignores it."""

_NEEDED = (".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment", "pagefind-entry.json")
_ENGINE = ("pagefind.js", "pagefind-worker.js", "wasm.en.pagefind")


@dataclass(frozen=True, slots=True)
class Pagefind:
    """The program as it lies on this machine."""

    program: Path
    version: str

    def index(self, site: Path, bundle: Path, *, with_engine: bool = False) -> None:
        """Index the HTML files of a folder into a bundle; `with_engine` keeps what runs in the browser.

        Raises:
            PublishError: the program failed.
        """
        words = ("--site", str(site), "--output-path", str(bundle), "--force-language", "en")
        done = subprocess.run(  # noqa: S603 - a program of the package's own, with paths of ours
            [str(self.program), *words, "--keep-index-url"],
            cwd=site,  # it reads a configuration file where it stands
            env=os.environ | {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(CHUNK_SIZE)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode or not (bundle / "pagefind-entry.json").is_file():
            said = " ".join(f"{done.stdout} {done.stderr}".split())[-200:]
            raise PublishError(f"pagefind {self.version}: failed ({said}); try `pip install -U pagefind`")
        for file in sorted(path for path in bundle.rglob("*") if path.is_file()):
            if not (file.name.endswith(_NEEDED) or (with_engine and file.name in _ENGINE)):
                file.unlink()


def find_pagefind() -> Pagefind | None:
    """Find the program of the package `pagefind`; None where it is not installed."""
    try:
        from pagefind.service import get_executable
    except ImportError:
        return None
    if (program := get_executable()) is None:
        return None
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):  # of another kind of machine
        return None
    return Pagefind(program, said.stdout.split()[-1])
