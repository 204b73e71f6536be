"""Whatever is wrong with the memory's file, the user reads one sentence that says what to do."""

import sqlite3
import threading

import pytest

from bilingual.document import Job, Origin, Translation
from bilingual.errors import MemoryFileError
from bilingual.memory import Memory
from bilingual.memory.faults import explain_faults
from bilingual.memory.schema import APPLICATION_ID, MIGRATIONS, _use_wal, create_functions

PAIR = (Job("好。"), Translation("好。", "Good.", Origin.ENGINE))

OPERATIONS = {
    "find": lambda memory: memory.find([Job("好。")], "echo"),
    "explain": lambda memory: memory.explain([Job("好。")], "echo"),
    "store": lambda memory: memory.store([PAIR], "echo"),
    "store_human": lambda memory: memory.store_human("好。", "Good.", author="li", when="now"),
    "history": lambda memory: memory.history("好。"),
    "record_failure": lambda memory: memory.record_failure("a.txt", "broken"),
    "clear_failure": lambda memory: memory.clear_failure("a.txt"),
    "failures": lambda memory: memory.failures(),
    "stats": lambda memory: memory.stats(),
}
WRITES = ["store", "store_human", "record_failure", "clear_failure"]

every_operation = pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
every_write = pytest.mark.parametrize("operation", [OPERATIONS[name] for name in WRITES], ids=WRITES)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "memory.db"


def errors_of_sqlite(kind=sqlite3.Error):
    return [kind, *(error for child in kind.__subclasses__() for error in errors_of_sqlite(child))]


@pytest.mark.parametrize("kind", errors_of_sqlite())
def test_every_error_of_sqlite_is_mapped(path, kind):
    with (
        pytest.raises(MemoryFileError, match=r"^[^\n]*memory\.db: [^\n]*; [^\n]*$") as caught,
        explain_faults(path),
    ):
        raise kind("something new")
    assert isinstance(caught.value.__cause__, kind)


@every_operation
def test_a_closed_memory_says_so(path, operation):
    memory = Memory(path)
    memory.close()
    with pytest.raises(MemoryFileError, match="cannot be used"):
        operation(memory)


@every_operation
def test_a_damaged_file_says_so(path, operation):
    """The header is whole, so the damage shows only when the tables are read."""
    with Memory(path) as memory:
        memory.store([PAIR], "echo")
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with (
        Memory(path) as memory,
        pytest.raises(MemoryFileError, match="is damaged; put a backup in its place"),
    ):
        operation(memory)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"---\ntitle: not a database\n---\n" * 100, id="a post"),
        pytest.param(b"SQLite format 3\x00" + b"\xff" * 4080, id="a broken header"),
    ],
)
def test_a_file_that_is_no_database_is_left_alone(path, content):
    path.write_bytes(content)
    with pytest.raises(MemoryFileError, match=r"memory\.db: is not a translation memory, or is damaged"):
        Memory(path)
    assert path.read_bytes() == content


def test_a_file_cut_short_is_refused(path):
    with Memory(path) as memory:
        memory.store([PAIR], "echo")
    path.write_bytes(path.read_bytes()[:6000])
    with pytest.raises(MemoryFileError, match="is damaged"):
        Memory(path)


def test_an_empty_file_becomes_a_memory(path):
    path.touch()
    with Memory(path) as memory:
        assert memory.stats().machine == 0


def test_the_database_of_another_program_is_left_alone(path):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.close()
    content = path.read_bytes()
    with pytest.raises(MemoryFileError, match="is the database of another program; name another file"):
        Memory(path)
    assert path.read_bytes() == content


def test_a_memory_of_a_newer_version_is_left_alone(path):
    Memory(path).close()
    newer = len(MIGRATIONS) + 1
    with sqlite3.connect(path) as other:
        other.execute(f"PRAGMA user_version = {newer}")
    other.close()
    with pytest.raises(
        MemoryFileError, match=f"newer version of bilingual .memory version {newer}, .*; update bilingual"
    ):
        Memory(path)


