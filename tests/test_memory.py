"""The memory gives back what it was given, a person's wording first, and never half a batch."""

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.document import (
    Alignment,
    Constraint,
    Evidence,
    Job,
    Origin,
    Provenance,
    Span,
    Tier,
    Translation,
)
from bilingual.memory import HumanVersion, Memory, MemoryStats
from bilingual.memory.columns import read_alignment
from tests.strategies import any_text, origins, pairs

ENGINE = "echo 1"
TERM = Constraint(0, 2, "外长", ("foreign minister",))
JOB = Job("外长来了。", (TERM,))
MADE = Translation(JOB.text, "The foreign minister came.", Origin.ENGINE, (Evidence(Tier.FREE, 4, 20),))
WHEN = "2026-01-02T03:04:05Z"


@pytest.fixture
def memory(tmp_path):
    with Memory(tmp_path / ".bilingual" / "memory.db") as memory:
        yield memory


def made(text, target):
    return Job(text), Translation(text, target, Origin.ENGINE)


def say(memory, target, *, author="li", when=WHEN, post=""):
    memory.store_human(JOB.text, target, author=author, when=when, post=post)


def test_what_an_engine_made_is_found_with_its_evidence(memory):
    memory.store([(JOB, MADE)], ENGINE)
    assert memory.find([JOB], ENGINE) == {
        JOB: Translation(JOB.text, MADE.target, Origin.MEMORY, MADE.evidence),
    }


@pytest.mark.parametrize(
    ("job", "engine"),
    [
        pytest.param(Job("外长走了。", (TERM,)), ENGINE, id="another text"),
        pytest.param(Job(JOB.text), ENGINE, id="the term was taken out of the glossary"),
        pytest.param(
            Job(JOB.text, (Constraint(0, 2, "外长", ("FM",)),)), ENGINE, id="the term has another target"
        ),
        pytest.param(JOB, "echo 2", id="another engine"),
    ],
)
def test_another_job_or_engine_is_not_met_by_an_old_translation(memory, job, engine):
    """An edited glossary term or a new model outdates exactly the sentences it touches."""
    memory.store([(JOB, MADE)], ENGINE)
    assert memory.find([job], engine) == {}


def test_the_first_translation_stays_unless_it_is_replaced(memory):
    memory.store([made("好。", "Good."), made("好。", "Fine.")], ENGINE)
    memory.store([made("好。", "OK.")], ENGINE)
    assert memory.find([Job("好。")], ENGINE)[Job("好。")].target == "Good."
    memory.store([made("好。", "Well."), made("好。", "Right.")], ENGINE, replace=True)
    assert memory.find([Job("好。")], ENGINE)[Job("好。")].target == "Right."
    assert memory.stats().machine == 1


def test_only_what_an_engine_made_is_stored(memory):
    """Remembered, human and untranslated pairs may be among the pairs of a run."""
    others = [(Job(f"第{origin}。"), Translation("", "x", origin)) for origin in Origin]
    memory.store(others, ENGINE)
    assert memory.stats().machine == 1


def test_an_error_in_the_middle_of_a_batch_stores_nothing(memory):
    def failing():
        yield made("一。", "One.")
        raise KeyError

    with pytest.raises(KeyError):
        memory.store(failing(), ENGINE)
    assert memory.stats() == MemoryStats(0, 0, 0, 0, 0)
    memory.store([made("一。", "One.")], ENGINE)
    assert memory.stats().machine == 1


def test_a_person_outranks_the_engine(memory):
    memory.store([(JOB, MADE)], ENGINE)
    say(memory, "In came the foreign minister.")
    assert memory.find([JOB], ENGINE) == {
        JOB: Translation(
            JOB.text,
            "In came the foreign minister.",
            Origin.HUMAN,
            (Evidence(Tier.HUMAN, 12, 28),),
            Provenance("li", WHEN),
        ),
    }


def test_a_wording_that_a_glossary_edit_contradicts_is_kept_and_marked(memory):
    say(memory, "The FM came.")
    assert memory.find([JOB], ENGINE)[JOB].evidence == (Evidence(Tier.UNMET),)


def test_a_wording_of_one_post_holds_there_alone(memory):
    say(memory, "everywhere")
    say(memory, "in this post", post="a.txt")
    assert memory.find([JOB], ENGINE, "a.txt")[JOB].target == "in this post"
    assert memory.find([JOB], ENGINE, "b.txt")[JOB].target == "everywhere"
    assert memory.find([JOB], ENGINE)[JOB].target == "everywhere"


def test_withdrawing_lets_the_next_wording_through(memory):
    memory.store([(JOB, MADE)], ENGINE)
    say(memory, "everywhere")
    say(memory, "in this post", post="a.txt")
    say(memory, None, post="a.txt")
    assert memory.find([JOB], ENGINE, "a.txt")[JOB].target == "everywhere"
    say(memory, None)
    assert memory.find([JOB], ENGINE, "a.txt")[JOB].target == MADE.target


def test_every_version_is_in_the_history(memory):
    say(memory, "one", author="li", when="1")
    say(memory, None, author="wang", when="2")
    say(memory, "three", author="li", when="3")
    say(memory, "elsewhere", post="a.txt")
    assert memory.history(JOB.text) == (
        HumanVersion("one", "li", "1"),
        HumanVersion(None, "wang", "2"),
        HumanVersion("three", "li", "3"),
    )
    assert memory.find([JOB], ENGINE)[JOB].target == "three"
    assert memory.history("没说过。") == ()


