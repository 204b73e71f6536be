"""What every engine promises, and how engines are found by name."""

import os
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.checks import verify
from bilingual.document import Constraint, ConstraintKind, Job, Origin, Tier
from bilingual.engines import load_engine
from bilingual.engines.argos import ArgosEngine
from bilingual.engines.decoder import DecodingOptions
from bilingual.engines.echo import Echo
from bilingual.errors import ModelError
from bilingual.text import has_han
from tests.tiny_model import SENTENCES, make_package, shared_package, zip_package

BRIDGE = Constraint(7, 9, "小桥", ("footbridge", "small bridge"))
LINK = "https://example.org/a_b?c=1"
JOBS = [
    *map(Job, SENTENCES),
    Job(SENTENCES[0], (BRIDGE,)),
    Job(
        f"详见{LINK}。",
        (Constraint(2, 2 + len(LINK), LINK, (LINK,), ConstraintKind.LITERAL, exact_case=True),),
    ),
    Job(SENTENCES[0]),
    Job(""),
    Job(" \n\t"),
    Job("Beijing, 20 May"),
    Job("——"),
    Job("😀🎉"),
    Job("山上有雪😀\U00020000。"),
    Job("坏\ud800字\x00符▁_。"),
    Job("他说<t>雪</t>很大</s><s>。"),
    Job("，".join(SENTENCES) * 3),
    Job("雪" * 700),
]


class EngineConformance:
    """Inherited by the test of every engine, which gives the engine as a fixture."""

    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls):
        raise NotImplementedError

    def test_there_is_one_translation_per_job_in_order(self, engine):
        assert [translation.source for translation in engine.translate(JOBS)] == [job.text for job in JOBS]

    def test_there_is_one_piece_of_evidence_per_constraint(self, engine):
        lengths = [len(translation.evidence) for translation in engine.translate(JOBS)]
        assert lengths == [len(job.constraints) for job in JOBS]

    def test_nothing_asked_is_nothing_given(self, engine):
        assert engine.translate([]) == []

    def test_equal_jobs_have_equal_translations(self, engine):
        first, again = engine.translate([JOBS[0], JOBS[1], Job(JOBS[0].text)])[::2]
        assert first == again

    def test_the_english_of_a_job_does_not_depend_on_the_others(self, engine):
        together = engine.translate(JOBS)
        assert [engine.translate([job])[0] for job in JOBS] == together
        assert engine.translate(JOBS[::-1]) == together[::-1]

    def test_no_sentence_is_dropped(self, engine):
        blank = [t.source for t in engine.translate(JOBS) if t.source.strip() and not t.target.strip()]
        assert blank == []

    def test_text_without_chinese_passes_through(self, engine):
        plain = [t for t in engine.translate(JOBS) if not has_han(t.source)]
        assert {(t.source, t.origin) for t in plain} == {(t.target, Origin.SOURCE) for t in plain}

    def test_chinese_is_the_engines_work(self, engine):
        assert {t.origin for t in engine.translate(JOBS) if has_han(t.source)} == {Origin.ENGINE}

    def test_evidence_points_at_an_accepted_rendering(self, engine):
        for job, translation in zip(JOBS, engine.translate(JOBS), strict=True):
            for constraint, evidence in zip(job.constraints, translation.evidence, strict=True):
                found = translation.target[evidence.start : evidence.end].lower()
                accepted = [rendering.lower() for rendering in constraint.renderings]
                assert any(map(found.startswith, accepted)) is (evidence.tier is not Tier.UNMET)

    def test_an_address_always_survives(self, engine):
        (translation,) = engine.translate([JOBS[8]])
        assert LINK in translation.target
        assert translation.evidence[0].tier is not Tier.UNMET

    def test_the_id_is_stable_and_one_line(self, engine):
        assert engine.id == engine.id
        assert len(engine.id.splitlines()) == 1


class TestEcho(EngineConformance):
    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls):
        return load_engine("echo")

    @pytest.mark.parametrize(
        ("text", "target"),
        [
            pytest.param("“好。”", "“Rim.”", id="quotes"),
            pytest.param("《好》（1,234.5亿）！", "“Rim” (123,450,000,000)!", id="brackets and amounts"),
            pytest.param("27万2200；8300 多万", "272,200; 83,000,000", id="amounts in parts"),
            pytest.param("３．５％，20世纪", "3.5%, 20 ninden", id="full width"),
        ],
    )
    def test_spelling(self, text, target):
        assert load_engine("echo").translate([Job(text)])[0].target == target

    @given(st.text("春河边有一座小桥，。“”（）《》", min_size=1))
    def test_there_is_never_chinese_in_it(self, text):
        assert not has_han(Echo().translate([Job(text)])[0].target)

    def test_there_is_nothing_to_object_to(self):
        job = Job("他说：“春天的河边有5万人。”", (Constraint(4, 6, "春天", ("the spring",)),))
        (translation,) = load_engine("echo").translate([job])
        assert verify(job, translation) == ()


class TestPlainPackage(EngineConformance):
    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls):
        return load_engine(str(shared_package()), threads=1)


class TestAnnotatingPackage(EngineConformance):
    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls, tmp_path_factory):
        folder = tmp_path_factory.mktemp("annotating") / "package"
        make_package(folder, inline_terms=["<t>", "</t>"], max_source_tokens=12)
        return load_engine(str(folder), threads=2)


