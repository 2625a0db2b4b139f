"""``dyadwire inbox``: what would become of the files of a folder, without a database."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from etl.cli.failing import FAILED, FailingGroup
from etl.cli.logs import say
from etl.inbox import Found, FoundFile, copied, look_into, shown
from etl.reporting.plain_text import clean
from etl.reporting.remedies import remedy_for
from etl.settings import get_settings

if TYPE_CHECKING:
    from etl.model import Article, Rejection

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
    faults = 0
    for found, is_ready in look_into(path or settings.inbox, settle_seconds=settle, now=datetime.now(UTC)):
        name = clean(shown(found.path)) if isinstance(found, FoundFile) else found.uri
        if is_ready:
            faults += _check_file(found, name)
        else:
            typer.echo(f"{name}: waits, unfinished or changed a moment ago")
    if faults:
        raise typer.Exit(FAILED)


def _check_file(found: Found, name: str) -> int:
    """Prints the file's line under its name; answers how many rejections there are."""
    from etl.model import Rejection

    rejected: list[Rejection] = []
    articles = 0
    for item in _read(found):
        if isinstance(item, Rejection):
            rejected.append(item)
        else:
            articles += 1
    reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(Counter(r.reason for r in rejected).items()))
    faults = f", rejected {len(rejected)} ({reasons})" if rejected else ""
    typer.echo(f"{name}: articles {articles}{faults}")
    for each in rejected:
        record = "" if each.record is None else f"record {each.record}: "
        say(f"  {record}{each.reason}: {clean(each.detail)}; {remedy_for(each.reason)}", "yellow")
    return len(rejected)


def _read(found: Found) -> "Iterator[Article | Rejection]":
    from etl.errors import ArticleError
    from etl.model import Rejection
    from etl.reading.articles import limits_of
    from etl.reading.at_path import read_path

    settings = get_settings()
    try:
        with copied(found, settings.max_file_bytes) as path:
            yield from read_path(path, settings.max_file_bytes, limits_of(settings))
    except ArticleError as error:
        yield Rejection(error.reason, error.detail, None, b"")