@pytest.mark.parametrize("statement", ["UPDATE human SET target = 'x'", "DELETE FROM human"])
def test_a_wording_cannot_be_changed_even_by_another_program(memory, statement):
    say(memory, "kept")
    with sqlite3.connect(memory.path) as other, pytest.raises(sqlite3.IntegrityError, match="a wording is"):
        other.execute(statement)
    other.close()
    assert memory.history(JOB.text) == (HumanVersion("kept", "li", WHEN),)


def test_failures_are_kept_until_the_post_succeeds(memory):
    memory.record_failure("b.txt", "b.txt:1: broken")
    memory.record_failure("a.txt", "a.txt:1: broken")
    memory.record_failure("b.txt", "b.txt:2: still broken")
    assert list(memory.failures().items()) == [
        ("a.txt", "a.txt:1: broken"),
        ("b.txt", "b.txt:2: still broken"),
    ]
    memory.clear_failure("b.txt")
    memory.clear_failure("never failed.txt")
    assert memory.failures() == {"a.txt": "a.txt:1: broken"}


def test_statistics_count_what_is_there(memory):
    memory.store([made("一。", "One."), made("二。", "Two.")], ENGINE)
    memory.store([made("一。", "One.")], "echo 2")
    say(memory, "one")
    say(memory, "two")
    say(memory, "three", post="a.txt")
    say(memory, None, post="a.txt")
    memory.record_failure("a.txt", "broken")
    assert memory.stats() == MemoryStats(machine=3, engines=2, human=1, versions=4, failures=1)


def test_what_is_stored_is_there_when_the_file_is_opened_again(tmp_path):
    path = tmp_path / "memory.db"
    with Memory(path) as memory:
        memory.store([(JOB, MADE)], ENGINE)
    with Memory(path) as memory:
        assert memory.find([JOB], ENGINE)[JOB].target == MADE.target
    assert [file.name for file in tmp_path.iterdir()] == ["memory.db"]


def test_nothing_is_made_before_a_memory_is_opened(tmp_path):
    assert not (tmp_path / "deep" / "down").exists()
    Memory(tmp_path / "deep" / "down" / "memory.db").close()
    assert (tmp_path / "deep" / "down" / "memory.db").is_file()


properties = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@properties
@given(batch=st.lists(pairs(source=any_text, target=any_text, origin=origins), max_size=5), engine=any_text)
def test_any_translation_round_trips(memory, batch, engine):
    """NUL, half surrogates and astral characters too; the first translation of a job counts."""
    memory._connection.execute("DELETE FROM machine")  # what the examples before this one stored
    memory.store(batch, engine)
    expected: dict[Job, Translation] = {}
    for job, translation in batch:
        if translation.origin is Origin.ENGINE:
            remembered = Translation(job.text, translation.target, Origin.MEMORY, translation.evidence)
            expected.setdefault(job, remembered)
    assert memory.find([job for job, _ in batch], engine) == expected


@properties
@given(source=any_text, post=any_text, version=st.builds(HumanVersion, any_text, any_text, any_text))
def test_any_wording_round_trips(memory, source, post, version):
    memory.store_human(source, version.target, author=version.author, when=version.when, post=post)
    assert memory.history(source, post)[-1] == version
    found = memory.find([Job(source)], "none", post)
    known_by = Provenance(version.author, version.when)
    assert found == {Job(source): Translation(source, version.target, Origin.HUMAN, (), known_by)}


@properties
@given(failures=st.dictionaries(any_text, any_text, max_size=4))
def test_any_failure_round_trips(memory, failures):
    for path, message in failures.items():
        memory.record_failure(path, message)
    assert memory.failures() == failures
    for path in failures:
        memory.clear_failure(path)
    assert memory.failures() == {}


scopes = st.sampled_from(["", "a.txt", "b.txt"])
wordings = st.sampled_from([None, "one", "two", "three"])


@properties
@given(events=st.lists(st.tuples(scopes, wordings), max_size=8), scope=scopes)
def test_the_wording_in_force_is_the_newest_of_the_nearest_scope(memory, events, scope):
    job = Job(f"第{memory.stats().versions}句。")  # one that no example before this one used
    for post, target in events:
        memory.store_human(job.text, target, author="li", when="now", post=post)
    found = memory.find([job], ENGINE, scope)
    newest = dict(events)
    expected = newest.get(scope) or newest.get("")
    assert [translation.target for translation in found.values()] == ([expected] if expected else [])


def test_alignments_are_kept_by_pair_and_engine(memory):
    known = Alignment(Span(0, 2), Span(4, 20), 93)
    pairs = [("外长来了。", "The foreign minister came."), ("好。", "Good.")]
    memory.store_alignments([(pairs[0], (known, known)), (pairs[1], ())], ENGINE)
    assert memory.find_alignments([*pairs, ("好。", "Fine.")], ENGINE) == {
        pairs[0]: (known, known),
        pairs[1]: (),
    }
    assert memory.find_alignments(pairs, "another engine") == {}


def test_a_broken_alignment_is_a_fault_of_the_file():
    for line in ("0 1 2", "a b c d e", "0 1 2 3 4 5"):
        with pytest.raises(sqlite3.DataError, match="alignment"):
            read_alignment(line)
