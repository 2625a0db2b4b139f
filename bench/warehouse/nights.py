"""What a night costs: so many new articles through the real loader and the real merging, step by step."""

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import groupby

from psycopg2.extensions import connection as Connection  # noqa: N812

from bench.warehouse.articles import article
from etl.warehouse import ledger, runs
from etl.warehouse.agreements import merge_agreements
from etl.warehouse.claims import claiming
from etl.warehouse.database import connect
from etl.warehouse.incidents import merge_incidents
from etl.warehouse.loader import load_portion
from etl.warehouse.persons import link_persons
from etl.warehouse.rows import FileResult

_LEASE = 3600
_PORTION = 50  # files
_STEPS: dict[str, Callable[[Connection], object]] = {
    "link_persons": link_persons,
    "merge_incidents": merge_incidents,
    "merge_agreements": merge_agreements,
}


def night(url: str, numbers: range, first_day: date) -> Iterator[tuple[str, float]]:
    """Load these articles and merge what they say; yields each step with its seconds."""
    with closing(connect(url)) as connection:
        files = _files(numbers, first_day)
        start = time.perf_counter()
        _load(connection, files, f"bench {numbers.start}")
        yield "load", time.perf_counter() - start
        for name, step in _STEPS.items():
            start = time.perf_counter()
            step(connection)
            yield name, time.perf_counter() - start


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
