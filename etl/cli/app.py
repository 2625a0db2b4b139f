"""The Typer application: global options and the list of commands."""

import signal
import sys
from typing import Annotated

import typer

from etl import __version__
from etl.cli import (
    briefing,
    correcting,
    databases,
    doctoring,
    exporting,
    extracting,
    inboxes,
    ingesting,
    lexicons,
    maintaining,
    nights,
    quarantines,
    reports,
    reprocessing,
    showing,
)
from etl.cli.failing import FailingGroup
from etl.cli.logs import LogFormat, set_up

EPILOG = "\n".join(
    [
        "Examples:",
        "dyadwire extract article.txt --format text   one article, for reading",
        "dyadwire extract folder > facts.jsonl        a folder, for programs",
        "dyadwire ingest folder                       extract and load what is new",
        "dyadwire report                              what the warehouse holds",
        "Exit codes: 0 fine, 1 something was quarantined or failed,",
        "2 usage or configuration, 130 Ctrl-C. Settings: docs/operations.md.",
    ]
)

app = typer.Typer(
    name="dyadwire",
    cls=FailingGroup,
    help="News articles in many languages in, relations between countries out.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dyadwire {__version__}")
        raise typer.Exit


@app.callback()
def set_globals(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version and stop.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    log_format: Annotated[
        LogFormat, typer.Option("--log-format", help="Standard error as lines for people, or one JSON object a line.")
    ] = LogFormat.TEXT,
) -> None:
    """Options before the command; an error's traceback is FailingGroup's."""
    set_up(log_format, with_tracebacks=debug)


app.command("extract", epilog=extracting.EPILOG)(extracting.extract)
app.command("ingest", epilog=ingesting.EPILOG)(ingesting.ingest)
app.command("status", epilog=showing.STATUS_EPILOG)(showing.status)
app.command("report", epilog=showing.REPORT_EPILOG)(showing.report)
app.command("export", epilog=exporting.EPILOG)(exporting.export)
app.command("brief", epilog=briefing.EPILOG)(briefing.brief)
app.command("doctor", epilog=doctoring.EPILOG)(doctoring.doctor)
app.command("reprocess", epilog=reprocessing.EPILOG)(reprocessing.reprocess)
app.add_typer(databases.app, name="db")
app.add_typer(nights.app, name="night")
app.add_typer(lexicons.app, name="lexicon")
app.add_typer(inboxes.app, name="inbox")
app.add_typer(quarantines.app, name="quarantine")
app.add_typer(reports.app, name="reports")
app.add_typer(correcting.app, name="correct")
app.add_typer(maintaining.app, name="maintain")


def run() -> None:
    """Run what the arguments name. A polite kill unwinds like Ctrl-C, so that whatever was started is stopped."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    app(prog_name="dyadwire")
