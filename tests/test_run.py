"""A run survives being killed: what a resumed run leaves equals an uninterrupted one, byte for byte."""

import hashlib
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bilingual.engines.echo import Echo
from bilingual.errors import ModelError
from bilingual.glossary import Matcher
from bilingual.memory import Memory
from bilingual.pipeline import Desk
from bilingual.posts import find_posts
from bilingual.publish import Site
from bilingual.run import Status, keep_newest, run_posts
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
    pages = [name for name in digests(tmp_path / "whole") if name.startswith(("0/", "1/", "2/"))]
    assert len(pages) == posts


class Broken(Echo):
    """An engine whose model fails."""

    def translate(self, jobs):
        raise ModelError("the model is broken")


def desk(engine=None, memory=None):
    return Desk(Matcher(()), engine or Echo(), memory)


def sources(folder):
    return find_posts([str(folder)])


def test_a_run_needs_no_memory(tmp_path):
    folder = make_folder(tmp_path / "posts", 3)
    outcomes = list(run_posts(sources(folder), desk(), Site(tmp_path / "out")))
    assert [outcome.status for outcome in outcomes] == [Status.WRITTEN] * 3


def test_a_broken_model_stops_the_run(tmp_path):
    folder = make_folder(tmp_path / "posts", 3)
    with pytest.raises(ModelError):
        list(run_posts(sources(folder), desk(Broken()), Site(tmp_path / "out")))


def test_a_post_that_vanishes_fails_alone_with_and_without_a_memory(tmp_path):
    folder = make_folder(tmp_path / "posts", 3)
    found = sources(folder)
    found[1].path.unlink()
    with Memory(tmp_path / "memory.db") as memory:
        for each in (None, memory):
            kept, superseded = keep_newest(found)
            outcomes = {o.source: o for o in run_posts(kept, desk(memory=each), Site(tmp_path / "out"))}
            assert superseded == ()
            assert "no such file" in outcomes[found[1]].message
            assert sum(o.status is Status.FAILED for o in outcomes.values()) == 1
        assert list(memory.failures()) == [str(found[1].path)]


def test_a_page_in_the_way_of_another_fails_alone(tmp_path):
    folder = make_folder(tmp_path / "posts", 3)
    (tmp_path / "out/0").mkdir(parents=True)
    (tmp_path / "out/0/2026-05-01-第0次-磋商.html").write_text("not ours")
    statuses = [o.status for o in run_posts(sources(folder), desk(), Site(tmp_path / "out"))]
    assert sorted(statuses) == [Status.FAILED, Status.WRITTEN, Status.WRITTEN]
