"""``dyadwire status`` and ``dyadwire report``: what the warehouse holds and how it came there."""

import os
import sys
from typing import Annotated

import typer
from rich.console import Console

from etl.cli.at_hand import warehouse
from etl.cli.failing import FAILED, FINE
from etl.reporting import DEFAULT_LIMIT, print_report, print_status
from etl.settings import get_settings

STATUS_EPILOG = "\n".join(
    [
        "Examples:",
        "dyadwire status             ledger, last runs, quarantine with remedies",
        "dyadwire status --runs 30   a month of nights",
        "Exit code 1 if the last run failed or quarantined something.",
    ]
)
REPORT_EPILOG = "\n".join(
    [
        "Examples:",
        "dyadwire report                               the first rows of each list",
        "dyadwire report --rows 1000 | less            more of them",
        'dyadwire db psql -- -c "table report.event"   everything, in SQL',
    ]
)
_PIPED_WIDTH = 120


def status(
    runs: Annotated[int, typer.Option("--runs", min=1, max=1000, help="How many of the last runs to show.")] = 10,
) -> None:
    """Show the ledger by state, the last runs, and what is in quarantine with its remedies."""
    with warehouse(get_settings(), create=False) as settings:
        is_fine = print_status(settings.database_url or "", output_console(), runs)
    raise typer.Exit(FINE if is_fine else FAILED)


def report(
    rows: Annotated[
        int, typer.Option("--rows", min=1, max=1_000_000, help="Rows of each list; the rest is counted.")
    ] = DEFAULT_LIMIT,
) -> None:
    """Show articles by language, dyads, events with evidence, persons, agreements, and the quarantine."""
    with warehouse(get_settings(), create=False) as settings:
        print_report(settings.database_url or "", output_console(), limit=rows)


def output_console() -> Console:
    """Standard output; where it is no terminal, a width that tables are readable in, unless COLUMNS says another."""
    if sys.stdout.isatty() or "COLUMNS" in os.environ:
        return Console()
    return Console(width=_PIPED_WIDTH)