def test_a_folder_in_the_place_of_the_file_says_so(path):
    path.mkdir()
    with pytest.raises(MemoryFileError, match="cannot be opened for writing; check that it is a file"):
        Memory(path)


@pytest.mark.parametrize("folder", ["a file", "a\0name"])
def test_a_folder_that_cannot_be_made_says_so(tmp_path, folder):
    (tmp_path / "a file").touch()
    with pytest.raises(MemoryFileError, match=r"its folder cannot be made .*; name a place you may write in"):
        Memory(tmp_path / folder / "memory.db")


@every_write
def test_a_file_that_may_not_be_written_says_so(path, operation):
    with Memory(path) as memory:
        memory._connection.execute("PRAGMA query_only = ON")
        with pytest.raises(MemoryFileError, match="cannot be opened for writing"):
            operation(memory)


def test_a_full_disk_stores_nothing_and_says_so(path):
    with Memory(path) as memory:
        full = memory._connection.execute("PRAGMA page_count").fetchone()[0]
        memory._connection.execute(f"PRAGMA max_page_count = {full}")
        with pytest.raises(MemoryFileError, match="the disk is full, nothing was stored; free some space"):
            memory.store([(Job("长" * 5000), PAIR[1]), PAIR], "echo")
        assert memory.stats().machine == 0


@every_write
def test_a_file_that_another_program_holds_too_long_says_so(path, operation):
    with Memory(path) as memory, Memory(path) as other:
        memory._connection.execute("PRAGMA busy_timeout = 0")
        other._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(
            MemoryFileError, match="another program has been writing to it for a long time; wait"
        ):
            operation(memory)
        other._connection.rollback()


def test_evidence_of_no_known_kind_says_so(path):
    with Memory(path) as memory:
        memory.store([PAIR], "echo")
        memory._connection.execute("UPDATE machine SET evidence = 'guessed 0 1'")
        with pytest.raises(MemoryFileError, match="guessed 0 1"):
            memory.find([PAIR[0]], "echo")


def test_another_thread_must_open_the_file_for_itself(path):
    caught: list[BaseException] = []

    def use():
        try:
            memory.stats()
        except MemoryFileError as error:
            caught.append(error)

    with Memory(path) as memory:
        thread = threading.Thread(target=use)
        thread.start()
        thread.join()
    assert len(caught) == 1


def test_a_new_file_says_what_it_is(path):
    Memory(path).close()
    with sqlite3.connect(path) as other:
        header = [
            other.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version", "journal_mode")
        ]
    other.close()
    assert header == [APPLICATION_ID, len(MIGRATIONS), "wal"]


def test_every_older_version_is_brought_up_to_date(path):
    """A file that stopped after any migration ends with the same tables as a new one."""

    def tables(file):
        with sqlite3.connect(file) as database:
            rows = database.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()
        database.close()
        return rows

    Memory(path).close()
    for version in range(1, len(MIGRATIONS) + 1):
        older = path.with_name(f"{version}.db")
        with sqlite3.connect(older) as database:
            create_functions(database)
            for statement in (statement for script in MIGRATIONS[:version] for statement in script):
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {version}")
            database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.close()
        Memory(older).close()
        assert tables(older) == tables(path)


def journal_of(connection):
    return connection.execute("PRAGMA journal_mode").fetchone()[0]


def test_a_file_that_is_being_read_is_used_as_it_is_and_changed_later(path):
    """Two programs that make one memory at the same moment meet here: neither may fail."""
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("CREATE TABLE read (word TEXT)")
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM read").fetchall()
    opener = sqlite3.connect(path, isolation_level=None, timeout=0)
    _use_wal(opener)
    assert journal_of(opener) == "delete"
    reader.execute("COMMIT")
    _use_wal(opener)
    assert journal_of(opener) == "wal"
    opener.close()
    reader.close()


def test_a_file_that_cannot_be_written_is_no_file_that_is_being_read(path):
    with sqlite3.connect(path) as writer:
        writer.execute("CREATE TABLE read (word TEXT)")
    writer.close()
    reader = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        _use_wal(reader)
    reader.close()
