"""The Pagefind program: whether it is there, which version, and one run of it over a folder."""

import base64
import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any

from bilingual.errors import PublishError

CHUNK_SIZE = 2_500
"""Words and places in one file of an index. At Pagefind's 20,000 a browser loads four times as much for a
search; a later version that does not know the setting ignores it."""

_NEEDED = (".pf_meta", ".pf_index", ".pf_fragment", "pagefind-entry.json")
_ENGINE = ("pagefind.js", "pagefind-worker.js", "wasm.en.pagefind")


@dataclass(frozen=True, slots=True)
class Pagefind:
    """The program as it lies on this machine."""

    program: Path
    version: str

    def index(self, files: Mapping[str, str], bundle: Path, *, with_engine: bool = False) -> None:
        """Index HTML by its address into a bundle; `with_engine` keeps what runs in the browser.

        Files are handed over one by one: from a folder Pagefind takes them in the order of the disk, and
        the same posts would not give the same bytes.

        Raises:
            PublishError: the program failed.
        """
        try:
            bundle.mkdir(parents=True)
            with self._started(bundle) as process:
                made = _hand_over(process, files)
            for path, content in made:
                if path.endswith(_NEEDED) or (with_engine and path in _ENGINE):
                    (bundle / path).parent.mkdir(exist_ok=True)
                    (bundle / path).write_bytes(base64.b64decode(content))
        except (OSError, ValueError) as error:
            hint = "try `pip install -U pagefind`"
            raise PublishError(f"pagefind {self.version}: failed ({error}); {hint}") from error

    def _started(self, folder: Path) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(  # noqa: S603 - a program of the package's own
            [self.program, "--service"],
            cwd=folder,  # it would read a configuration file where the run stands
            env=os.environ | {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(CHUNK_SIZE)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )


def _hand_over(process: "subprocess.Popen[bytes]", files: Mapping[str, str]) -> list[tuple[str, str]]:
    """Give every file to the process, and take the index: paths with their contents in base64.

    Pagefind could write them itself, but up to 1.5 it says that it has done so before it has.
    """
    try:
        _ask(process, type="NewIndex", config={"force_language": "en", "keep_index_url": True})
        for url, content in files.items():
            _ask(process, type="AddFile", index_id=0, url=url, file_contents=content)
        made = _ask(process, type="GetFiles", index_id=0)["files"]
    finally:
        process.kill()
    return [(file["path"].replace("\\", "/"), file["content"]) for file in made]


def _ask(process: "subprocess.Popen[bytes]", **payload: object) -> dict[str, Any]:
    """Send one message and wait for the answer: JSON in base64, with a comma at its end, both ways."""
    assert process.stdin
    assert isinstance(process.stdout, BufferedReader)
    message = json.dumps({"message_id": 0, "payload": payload}).encode()
    process.stdin.write(base64.b64encode(message) + b",")
    process.stdin.flush()
    pieces = [b""]
    while not pieces[-1].endswith(b",") and (piece := process.stdout.read1(1 << 20)):
        pieces.append(piece)
    said: dict[str, Any] = json.loads(base64.b64decode(b"".join(pieces).removesuffix(b",")))["payload"]
    if said["type"] == "Error":
        raise ValueError(" ".join(said["message"].split()))
    return said


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
