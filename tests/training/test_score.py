"""A package is scored beside other systems, its annotation by itself, its shape for speed."""

import json
import shutil

import pytest

from bilingual.engines import load_engine
from bilingual.training.__main__ import main
from bilingual.training.prepare import BUILT_IN
from tests.tiny_model import shared_package

CHINESE = ["大使星期三访问了首都。会谈在友好的气氛中进行。", "展览开幕了。"]
ENGLISH = [
    "The ambassador visited the capital on Wednesday. The talks were friendly.",
    "The exhibition opened.",
]


@pytest.fixture
def sets(tmp_path):
    folder = tmp_path / "sets"
    folder.mkdir()
    (folder / "tiny.zh").write_text("\n".join(CHINESE) + "\n", "utf-8")
    (folder / "tiny.en").write_text("\n".join(ENGLISH) + "\n", "utf-8")
    (folder / "tiny.perfect.en").write_text("\n".join(ENGLISH) + "\n", "utf-8")
    return folder


def test_a_package_stands_beside_other_systems(sets, capsys):
    main(["score", str(shared_package()), "--sets", str(sets)])
    package, perfect = capsys.readouterr().out.splitlines()
    assert package.split()[:2] == ["tiny", shared_package().name]
    assert float(package.split()[3]) < 5
    assert package.endswith(" s")
    assert perfect.split() == ["tiny", "perfect", "BLEU", "100.0", "chrF", "100.0"]


@pytest.mark.model
def test_annotation_is_scored_by_itself(tmp_path, capsys):
    terms = [
        {"zh": "双方同意加强在能源领域的合作。", "terms": [{"zh": "能源", "en": "energy", "en_all": []}]},
        {"zh": "展览开幕了。", "terms": []},
    ]
    file, sets = tmp_path / "terms.jsonl", tmp_path / "none"
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in terms), "utf-8")
    main(["score", str(BUILT_IN), "--sets", str(sets), "--terms", str(file)])
    assert capsys.readouterr().out == "terms by annotation alone: 1 of 1, 100.0%\n"


def test_speed_is_a_ratio_of_two_models():
    pytest.importorskip("torch", reason="the extra `train` is not installed: no torch")
    from bilingual.training.presets import Shape
    from bilingual.training.speed import compare

    small, large = Shape(1100, 1100, 32, 2, 64, 1, 1), Shape(1100, 1100, 256, 4, 1024, 2, 4)
    assert compare(small, large, threads=1) > 1


def test_a_package_that_was_exported_again_is_named_by_its_version(tmp_path):
    folder = tmp_path / "package"
    shutil.copytree(shared_package(), folder)
    metadata = json.loads((folder / "metadata.json").read_text("utf-8"))
    (folder / "metadata.json").write_text(json.dumps(metadata | {"package_version": "8"}), "utf-8")
    assert " 8 " in load_engine(str(folder)).id
