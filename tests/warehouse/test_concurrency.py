"""Several loaders at once, each a process of its own, on the same files, texts and publishers."""

import multiprocessing
import random
from collections.abc import Sequence
from contextlib import closing
from multiprocessing.synchronize import Barrier

import pytest

from etl.warehouse import ledger, runs
from etl.warehouse.claims import claiming
from etl.warehouse.database import connect
from etl.warehouse.loader import load_batch
from tests.warehouse.builders import (
    LEASE,
    BuiltFile,
    build,
    expected_occurrences,
    fetch,
    occurrences,
    results_of,
    states,
)

PROCESSES = 4
TEXTS = 60
FILES = 80
BATCH = 5
SECONDS = 60


def _files() -> list[BuiltFile]:
    """The same in every process: each text comes in several files, by several publishers, in any order."""
    chance = random.Random(1)  # noqa: S311
    return [
        BuiltFile(
            f"file{number}",
            tuple(
                build(text, record=record, source=f"Source {chance.randrange(10)}", size=2)
                for record, text in enumerate(chance.sample(range(TEXTS), 8))
            ),
        )
        for number in range(FILES)
    ]


def _load_all(url: str, process: int, start: Barrier) -> None:
    """Scan all files, then load them in the batches that are left, in an order of its own."""
    files = _files()
    with closing(connect(url)) as connection:
        start.wait(SECONDS)
        this_run = runs.start_run(connection, f"night {process}", LEASE)
        ledger.register(connection, [file.new() for file in files], this_run)
        numbers = ledger.open_files(connection)
        batches = [numbers[i : i + BATCH] for i in range(0, len(numbers), BATCH)]
        random.Random(process).shuffle(batches)  # noqa: S311
        for batch in batches:
            with claiming(connection, this_run, batch[0], batch[-1], LEASE) as claim:
                results = results_of(claim, files)
                random.Random(process).shuffle(results)  # noqa: S311
                load_batch(connection, claim.claim_id, this_run, results)


@pytest.mark.slow
def test_loaders_at_once_neither_clash_nor_double(database_url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(PROCESSES)
    processes = [spawn.Process(target=_load_all, args=(database_url, n, start)) for n in range(PROCESSES)]
    assert _exit_codes(processes) == [0] * PROCESSES
    files = _files()
    with closing(connect(database_url)) as connection:
        assert set(states(connection).values()) == {"loaded"}
        assert len(states(connection)) == FILES
        texts = {found.article.content_id for file in files for found in file.extractions}
        assert fetch(connection, "select count(*), count(distinct content_id) from news.article") == [(len(texts),) * 2]
        assert fetch(connection, "select count(*) from news.event") == [(2 * len(texts),)]
        assert fetch(connection, "select count(*) from news.mention") == [(4 * len(texts),)]
        assert fetch(connection, "select deadlocks from pg_stat_database where datname = current_database()") == [(0,)]
        loaders = fetch(connection, "select count(distinct run_id) from ops.source_file")
    assert loaders > [(1,)], "one process did all the work, so that the test says nothing"
    assert occurrences(database_url) == expected_occurrences(files)


def _exit_codes(processes: Sequence[multiprocessing.process.BaseProcess]) -> list[int | None]:
    for process in processes:
        process.start()
    try:
        for process in processes:
            process.join(SECONDS)
        return [process.exitcode for process in processes]
    finally:
        for process in processes:
            if process.is_alive():
                process.kill()
                process.join()
