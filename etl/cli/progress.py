"""Progress on standard error, and only where someone watches: a terminal gets a bar, a pipe or log nothing."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Item = TypeVar("Item")

_WORTH_A_BAR = 20


def progress_bar() -> Progress:
    """A bar with counts and time left; disabled where standard error is no terminal."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
        redirect_stdout=False,  # data must not pass through the bar's console
    )


def track(items: Iterable[Item], total: int, label: str) -> Iterator[Item]:
    """Passes the items through and counts them. No bar for a handful, nor where the data go to the terminal too."""
    if total < _WORTH_A_BAR or sys.stdout.isatty():
        yield from items
        return
    with progress_bar() as bar:
        task = bar.add_task(label, total=total)
        for item in items:
            yield item
            bar.advance(task)
