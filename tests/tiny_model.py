"""Makes a small Argos package in a second: real files, random weights, no torch.

What it says is nonsense, but it says it through the same code as a trained model, so it shows what does not
depend on training: equality with argos-translate, order, determinism, robustness.
"""

import atexit
import io
import json
import shutil
import tempfile
import zipfile
from functools import cache
from pathlib import Path

LINES = (
    "春天的河边有一座小桥。",
    "他们在山上种了三百棵树。",
    "图书馆明天上午九点开门。",
    "Two small boats cross the quiet river at noon.",
    "The library opens at nine and closes at seven.",
    "They planted trees_and flowers on the green hill; everyone helped.",
    "A letter came from the north: snow, wind and 20 lost sheep.",
)
VOCABULARY_SIZE = 160
WIDTH = 32
SCALE = 0.6
POSITION_RULES = 0.02
"""How much the piece just said counts for the next: were it much, the model would say one piece for ever."""
NEVER, END = -100, 8
"""What is added to the scores of pieces that are never said, and of the end: sentences are short."""
SHAPES = {
    "embeddings": (VOCABULARY_SIZE, WIDTH),
    "projection": (VOCABULARY_SIZE, WIDTH),
    "norm": (WIDTH,),
    "self_attention/linear_0": (3 * WIDTH, WIDTH),
    "ffn/linear_0": (4 * WIDTH, WIDTH),
    "ffn/linear_1": (WIDTH, 4 * WIDTH),
    "decoder/layer_0/attention/linear_1": (2 * WIDTH, WIDTH),
    "linear": (WIDTH, WIDTH),
}
"""By the first part that is in a variable's name."""


SENTENCES = (
    "春天的河边有一座小桥。",
    "他们在山上种了三百棵树。",
    "图书馆明天上午九点开门。",
    "河边的图书馆。",
    "山上有雪。",
    "三百座桥，他们明天上午开门。",
    "北方来信说，羊丢了二十只。",
)
"""Chinese that the model translates without running away."""


@cache
def shared_package() -> Path:
    """Make a package folder for all tests that only read it."""
    folder = Path(tempfile.mkdtemp(prefix="bilingual-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return make_package(folder / "translate-zh_en-0_1")


def make_package(folder: Path, *, seed: int = 3, bpe: bool = False, **metadata: object) -> Path:
    """Write a package folder; keywords add to its metadata.json or replace what is there."""
    (folder / "model").mkdir(parents=True)
    written = {
        "package_version": "0.1",
        "argos_version": "1.9",
        "from_code": "zh",
        "to_code": "en",
        **metadata,
    }
    (folder / "metadata.json").write_text(json.dumps(written), encoding="utf-8")
    (folder / "CARD.md").write_text("made by the tests\n", encoding="utf-8")
    pieces = write_bpe(folder / "bpe.model") if bpe else write_sentencepiece(folder / "sentencepiece.model")
    write_model(folder / "model", pieces, seed)
    return folder


def zip_package(folder: Path, archive: Path) -> Path:
    """Pack a package folder as an .argosmodel file."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for path in sorted(folder.rglob("*")):
            opened.write(path, Path(folder.name) / path.relative_to(folder))
    return archive


def write_bpe(path: Path) -> list[str]:
    """Write merges as subword-nmt does, the tokenizer of older Argos packages; give the vocabulary."""
    path.write_text("#version: 0.2\n图 书\n图书 馆</w>\nt h\nth e</w>\n", encoding="utf-8")
    letters = sorted(set("".join(LINES)) - {" "})
    known = ["<pad>", "<unk>", "<s>", "</s>", "图书馆", "图书@@", "the", "th@@"]
    pieces = [*known, *letters, *(f"{letter}@@" for letter in letters)]
    return [*pieces, *(f"unused{i}" for i in range(VOCABULARY_SIZE - len(pieces)))][:VOCABULARY_SIZE]


def write_sentencepiece(path: Path) -> list[str]:
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(LINES * 20),
        model_writer=model,
        vocab_size=VOCABULARY_SIZE,
        model_type="bpe",
        character_coverage=1.0,
        user_defined_symbols=["<t>", "</t>"],
        pad_id=0,
        unk_id=1,
        bos_id=2,
        eos_id=3,
        minloglevel=2,
    )
    path.write_bytes(model.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    return [processor.id_to_piece(i) for i in range(processor.get_piece_size())]


def write_model(folder: Path, pieces: list[str], seed: int) -> None:
    import ctranslate2
    import numpy as np

    spec = ctranslate2.specs.TransformerSpec.from_config(num_layers=(1, 1), num_heads=2)
    random = np.random.default_rng(seed)
    for name, value in list(spec.variables(ordered=True)):
        if value is None:
            shape = next(shape for part, shape in SHAPES.items() if part in name)
            weight = (
                random.normal(0, SCALE, shape) if len(shape) > 1 else np.full(shape, name.endswith("gamma"))
            )
            assign(spec, name, weight.astype(np.float32))
    spec.decoder.embeddings.weight *= np.float32(POSITION_RULES)
    spec.decoder.projection.bias = np.zeros(VOCABULARY_SIZE, np.float32)
    spec.decoder.projection.bias[:2] = NEVER  # <pad>, <unk>
    spec.decoder.projection.bias[3] = END
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.validate()
    spec.save(str(folder))


def assign(spec, name: str, value) -> None:
    """Set a variable by its path, such as `encoder/layer_0/ffn/linear_1/weight`."""
    *parts, last = name.split("/")
    for part in parts:
        word, _, index = part.rpartition("_")
        spec = getattr(spec, part) if hasattr(spec, part) else getattr(spec, word)[int(index)]
    setattr(spec, last, value)
