"""`bilingual glossary stats`, `suggest` and `diff`: the glossary in real posts."""

from pathlib import Path
from typing import Any

import click

from bilingual.cli import options, project
from bilingual.cli.glossary.files import entry_line, entry_record, show, wanted, wording
from bilingual.cli.posts import draft_posts, recall_posts

_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option(
    "--out", type=_PATH, default="output", show_default=True, help="Without PATH: the posts published here."
)
@options.glossary_option
@options.memory_option
@options.model_option
@click.option("--unused", is_flag=True, help="List the terms that do not occur, too.")
@options.json_option
def stats(paths: tuple[str, ...], out: Path, *, unused: bool, as_json: bool, **flags: Any) -> None:
    """Count how often each term occurs in posts, and by which tier it was met, from the memory.

    \b
    Examples:
      bilingual glossary stats posts/
      bilingual glossary stats --unused --json
    """
    from bilingual.glossary import load_glossary
    from bilingual.terminology import count_uses

    terms = load_glossary(project.glossary_path(flags["glossary"])).terms
    with options.open_desk(**flags, read_only=True) as desk:
        uses = count_uses(recall_posts(paths, out, desk), terms)
    for use in uses:
        if use.count or unused:
            tiers = ", ".join(f"{tier} {count}" for tier, count in use.tiers)
            record = {
                "count": use.count,
                "posts": use.posts,
                "tiers": dict(use.tiers),
                **entry_record(use.term),
            }
            line = f"{use.count:>6} in {use.posts:>4} posts  {entry_line(use.term)}  ({tiers or 'not used'})"
            show(line, record, as_json=as_json)


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option(
    "--out", type=_PATH, default="output", show_default=True, help="Without PATH: the posts published here."
)
@options.glossary_option
@options.memory_option
@options.model_option
@click.option(
    "--min-count", type=click.IntRange(1), default=3, show_default=True, help="Leave out rarer ones."
)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="List so many at most.")
@options.json_option
def suggest(
    paths: tuple[str, ...], out: Path, *, min_count: int, limit: int, as_json: bool, **flags: Any
) -> None:
    """List names and phrases that posts repeat and no entry covers, with a sentence and its English.

    \b
    Examples:
      bilingual glossary suggest posts/
      bilingual glossary suggest posts/ --min-count 5 --json
    """
    from bilingual.terminology import suggest_terms

    with options.open_desk(**flags, read_only=True) as desk:
        found = suggest_terms(recall_posts(paths, out, desk), min_count=min_count)
    for one in found[:limit]:
        examples = [{"source": source, "target": target} for source, target in one.examples]
        record = {"text": one.text, "kind": one.kind, "count": one.count, "posts": one.posts}
        line = f"{one.text}  ({one.kind}, {one.count} times in {one.posts} posts)"
        shown = "".join(f"\n    {text}" for text in one.examples[0] if text)
        show(line + shown, {**record, "examples": examples}, as_json=as_json)


@click.command()
@click.argument("old", type=_PATH)
@click.argument("new", type=_PATH)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@options.json_option
def diff(old: Path, new: Path, paths: tuple[str, ...], *, as_json: bool) -> None:
    """Show which entries differ between two glossaries, and which sentences of posts would change.

    \b
    Examples:
      bilingual glossary diff old.yaml glossary.yaml
      bilingual glossary diff old.yaml glossary.yaml posts/ --json
    """
    from bilingual.engines import load_engine
    from bilingual.glossary import Matcher, load_glossary
    from bilingual.pipeline import Desk
    from bilingual.terminology import compare_posts, compare_terms

    before, after = load_glossary(old), load_glossary(new)
    for change in compare_terms(before, after):
        was, now = wording(change.old), wording(change.new)
        record = {"form": change.form, "old": change.old and was, "new": change.new and now}
        show(f"{change.form}: {was} -> {now}", record, as_json=as_json)
    if paths:
        desk = Desk(Matcher(before.terms), load_engine("echo"))  # nothing is translated
        for edit in compare_posts(draft_posts(paths, Path(), desk), Matcher(after.terms)):
            gone, come = wanted(edit.old), wanted(edit.new)
            edited = {"path": edit.path, "sentence": edit.sentence, "old": gone, "new": come}
            line = f"{edit.path}: {edit.sentence}\n    {'; '.join(gone) or '-'} -> {'; '.join(come) or '-'}"
            show(line, edited, as_json=as_json)
