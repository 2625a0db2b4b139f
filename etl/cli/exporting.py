"""``dyadwire export``: rows of the report schema as files that other programs read."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from etl.cli.at_hand import warehouse
from etl.cli.logs import say
from etl.cli.progress import progress_bar
from etl.settings import get_settings

if TYPE_CHECKING:
    from etl.reporting.exports.conditions import Condition

EPILOG = "\n".join(
    [
        "Examples:",
        "dyadwire export --view incident --output incident.parquet",
        "dyadwire export --view timeline --where a_party=KAZ --where 'incident_date>=2026-01-01'",
        "dyadwire export --view help                    names the views",
        "dyadwire export --format gdelt > 20260101.export.CSV",
    ]
)


class Format(StrEnum):
    """What ``--format`` may be."""

    CSV = "csv"
    PARQUET = "parquet"
    JSONL = "jsonl"
    GDELT = "gdelt"


def export(
    view: Annotated[str | None, typer.Option("--view", metavar="VIEW", help="View of the schema report.")] = None,
    form: Annotated[
        Format | None, typer.Option("--format", help="Default: what the name of --output ends in, else csv.")
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="COLUMN=VALUE", help="Only these rows; also != < <= > >= ~ !~. Repeatable."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write a file, whole or not at all.")
    ] = None,
    raw: Annotated[bool, typer.Option("--raw", help="CSV: leave texts that look like formulas as they are.")] = False,
    every_status: Annotated[
        bool, typer.Option("--every-status", help="GDELT: also what is planned, possible or denied.")
    ] = False,
) -> None:
    """Write a view's rows as CSV, JSON Lines or Parquet, or the incidents as GDELT's event table."""
    form = form or _form_of(output)
    conditions = _checked(form, view, output, where or [])
    with warehouse(get_settings(), create=False) as settings, _target(output) as stream, progress_bar() as bar:
        counting = bar.add_task("rows", total=None, visible=output is not None or not sys.stdout.isatty())
        url = settings.database_url or ""

        def count(rows: int) -> None:
            bar.advance(counting, rows)

        if form is Format.GDELT:
            from etl.reporting.exports.gdelt import export_gdelt

            left_out = export_gdelt(url, conditions, stream, count, every_status=every_status)
            if left_out:
                say(f"{left_out:,} incidents without a date left out: GDELT's table has no row without one", "yellow")
        else:
            from etl.reporting.exports.views import export_view

            export_view(url, view or "", conditions, form.value, stream, count, raw=raw)
    if output is not None:
        say(f"{output}: {bar.tasks[counting].completed:,.0f} rows")


def _form_of(output: Path | None) -> Format:
    suffix = "" if output is None else output.suffix.removeprefix(".").lower()
    return Format(suffix) if suffix in ("csv", "parquet", "jsonl") else Format.CSV


def _checked(form: Format, view: str | None, output: Path | None, where: list[str]) -> "list[Condition]":
    """The conditions, once the options have proven to go together."""
    from etl.reporting.exports.conditions import parse_condition

    if form is Format.GDELT and view is not None:
        raise typer.BadParameter("--format gdelt writes incidents, so leave --view out")
    if form is not Format.GDELT and view is None:
        raise typer.BadParameter("name a view by --view; docs/data-dictionary.md lists them, and so does --view help")
    if form is Format.PARQUET and output is None and sys.stdout.isatty():
        raise typer.BadParameter("Parquet is nothing for a terminal; name a file by --output, or use a pipe")
    try:
        return [parse_condition(text) for text in where]
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


@contextmanager
def _target(output: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or the file."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    from etl.reporting.exports.output import whole_file

    with whole_file(output) as stream:
        yield stream
