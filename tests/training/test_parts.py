"""A work folder comes out of its parts as it went in, or it is said why not."""

import numpy as np
import pytest

from bilingual.training.parts import INDEX, PartsError, missing_parts, pack, take_in, unpack


@pytest.fixture
def work(tmp_path):
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "news.npz").write_bytes(np.random.default_rng(0).bytes(25_000))
    (folder / "vocabulary.json").write_text("{}", encoding="utf-8")
    (folder / "checkpoint.pt").write_bytes(b"not the data")
    return folder


def test_parts_are_no_larger_than_asked_for_and_hold_the_folder(work, tmp_path):
    pack(work, tmp_path / "parts", 0.01)
    parts = sorted((tmp_path / "parts").glob("part-*"))
    assert len(parts) == 3
    assert all(part.stat().st_size <= 10_000 for part in parts)
    unpack(tmp_path / "parts", tmp_path / "there")
    assert {path.name for path in (tmp_path / "there").iterdir()} == {"news.npz", "vocabulary.json"}
    assert (tmp_path / "there" / "news.npz").read_bytes() == (work / "news.npz").read_bytes()


def test_packing_again_leaves_no_old_parts(work, tmp_path):
    pack(work, tmp_path / "parts", 0.01)
    pack(work, tmp_path / "parts", 1)
    assert [path.name for path in sorted((tmp_path / "parts").iterdir())] == [INDEX, "part-01.xz"]


def test_parts_are_taken_in_one_by_one_in_any_order(work, tmp_path):
    pack(work, tmp_path / "parts", 0.01)
    waiting = tmp_path / "waiting"
    assert missing_parts(waiting) == [INDEX]
    for number in (2, 1, 3):
        came = tmp_path / f"came-{number}"
        came.mkdir()
        for name in (INDEX, f"part-{number:02}.xz"):
            (came / name).write_bytes((tmp_path / "parts" / name).read_bytes())
        take_in(came, waiting)
        if number == 1:
            assert missing_parts(waiting) == ["part-03.xz"]
    unpack(waiting, tmp_path / "there")
    assert (tmp_path / "there" / "news.npz").read_bytes() == (work / "news.npz").read_bytes()


def test_broken_parts_and_indexes_are_named(work, tmp_path):
    parts = tmp_path / "parts"
    pack(work, parts, 0.01)
    (parts / "part-02.xz").write_bytes(b"short")
    with pytest.raises(PartsError, match=r"part-02\.xz missing or broken"):
        unpack(parts, tmp_path / "there")
    (parts / INDEX).write_text("[]", encoding="utf-8")
    with pytest.raises(PartsError, match="not the index"):
        missing_parts(parts)
