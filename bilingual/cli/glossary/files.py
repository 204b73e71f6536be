"""The glossary file that commands work on, and how they print its entries."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bilingual.cli import project
from bilingual.errors import GlossaryError

if TYPE_CHECKING:
    from bilingual.document import Constraint, Term


def read_text(path: Path) -> str:
    """Read a glossary's text with its own line ends."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read ({error.strerror}); give another --glossary") from error
    except UnicodeDecodeError as error:
        raise GlossaryError(f"{path}: not UTF-8; save the file in UTF-8") from error


def write_text(path: Path, text: str) -> None:
    """Write a file whole."""
    from bilingual.publish import write_if_changed

    write_if_changed(path, text)


def editable_path(named: Path | None) -> Path:
    """Give the glossary to edit: never the one inside the package."""
    path = named or project.GLOSSARY
    if not path.is_file():
        raise GlossaryError(f"{path}: no such file; `bilingual init` writes a glossary to start from")
    return path


def show(line: str, record: dict[str, Any], *, as_json: bool) -> None:
    """Print one item of a listing, as a line or as JSON."""
    click.echo(json.dumps(record, ensure_ascii=False) if as_json else line)


def entry_line(term: "Term") -> str:
    """Write an entry on one line."""
    marks = [word for word in (term.kind.value, term.status.value) if word not in ("term", "approved")]
    note = f"  [{', '.join(marks)}]" if marks else ""
    return f"{'、'.join(term.forms)}: {' / '.join(term.renderings)}{note}"


def entry_record(term: "Term") -> dict[str, Any]:
    """Give an entry as JSON has it: its keys, and its line."""
    from bilingual.glossary.records import record_of

    return {**({"line": term.line} if term.line else {}), **record_of(term)}


def wording(term: "Term | None") -> str:
    """Write what the English of a term must be."""
    if term is None:
        return "-"
    return " / ".join(term.renderings) + "".join(f", not {wrong}" for wrong in term.forbid)


def wanted(constraints: Iterable["Constraint"]) -> list[str]:
    """Write what a sentence's English must hold."""
    return [f"{constraint.source}: {' / '.join(constraint.renderings)}" for constraint in constraints]
