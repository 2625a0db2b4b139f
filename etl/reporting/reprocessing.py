"""What a reprocessing changes as tables: for a terminal, and as lines of a task's log."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from etl.reporting.plain_text import plain

_HOW = ("gained", "lost", "altered")
_STATES = {
    "waiting": "not compared yet",
    "same": "nothing changes",
    "changed": "would change",
    "applied": "written",
    "outdated": "left alone: loaded or reprocessed otherwise meanwhile, or gone",
    "failed": "left alone: report.reprocessing counts them, the log has the reason",
    "unmatched": "corrections that find their fact no more: `dyadwire correct list --state unmatched`",
}
_LOG_WIDTH = 110


def change_tables(sums: Sequence[Mapping[str, Any]], counts: Mapping[str, int]) -> Iterable[RenderableType]:
    """Changes by kind, type and language, with sums, and how many articles are in which state."""
    yield _changes(sums) if sums else Text("Nothing changes.")
    table = _table("Articles", "", "")
    table.columns[1].justify = "right"
    for state, meaning in _STATES.items():
        if counts.get(state):
            table.add_row(f"{state}: {meaning}", f"{counts[state]:,}")
    if table.rows:
        yield table


def print_changes(number: int, sums: Sequence[Mapping[str, Any]], counts: Mapping[str, int]) -> None:
    """Print the tables on standard output, which Airflow keeps as the task's log."""
    console = Console(file=sys.stdout, width=_LOG_WIDTH, no_color=True, force_terminal=False)
    console.print(f"Reprocessing {number}; each change is a row of report.reprocessing_change.")
    for table in change_tables(sums, counts):
        console.print(table)


def _changes(sums: Sequence[Mapping[str, Any]]) -> Table:
    table = _table("Changes", "kind", "type", "language", "articles", *_HOW)
    for column in table.columns[3:]:
        column.justify = "right"
    for kind in dict.fromkeys(row["kind"] for row in sums):
        rows = [row for row in sums if row["kind"] == kind]
        for row in rows:
            cells = (row["kind"], row["type"], row["language_code"])
            table.add_row(*map(plain, cells), *(f"{row[name]:,}" for name in ("articles", *_HOW)))
        totals = (f"{sum(row[name] for row in rows):,}" for name in _HOW)
        table.add_row(kind, "all", "", "", *totals, style="bold", end_section=True)
    return table


def _table(title: str, *headings: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    table.show_header = any(headings)
    for heading in headings:
        table.add_column(heading)
    return table
