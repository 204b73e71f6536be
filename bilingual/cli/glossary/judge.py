"""`bilingual glossary lint` and `search`."""

from pathlib import Path

import click

from bilingual.cli import options, project
from bilingual.cli.glossary.files import entry_line, entry_record, read_text, show

FINDINGS = 1


@click.command()
@options.glossary_option
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="Exit with 1 when there is such a remark or worse.",
)
@options.json_option
@click.pass_context
def lint(ctx: click.Context, glossary: Path | None, fail_on: str, *, as_json: bool) -> None:
    """List conflicts, entries that are never found, and what is probably a slip.

    \b
    Example:
      bilingual glossary lint --fail-on warning
    """
    from bilingual.glossary.lint import lint_glossary

    path = project.glossary_path(glossary)
    remarks = lint_glossary(read_text(path), str(path))
    for remark in remarks:
        record = {"line": remark.line, "severity": remark.severity.value, "code": remark.code}
        line = f"{path}:{remark.line}: {remark.severity.value}: {remark.code}: {remark.message}"
        show(line, {**record, "message": remark.message}, as_json=as_json)
    if not remarks and not as_json:
        click.echo("nothing to remark", err=True)
    if any(fail_on in ("warning", remark.severity.value) for remark in remarks):
        ctx.exit(FINDINGS)


@click.command()
@click.argument("text")
@options.glossary_option
@options.json_option
def search(text: str, glossary: Path | None, *, as_json: bool) -> None:
    """Find entries by any part of their Chinese (either script), English or note.

    \b
    Examples:
      bilingual glossary search 上合
      bilingual glossary search "belt and road" --json
    """
    from bilingual.glossary import load_glossary
    from bilingual.glossary.search import search_terms

    path = project.glossary_path(glossary)
    for term in search_terms(load_glossary(path).terms, text):
        show(f"{path}:{term.line}: {entry_line(term)}", entry_record(term), as_json=as_json)
