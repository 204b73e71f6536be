"""The whole training in small: a work folder, goes on a machine without network, a package that translates."""

import lzma

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed: no torch")

from bilingual.document import Job  # noqa: E402
from bilingual.engines import load_engine  # noqa: E402
from bilingual.training.__main__ import main  # noqa: E402
from bilingual.training.batches import Reader, read_ahead, round_up  # noqa: E402
from bilingual.training.examples import (  # noqa: E402
    Examples,
    Vocabulary,
    load_all,
    load_vocabulary,
    save_examples,
    save_vocabulary,
)
from bilingual.training.presets import PRESETS  # noqa: E402
from bilingual.training.train import Budget, Run, train  # noqa: E402
from tests.tiny_model import LINES, SENTENCES, shared_package  # noqa: E402


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """Make a work folder whose English is pieces of the tiny tokenizer."""
    folder = tmp_path_factory.mktemp("work")
    import sentencepiece

    tokenizer = shared_package() / "sentencepiece.model"
    (folder / "sentencepiece.model").write_bytes(tokenizer.read_bytes())
    processor = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer))
    pieces = [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
    save_vocabulary(folder, Vocabulary((*pieces, "<t>", "</t>"), tuple(pieces)))
    rng = np.random.default_rng(3)
    ids = [np.array(processor.encode(line), np.uint16) for line in LINES]
    chinese, english = rng.integers(len(ids), size=(2, 300))
    source, target = ([ids[i] for i in side] for side in (chinese, english))
    examples = Examples(
        np.concatenate(source),
        np.concatenate(target),
        np.zeros(sum(map(len, target)), np.uint8),
        np.array([len(one) for one in source], np.uint8),
        np.array([len(one) for one in target], np.uint8),
    )
    for name in ("news", "general"):
        save_examples(folder / f"{name}.npz", examples)
    return folder


def make_reader(work, pairs=200):
    return Reader(load_all(work), load_vocabulary(work), 0.3, pairs, 400)


def test_a_chunk_is_the_same_whoever_makes_it(work):
    chunks = [(1, {"news": 1.0}), (2, {"news": 1.0, "general": 3.0}), (3, {"general": 1.0})]
    alone = list(read_ahead(make_reader(work), iter(chunks), 0))
    shared = list(read_ahead(make_reader(work), iter(chunks), 2))
    assert len(alone) == len(shared) > 3
    for one, other in zip(alone, shared, strict=True):
        assert all(
            np.array_equal(getattr(one, part), getattr(other, part)) for part in ("source", "target", "links")
        )


def test_a_batch_is_padded_and_linked(work):
    reader = make_reader(work)
    batches = reader.read(5, {"news": 1.0})
    assert sum(len(batch.source) for batch in batches) == reader.pairs
    for batch in batches:
        assert batch.source.size + batch.target[:, 1:].size <= max(
            reader.tokens, 2 * batch.source.shape[1] * 8
        )
        assert set(batch.target[:, 0]) == {2}
        rows, at, of = batch.links.T
        assert (batch.target[rows, at + 1] > 0).all()
        assert (batch.source[rows, of] > 0).all()
        assert ((batch.source == 3).sum(1) == 1).all()


def test_lengths_are_rounded_up_to_few():
    assert {round_up(length) for length in range(1, 200)} == {*range(4, 33, 4), *range(40, 201, 8)}


def test_goes_on_a_machine_without_network(work, tmp_path, capsys):
    """Parts come one by one; two goes use up the time; what comes back is a package that translates."""
    parts, there, out = tmp_path / "parts", tmp_path / "there", tmp_path / "out"
    main(["pack", "--work", str(work), "--into", str(parts), "--megabytes", "0.01"])
    files = sorted(parts.iterdir())
    assert len(files) > 2
    (tmp_path / "door").mkdir()
    go = ["chunk", "--parts", str(tmp_path / "door"), "--work", str(there), "--out", str(out)]
    go += ["--preset", "tiny", "--minutes", "0.1"]
    for file in files:
        assert not out.exists()
        file.rename(tmp_path / "door" / file.name)
        main([*go, "--stop-after", "0"])
    assert "to be continued" in capsys.readouterr().out
    main(go)
    assert "done" in capsys.readouterr().out
    package = tmp_path / "package"
    main(["export", "--weights", str(out), "--work", str(work), "--into", str(package), "--version", "7"])
    engine = load_engine(str(package), threads=1)
    assert len(engine.translate([Job(sentence) for sentence in SENTENCES])) == len(SENTENCES)
    assert " 7 " in engine.id


def test_a_go_that_is_killed_loses_minutes_not_hours(work, tmp_path, monkeypatch):
    """A checkpoint is written now and then, not only at the end of a go."""
    monkeypatch.setattr("bilingual.training.train.SAVE_EVERY_SECONDS", 0.0)
    reader, run = make_reader(work), Run(tiny_shape(work), PRESETS["tiny"])

    class Killed(Reader):
        def read(self, seed, mixture):
            if seed > 2:
                raise KeyboardInterrupt
            return super().read(seed, mixture)

    killed = Killed(*(getattr(reader, field) for field in reader.__slots__))
    with pytest.raises(KeyboardInterrupt):
        train(run, killed, tmp_path / "checkpoint.pt", Budget(60, 60))
    again = Run(tiny_shape(work), PRESETS["tiny"])
    again.resume(tmp_path / "checkpoint.pt")
    assert again.progress.steps == run.progress.steps > 2


def tiny_shape(work):
    vocabulary = load_vocabulary(work)
    return PRESETS["tiny"].shape(len(vocabulary.source), len(vocabulary.target))


def test_a_tokenizer_is_learnt_where_none_is_given(tmp_path):
    """Every large step of the recipe runs from the command line."""
    pytest.importorskip("eflomal", reason="the extra `train` is not installed: no eflomal")
    rows = [
        f"{subject}{verb}了{thing}{number}。\t{who} {did} {what} {number}.\tx\n"
        for number in range(10, 60)
        for subject, who in (("老师", "The teacher"), ("工人", "A worker"), ("医生", "Every doctor"))
        for verb, did in (("买", "bought"), ("卖", "sold"))
        for thing, what in (("书", "book"), ("茶", "tea"))
    ]
    corpus, made = tmp_path / "corpus", tmp_path / "made"
    corpus.mkdir()
    with lzma.open(corpus / "news.tsv.xz", "wt", encoding="utf-8") as file:
        file.writelines(rows)
    arguments = ["--corpus", str(corpus), "--work", str(made), "--pieces", "310"]
    main(["prepare", *arguments, "--limit", "500"])
    assert len(load_vocabulary(made).source) == 310
    assert len(load_all(made)["news"]) == 500
    main(["train", "--work", str(made), "--preset", "tiny", "--minutes", "0.2", "--workers", "1"])
    begun = str(made / "weights")
    (made / "checkpoint.pt").unlink()
    main(["train", "--work", str(made), "--preset", "tiny", "--minutes", "0.001", "--start", begun])
