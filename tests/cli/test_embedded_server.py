"""Commands without DYADWIRE_DATABASE_URL: the embedded server is there while it is needed, and gone afterwards."""

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from etl.warehouse import embedded
from tests.cli.conftest import COMMAND, TIMEOUT, Run, environment
from tests.conftest import temporary_state

pytestmark = pytest.mark.slow

TALKS = "\nTalks\n\nThe foreign minister of Ghana met the foreign minister of Peru in Accra on Monday.\n"


@pytest.fixture
def state() -> Iterator[Path]:
    """A state folder; a server that a failed test left in it is stopped."""
    with temporary_state() as folder:
        try:
            yield folder
        finally:
            server = embedded.running(folder)
            if server is not None:
                embedded.stop(server)


@contextmanager
def _asleep(state: Path, seconds: int) -> Iterator[subprocess.Popen[bytes]]:
    """A command that uses the server for so many seconds, once it has begun to; killed in the end if it still runs."""
    process = subprocess.Popen(
        [*COMMAND, "db", "psql", "--", "-Xqc", "\\echo begun", "-c", f"select pg_sleep({seconds})"],
        env=environment(DYADWIRE_STATE_DIR=str(state)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def test_ingest_starts_the_server_and_stops_it(dyadwire: Run, state: Path, tmp_path: Path) -> None:
    talks = tmp_path / "talks.txt"
    talks.write_text(TALKS, encoding="utf-8")
    settings = {"DYADWIRE_STATE_DIR": str(state)}

    nothing = dyadwire("status", settings=settings)
    assert nothing.returncode == 2
    assert "no warehouse yet" in nothing.stderr

    done = dyadwire("ingest", talks, settings=settings)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("files 1, loaded 1,")
    assert embedded.running(state) is None

    assert "Ghana" in dyadwire("report", settings=settings).stdout
    assert embedded.running(state) is None

    stopped = dyadwire("db", "url", settings=settings)
    assert (stopped.returncode, stopped.stdout) == (2, "")
    assert "not running" in stopped.stderr


def test_running_server_is_used_and_left_running(dyadwire: Run, state: Path) -> None:
    server = embedded.start(state)
    settings = {"DYADWIRE_STATE_DIR": str(state)}
    assert dyadwire("db", "migrate", settings=settings).returncode == 0
    assert dyadwire("db", "url", settings=settings).stdout == f"{server.url('dyadwire')}\n"
    found = embedded.running(state)
    assert found is not None
    assert found.pid == server.pid


def test_last_command_stops_the_server_whoever_started_it(dyadwire: Run, state: Path) -> None:
    settings = {"DYADWIRE_STATE_DIR": str(state)}
    assert dyadwire("db", "migrate", settings=settings).returncode == 0
    with _asleep(state, 2) as starter, _asleep(state, 6) as other:
        assert starter.wait(TIMEOUT) == 0
        assert embedded.running(state) is not None
        assert other.wait(TIMEOUT) == 0
    assert embedded.running(state) is None


def test_polite_kill_stops_the_server(dyadwire: Run, state: Path) -> None:
    assert dyadwire("db", "migrate", settings={"DYADWIRE_STATE_DIR": str(state)}).returncode == 0
    with _asleep(state, 60) as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(TIMEOUT) == 128 + signal.SIGTERM
    assert embedded.running(state) is None


def test_server_of_a_killed_command_is_stopped_by_the_next(dyadwire: Run, state: Path) -> None:
    settings = {"DYADWIRE_STATE_DIR": str(state)}
    assert dyadwire("db", "migrate", settings=settings).returncode == 0
    with _asleep(state, 3) as process:
        process.kill()
        process.wait(TIMEOUT)
        assert embedded.running(state) is not None
    time.sleep(4)  # until psql, which outlives its parent, has ended
    assert dyadwire("status", settings=settings).returncode == 0
    assert embedded.running(state) is None
