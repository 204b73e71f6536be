"""A run survives being killed: what a resumed run leaves equals an uninterrupted one, byte for byte."""

import hashlib
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.made_posts import make_folder

KILLS = 6


def command(folder, out, memory, model):
    flags = ["--out", str(out), "--memory", str(memory), "--model", model, "--quiet"]
    return [sys.executable, "-m", "bilingual", "translate", str(folder), *flags]


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize(
    ("model", "posts"),
    [pytest.param("echo", 120, id="echo"), pytest.param("zh_en", 12, id="built-in", marks=pytest.mark.model)],
)
def test_killed_runs_end_in_the_same_bytes(tmp_path, model, posts):
    folder = make_folder(tmp_path / "posts", posts)
    started = time.monotonic()
    subprocess.run(command(folder, tmp_path / "whole", tmp_path / "whole.db", model), check=True)
    seconds = time.monotonic() - started
    chance = random.Random(20260520)  # noqa: S311
    for _ in range(KILLS):
        process = subprocess.Popen(command(folder, tmp_path / "torn", tmp_path / "torn.db", model))
        try:
            process.wait(timeout=chance.uniform(0.1, 0.8) * seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    subprocess.run(command(folder, tmp_path / "torn", tmp_path / "torn.db", model), check=True)
    assert digests(tmp_path / "torn") == digests(tmp_path / "whole")
    assert len(digests(tmp_path / "whole")) == posts + 2
