"""A started tree, grandchildren and orphans included, is gone after the stop; the child even after a SIGKILL of us."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

SECONDS = 30


@contextmanager
def running_tree(folder: Path) -> Iterator[tuple[subprocess.Popen[str], list[psutil.Process]]]:
    """The program of tests/local/tree.py and the processes that it started; none is left behind."""
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.local.tree", str(folder)], stdout=subprocess.PIPE, text=True
    )
    members: list[psutil.Process] = []
    try:
        assert program.stdout is not None
        members = [psutil.Process(int(pid)) for pid in program.stdout.readline().split()]
        assert len(members) == 3
        yield program, members
    finally:
        program.kill()
        program.wait(SECONDS)
        program.stdout.close() if program.stdout is not None else None
        for member in members:
            if member.is_running():
                member.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_nothing_is_left_after_a_signal(number: signal.Signals, tmp_path: Path) -> None:
    with running_tree(tmp_path) as (program, members):
        program.send_signal(number)
        assert program.wait(SECONDS) == 0
        assert [member for member in members if member.is_running()] == []


def test_a_second_signal_does_not_break_the_stop(tmp_path: Path) -> None:
    with running_tree(tmp_path) as (program, members):
        program.send_signal(signal.SIGINT)
        time.sleep(0.3)
        program.send_signal(signal.SIGINT)
        program.send_signal(signal.SIGTERM)
        assert program.wait(SECONDS) == 0
        assert [member for member in members if member.is_running()] == []


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent-death signal is Linux's")
def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    with running_tree(tmp_path) as (program, members):
        program.kill()
        program.wait(SECONDS)
        gone, _ = psutil.wait_procs(members[:1], timeout=SECONDS)
        assert gone == members[:1]
