"""Several programs share one memory, and a killed one leaves all of a batch or nothing."""

import random
import subprocess
import sys

import pytest

from bilingual.document import Job, Origin, Translation
from bilingual.memory import Memory

BATCH = 50

WRITER = f"""
import sys
from pathlib import Path
from bilingual.document import Job, Origin, Translation
from bilingual.memory import Memory

path, name, batches = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

def pairs(number):
    for index in range({BATCH}):
        text = f"{{number}} {{index}}"
        yield Job(text), Translation(text, name, Origin.ENGINE)
        print(".", end="", flush=True)

with Memory(path) as memory:
    for number in range(batches):
        memory.store(pairs(number), "echo")
        print("S", end="", flush=True)
"""


def start_writer(path, name, batches):
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(batches)], stdout=subprocess.PIPE
    )


def batch(number):
    return [Job(f"{number} {index}") for index in range(BATCH)]


MOMENTS = random.Random(2).sample(range(1, 20 * (BATCH + 1)), 8)  # noqa: S311
"""After how many pairs and batches each writer is killed: anywhere, but the same in every run."""


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_writer_leaves_whole_batches(tmp_path, moment):
    """Every batch is there with all its pairs or none, and each that was reported stored is there."""
    writer = start_writer(tmp_path / "memory.db", "writer", 1000)
    assert writer.stdout is not None
    seen = writer.stdout.read(moment)
    writer.kill()
    seen += writer.stdout.read()
    writer.wait()
    writer.stdout.close()
    with Memory(tmp_path / "memory.db") as memory:
        whole, rest = divmod(memory.stats().machine, BATCH)
        stored = [len(memory.find(batch(number), "echo")) for number in range(whole)]
    assert rest == 0
    assert stored == [BATCH] * whole
    assert 0 <= whole - seen.count(b"S") <= 1


def test_many_programs_make_and_fill_one_file_at_once(tmp_path):
    """All succeed, and every key has the translation of exactly one of them."""
    names = ["first", "second", "third", "fourth"]
    writers = [start_writer(tmp_path / "memory.db", name, 10) for name in names]
    assert [writer.communicate()[0].count(b"S") for writer in writers] == [10] * len(names)
    assert [writer.returncode for writer in writers] == [0] * len(names)
    with Memory(tmp_path / "memory.db") as memory:
        for number in range(10):
            found = memory.find(batch(number), "echo")
            assert len(found) == BATCH
            assert len({translation.target for translation in found.values()}) == 1
        assert memory.stats().machine == 10 * BATCH


def test_a_reader_sees_the_last_whole_batch_while_another_is_written(tmp_path):
    seen = []

    def pairs():
        for index in range(3):
            yield Job(f"{index}"), Translation(f"{index}", "new", Origin.ENGINE)
            seen.append(reader.stats().machine)

    with Memory(tmp_path / "memory.db") as writer, Memory(tmp_path / "memory.db") as reader:
        writer.store([(Job("old"), Translation("old", "old", Origin.ENGINE))], "echo")
        writer.store(pairs(), "echo")
        assert seen == [1, 1, 1]
        assert reader.stats().machine == 4
