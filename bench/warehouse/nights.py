"""What a night costs: so many new articles through the real loader and the real merging, step by step."""

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby

from psycopg2.extensions import connection as Connection  # noqa: N812

from bench.warehouse.articles import article
from bench.warehouse.processor import processor_seconds
from etl.warehouse import ledger, runs
from etl.warehouse.agreements import merge_agreements
from etl.warehouse.claims import claiming
from etl.warehouse.database import connect
from etl.warehouse.incidents import merge_incidents
from etl.warehouse.loader import load_portion
from etl.warehouse.persons import link_persons
from etl.warehouse.reports import index_articles, refresh_views
from etl.warehouse.rows import FileResult

_LEASE = 3600
_PORTION = 50  # files
_STEPS: dict[str, Callable[[Connection], object]] = {
    "link_persons": link_persons,
    "merge_incidents": merge_incidents,
    "merge_agreements": merge_agreements,
    "index_articles": index_articles,
    "refresh_views": refresh_views,
}


@dataclass(frozen=True, slots=True)
class Step:
    """What a step of the night took: seconds by the clock, and seconds that server and client ran."""

    name: str
    seconds: float
    processor: float


def night(url: str, numbers: range, first_day: date) -> Iterator[Step]:
    """Load these articles and merge what they say."""
    with closing(connect(url)) as connection:
        files = _files(numbers, first_day)
        yield _timed(connection, "load", lambda c: _load(c, files, f"bench {numbers.start}"))
        for name, step in _STEPS.items():
            yield _timed(connection, name, step)


def _timed(connection: Connection, name: str, work: Callable[[Connection], object]) -> Step:
    start, running = time.perf_counter(), processor_seconds(connection)
    work(connection)
    return Step(name, round(time.perf_counter() - start, 2), round(processor_seconds(connection) - running, 2))


def _files(numbers: range, first_day: date) -> dict[str, FileResult]:
    """By address; each without the number that its entry in the ledger will give it."""
    found = (article(number, first_day) for number in numbers)
    return {uri: FileResult(0, tuple(each), ()) for uri, each in groupby(found, key=lambda e: e.article.uri)}


def _load(connection: Connection, files: dict[str, FileResult], run_key: str) -> None:
    this_run = runs.start_run(connection, run_key, _LEASE)
    now = datetime.now(UTC)
    new = [ledger.NewFile(uri, hashlib.sha256(uri.encode()).hexdigest(), 1, now) for uri in files]
    ledger.register(connection, new, this_run)
    waiting = ledger.open_files(connection)
    with claiming(connection, this_run, waiting[0], waiting[-1], _LEASE) as claim:
        results = [FileResult(f.source_file_id, files[f.uris[0]].extractions, ()) for f in claim.files]
        for first in range(0, len(results), _PORTION):
            load_portion(connection, claim, this_run, results[first : first + _PORTION])
    runs.count_run(connection, this_run)
    runs.close_run(connection, this_run, fault=None)
