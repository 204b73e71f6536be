"""A bar on a terminal for what takes longer than a moment."""

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

import click

Item = TypeVar("Item")

PATIENCE_SECONDS = 2.0


def with_bar(items: Iterable[Item], length: int, label: str, *, show: bool) -> Iterator[Item]:
    """Pass items on; from the third second on show how far it is, on a terminal's standard error."""
    started, done = monotonic(), 0
    waiting = iter(items)
    is_shown = show and sys.stderr.isatty()
    for item in waiting:
        yield item
        done += 1
        if is_shown and monotonic() - started > PATIENCE_SECONDS:
            break
    else:
        return
    with click.progressbar(length=max(length, done + 1), label=label, file=sys.stderr) as bar:
        bar.update(done)
        for item in waiting:
            yield item
            bar.update(1)
