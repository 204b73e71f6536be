"""`bilingual models`."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from bilingual.cli import options, project

if TYPE_CHECKING:
    from bilingual.engines.packages import Model


@click.group()
def models() -> None:
    """List, install and choose translation models (Argos packages).

    \b
    Examples:
      bilingual models list
      bilingual models install translate-zh_en-1_9.argosmodel
      bilingual models install zh en
      bilingual models use translate-zh_en-1_9
    """


@models.command("list")
@options.json_option
def list_(*, as_json: bool) -> None:
    """List the models on this machine; * marks the one in use."""
    from bilingual.engines import packages

    in_use = project.model_name(None) or packages.BUILT_IN
    for model in packages.list_models():
        if as_json:
            click.echo(_as_json(model))
        else:
            star = "*" if model.name == in_use else " "
            size = f"{model.size_bytes / 1e6:.0f} MB"
            click.echo(
                f"{star} {model.name:<32} {model.source} -> {model.target}  {model.version:<8} {size:>8}"
            )


@models.command()
@click.argument("name", default="")
@options.json_option
def info(name: str, *, as_json: bool) -> None:
    """Show what is known about a model, by default the one in use.

    \b
    Example:
      bilingual models info zh_en
    """
    from bilingual.engines import packages

    model = packages.model_info(name or project.model_name(None) or packages.BUILT_IN)
    if as_json:
        click.echo(_as_json(model))
        return
    for key, value in asdict(model).items():
        click.echo(f"{key.replace('_', ' '):<12}{value}")


@models.command()
@click.argument("what", nargs=-1, required=True, metavar="FILE | FROM TO")
def install(what: tuple[str, ...]) -> None:
    """Install an .argosmodel file, or a language pair from Argos's index (needs the network).

    \b
    Examples:
      bilingual models install translate-zh_en-1_9.argosmodel
      bilingual models install zh en
    """
    from bilingual.engines import packages

    if len(what) > 2:
        raise click.UsageError("name one file, or a language pair such as: zh en")
    model = packages.install_online(*what) if len(what) == 2 else packages.install_file(what[0])
    click.echo(f"installed {model.name}; choose it with `bilingual models use {model.name}`")


@models.command()
@click.argument("name")
def use(name: str) -> None:
    """Choose a model for this folder's project; `zh_en` is the built-in one.

    \b
    Example:
      bilingual models use translate-zh_en-1_9
    """
    from bilingual.engines import packages

    model = packages.model_info(name)
    project.choose_model(model.name)
    click.echo(f"{model.name} is used in this folder from now on")


@models.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove an installed model.

    \b
    Example:
      bilingual models remove translate-zh_en-1_9
    """
    from bilingual.engines import packages

    packages.remove_model(name)
    click.echo(f"removed {name}")


def _as_json(model: "Model") -> str:
    return json.dumps(
        {key: value if isinstance(value, (bool, int)) else str(value) for key, value in asdict(model).items()}
    )
