"""Several loaders at once, each a process of its own, on the same files, texts and publishers."""

import multiprocessing
import random
from collections.abc import Callable, Sequence
from contextlib import closing
from multiprocessing.synchronize import Barrier

import pytest
from psycopg2 import extensions

from etl.warehouse import ledger, runs
from etl.warehouse.claims import claiming
from etl.warehouse.database import connect
from etl.warehouse.loader import load_portion
from tests.warehouse.builders import (
    LEASE,
    BuiltFile,
    build,
    enter,
    expected_occurrences,
    fetch,
    occurrences,
    results_of,
    source_file_id,
    states,
)

PROCESSES = 4
SECONDS = 60
Load = Callable[[str, int, Barrier], None]


def _shared_files() -> list[BuiltFile]:
    """The same in every process: each text comes in several files, by several publishers, in any order."""
    chance = random.Random(1)  # noqa: S311
    return [
        BuiltFile(
            f"file{number}",
            tuple(
                build(text, record=record, source=f"Source {chance.randrange(10)}", size=2)
                for record, text in enumerate(chance.sample(range(60), 8))
            ),
        )
        for number in range(80)
    ]


def _load_shared_files(url: str, process: int, start: Barrier) -> None:
    """Scan all files, then load them in the batches that are left, in an order of its own."""
    files = _shared_files()
    with closing(connect(url)) as connection:
        start.wait(SECONDS)
        this_run = runs.start_run(connection, f"night {process}", LEASE)
        ledger.register(connection, [file.new() for file in files], this_run)
        numbers = ledger.open_files(connection)
        batches = [numbers[i : i + 5] for i in range(0, len(numbers), 5)]
        random.Random(process).shuffle(batches)  # noqa: S311
        for batch in batches:
            with claiming(connection, this_run, batch[0], batch[-1], LEASE) as claim:
                load_portion(connection, claim, this_run, results_of(claim, files))


def _own_files(process: int) -> list[BuiltFile]:
    """A file a round, with the texts that the others' files of that round have too, in another order.

    Their publishers are new in every other round: where they are, the loaders queue there and not at the articles.
    """
    files = []
    for turn in range(8):
        texts = list(range(200 * turn, 200 * (turn + 1)))
        random.Random(process).shuffle(texts)  # noqa: S311
        found = (build(text, record=n, source=f"Source {text}" if turn % 2 else "Wire") for n, text in enumerate(texts))
        files.append(BuiltFile(f"round {turn} of {process}", tuple(found)))
    return files


def _load_own_files(url: str, process: int, start: Barrier) -> None:
    """Round by round at the same moment as the others."""
    files = _own_files(process)
    with closing(connect(url)) as connection:
        for file in files:
            this_run = enter(connection, [file], f"night {process}")
            number = source_file_id(connection, file)
            with claiming(connection, this_run, number, number, LEASE) as claim:
                start.wait(SECONDS)
                load_portion(connection, claim, this_run, results_of(claim, [file]))


@pytest.mark.slow
def test_loaders_of_the_same_files(database_url: str) -> None:
    files = _shared_files()
    with closing(connect(database_url)) as connection:
        _run_at_once(_load_shared_files, database_url)
        _assert_loaded_once(connection, files, events=2)
        loaders = fetch(connection, "select count(distinct run_id) from ops.source_file")
    assert loaders > [(1,)], "one process did all the work, so that the test says nothing"
    assert occurrences(database_url) == expected_occurrences(files)


@pytest.mark.slow
def test_loaders_of_the_same_texts(database_url: str) -> None:
    files = [file for process in range(PROCESSES) for file in _own_files(process)]
    with closing(connect(database_url)) as connection:
        _run_at_once(_load_own_files, database_url)
        _assert_loaded_once(connection, files, events=1)
    assert occurrences(database_url) == expected_occurrences(files)


def _assert_loaded_once(connection: extensions.connection, files: Sequence[BuiltFile], events: int) -> None:
    assert states(connection) == {file.uri: "loaded" for file in files}
    texts = {found.article.content_id for file in files for found in file.extractions}
    assert fetch(connection, "select count(*), count(distinct content_id) from news.article") == [(len(texts),) * 2]
    assert fetch(connection, "select count(*) from news.event") == [(events * len(texts),)]
    assert fetch(connection, "select count(*) from news.mention") == [(2 * events * len(texts),)]
    assert fetch(connection, "select deadlocks from pg_stat_database where datname = current_database()") == [(0,)]


def _run_at_once(load: Load, url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(PROCESSES)
    processes = [spawn.Process(target=load, args=(url, number, start)) for number in range(PROCESSES)]
    assert _exit_codes(processes) == [0] * PROCESSES


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
