"""The decoder gives what argos-translate gives, whatever stands beside a sentence."""

import json
import subprocess
import sys
from typing import Any

import pytest

from bilingual.engines.decoder import Decoder, DecodingOptions
from bilingual.engines.repetition import is_sound
from tests.tiny_model import SENTENCES, make_package, shared_package

ARGOS = """
import json, sys, types
sys.modules["stanza"] = types.ModuleType("stanza")  # only needed to split sentences, which is not at stake
from ctranslate2 import Translator
from argostranslate import settings, translate
from argostranslate.package import Package
from pathlib import Path
class Whole:
    def split_sentences(self, text):
        return [text]
def ask(package, translator, text, hypotheses):
    found = translate.apply_packaged_translation(package, text, translator, Whole(), hypotheses)
    return [hypothesis.value for hypothesis in found]
folders, texts = json.load(sys.stdin)
for folder in folders:
    package = Package(Path(folder))
    translator = Translator(folder + "/model", device="cpu", inter_threads=settings.inter_threads,
                            intra_threads=settings.intra_threads, compute_type=settings.compute_type)
    print(json.dumps({n: [ask(package, translator, text, n) for text in texts] for n in (1, 3)}))
"""
TEXTS = [*SENTENCES, "图书馆", "Two small boats", "a_b", "雪 ▁ 雪", "\u3000河边", "，".join(SENTENCES[:3])]


PACKAGES: dict[str, Any] = {
    "sentencepiece": {},
    "bpe": {"bpe": True},
    "target prefix": {"target_prefix": "▁The"},
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    home = tmp_path_factory.mktemp("packages")
    return {name: make_package(home / name, **changes) for name, changes in PACKAGES.items()}


@pytest.fixture(scope="module")
def argos(folders, tmp_path_factory):
    """Give what argos-translate itself makes of the texts with each package, in a process of its own."""
    home = str(tmp_path_factory.mktemp("home"))
    done = subprocess.run(
        [sys.executable, "-c", ARGOS],
        input=json.dumps([list(map(str, folders.values())), TEXTS]),
        env={"HOME": home, "PATH": "", "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(zip(folders, map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("hypotheses", [1, 3])
@pytest.mark.parametrize("name", PACKAGES)
def test_the_english_is_argos_translates_own(folders, argos, name, hypotheses):
    """Its underscores excepted, which it turns into spaces."""
    found = Decoder(folders[name], threads=2).decode(TEXTS, DecodingOptions(num_hypotheses=hypotheses))
    assert [[text.replace("_", " ") for text in texts] for texts in found] == argos[name][str(hypotheses)]


def test_the_tiny_models_english_is_worth_comparing():
    """It is different for every sentence, and most of it is more than a word."""
    found = [h[0] for h in Decoder(shared_package(), 1).decode(SENTENCES, DecodingOptions())]
    assert len(set(found)) == len(SENTENCES)
    assert sum(len(text) > 20 for text in found) > len(SENTENCES) / 2


def test_underscores_are_kept():
    assert Decoder(shared_package(), 1)._join(["▁a", "_", "b", "▁c"]) == "a_b c"


def test_scores_of_neighbours_do_not_touch_each_other():
    """Every sentence alone, in one batch of equal lengths, or among others: the same, bit for bit."""
    decoder, options = Decoder(shared_package(), 2), DecodingOptions(num_hypotheses=4)
    texts = [*TEXTS, *reversed(TEXTS)] * 5
    together = decoder.decode(texts, options)
    assert together == [decoder.decode([text], options)[0] for text in texts]


def test_text_without_a_token_has_an_empty_hypothesis():
    assert Decoder(shared_package(), 1).decode(["", "  "], DecodingOptions()) == [("",), ("",)]


class Stubborn(Decoder):
    """Runs away, or says nothing, until it is asked strictly enough; notes how it was asked."""

    def __init__(self, cured_at):
        self.cured_at = cured_at
        self.asked = []

    def decode(self, texts, options):
        self.asked.append((len(texts), options.no_repeat_ngram_size))
        is_cured = options.no_repeat_ngram_size == self.cured_at
        return [("All is well.",) if is_cured or "好" in text else ("no no no no no", "") for text in texts]


@pytest.mark.parametrize(
    ("cured_at", "asked", "best"),
    [
        pytest.param(3, [(3, 0), (1, 3), (0, 2)], "All is well.", id="at the first retry"),
        pytest.param(2, [(3, 0), (1, 3), (1, 2)], "All is well.", id="at the second"),
        pytest.param(9, [(3, 0), (1, 3), (1, 2)], "no no no no no", id="never: what there was is kept"),
    ],
)
def test_only_what_runs_away_is_asked_again(cured_at, asked, best):
    decoder = Stubborn(cured_at)
    found = decoder.decode_soundly(["好", "坏了", "好的"], DecodingOptions())
    assert decoder.asked == asked
    assert [hypotheses[0] for hypotheses in found] == ["All is well.", best, "All is well."]


def test_runaway_of_a_real_decoder_is_cured(tmp_path):
    """A model that repeats itself by nature says something sound after the retries."""
    decoder = Decoder(make_package(tmp_path / "package", seed=1), 2)
    before = decoder.decode(SENTENCES, DecodingOptions())
    after = decoder.decode_soundly(SENTENCES, DecodingOptions())
    pairs = list(zip(SENTENCES, before, after, strict=True))
    assert sum(not is_sound(text, old[0]) for text, old, _ in pairs) > sum(
        not is_sound(text, new[0]) for text, _, new in pairs
    )
    assert all(old == new for text, old, new in pairs if is_sound(text, old[0]))
