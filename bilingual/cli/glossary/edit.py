"""`bilingual glossary add` and `remove`."""

from pathlib import Path
from typing import Any

import click

from bilingual.cli import options
from bilingual.cli.glossary.files import editable_path, entry_line, read_text, write_text
from bilingual.document import TermKind, TermStatus


@click.command()
@click.argument("chinese", nargs=-1, required=True, metavar="CHINESE... ENGLISH")
@click.option("--also", multiple=True, metavar="TEXT", help="English that is accepted too.")
@click.option("--forbid", multiple=True, metavar="TEXT", help="English that is wrong.")
@click.option("--first", default="", metavar="TEXT", help="The full form for a first mention.")
@click.option(
    "--kind", type=click.Choice([kind.value for kind in TermKind]), default="term", show_default=True
)
@click.option(
    "--status",
    type=click.Choice([status.value for status in TermStatus]),
    default="approved",
    show_default=True,
)
@click.option("--case", type=click.Choice(["exact", "any"]), help="By default exact where a capital is.")
@click.option("--note", default="", metavar="TEXT")
@click.option("--source", default="", metavar="TEXT", help="Who says so.")
@click.option("--domain", default="", metavar="TEXT")
@options.glossary_option
def add(chinese: tuple[str, ...], glossary: Path | None, **keys: Any) -> None:
    """Add an entry at the end of the glossary; every other line stays as it is.

    \b
    Examples:
      bilingual glossary add 王毅 "Wang Yi" --kind person
      bilingual glossary add 澜湄合作 澜沧江-湄公河合作 "Lancang-Mekong Cooperation"
    """
    from bilingual.glossary.edit import add_term
    from bilingual.glossary.records import read_records

    *forms, english = chinese
    if not forms:
        raise click.UsageError('give the Chinese and the English, such as: 王毅 "Wang Yi"')
    record = {"zh": tuple(forms), "en": english, **{key: value or "" for key, value in keys.items()}}
    term = read_records([(1, record)], "the new entry").terms
    path = editable_path(glossary)
    write_text(path, add_term(read_text(path), str(path), term[0]))
    click.echo(f"added to {path}: {entry_line(term[0])}")


@click.command()
@click.argument("form")
@options.glossary_option
def remove(form: str, glossary: Path | None) -> None:
    """Remove the entry that has a Chinese form; every other line stays as it is.

    \b
    Example:
      bilingual glossary remove 澜湄合作
    """
    from bilingual.glossary.edit import remove_term

    path = editable_path(glossary)
    write_text(path, remove_term(read_text(path), str(path), form))
    click.echo(f"removed from {path}: {form}")
