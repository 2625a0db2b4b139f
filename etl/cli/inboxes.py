"""``dyadwire inbox``: what would become of the files of a folder, without a database."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from etl.cli.failing import FAILED, FailingGroup
from etl.cli.logs import say
from etl.inbox import list_files, shown
from etl.reporting.plain_text import clean
from etl.reporting.remedies import remedy_for
from etl.settings import get_settings

app = typer.Typer(cls=FailingGroup, no_args_is_help=True, help="The inbox: what lies in it.")

CHECK_EPILOG = "\n".join(
    [
        "Examples:",
        "dyadwire inbox check                the inbox of the settings",
        "dyadwire inbox check delivery.zip   one file",
        "One line a file; each fault with its record, reason and remedy. Nothing is written, nothing is loaded.",
        "The exit code is 1 if anything would be quarantined.",
    ]
)


@app.callback()
def _group() -> None:
    """A group even with one command."""


@app.command("check", epilog=CHECK_EPILOG)
def check(
    path: Annotated[
        Path | None, typer.Argument(exists=True, help="A folder or a file; the inbox if there is none.")
    ] = None,
) -> None:
    """Say what would happen to each file: loaded, quarantined and why, or waiting."""
    settings = get_settings()
    settle = 0.0 if path is not None and path.is_file() else settings.settle_seconds
    listing = list_files(path or settings.inbox, settle_seconds=settle, now=datetime.now(UTC))
    faults = sum(_check_file(found.path) for found in listing.ready)
    for waiting in listing.waiting:
        typer.echo(f"{clean(shown(waiting))}: waits, unfinished or changed a moment ago")
    for ignored in listing.ignored:
        typer.echo(f"{clean(shown(ignored))}: left alone, no regular file inside the inbox")
    if faults:
        raise typer.Exit(FAILED)


def _check_file(path: Path) -> int:
    """Prints the file's line; answers how many rejections there are."""
    from etl.model import Rejection
    from etl.reading.articles import limits_of
    from etl.reading.at_path import read_path

    settings = get_settings()
    rejected: list[Rejection] = []
    articles = 0
    for item in read_path(path, settings.max_file_bytes, limits_of(settings)):
        if isinstance(item, Rejection):
            rejected.append(item)
        else:
            articles += 1
    reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(Counter(r.reason for r in rejected).items()))
    faults = f", rejected {len(rejected)} ({reasons})" if rejected else ""
    typer.echo(f"{clean(shown(path))}: articles {articles}{faults}")
    for each in rejected:
        record = "" if each.record is None else f"record {each.record}: "
        say(f"  {record}{each.reason}: {clean(each.detail)}; {remedy_for(each.reason)}", "yellow")
    return len(rejected)
