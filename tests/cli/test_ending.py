"""How commands end when someone else ends them: a closed pipe, Ctrl-C, a polite kill."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, TIMEOUT, Run, environment


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Enough articles that a command is still at work after its first line."""
    for number in range(2000):
        text = f"\nTalks {number}\n\nThe minister of Ghana met the minister of Peru in Accra on Monday.\n" * 3
        (tmp_path / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def _ctrl_c_counts() -> None:
    """A shell's background job ignores SIGINT, and hands that on to all that it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def _at_work(*args: str) -> Iterator[subprocess.Popen[bytes]]:
    """A running command; killed at the end of the test if it still runs."""
    process = subprocess.Popen(
        [*COMMAND, *args], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.mark.parametrize("form", ["jsonl", "text"])
def test_closed_pipe_is_quiet(many: Path, form: str) -> None:
    with _at_work("extract", str(many), "--format", form) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        process.stdout = None
        assert process.stderr.read() == b""
        assert process.wait(TIMEOUT) == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_interrupted_command_ends_without_traceback(many: Path, number: int, code: int, workers: str) -> None:
    with _at_work("extract", str(many), "--workers", workers) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        process.send_signal(number)
        _, errors = process.communicate(timeout=TIMEOUT)
        assert process.returncode == code
        assert b"Traceback" not in errors


def test_version(dyadwire: Run) -> None:
    done = dyadwire("--version")
    assert (done.returncode, done.stdout) == (0, "dyadwire 0.1.0\n")


@pytest.mark.parametrize("args", [(), ("extract",), ("ingest",), ("status",), ("report",), ("db",), ("night",)])
def test_help_teaches_by_example(dyadwire: Run, args: tuple[str, ...]) -> None:
    done = dyadwire(*args, "--help")
    assert done.returncode == 0
    assert f"Usage: {' '.join(('dyadwire', *args))}" in done.stdout
    assert "Examples:" in done.stdout
