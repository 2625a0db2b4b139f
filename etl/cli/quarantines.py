"""``dyadwire quarantine``: what could not be loaded, why, what to do about it, and once more when that is done."""

import getpass
from contextlib import closing
from typing import Annotated

import typer

from etl.cli.at_hand import warehouse
from etl.cli.failing import FAILED, FailingGroup
from etl.errors import ArticleError
from etl.reporting.plain_text import clean
from etl.reporting.remedies import remedy_for
from etl.settings import get_settings

app = typer.Typer(cls=FailingGroup, no_args_is_help=True, help="What could not be loaded, and why.")

Reason = Annotated[str | None, typer.Option("--reason", metavar="CODE", help="Only those with this reason code.")]


def _known(reason: str | None) -> str | None:
    if reason is not None and reason not in ArticleError.REASONS:
        raise typer.BadParameter(f"{reason!r} is no reason code; the codes are {', '.join(ArticleError.REASONS)}")
    return reason


@app.command("list")
def list_rows(
    reason: Reason = None,
    rows: Annotated[int, typer.Option("--rows", min=1, help="At most so many.")] = 100,
    dropped: Annotated[bool, typer.Option("--dropped", help="Those that were dropped instead.")] = False,
) -> None:
    """One line a file or record: number, reason, where, detail; newest first, tabs between."""
    from etl.warehouse.database import connect
    from etl.warehouse.quarantine import listed

    with warehouse(get_settings(), create=False) as settings, closing(connect(settings.database_url or "")) as opened:
        for row in listed(opened, _known(reason), rows, are_dropped=dropped):
            where = row.uri if row.record is None else f"{row.uri} record {row.record}"
            typer.echo(f"{row.number}\t{row.reason}\t{clean(where)}\t{clean(row.detail)}")


@app.command("show")
def show(number: Annotated[int, typer.Argument(help="The row's number, as `list` prints it.")]) -> None:
    """Everything about one row: file, record, reason, detail, first bytes, remedy."""
    from etl.warehouse.database import connect
    from etl.warehouse.quarantine import find

    with warehouse(get_settings(), create=False) as settings, closing(connect(settings.database_url or "")) as opened:
        row = find(opened, number)
    if row is None:
        raise typer.BadParameter(f"no row {number} in quarantine; `dyadwire quarantine list` shows them")
    record = "the whole file" if row.record is None else str(row.record)
    for name, value in (
        ("file", row.uri), ("record", record), ("reason", f"{row.reason}: {ArticleError.REASONS.get(row.reason, '')}"),
        ("detail", row.detail), ("first bytes", repr(row.head)), ("remedy", remedy_for(row.reason)),
        ("dropped", row.dropped or "no"),
    ):  # fmt: skip
        typer.echo(f"{name:12}{clean(value)}")


@app.command("retry")
def retry(
    numbers: Annotated[list[int] | None, typer.Argument(metavar="[NUMBER...]", help="Rows; all if none.")] = None,
    reason: Reason = None,
) -> None:
    """Have the next run read the files of these rows once more; what is loaded of them is not loaded twice."""
    from etl.warehouse.database import connect
    from etl.warehouse.quarantine import put_back

    with warehouse(get_settings(), create=False) as settings, closing(connect(settings.database_url or "")) as opened:
        files = put_back(opened, numbers or None, _known(reason))
    typer.echo(f"files {files} wait for the next run")
    if numbers and not files:
        raise typer.Exit(FAILED)


@app.command("drop")
def drop_rows(
    why: Annotated[str, typer.Option("--why", help="What you found, for whoever asks later.")],
    numbers: Annotated[list[int] | None, typer.Argument(metavar="[NUMBER...]", help="Rows.")] = None,
    reason: Reason = None,
) -> None:
    """Let rows go that nothing can or need be done about: they stay, but no report counts them any more."""
    from etl.warehouse.database import connect
    from etl.warehouse.quarantine import drop

    if not numbers and reason is None:
        raise typer.BadParameter("name rows by their numbers, or --reason for all with that reason")
    if not why.strip():
        raise typer.BadParameter("--why is empty: say what you found")
    with warehouse(get_settings(), create=False) as settings, closing(connect(settings.database_url or "")) as opened:
        rows = drop(opened, numbers or None, _known(reason), f"{getpass.getuser()}: {why.strip()}")
    typer.echo(f"rows {rows} dropped")
    if not rows:
        raise typer.Exit(FAILED)
