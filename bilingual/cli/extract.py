"""`bilingual extract`."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from bilingual.cli import options

if TYPE_CHECKING:
    from bilingual.document import Block, Extraction, Post, Skipped


@click.command()
@click.argument("paths", metavar="POST...", nargs=-1, required=True)
@options.json_option
def extract(paths: tuple[str, ...], *, as_json: bool) -> None:
    """Show what is read from a post: its blocks, what is left out and why, and the coverage.

    \b
    Examples:
      bilingual extract post.txt
      bilingual extract posts/ --json | jq .coverage
    """
    from bilingual.extract import extract_blocks
    from bilingual.posts import find_posts, read_post

    for source in find_posts(paths):
        post = read_post(source.path)
        _print(post, extract_blocks(post), as_json=as_json)


def _print(post: "Post", extraction: "Extraction", *, as_json: bool) -> None:
    from bilingual.extract import coverage

    share = coverage(extraction)
    if as_json:
        pieces = [_as_json(piece) for piece in (extraction.title, *extraction.body)]
        record = {
            "path": post.path,
            "encoding": post.encoding,
            "problems": post.problems,
            "coverage": share,
            "pieces": pieces,
        }
        click.echo(json.dumps(record, ensure_ascii=False))
        return
    click.secho(post.path, bold=True)
    for problem in post.problems:
        click.echo(f"  problem: {problem}")
    for piece in (extraction.title, *extraction.body):
        click.echo(_line(piece))
    blocks, skipped = len(extraction.blocks), len(extraction.skipped)
    click.echo(f"  {blocks} blocks, {skipped} skipped, coverage {share:.1%}")


def _line(piece: "Block | Skipped") -> str:
    from bilingual.document import Block

    if isinstance(piece, Block):
        return f"  {piece.id:<5}{piece.kind:<13}{piece.lang:<8} {piece.text}"
    return click.style(f"  -    skipped: {piece.reason} [{piece.rule}] {piece.text}", dim=True)


def _as_json(piece: "Block | Skipped") -> dict[str, object]:
    return {"type": type(piece).__name__.lower(), **asdict(piece)}
