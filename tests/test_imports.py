"""Importing does no work, and the command line starts without what it does not need."""

import subprocess
import sys

import pytest

import bilingual

HEAVY = [
    "argostranslate",
    "ctranslate2",
    "frontmatter",
    "jinja2",
    "lxml",
    "numpy",
    "opencc",
    "pypinyin",
    "rjieba",
    "sacrebleu",
    "sentencepiece",
    "sqlite3",
    "yaml",
]
NEVER = ["argostranslate.translate", "spacy", "stanza", "torch"]


def loaded(statement, modules):
    """Say which of the modules a fresh interpreter has loaded after a statement."""
    code = f"import sys\n{statement}\nprint(*[m for m in {modules!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize(
    "statement", ["import bilingual", "import bilingual.cli", "from bilingual import split_sentences"]
)
def test_nothing_heavy_is_loaded(statement):
    assert loaded(statement, HEAVY + NEVER) == []


def test_translating_never_loads_what_argos_translate_would():
    statement = "from bilingual.engines import load_engine; from bilingual.document import Job; load_engine(None).translate([Job('好。')])"
    assert loaded(statement, NEVER) == []


def test_importing_makes_no_folder(tmp_path):
    code = "import bilingual, bilingual.cli, bilingual.pipeline, bilingual.run, bilingual.engines.packages"
    subprocess.run(
        [sys.executable, "-c", code], check=True, env={"HOME": str(tmp_path), "PATH": ""}, cwd=tmp_path
    )
    assert list(tmp_path.iterdir()) == []


def test_every_public_name_can_be_had():
    assert {name: getattr(bilingual, name).__name__ for name in bilingual.__all__} == {
        name: name for name in bilingual.__all__
    }


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        bilingual.nothing  # noqa: B018
