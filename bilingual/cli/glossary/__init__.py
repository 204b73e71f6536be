"""`bilingual glossary`: thin commands over bilingual.glossary and bilingual.terminology."""

import click

from bilingual.cli.glossary import edit, exchange, judge, posts

_COMMANDS = (
    judge.lint,
    judge.search,
    edit.add,
    edit.remove,
    posts.stats,
    posts.suggest,
    posts.diff,
    exchange.import_,
    exchange.export,
)


@click.group()
@click.pass_context
def glossary(ctx: click.Context) -> None:
    """Look after the glossary: find, judge, edit and exchange its entries.

    \b
    Examples:
      bilingual glossary lint
      bilingual glossary add 澜湄合作 "Lancang-Mekong Cooperation" --kind organization
      bilingual glossary suggest posts/
      bilingual glossary export terms.tbx
    """
    assert isinstance(ctx.command, click.Group)
    ctx.default_map = dict.fromkeys(ctx.command.commands, ctx.default_map or {})


for _command in _COMMANDS:
    glossary.add_command(_command)
