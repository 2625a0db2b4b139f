"""``ingest --workers``: batches in processes of their own, on a real warehouse; what becomes of them when one ends."""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from etl.settings import PROJECT_ROOT
from etl.warehouse import embedded
from etl.warehouse.database import connect
from tests.cli.conftest import COMMAND, TIMEOUT, Run, environment
from tests.conftest import temporary_database
from tests.warehouse import natural_keys
from tests.warehouse.builders import fetch

SAMPLES = PROJECT_ROOT / "seeds" / "articles"
_PAUSE = 0.05


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Enough articles, in two languages, for three batches that take their time."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    bodies = [
        path.read_text(encoding="utf-8") for name in ("de", "en") for path in sorted((SAMPLES / name).glob("*.txt"))
    ]
    for number in range(300):
        text = f"{bodies[number % len(bodies)]}\nThis is copy {number}.\n"
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def _settings(url: str, inbox: Path) -> dict[str, str]:
    return {
        "DYADWIRE_DATABASE_URL": url,
        "DYADWIRE_INBOX": str(inbox),
        "DYADWIRE_SETTLE_SECONDS": "0",
        "DYADWIRE_BATCH_SIZE": "100",
    }


@contextmanager
def _at_work(url: str, inbox: Path, state: Path) -> Iterator[psutil.Popen]:
    """``ingest`` with two workers that have begun to load; it and all that it started are killed in the end."""
    given = environment(DYADWIRE_STATE_DIR=str(state), **_settings(url, inbox))
    process = psutil.Popen(
        [*COMMAND, "ingest", "--workers", "2"], env=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        _wait(lambda: len(_asked(url, "select from ops.source_file where state = 'claimed' group by claim_id")) >= 2)
        yield process
    finally:
        for each in [*process.children(recursive=True), process] if process.is_running() else []:
            each.kill()
        process.communicate()


def _asked(url: str, query: str) -> list[tuple[Any, ...]]:
    with closing(connect(url)) as connection:
        return fetch(connection, query)


def _wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + TIMEOUT
    while not until():
        assert time.monotonic() < end
        time.sleep(_PAUSE)


def _workers(process: psutil.Process) -> list[psutil.Process]:
    """The loading processes: those that have a reading process below them."""
    return [each for each in process.children() if each.children()]


def test_two_workers_load_what_one_does(dyadwire: Run, server: embedded.Server, database_url: str, inbox: Path) -> None:
    with temporary_database(server) as other:
        for url, workers in ((database_url, 1), (other, 2)):
            settings = _settings(url, inbox) | {"DYADWIRE_BATCH_SIZE": "1000"}
            done = dyadwire("ingest", "--workers", str(workers), settings=settings)
            assert (done.returncode, done.stderr) == (0, "")
            assert done.stdout.startswith("files 300, loaded 300, ")
            assert (
                _asked(url, "select count(*) from ops.source_file group by claim_id") == [(300 // workers,)] * workers
            )
        assert natural_keys.rows(other) == natural_keys.rows(database_url)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interruption_ends_all(tmp_path: Path, database_url: str, inbox: Path, number: int, code: int) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job hands on that it is ignored
    with _at_work(database_url, inbox, tmp_path / "state") as process:
        below = process.children(recursive=True)
        process.send_signal(number)
        _, errors = process.communicate(timeout=TIMEOUT)
        assert process.returncode == code
        assert b"Traceback" not in errors
        assert not psutil.wait_procs(below, timeout=TIMEOUT)[1]


def test_a_killed_worker_is_told_and_the_next_night_completes(
    dyadwire: Run, tmp_path: Path, database_url: str, inbox: Path
) -> None:
    with _at_work(database_url, inbox, tmp_path / "state") as process:
        _workers(process)[0].kill()
        _, errors = process.communicate(timeout=TIMEOUT)
        assert process.returncode == 1
        assert b"a loading process was killed" in errors
    _completes(dyadwire, database_url, inbox)


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path, database_url: str, inbox: Path) -> None:
    with _at_work(database_url, inbox, tmp_path / "state") as process:
        below = process.children(recursive=True)
        process.kill()
        assert not psutil.wait_procs(below, timeout=TIMEOUT)[1]


def _completes(dyadwire: Run, url: str, inbox: Path) -> None:
    assert dyadwire("ingest", settings=_settings(url, inbox)).returncode == 0
    assert _asked(url, "select state, count(*) from ops.source_file group by 1") == [("loaded", 300)]
    assert _asked(url, "select count(*) from news.article") == [(300,)]
