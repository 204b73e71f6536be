"""The model learns, aligns, survives its files, and says in CTranslate2 what it says in torch."""

import json
from dataclasses import asdict, replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed: no torch")

from bilingual.training.__main__ import main  # noqa: E402
from bilingual.training.batches import Batch  # noqa: E402
from bilingual.training.export import export_package  # noqa: E402
from bilingual.training.model import LONGEST, Translator, sinusoids  # noqa: E402
from bilingual.training.presets import PRESETS  # noqa: E402
from bilingual.training.train import Run, rate_at  # noqa: E402
from bilingual.training.weights import Weights, load_weights, mix_weights, save_weights  # noqa: E402
from tests.tiny_model import shared_package  # noqa: E402

TINY = PRESETS["tiny"]


def make_batch(rng, shape, rows=16, length=6):
    """Make pairs whose English is the Chinese, piece by piece, with other numbers."""
    source = rng.integers(4, 30, (rows, length))
    target = np.full((rows, length + 2), 3)
    target[:, 0], target[:, 1:-1] = 2, source + 20
    ends = np.column_stack([source, np.full(rows, 3)])
    links = [(row, at, at) for row in range(rows) for at in range(length + 1)]
    return Batch(ends, target, np.array(links))


def learn(run, steps):
    rng = np.random.default_rng(1)
    return [
        [
            float(loss)
            for loss in run.step(make_batch(rng, run.model.shape), rate_at(0.1, run.progress.steps, TINY))
        ]
        for _ in range(steps)
    ]


@pytest.fixture(scope="module")
def trained():
    torch.manual_seed(1)
    run = Run(TINY.shape(40, 60), TINY)
    return run, learn(run, 150)


def test_it_learns_to_translate_and_to_align(trained):
    _, losses = trained
    (first, first_align), (last, last_align) = losses[0], losses[-1]
    assert last < 0.6 * first
    assert last_align < 0.6 * first_align


def test_a_run_goes_on_where_it_stopped(trained, tmp_path):
    run, _ = trained
    run.save(tmp_path / "checkpoint.pt")
    again = Run(TINY.shape(40, 60), TINY)
    again.resume(tmp_path / "checkpoint.pt")
    assert again.progress == run.progress
    assert all(torch.equal(again.weights[name], weight) for name, weight in run.weights.items())
    assert [path.name for path in tmp_path.iterdir()] == ["checkpoint.pt"]
    assert learn(again, 3) == learn(run, 3)


def test_weights_survive_their_files_but_for_rounding(trained, tmp_path):
    run, _ = trained
    save_weights(tmp_path, Weights(run.model.shape, run.weights), megabytes=0.02)
    shape, weights = load_weights(tmp_path)
    assert shape == run.model.shape
    assert len(list(tmp_path.glob("*.bin"))) > 1
    for name, weight in run.weights.items():
        assert torch.allclose(weights[name], weight, atol=float(weight.abs().max()) / 127)


def test_two_models_of_one_descent_have_an_average(trained, tmp_path):
    run, _ = trained
    one = Weights(run.model.shape, run.weights)
    other = Weights(one.shape, {name: weight + 2 for name, weight in one.values.items()})
    save_weights(tmp_path / "one", one)
    save_weights(tmp_path / "other", other)
    main(
        [
            "mix",
            str(tmp_path / "one"),
            str(tmp_path / "other"),
            "--share",
            "0.25",
            "--into",
            str(tmp_path / "m"),
        ]
    )
    found = load_weights(tmp_path / "m")
    assert found.shape == one.shape
    for name, weight in one.values.items():
        assert torch.allclose(found.values[name], weight + 0.5, atol=0.05), name
    with pytest.raises(ValueError, match="two shapes"):
        mix_weights(one, Weights(replace(one.shape, width=2), one.values), 0.5)


def test_a_missing_or_broken_part_is_named(trained, tmp_path):
    run, _ = trained
    save_weights(tmp_path, Weights(run.model.shape, run.weights), megabytes=0.02)
    (tmp_path / "weights-02.bin").write_bytes(b"?")
    with pytest.raises(ValueError, match=r"weights-02.bin: missing or broken"):
        load_weights(tmp_path)


def test_ctranslate2_gives_the_probabilities_of_torch(trained, tmp_path):
    """In float32, before anything is rounded to eight bits."""
    import ctranslate2

    run, _ = trained
    source, target = [f"s{i}" for i in range(40)], [f"t{i}" for i in range(60)]
    source[:4], target[:4] = (["<pad>", "<unk>", "<s>", "</s>"] for _ in range(2))
    work = tmp_path / "work"
    work.mkdir()
    (work / "vocabulary.json").write_text(json.dumps({"source": source, "target": target}), "utf-8")
    (work / "sentencepiece.model").write_bytes((shared_package() / "sentencepiece.model").read_bytes())
    own = {"package_version": "9", "max_source_tokens": 77}
    export_package(tmp_path / "package", Weights(run.model.shape, run.weights), work, own, quantization=None)
    translator = ctranslate2.Translator(str(tmp_path / "package" / "model"), compute_type="float32")
    chinese, english = [5, 9, 12, 28], [25, 29, 32, 48]
    found = translator.score_batch([[source[i] for i in chinese]], [[target[i] for i in english]])
    model = run.average.module.eval()
    with torch.no_grad():
        states, _ = model(torch.tensor([[*chinese, 3]]), torch.tensor([[2, *english]]))
        wanted = model.logits(states).log_softmax(-1)[0, range(5), [*english, 3]]
    assert found[0].log_probs == pytest.approx(wanted.tolist(), abs=1e-4)
    metadata = json.loads((tmp_path / "package" / "metadata.json").read_text("utf-8"))
    assert (metadata["package_version"], metadata["max_source_tokens"]) == ("9", 77)


def test_positions_are_sines_then_cosines():
    table = sinusoids(LONGEST, 8)
    assert table[0].tolist() == [0, 0, 0, 0, 1, 1, 1, 1]


@pytest.mark.parametrize("name", PRESETS)
def test_a_packages_weights_fit_in_64_megabytes(name):
    preset = PRESETS[name]
    shape = preset.shape(24_000, 10_600)
    with torch.device("meta"):
        model = Translator(shape)
    assert sum(parameter.numel() for parameter in model.parameters()) < 62_000_000
    assert asdict(shape)["width"] == preset.width
