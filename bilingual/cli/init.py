"""`bilingual init`."""

from pathlib import Path

import click

from bilingual.cli import project
from bilingual.cli.config import KEYS

_CONFIG = Path("bilingual.toml")


@click.command()
@click.option("--force", is_flag=True, help="Overwrite the files that are there.")
def init(*, force: bool) -> None:
    """Start a project in this folder: a commented glossary.yaml and bilingual.toml.

    \b
    Example:
      mkdir news && cd news && bilingual init
    """
    from bilingual.publish import write_if_changed

    glossary = project.shipped_glossary().read_text(encoding="utf-8")
    for path, text in ((project.GLOSSARY, glossary), (_CONFIG, _commented_config())):
        if path.exists() and not force:
            click.echo(f"{path} is there already and stays as it is; --force overwrites it")
        else:
            write_if_changed(path, text)
            click.echo(f"{path} written")


def _commented_config() -> str:
    examples = {
        "out": '"output"',
        "glossary": '"glossary.yaml"',
        "memory": '".bilingual/memory.db"',
        "model": '"zh_en"',
        "jobs": "2",
        "min-coverage": "0.9",
        "fail-on": '"error"',
        "site-url": '"https://example.org/news/"',
        "site-title-zh": '"中英对照"',
        "site-title-en": '"Side by side"',
        "templates": '"theme"',
    }
    lines = [f"# {meaning}\n# {key} = {examples[key]}\n" for key, meaning in KEYS.items()]
    return (
        "# Defaults for `bilingual` in this folder; flags win. Uncomment what you want to change.\n\n"
        + "\n".join(lines)
    )
