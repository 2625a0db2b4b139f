"""``dyadwire ingest``: a night's work without Airflow, through the same functions of etl.pipeline."""

import logging
import secrets
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from etl.cli.at_hand import warehouse
from etl.cli.failing import FAILED, FINE
from etl.cli.logs import LogFormat, say, set_up
from etl.cli.progress import progress_bar
from etl.errors import DyadwireError
from etl.settings import Settings, get_settings
from etl.stages import Stopwatch, seconds_of

log = logging.getLogger(__name__)

EPILOG = "\n".join(
    [
        "Examples:",
        "dyadwire ingest                      what is new in DYADWIRE_INBOX",
        "dyadwire ingest /data/inbox a.json   folders and files",
        "dyadwire ingest --workers 2          many files, on two cores",
        "A rerun is safe at any time: a file is known by its bytes and loaded once.",
    ]
)


def ingest(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", exists=True, help="Files and folders; the inbox if there are none."),
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=256, help="Batches side by side; each takes about 0.6 GB.")
    ] = 1,
) -> None:
    """Read, extract and load what is new; quarantine what cannot be read."""
    from structlog.contextvars import bind_contextvars

    from etl.warehouse.migrate import migrate

    run_key = f"ingest-{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}-{secrets.token_hex(2)}"
    bind_contextvars(run=run_key)  # to the end of the process: errors are told at the very end
    with warehouse(get_settings(), create=True) as settings:
        migrate(settings.database_url or "")
        told = context.find_root().params
        prepare = partial(_prepare, run_key, told["log_format"], told["debug"])
        counts = _run(settings, run_key, partial(_load, settings, run_key, paths, workers, prepare))
    typer.echo(_summary(counts))
    raise typer.Exit(FAILED if counts["quarantined"] else FINE)


def _prepare(run_key: str, log_format: LogFormat, debug: bool) -> None:
    """A further process logs as this one does."""
    from structlog.contextvars import bind_contextvars

    set_up(log_format, with_tracebacks=debug)
    bind_contextvars(run=run_key)


def _run(settings: Settings, run_key: str, load: Callable[[Stopwatch], None]) -> dict[str, int]:
    """One run from scan to checks; its row in the ledger is closed whatever happens."""
    from etl import pipeline

    watch = Stopwatch()
    try:
        load(watch)
        with watch.stage("merge"):
            pipeline.merge_night(settings)
        with watch.stage("refresh"):
            pipeline.refresh_reports(settings)
        with watch.stage("check"):
            counts = pipeline.check_night(settings, run_key)
    except BaseException:
        with suppress(DyadwireError):  # the first fault is the one to tell
            pipeline.finish_night(settings, run_key)
        raise
    finally:
        log.info("the run has ended: %s", watch.line or "before its scan")
    pipeline.finish_night(settings, run_key)
    return counts


def _load(
    settings: Settings,
    run_key: str,
    paths: list[Path] | None,
    workers: int,
    prepare: Callable[[], None],
    watch: Stopwatch,
) -> None:
    from etl import pipeline
    from etl.cli.loading import load_batches

    with progress_bar() as bar:
        scanning = bar.add_task("looking for new files", total=None)
        with watch.stage("scan"):
            batches = pipeline.scan_inbox(settings, run_key, paths, at_least=workers)
        bar.remove_task(scanning)
        loading = bar.add_task("loading", total=sum(batch["files"] for batch in batches))
        with closing(load_batches(settings, run_key, batches, workers, prepare)) as done:
            for batch, counts in zip(batches, done, strict=True):
                for stage, seconds in seconds_of(counts).items():
                    watch.add(stage, seconds)
                bar.advance(loading, batch["files"])
                if counts["quarantined"]:
                    say(f"batch {batch['number']}: {counts['quarantined']} quarantined", "yellow")


def _summary(counts: dict[str, int]) -> str:
    if not counts["found"]:
        return "Nothing new."
    files = f"files {counts['found']}, loaded {counts['loaded']}, duplicate {counts['duplicates']}"
    remedy = " (`dyadwire status` says why)" if counts["quarantined"] else ""
    facts = f"new articles {counts['articles']}, events {counts['events']}"
    return f"{files}, quarantined {counts['quarantined']}{remedy}; {facts}"
