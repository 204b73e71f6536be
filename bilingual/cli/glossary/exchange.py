"""`bilingual glossary import` and `export`."""

from pathlib import Path

import click

from bilingual.cli import options, project
from bilingual.cli.glossary.files import (
    editable_path,
    entry_line,
    entry_record,
    read_text,
    show,
    write_text,
)

FORMATS = ("tbx", "csv", "tsv", "yaml")
_PATH = click.Path(path_type=Path)


@click.command("import")
@click.argument("file", type=_PATH)
@click.option("--format", "file_format", type=click.Choice(FORMATS), help="By default from the file's name.")
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
@options.glossary_option
@options.json_option
def import_(
    file: Path, file_format: str | None, glossary: Path | None, *, dry_run: bool, as_json: bool
) -> None:
    """Bring in a TBX, CSV, TSV or YAML file: entries that share a form are rewritten, others are added.

    \b
    Examples:
      bilingual glossary import terms.tbx --dry-run
      bilingual glossary import terms.csv
    """
    from bilingual.glossary import exchange
    from bilingual.glossary.edit import merge_terms

    incoming = exchange.read_terms_of(file, file_format or exchange.format_of(file))
    path = editable_path(glossary)
    merge = merge_terms(read_text(path), str(path), incoming.terms)
    if not dry_run:
        write_text(path, merge.text)
    for term in merge.added:
        show(f"added: {entry_line(term)}", {"change": "added", **entry_record(term)}, as_json=as_json)
    for old, new in merge.changed:
        line = f"changed: {entry_line(old)}\n      to: {entry_line(new)}"
        show(line, {"change": "changed", "was": entry_record(old), **entry_record(new)}, as_json=as_json)
    done = "would be" if dry_run else "were"
    click.echo(
        f"{len(merge.added)} {done} added, {len(merge.changed)} changed, {merge.unchanged} are the same",
        err=True,
    )


@click.command()
@click.argument("file", type=_PATH)
@click.option("--format", "file_format", type=click.Choice(FORMATS), help="By default from the file's name.")
@options.glossary_option
def export(file: Path, file_format: str | None, glossary: Path | None) -> None:
    """Write all entries to a TBX-Basic, CSV, TSV or YAML file; `-` is standard output.

    \b
    Examples:
      bilingual glossary export terms.tbx
      bilingual glossary export - --format csv | head
    """
    from bilingual.glossary import exchange, load_glossary

    terms = load_glossary(project.glossary_path(glossary)).terms
    if str(file) == "-":
        click.echo(exchange.write_terms(terms, file_format or "csv"), nl=False)
        return
    chosen = file_format or exchange.format_of(file)
    mark = "\ufeff" if chosen == "csv" else ""  # spreadsheets take a CSV without it for another encoding
    write_text(file, mark + exchange.write_terms(terms, chosen))
    click.echo(f"{file}: {len(terms)} entries")
