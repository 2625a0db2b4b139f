"""The use cases: all that the DAGs and the command line call. Reads at one end, writes at the other, pure between.

A night is ``scan_inbox``, ``process_batch`` for each batch that it answers, ``merge_night``, ``check_night``, and
``finish_night`` whatever happened; after it come ``refresh_reports`` and ``check_warehouse``. ``measure_night`` and
``measure_queue`` look at what there is. Each may be run again at
any time, and raises

- PassingError for what passes: the same step may be tried again;
- ConfigurationError for a setting, right or table that someone has to put straight.
"""

import logging
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TypeVar

from psycopg2.extensions import connection as Connection  # noqa: N812
from structlog.contextvars import bound_contextvars

from etl.alerting import Notice, tell
from etl.arrivals import enter_new
from etl.errors import ConfigurationError, NightFailed
from etl.lexicon.compile import rules_now
from etl.reading.articles import limits_of
from etl.reading.fetching import wanted_files
from etl.reading.portions import read_in_portions
from etl.reading.supervised import Supervised, reading
from etl.settings import Settings
from etl.stages import milliseconds
from etl.warehouse import checks, claims, ledger, measures, runs
from etl.warehouse.agreements import merge_agreements
from etl.warehouse.incidents import merge_incidents
from etl.warehouse.loader import Loaded, load_portion
from etl.warehouse.night_checks import check_all
from etl.warehouse.opened import opened
from etl.warehouse.persons import link_persons
from etl.warehouse.reports import index_articles, refresh_views

log = logging.getLogger(__name__)
_T = TypeVar("_T")

MOST_BATCHES = 1000  # a night; Airflow maps no more than 1,024 tasks


def scan_inbox(
    settings: Settings, run_key: str, paths: Sequence[Path] | None = None, at_least: int = 1
) -> list[dict[str, int]]:
    """Enter new files in the ledger; answers the batches ``{number, first, last, files}``, as ranges of file ids.

    Left-overs of earlier runs are in the batches too. ``paths`` take the inbox's place; a file named there is taken as
    it is, however lately it was changed. ``at_least`` so many batches, if there are as many files.
    """
    with opened(settings, "scanning the inbox") as connection:
        this_run = runs.start_run(connection, run_key, settings.lease_seconds)
        enter_new(connection, settings, this_run, paths or [settings.inbox])
        waiting = ledger.open_files(connection)
        runs.count_run(connection, this_run)
    count = max(math.ceil(len(waiting) / settings.batch_size), min(at_least, len(waiting)))
    return [
        {"number": number, "first": ids[0], "last": ids[-1], "files": len(ids)}
        for number, ids in enumerate(_shares(waiting, min(count, MOST_BATCHES)), start=1)
    ]


def process_batch(
    settings: Settings, run_key: str, batch: Mapping[str, int], reader: Supervised | None = None
) -> dict[str, int]:
    """Claim, read, extract and load what is open of a batch; answers its counts.

    ``duplicates`` counts articles whose text was known; ``read_ms``, ``extract_ms`` and ``load_ms`` say what the stages
    took. Files that an attempt has failed on before are taken one at a
    time, so that one that kills its worker takes no others down with it. Without a ``reader`` the batch has one of its
    own; to start it, and to learn the words of all languages anew, takes as long as a few hundred articles.
    """
    with (
        bound_contextvars(batch=batch["number"]),
        opened(settings, f"batch {batch['number']}") as connection,
        nullcontext(reader) if reader else reading(settings) as reader,
    ):
        reader.renew(rules_now())
        this_run = _run(connection, run_key)
        runs.resume_run(connection, this_run)
        tried = claims.tried_files(connection, batch["first"], batch["last"])
        counts = _process(settings, connection, reader, this_run, (batch["first"], batch["last"]), tried=False)
        for number in tried:
            counts += _process(settings, connection, reader, this_run, (number, number), tried=True)
        log.info("%d files loaded, %d quarantined, %d articles; %s",
                 counts.loaded, counts.quarantined, counts.articles, reader.watch.line)  # fmt: skip
    return {"loaded": counts.loaded, "quarantined": counts.quarantined, "articles": counts.articles,
            "duplicates": counts.copies, "events": counts.events} | milliseconds(reader.watch.seconds)  # fmt: skip


def _process(
    settings: Settings, connection: Connection, reader: Supervised, this_run: int, ids: tuple[int, int], *, tried: bool
) -> Loaded:
    with (
        claims.claiming(connection, this_run, *ids, settings.lease_seconds, tried=tried) as claim,
        closing(wanted_files(claim.files, settings.max_file_bytes, limits_of(settings))) as files,
    ):
        counts = Loaded(quarantined=claim.given_up)
        for portion in read_in_portions(reader, files, settings.lease_seconds / 3):
            with reader.watch.stage("load"):
                counts += load_portion(connection, claim, this_run, portion)
    if left := len(claim.files) + claim.given_up - counts.loaded - counts.quarantined:
        log.warning("%d files were gone or changed while they were read; they wait for the next run", left)
    return counts


