"""What people read on a terminal: the report views as tables, and an extraction record as a page.

Rows come from one module (queries), their layout from another (tables). The parts without a database are used by
commands that must not import a driver, so this package imports nothing before it is asked to print.
"""

from rich.console import Console

DEFAULT_LIMIT = 100


def print_report(database_url: str, console: Console, run_key: str | None = None, limit: int = DEFAULT_LIMIT) -> None:
    """Prints what the warehouse holds, and in a first line what the run ``run_key`` brought.

    Each list shows its first ``limit`` rows and says how many there are. Raises ConfigurationError when the database
    cannot be reached or holds no warehouse.
    """
    from etl.reporting.queries import read_report
    from etl.reporting.tables import report_tables

    for table in report_tables(read_report(database_url, run_key, limit)):
        console.print(table)


def print_status(database_url: str, console: Console, runs: int = 10) -> bool:
    """Prints ledger, last runs and quarantine by reason; answers whether the last run was fine.

    Fine is a run that neither failed nor quarantined anything, and also no run at all.

    Raises as ``print_report`` does.
    """
    from etl.reporting.queries import read_status
    from etl.reporting.tables import status_tables

    status = read_status(database_url, runs)
    for table in status_tables(status):
        console.print(table)
    return not any(row.state == "failed" or row.quarantined for row in status.runs[:1])
