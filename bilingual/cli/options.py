"""Options that several commands share, and the desk that they describe."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bilingual.cli import project
from bilingual.errors import ConfigError

if TYPE_CHECKING:
    from bilingual.engines import Engine
    from bilingual.glossary import Matcher
    from bilingual.pipeline import Desk
    from bilingual.render import Publication

Command = TypeVar("Command", bound=Callable[..., object])
_PATH = click.Path(path_type=Path)
_PUBLICATION_FLAGS = ("site_url", "site_title_zh", "site_title_en", "templates")


def glossary_option(command: Command) -> Command:
    """Add `--glossary`."""
    text = "Glossary file.  [default: glossary.yaml, else the shipped one]"
    return click.option("--glossary", type=_PATH, metavar="FILE", help=text)(command)


def memory_option(command: Command) -> Command:
    """Add `--memory`."""
    text = "Translation memory.  [default: .bilingual/memory.db]"
    return click.option("--memory", type=_PATH, metavar="FILE", help=text)(command)


def model_option(command: Command) -> Command:
    """Add `--model`."""
    text = "Model: a name from `bilingual models list`, a folder or an .argosmodel.  [default: built-in]"
    return click.option("--model", metavar="MODEL", help=text)(command)


def jobs_option(command: Command) -> Command:
    """Add `--jobs`."""
    text = "Processor cores to use.  [default: all]"
    return click.option("--jobs", type=click.IntRange(min=1), metavar="N", help=text)(command)


def min_coverage_option(command: Command) -> Command:
    """Add `--min-coverage`."""
    return click.option(
        "--min-coverage",
        type=click.FloatRange(0, 1),
        default=0.9,
        show_default=True,
        help="Refuse a post of which a smaller share would be translated.",
    )(command)


def publication_options(command: Command) -> Command:
    """Add what all pages share: `--site-url`, `--site-title-zh`, `--site-title-en`, `--templates`."""
    decorate = (
        click.option("--templates", type=_PATH, metavar="DIR", help="Your own templates and styles."),
        click.option("--site-title-en", metavar="TEXT", help="English name.  [default: Side by side]"),
        click.option("--site-title-zh", metavar="TEXT", help="Chinese name.  [default: 中英对照]"),
        click.option(
            "--site-url", metavar="URL", help="Where the pages will stand: https://example.org/news/"
        ),
    )
    for add in decorate:
        command = add(command)
    return command


def make_publication(
    site_url: str | None, site_title_zh: str | None, site_title_en: str | None, templates: Path | None
) -> "Publication":
    """Check what `publication_options` gave.

    Raises:
        ConfigError: the address is not absolute, or the folder is not there.
    """
    from bilingual.render import Publication

    if templates and not templates.is_dir():
        raise ConfigError(f"{templates}: is no folder; name one with templates, or leave --templates out")
    given = {"title_zh": site_title_zh, "title_en": site_title_en, "templates": templates}
    url = _site_address(site_url) if site_url else ""
    return Publication(url=url, **{name: value for name, value in given.items() if value})  # type: ignore[arg-type]


def take_publication(flags: dict[str, Any]) -> "Publication":
    """Take what `publication_options` gave out of a command's flags, checked."""
    return make_publication(*(flags.pop(name) for name in _PUBLICATION_FLAGS))


def _site_address(text: str) -> str:
    """Give an absolute web address with a slash at its end."""
    from bilingual.render.addresses import host_of, web_address

    url = web_address(text)
    if not host_of(url) or "?" in url or "#" in url:
        raise ConfigError(f"--site-url “{text}” is no web address; write it as https://example.org/news/")
    return f"{url.rstrip('/')}/"


def json_option(command: Command) -> Command:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for machines.")(command)


@contextmanager
def open_desk(  # noqa: PLR0913 - each is a flag of the command line
    glossary: Path | None,
    memory: Path | None,
    model: str | None,
    jobs: int | None = None,
    *,
    min_coverage: float = 0.0,
    force: bool = False,
    read_only: bool = False,
) -> Iterator["Desk"]:
    """Set up what posts are worked on with, and close the memory at the end.

    With `read_only`, a memory that does not exist yet is not made.
    """
    from bilingual.memory import Memory
    from bilingual.pipeline import Desk

    matcher, engine = load_matcher(glossary), load_chosen_engine(model, jobs)
    path = project.memory_path(memory)
    with nullcontext() if read_only and not path.exists() else Memory(path) as opened:
        yield Desk(matcher, engine, opened, min_coverage, force)


def load_matcher(glossary: Path | None) -> "Matcher":
    """Load the glossary, tell its warnings on standard error, and make its matcher."""
    from bilingual.glossary import Matcher, load_glossary

    loaded = load_glossary(project.glossary_path(glossary))
    for warning in loaded.warnings:
        click.echo(f"bilingual: {warning}", err=True)
    return Matcher(loaded.terms)


def load_chosen_engine(model: str | None, jobs: int | None) -> "Engine":
    """Load the engine that a flag, the configuration or `models use` names."""
    from bilingual.engines import load_engine

    return load_engine(project.model_name(model), jobs)
