"""The README and the help say what the program does."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from bilingual.checks import CHECKS
from bilingual.cli import COMMANDS, main
from bilingual.cli.config import KEYS
from bilingual.document import Tier

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = [ROOT / "README.md", *sorted((ROOT / "bilingual").rglob("README.md"))]


def test_the_readme_is_short_enough_to_be_read():
    assert len(README.splitlines()) <= 150


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command):
    assert f"bilingual {command}" in README


@pytest.mark.parametrize("key", KEYS)
def test_every_configuration_key_is_in_the_readme(key):
    assert re.search(rf"`[^`]*\b{key}\b[^`]*`", README)


@pytest.mark.parametrize("tier", Tier)
def test_every_tier_is_in_the_readme(tier):
    assert tier.value in README


@pytest.mark.parametrize("check", [*CHECKS, "untranslated"])
def test_every_check_is_in_the_readme(check):
    assert f"`{check}`" in README


def commands_in_docs():
    texts = [path.read_text(encoding="utf-8") for path in DOCS]
    blocks = [block for text in texts for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL)]
    lines = [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("bilingual ")]


@pytest.mark.parametrize("line", commands_in_docs())
def test_every_command_line_in_the_docs_parses(line):
    """Each is parsed by click up to the point where it would act: `--help` is added at the end."""
    result = CliRunner().invoke(main, [*shlex.split(line)[1:], "--help"])
    assert result.exit_code == 0, result.output


def test_the_example_post_that_the_readme_names_is_there():
    named = re.search(r"bilingual translate (bilingual/examples/\S+)", README)
    assert named
    assert (ROOT / named[1]).is_file()


def test_the_glossary_example_of_the_readme_is_valid():
    from bilingual.glossary import parse_glossary

    example = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert example
    glossary = parse_glossary(example[1], "README.md")
    assert [term.target for term in glossary.terms] == ["Wang Yi", "SCO"]
    assert glossary.warnings == ()
