"""The figures as tables on a terminal."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.measuring import Figure


def show(console: Console, figures: Iterable[Figure]) -> None:
    """A table a part: a row a stage, one process and two side by side; ``of processor`` is articles a second that the
    process ran."""
    parts: dict[str, dict[str, dict[int, Figure]]] = defaultdict(lambda: defaultdict(dict))
    for figure in figures:
        parts[figure.part][figure.stage][figure.cores] = figure
    for part, stages in parts.items():
        table = Table(
            "stage", "articles", "articles/s", "of processor", "MB/s", "by two", "MB/s", "times", "right", title=part
        )
        for stage, by in stages.items():
            one, two = by[1], by.get(2)
            right = "" if one.right is None else f"{one.right / one.articles:.0%}"
            both = ("", "", "")
            if two:
                both = (f"{two.rate:,.0f}", f"{two.megabytes:,.2f}", f"{two.rate / one.rate:.2f}")
            alone = f"{one.articles / one.processor:,.0f}" if one.processor else ""
            own = (f"{one.articles:,}", f"{one.rate:,.0f}", alone, f"{one.megabytes:,.2f}")
            table.add_row(stage, *own, *both, right)
        console.print(table)


def show_stages(console: Console, stages: Mapping[str, Mapping[str, float]]) -> None:
    """Share of a night's work by stage."""
    names = [name for seconds in stages.values() for name in seconds]
    table = Table("share of the work of a night", *dict.fromkeys(names), "seconds")
    for loaders, seconds in stages.items():
        total = sum(seconds.values())
        table.add_row(loaders, *(f"{each / total:.1%}" for each in seconds.values()), f"{total:,.1f}")
    console.print(table)


def show_plain(console: Console, title: str, values: Mapping[str, Any]) -> None:
    """Names and values, one a line."""
    table = Table("what", "value", title=title)
    for name, value in values.items():
        table.add_row(name.replace("_", " "), f"{value:,}" if isinstance(value, int | float) else str(value))
    console.print(table)