def merge_night(settings: Settings) -> dict[str, int]:
    """Merge what the articles say into what happened, wherever a loader has left something; answers counts."""
    with opened(settings, "merging what the articles say") as connection:
        return {
            "persons": link_persons(connection),
            "pairs": merge_incidents(connection),
            "parties": merge_agreements(connection),
        }


def refresh_reports(settings: Settings) -> dict[str, int]:
    """Make new articles searchable and refresh what reports keep as tables, if anything changed; answers counts."""
    with opened(settings, "refreshing the reports") as connection:
        return {"articles": index_articles(connection), "views": refresh_views(connection)}


def check_night(settings: Settings, run_key: str) -> dict[str, int]:
    """Run all checks, keep their results and close the run; answers its counts, and how many ``warnings`` there are.

    Warnings that the run before did not have are told through the channels of alerts.

    Raises:
        NightFailed: a check of severity ``error`` found a fault, or more than ``settings.quarantine_share`` of the
            run's files ended in quarantine.
    """
    with opened(settings, "checking the night") as connection:
        this_run = _run(connection, run_key)
        counts = runs.count_run(connection, this_run)
        results = check_all(
            connection,
            this_run,
            counts,
            most_quarantined=settings.quarantine_share,
            volume_severity=settings.volume_severity,
        )
        checks.keep_results(connection, this_run, results)
        known = checks.known_before(connection, this_run)
        faults = "; ".join(result.fault for result in results if result.is_fault)
        runs.close_run(connection, this_run, fault=faults or None)
    _log_results(results)
    warnings = [result for result in results if result.row_count and not result.is_fault]
    _tell_warnings(settings, run_key, [result for result in warnings if (result.name, result.subject) not in known])
    if faults:
        raise NightFailed(f"{faults}. `dyadwire status` shows what and the remedy; what was loaded stays loaded")
    return counts | {"warnings": len(warnings)}


def check_warehouse(settings: Settings) -> dict[str, int]:
    """Run the data checks over the warehouse as it is and keep the results with the last run; answers counts.

    Raises:
        NightFailed: a check of severity ``error`` found a fault.
    """
    with opened(settings, "checking the warehouse") as connection:
        results = checks.run_checks(connection)
        last_run = runs.last_run(connection)
        if last_run is not None:
            checks.keep_results(connection, last_run, results)
    _log_results(results)
    if faults := "; ".join(result.fault for result in results if result.is_fault):
        raise NightFailed(f"{faults}. `dyadwire status` shows what and the remedy")
    return {"checks": len(results), "warnings": sum(result.row_count > 0 for result in results)}


def _log_results(results: Sequence[checks.CheckResult]) -> None:
    """What was checked, a line each, the gravest last: where a reader of the log begins."""
    for result in sorted(results, key=lambda result: (result.row_count > 0, result.is_fault)):
        level = logging.INFO if not result.row_count else logging.ERROR if result.is_fault else logging.WARNING
        log.log(level, "%s", result.line)


def _tell_warnings(settings: Settings, run_key: str, new: Sequence[checks.CheckResult]) -> None:
    if new:
        lines = [f"{result.name} {result.subject}: {result.message}. Remedy: {result.remedy}." for result in new]
        remedy = "`dyadwire status` shows them all; the night is green, and its articles are loaded"
        tell(settings, Notice("warning", "night", run_key, "\n".join(lines), remedy))


def finish_night(settings: Settings, run_key: str) -> dict[str, int]:
    """Write the run's counts, and its end where nothing has: the night ended before its checks did."""
    with opened(settings, "closing the night") as connection:
        this_run = runs.find_run(connection, run_key)
        if this_run is None:
            return {}
        if runs.is_running(connection, this_run):
            runs.close_run(connection, this_run, fault="ended before its checks")
        return runs.count_run(connection, this_run)


def measure_night(settings: Settings, run_key: str) -> measures.Night:
    """What the run has brought so far, by language and by reason."""
    with opened(settings, "measuring the night") as connection:
        return measures.measure_night(connection, _run(connection, run_key))


def measure_queue(settings: Settings) -> measures.Queue:
    """The files that wait for a loader at this moment."""
    with opened(settings, "measuring what waits") as connection:
        return measures.measure_queue(connection)


def _run(connection: Connection, run_key: str) -> int:
    this_run = runs.find_run(connection, run_key)
    if this_run is None:
        raise ConfigurationError(
            f"no run {run_key!r} in this warehouse; scan the inbox first, and on the same database"
        )
    return this_run


def _shares(items: Sequence[_T], count: int) -> Iterator[Sequence[_T]]:
    """So many runs of them, alike in length, the longer ones first."""
    length, longer = divmod(len(items), max(count, 1))
    start = 0
    for number in range(count):
        end = start + length + (number < longer)
        yield items[start:end]
        start = end