def test_harmed_addresses_are_translated_around():
    """The tiny model never copies, so every address it gives is one that was cut off beforehand."""
    jobs = [job for job in JOBS if LINK in job.text] * 2
    texts = [translation.target for translation in tiny_engine().translate(jobs)]
    assert [text.count(LINK) for text in texts] == [1, 1]
    assert [text.endswith(f"{LINK}.") for text in texts] == [True, True]


def test_systems_that_do_not_tell_which_cores_are_ours_are_asked_for_their_number(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert load_engine(str(shared_package())).translate(JOBS) == tiny_engine().translate(JOBS)


def test_the_number_of_threads_changes_nothing():
    one, two, five = (load_engine(str(shared_package()), threads=n).translate(JOBS) for n in (1, 2, 5))
    assert one == two == five


@cache
def english_alone(text):
    return tiny_engine().translate([Job(text)])[0].target


@cache
def tiny_engine():
    return load_engine(str(shared_package()))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=30))
def test_any_company_leaves_the_english_as_it_is(texts):
    translations = tiny_engine().translate([Job(text) for text in texts])
    assert [t.target for t in translations] == [english_alone(text) for text in texts]


def test_the_id_tells_the_weights_the_metadata_and_the_options(tmp_path):
    folder = shared_package()
    first = ArgosEngine(folder, "tiny")
    others = [
        ArgosEngine(make_package(tmp_path / "seed", seed=4), "tiny"),
        ArgosEngine(make_package(tmp_path / "limit", max_source_tokens=9), "tiny"),
        ArgosEngine(folder, "tiny", options=DecodingOptions(beam_size=2)),
        ArgosEngine(folder, "other"),
    ]
    assert len({first.id, *(engine.id for engine in others)}) == 5
    assert ArgosEngine(make_package(tmp_path / "same"), "tiny", threads=7).id == first.id


def test_a_model_is_found_by_folder_and_by_file(tmp_path, argos_home):
    folder = make_package(tmp_path / "translate-zh_en-7_7")
    archive = zip_package(folder, tmp_path / "mine.argosmodel")
    by_folder, by_file, again = (load_engine(str(path)) for path in (folder, archive, archive))
    assert (by_folder.name, by_file.name) == ("translate-zh_en-7_7", "mine")
    assert by_file.id == again.id
    assert by_file.translate(JOBS[:3]) == by_folder.translate(JOBS[:3])


def test_a_changed_file_is_another_model(tmp_path, argos_home):
    archive = tmp_path / "mine.argosmodel"
    before = load_engine(str(zip_package(make_package(tmp_path / "a"), archive))).id
    assert load_engine(str(zip_package(make_package(tmp_path / "b", seed=4), archive))).id != before


@pytest.mark.parametrize("name", [None, "zh_en", "built-in"])
def test_the_built_in_model_has_three_names(name):
    assert load_engine(name).id == load_engine().id


def test_an_unknown_name_is_answered_with_the_known_ones(argos_home):
    make_package(argos_home / "translate-zh_en-1_9")
    with pytest.raises(ModelError, match="no model “nothing”; there are: zh_en, translate-zh_en-1_9, echo"):
        load_engine("nothing")


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        pytest.param(
            {"from_code": "en", "to_code": "zh"}, "translates en -> zh, not zh -> en", id="other way"
        ),
        pytest.param({"from_code": None}, "translates . -> en", id="no language"),
        pytest.param({"type": "sbd"}, "not zh -> en", id="other kind of package"),
    ],
)
def test_a_package_for_something_else_is_refused(tmp_path, metadata, message):
    with pytest.raises(ModelError, match=message):
        load_engine(str(make_package(tmp_path / "package", **metadata)))


@pytest.mark.parametrize(
    ("broken", "content", "message"),
    [
        pytest.param("metadata.json", b"{", "metadata.json: not readable", id="metadata not JSON"),
        pytest.param("metadata.json", b"\xff", "metadata.json: not readable", id="metadata not text"),
        pytest.param("metadata.json", b"[]", "metadata.json: not a JSON object", id="metadata a list"),
        pytest.param("metadata.json", None, "metadata.json: not readable", id="no metadata"),
        pytest.param("model/model.bin", None, "no model/model.bin in it", id="no model"),
        pytest.param("sentencepiece.model", None, "no sentencepiece.model or bpe.model", id="no tokenizer"),
        pytest.param("model/model.bin", b"", "the model failed", id="empty model"),
        pytest.param("model/model.bin", b"rubbish" * 99, "the model failed", id="rubbish model"),
        pytest.param("model/shared_vocabulary.json", b"[]", "the model failed", id="empty vocabulary"),
        pytest.param("model/shared_vocabulary.json", None, "the model failed", id="no vocabulary"),
        pytest.param(
            "sentencepiece.model", b"rubbish", "the tokenizer does not load", id="rubbish tokenizer"
        ),
    ],
)
def test_a_broken_package_is_told_in_a_sentence(tmp_path, broken, content, message):
    path = make_package(tmp_path / "package") / broken
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(ModelError, match=message):
        load_engine(str(tmp_path / "package")).translate([Job("好。")])
