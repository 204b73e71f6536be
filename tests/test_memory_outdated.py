"""The memory tells why a text that a machine has translated must be translated again."""

import json
import sqlite3

import pytest

from bilingual.document import (
    Cause,
    Constraint,
    ConstraintKind,
    Job,
    Origin,
    Outdated,
    Term,
    TermEdit,
    Translation,
)
from bilingual.errors import MemoryFileError
from bilingual.memory import Memory
from bilingual.memory.schema import APPLICATION_ID, MIGRATIONS
from bilingual.mentions import name_in_full

TEXT = "丁合欢迎王毅第3次来访。"
LCO = Term(("丁合",), "LCO", first="Lilac Organization (LCO)")


def term(start, end, *renderings, **more):
    return Constraint(start, end, TEXT[start:end], renderings, **more)


WANG, MINISTER = term(4, 6, "Wang Yi"), term(4, 6, "Minister Wang Yi")
VISITOR = term(9, 11, "visit")
THIRD = term(6, 9, "third time", kind=ConstraintKind.NUMBER)
LATER = term(0, 2, *LCO.renderings, term=LCO)
WELCOME = term(2, 4, "welcome")


@pytest.fixture
def memory(tmp_path):
    with Memory(tmp_path / "memory.db") as memory:
        yield memory


def job(*constraints):
    return Job(TEXT, constraints)


def store(memory, job, engine="echo 1"):
    memory.store([(job, Translation(job.text, "x", Origin.ENGINE))], engine)


def first(job):
    return name_in_full(job, set())


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        pytest.param(
            job(WANG),
            job(MINISTER),
            Outdated((Cause.GLOSSARY,), (TermEdit("王毅", "Wang Yi", "Minister Wang Yi"),)),
            id="another rendering",
        ),
        pytest.param(
            job(), job(WANG), Outdated((Cause.GLOSSARY,), (TermEdit("王毅", "", "Wang Yi"),)), id="a new term"
        ),
        pytest.param(
            job(WANG),
            job(),
            Outdated((Cause.GLOSSARY,), (TermEdit("王毅", "Wang Yi", ""),)),
            id="a term less",
        ),
        pytest.param(
            job(WANG),
            job(term(4, 6, "Wang Yi", forbidden=("Wang I",))),
            Outdated((Cause.GLOSSARY,), (TermEdit("王毅", "Wang Yi", "Wang Yi"),)),
            id="forbidden now",
        ),
        pytest.param(
            job(WANG, VISITOR),
            job(WELCOME, MINISTER, VISITOR),
            Outdated(
                (Cause.GLOSSARY,),
                (TermEdit("欢迎", "", "welcome"), TermEdit("王毅", "Wang Yi", "Minister Wang Yi")),
            ),
            id="two edits, one term stays",
        ),
        pytest.param(job(), job(THIRD), Outdated((Cause.PROGRAM,)), id="a number is seen now"),
        pytest.param(
            job(),
            job(WANG, THIRD),
            Outdated((Cause.GLOSSARY,), (TermEdit("王毅", "", "Wang Yi"),)),
            id="with a term a number may come",
        ),
        pytest.param(job(LATER), first(job(LATER)), None, id="in another place the full form stands"),
        pytest.param(first(job(LATER)), job(LATER), None, id="or the short one"),
        pytest.param(
            first(job(LATER)),
            job(LATER, WANG),
            Outdated((Cause.GLOSSARY,), (TermEdit("王毅", "", "Wang Yi"),)),
            id="another place, and a new term",
        ),
        pytest.param(job(WANG), job(WANG), Outdated((Cause.FORCE,)), id="the same again"),
    ],
)
def test_the_reason_is_what_differs(memory, old, new, reason):
    store(memory, old)
    assert memory.explain([new], "echo 1") == ({} if reason is None else {new: reason})


@pytest.mark.parametrize(
    ("old", "causes"),
    [
        pytest.param(job(WANG), (Cause.MODEL,), id="the model alone"),
        pytest.param(job(MINISTER), (Cause.GLOSSARY, Cause.MODEL), id="a term too"),
        pytest.param(job(WANG, THIRD), (Cause.PROGRAM, Cause.MODEL), id="a number too"),
    ],
)
def test_another_model_is_a_reason(memory, old, causes):
    store(memory, old, "echo 0")
    assert memory.explain([job(WANG)], "echo 1")[job(WANG)].causes == causes


def test_a_new_text_has_no_reason(memory):
    store(memory, job(WANG))
    assert memory.explain([Job("别的。"), Job("别的。", (WANG,))], "echo 1") == {}


def test_of_several_versions_the_nearest_and_newest_counts(memory):
    for target in ("A", "B", "C"):
        store(memory, job(term(4, 6, target)))
    assert memory.explain([job(WANG)], "echo 1")[job(WANG)].edits == (TermEdit("王毅", "C", "Wang Yi"),)
    store(memory, job(WANG), "echo 0")
    assert memory.explain([job(WANG)], "echo 1")[job(WANG)] == Outdated((Cause.MODEL,))


def make_file_of_the_first_version(path, *jobs):
    """Write what the first version of the memory wrote."""
    with sqlite3.connect(path) as database:
        for statement in MIGRATIONS[0]:
            database.execute(statement)
        database.execute("PRAGMA user_version = 1")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute("INSERT INTO engine (name) VALUES ('echo 1')")
        for job in jobs:
            database.execute(
                "INSERT INTO machine (job, engine, source, target, evidence) VALUES (?, 1, ?, 'old', '')",
                (bytes.fromhex(job.fingerprint)[:16], job.text),
            )
    database.close()


def test_an_older_file_keeps_its_translations_and_knows_that_their_terms_were_not_noted(tmp_path):
    path, other = tmp_path / "memory.db", Job("别的。")
    make_file_of_the_first_version(path, job(WANG), other)
    with Memory(path) as memory:
        assert {job: known.target for job, known in memory.find([job(WANG), other], "echo 1").items()} == {
            job(WANG): "old",
            other: "old",
        }
        assert memory.explain([job(MINISTER)], "echo 1") == {job(MINISTER): Outdated((Cause.PROGRAM,))}
        store(memory, job(MINISTER))
        assert memory.explain([job()], "echo 1")[job()].edits == (TermEdit("王毅", "Minister Wang Yi", ""),)


def test_the_look_up_by_text_uses_the_index(memory):
    query = "SELECT id, job, engine, wanted FROM machine WHERE job BETWEEN ? AND ? AND source = ?"
    (step,) = memory._connection.execute(f"EXPLAIN QUERY PLAN {query}", (b"", b"", "")).fetchall()
    assert "USING INDEX sqlite_autoindex_machine_1 (job>? AND job<?)" in step[-1]


@pytest.mark.parametrize("column", ["", "[1]", "[[],[[1]]]", "{}", json.dumps([[], 3])])
def test_what_no_version_writes_is_a_fault_of_the_file(memory, column):
    store(memory, job(WANG))
    memory._connection.execute("UPDATE machine SET wanted = ?", (column,))
    with pytest.raises(MemoryFileError, match="not what was wanted"):
        memory.explain([job(MINISTER)], "echo 1")
