"""``dyadwire extract``: articles in, extraction records out (docs/record.md); no database, no network, no Airflow."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from etl.cli.failing import FAILED, FINE, say_rejection
from etl.cli.in_order import map_in_order
from etl.cli.logs import say
from etl.cli.progress import track
from etl.cli.showing import output_console
from etl.cli.sources import STDIN, list_sources
from etl.reporting.digest import article_digest
from etl.settings import get_settings

if TYPE_CHECKING:
    from etl.cli.records import Outcome

EPILOG = "\n".join(
    [
        "Examples:",
        "dyadwire extract article.txt",
        "dyadwire extract article.txt --published 2025-04-24 --format text",
        "dyadwire extract seeds/articles --workers 2 > facts.jsonl",
        "curl -s https://example.org/news.txt | dyadwire extract -",
        "Rejected files are named on standard error with reason and remedy;",
        "the others are printed all the same, and the exit code is 1.",
    ]
)


class Format(StrEnum):
    """What ``--format`` takes."""

    JSONL = "jsonl"
    TEXT = "text"


def _check_paths(paths: list[Path]) -> list[Path]:
    """Raises ``typer.BadParameter`` for a path that is not there; ``-`` is standard input."""
    for path in paths:
        if path != STDIN and not path.exists():
            raise typer.BadParameter(f"{path} does not exist; name a file, a folder, or - for standard input")
    return paths


def extract(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH",
            callback=_check_paths,
            help="Files, folders (recursively), or - for plain text on standard input.",
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="Publication date (ISO 8601) of articles that name none."),
    ] = None,
    output: Annotated[
        Format, typer.Option("--format", help="jsonl: one JSON object a line, one line an article; text: for reading.")
    ] = Format.JSONL,
    workers: Annotated[int, typer.Option("--workers", min=1, max=256, help="Processes to work in.")] = 1,
) -> None:
    """Print what articles say: languages, parties, persons, events, agreements, each with its evidence."""
    published = None if published is None else _iso_date(published)
    from etl.cli.records import read_records  # compiles the lexicons: not for --help, nor for a wrong option
    from etl.reading.articles import limits_of

    settings = get_settings()
    if STDIN in paths and sys.stdin.isatty():
        say("reading plain text from standard input; Ctrl-D ends it", "dim")
    sources = list_sources(paths, min(settings.max_file_bytes, settings.max_document_bytes))
    if not sources:
        say("no article files there")
    read = partial(read_records, published=published, max_bytes=settings.max_file_bytes, limits=limits_of(settings))
    outcomes = track(map_in_order(read, sources, workers), len(sources), "extracting")
    rejected = _print_all(outcomes, output)
    raise typer.Exit(FAILED if rejected else FINE)


def _iso_date(value: str) -> str:
    """The date or date-time in ISO 8601's usual form. Raises ``typer.BadParameter`` for what is neither."""
    for parse in (date.fromisoformat, datetime.fromisoformat):
        with suppress(ValueError):
            return parse(value.strip()).isoformat()
    raise typer.BadParameter(f"{value!r} is no ISO 8601 date such as 2025-04-24", param_hint="--published")


def _print_all(outcomes: "Iterable[list[Outcome]]", output: Format) -> int:
    """Prints every outcome as it comes; answers the number of rejections."""
    from etl.cli.records import to_line

    console = output_console()
    rejected = 0
    for file_outcomes in outcomes:
        for outcome in file_outcomes:
            if outcome.rejection is not None:
                rejected += 1
                rejection = outcome.rejection
                say_rejection(outcome.uri, rejection.record, rejection.reason, rejection.detail)
            elif outcome.record is not None and output is Format.JSONL:
                sys.stdout.buffer.write(to_line(outcome.record))
            elif outcome.record is not None:
                with console.capture() as page:  # not printed: Rich has an exit of its own for a closed pipe
                    console.print(article_digest(outcome.record))
                sys.stdout.write(page.get())
    sys.stdout.flush()
    return rejected
