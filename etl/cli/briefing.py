"""``dyadwire brief``: the morning's page for an analyst, one HTML file."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from etl.cli.at_hand import warehouse
from etl.cli.progress import progress_bar
from etl.reporting.brief.writing import write_page
from etl.settings import get_settings

EPILOG = "\n".join(
    [
        "Examples:",
        "dyadwire brief                                  today, all countries",
        "dyadwire brief --date 2025-04-28 --country KAZ  one country",
        "dyadwire brief --dyad KAZ-PAK --output b.html   one pair",
        "The file needs no network: mail it, print it, open it on a phone.",
    ]
)
_STDOUT = Path("-")


def brief(
    day: Annotated[
        str | None,
        typer.Option("--date", metavar="DATE", help="The brief's day, ISO 8601, UTC; today if none is given."),
    ] = None,
    country: Annotated[
        str | None, typer.Option("--country", metavar="PARTY", help="Only what one country or body is a side of.")
    ] = None,
    dyad: Annotated[
        str | None, typer.Option("--dyad", metavar="A-B", help="Only what is between these two, as KAZ-PAK.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where to write; - is standard output. Default brief-DATE.html"
        ),
    ] = None,
) -> None:
    """Write what is new, visits, agreements, charts and gaps in coverage as one HTML page."""
    if country is not None and dyad is not None:
        raise typer.BadParameter("--country and --dyad exclude each other")
    when = _day(day)
    page, codes = _page(when, country, dyad)
    if output == _STDOUT:
        sys.stdout.buffer.write(page.encode())
        return
    target = output or Path(f"{'-'.join(['brief', str(when), *codes])}.html")
    write_page(target, page)
    typer.echo(str(target))


def _day(text: str | None) -> date:
    if text is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day such as 2025-04-28", param_hint="--date") from error


def _page(day: date, country: str | None, dyad: str | None) -> tuple[str, tuple[str, ...]]:
    """The page, and the codes of the parties that it is about."""
    from etl.reporting.brief.page import html_page
    from etl.reporting.brief.reading import read_brief
    from etl.reporting.brief.scopes import find_scope
    from etl.reporting.queries import snapshot

    with progress_bar() as bar:
        task = bar.add_task("reading the warehouse", total=2)
        with warehouse(get_settings(), create=False) as settings, snapshot(settings.database_url or "") as database:
            scope = find_scope(database, country, dyad)
            found = read_brief(database, day, scope)
        bar.update(task, advance=1, description="drawing")
        return html_page(found), scope.codes
