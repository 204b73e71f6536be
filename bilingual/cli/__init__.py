"""The command line: parse, call one library function, print. Commands are imported when they are named."""

import sys
from importlib import import_module
from pathlib import Path

import click

from bilingual.errors import BilingualError

COMMANDS = {
    "translate": "Translate posts into side-by-side pages.",
    "export": "Export posts: EPUB, PDF, Word, and what translators exchange.",
    "build": "Bring the site up to date: lists, terms, pages; nothing is translated.",
    "text": "Translate plain text, one line in, one line out.",
    "check": "List what a reviewer should look at.",
    "extract": "Show what is read from a post and what is left out.",
    "glossary": "Look after the glossary: lint, search, add, suggest, import, export …",
    "eval": "Measure a model and a glossary against reference translations.",
    "models": "List, install and choose translation models.",
    "init": "Start a project: a commented glossary and configuration.",
}

BAD_INPUT = 3
INTERRUPTED = 130


class BilingualGroup(click.Group):
    """Commands by name, and the one place where errors become messages and exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Name the commands in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command's module when the command is wanted."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"bilingual.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing any: help must be instant."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; `--debug` lets errors through with their stack."""
        try:
            return super().invoke(ctx)
        except BilingualError as error:
            if ctx.params.get("debug"):
                raise
            for line in str(error).splitlines():
                click.echo(f"bilingual: {line}", err=True)
            ctx.exit(BAD_INPUT)
        except KeyboardInterrupt:
            click.echo("bilingual: stopped; run the same command again to go on", err=True)
            ctx.exit(INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:  # `| head` has seen enough
            sys.stderr.close()
            ctx.exit(0)
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            click.echo(f"bilingual: internal error {error!r}; report what --debug shows", err=True)
            ctx.exit(BAD_INPUT)


@click.group(cls=BilingualGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="bilingual")
@click.option(
    "--config", type=click.Path(path_type=Path), help="Configuration file.  [default: bilingual.toml]"
)
@click.option("--debug", is_flag=True, help="Show the stack of an error.")
@click.pass_context
def main(ctx: click.Context, config: Path | None, debug: bool) -> None:  # noqa: ARG001, FBT001
    """Publish Chinese posts side by side with their English, translated on this machine.

    \b
    Examples:
      bilingual translate post.txt          one post -> output/post.html
      bilingual translate posts/            a folder, recursively
      echo 中方表示欢迎。 | bilingual text
      bilingual check posts/ --fail-on error

    Exit codes: 0 fine, 1 findings at or above --fail-on, 2 wrong usage, 3 bad input or engine.
    """
    from bilingual.cli.config import load_config

    defaults = load_config(config)
    ctx.default_map = dict.fromkeys(COMMANDS, defaults)
