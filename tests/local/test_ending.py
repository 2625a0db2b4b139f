"""`make run` leaves nobody behind, whenever and however it is ended; and there is one of it at a time."""

import signal
import subprocess
from pathlib import Path

import pytest
from filelock import FileLock

from tests.local.commands import night_settings, run_command, start_night
from tests.local.leftovers import await_nobody, workers_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def wait_for(process: subprocess.Popen[str], words: str) -> str:
    """Reads what the command prints until a line holds the words."""
    assert process.stdout is not None
    printed = ""
    for line in process.stdout:
        printed += line
        if words in line:
            return printed
    raise AssertionError(f"ended without {words!r}:\n{printed}")


@pytest.mark.parametrize(
    ("number", "words", "code"),
    [
        # a stage's line comes when it has ended: Airflow's tables are being made
        (signal.SIGINT, "PostgreSQL", 130),
        # Airflow is starting
        (signal.SIGTERM, "tables", 143),
        (signal.SIGKILL, "tables", -9),
        # the night is running
        (signal.SIGINT, "scan_inbox", 130),
    ],
)
def test_nobody_is_left(number: signal.Signals, words: str, code: int, state_dir: Path, inbox: Path) -> None:
    with start_night("run", night_settings(state_dir, inbox)) as process:
        try:
            wait_for(process, words)
            assert workers_in(state_dir)
            process.send_signal(number)
            process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == code
    # After a SIGKILL the keeper finds its starter gone and stops everything by itself.
    await_nobody(state_dir, seconds=60 if number == signal.SIGKILL else 0)


def test_a_second_night_at_the_same_time_is_refused(state_dir: Path, inbox: Path) -> None:
    with FileLock(state_dir / "airflow.lock"):
        code, printed = run_command("run", night_settings(state_dir, inbox))
    assert code == 2
    assert "another night" in printed
    await_nobody(state_dir, seconds=0)


def test_there_is_nothing_to_stop(state_dir: Path, inbox: Path) -> None:
    assert run_command("down", night_settings(state_dir, inbox)) == (0, "Nothing is running.\n")


def test_a_server_that_cannot_be_reached_is_a_matter_of_configuration(state_dir: Path, inbox: Path) -> None:
    settings = night_settings(state_dir, inbox).model_copy(
        update={"database_url": "postgresql://nobody:secret@127.0.0.1:1/none"}
    )
    code, printed = run_command("run", settings)
    assert code == 2
    assert "127.0.0.1:1/none" in printed
    assert "secret" not in printed
    await_nobody(state_dir, seconds=0)
