"""``dyadwire maintain``: the weekly upkeep by hand, chore by chore; and a test of the alerts."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from etl.cli.at_hand import warehouse
from etl.cli.failing import FAILED, FailingGroup
from etl.errors import ConfigurationError
from etl.reporting.plain_text import clean
from etl.settings import Settings, get_settings

if TYPE_CHECKING:
    from etl.maintenance.findings import Finding

app = typer.Typer(
    cls=FailingGroup,
    no_args_is_help=True,
    help="The upkeep of the warehouse, chore by chore.",
    epilog="\n".join(
        [
            "Examples:",
            "dyadwire maintain ledger            what ledger and inbox say of each other",
            "dyadwire maintain retention         how many articles would go; --apply lets them go",
            "dyadwire maintain backup            a dump into DYADWIRE_BACKUP_DIR",
            "dyadwire maintain restore-test      restore it into a scratch database and count",
            "Each is safe at any time, beside a night too.",
        ]
    ),
)


@app.command("leases")
def leases() -> None:
    """Give back files that dead loaders still claim, and close runs that were killed."""
    from etl.maintenance.leases import free_claims

    with warehouse(get_settings(), create=False) as settings:
        counts = free_claims(settings)
    typer.echo(f"files given back {counts['files']}, runs closed {counts['runs']}")


@app.command("ledger")
def ledger() -> None:
    """Hold the ledger against the inbox; changes nothing. Exit code 1 if anything is amiss."""
    from etl.maintenance.inventory import compare_ledger

    with warehouse(get_settings(), create=False) as settings:
        _print(compare_ledger(settings))


@app.command("orphans")
def orphans() -> None:
    """Look for rows that nothing refers to; changes nothing. Exit code 1 if there are any."""
    from etl.maintenance.orphans import find_orphans

    with warehouse(get_settings(), create=False) as settings:
        _print(find_orphans(settings))


@app.command("retention")
def retention(
    apply: Annotated[bool, typer.Option("--apply", help="Let them go. Without it, only say how many.")] = False,
    days: Annotated[
        int | None, typer.Option("--days", min=90, help="The age; DYADWIRE_RETENTION_DAYS if none is given.")
    ] = None,
) -> None:
    """Say how many articles are old enough to go; with --apply let them go, and merge what they leave."""
    from etl.maintenance.retention import look_at_retention
    from etl.maintenance.upkeep import retire

    with warehouse(get_settings(), create=False) as at_hand:
        settings = at_hand if days is None else at_hand.model_copy(update={"retention_days": days})
        if apply and settings.retention_days is None:
            raise ConfigurationError("retention is off; set DYADWIRE_RETENTION_DAYS, or say --days")
        for age, found in look_at_retention(settings).items():
            typer.echo(
                f"older than {age} days: {found['due']} articles; {found['kept']} more are kept for a correction"
            )
        if apply:
            counts = retire(settings)
            typer.echo(f"articles let go {counts['articles']}, files of which nothing is left {counts['files']}")


@app.command("tables")
def tables() -> None:
    """Vacuum and analyze what is due."""
    from etl.maintenance.tables import tend_tables

    with warehouse(get_settings(), create=False) as settings:
        counts = tend_tables(settings)
    typer.echo(f"vacuumed {counts['vacuumed']}, analyzed {counts['analyzed']}, left to their owner {counts['left']}")


@app.command("backup")
def backup() -> None:
    """Dump the warehouse into DYADWIRE_BACKUP_DIR, and remove the oldest dumps; prints the file's path."""
    from etl.maintenance.backup import back_up

    with warehouse(get_settings(), create=False) as settings:
        typer.echo(str(back_up(settings)))


@app.command("restore-test")
def restore_test(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", exists=True, help="The newest, if none.")] = None,
) -> None:
    """Restore a backup into a scratch database on the same server, count its rows, drop it."""
    from etl.maintenance.backup import check_backup

    with warehouse(get_settings(), create=False) as settings:
        counts = check_backup(settings, file)
    typer.echo(f"restored: tables {counts['tables']}, rows {counts['rows']}, as many as were dumped")


@app.command("alerts")
def alerts() -> None:
    """Send a test notice through every channel that is set. Exit code 1 if one does not take it."""
    from etl.alerting import Notice, tell

    settings: Settings = get_settings()
    told = tell(settings, Notice("test", "dyadwire", "maintain alerts", "somebody asked for it", "nothing to do"))
    if not told:
        raise ConfigurationError("no channel is set; see docs/operations.md, Alerts")
    for name, fault in told.items():
        typer.echo(f"{name}: {clean(fault) if fault else 'told'}")
    if any(told.values()):
        raise typer.Exit(FAILED)


def _print(findings: "Sequence[Finding]") -> None:
    for finding in findings:
        typer.echo(clean(finding.line))
    if any(finding.count for finding in findings):
        raise typer.Exit(FAILED)
