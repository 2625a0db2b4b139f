"""Finds the processes that belong to a state folder, by what they carry of it, not by name."""

import os
import time
from pathlib import Path

import psutil


def workers_in(state_dir: Path) -> list[psutil.Process]:
    """Processes, this one aside, whose command line, environment or working folder names the state folder."""
    found = []
    for process in psutil.process_iter():
        if process.pid == os.getpid():
            continue
        try:
            if process.status() == psutil.STATUS_ZOMBIE:
                continue
            carried = [*process.cmdline(), *process.environ().values(), process.cwd()]
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
        if any(str(state_dir) in text for text in carried):
            found.append(process)
    return found


def await_nobody(state_dir: Path, seconds: float) -> None:
    """Fails when somebody still works in the folder after ``seconds``."""
    deadline = time.monotonic() + seconds
    while left := workers_in(state_dir):
        if time.monotonic() > deadline:
            names = [f"{process.pid} {' '.join(process.cmdline())[:120]}" for process in left if process.is_running()]
            raise AssertionError(f"still running in {state_dir}: {names}")
        time.sleep(0.1)
