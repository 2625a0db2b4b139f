"""Child processes that end with us: started so that they cannot outlive their parent, stopped with all they started.

Airflow's tasks are grandchildren, some in process groups of their own, so neither a pid nor a process group names them
all. On Linux the keeper declares itself the reaper of orphans: whatever its children leave behind becomes its own child
and is found by walking down from it.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import psutil

PR_SET_PDEATHSIG = 1  # from linux/prctl.h
PR_SET_CHILD_SUBREAPER = 36
STOP_SECONDS = 8.0
POLL_SECONDS = 0.05

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def adopt_orphans() -> None:
    """From now on an orphan among this process's descendants becomes its child, not init's. Linux only."""
    if _libc is not None and _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_CHILD_SUBREAPER)")


def _end_with_parent() -> None:
    """In the child, before exec: ask the kernel for SIGTERM when the parent dies, even by SIGKILL. Linux only."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def start(
    command: Sequence[str], *, environment: Mapping[str, str], folder: Path, log: Path
) -> subprocess.Popen[bytes]:
    """Starts a child that ends with this process; its output is appended to ``log``.

    Call it in the main thread: the kernel takes the end of the thread that started the child for the parent's death.
    """
    with log.open("ab") as output:
        return subprocess.Popen(
            list(command),
            env=dict(environment),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=_end_with_parent,
        )


def children() -> frozenset[int]:
    """Pids of this process's direct children."""
    return frozenset(child.pid for child in psutil.Process().children())


def descendants(spared: Collection[int] = ()) -> list[psutil.Process]:
    """All living processes below this one, without the ``spared`` pids and what is below those."""
    found: list[psutil.Process] = []
    level = psutil.Process().children()
    while level:
        level = [process for process in level if process.pid not in spared]
        found.extend(process for process in level if _lives(process))
        level = [child for process in level for child in _children(process)]
    return found


def reap(own: Collection[subprocess.Popen[bytes]]) -> None:
    """Collects the exit codes of adopted orphans, which else would stay as zombies; ``own`` keep theirs."""
    kept = {process.pid for process in own if process.poll() is None}
    for child in psutil.Process().children():
        if child.pid not in kept and not _lives(child):
            try:
                os.waitpid(child.pid, os.WNOHANG)
            except ChildProcessError:
                continue


def stop(
    own: Collection[subprocess.Popen[bytes]], *, spared: Collection[int] = (), seconds: float = STOP_SECONDS
) -> None:
    """Ends every descendant but the ``spared``: SIGTERM to all, SIGKILL to whoever is left after ``seconds``.

    All are signalled at once, since the scheduler else waits for its running tasks. A process started meanwhile is
    found by the next look: it comes back only when none is left.
    """
    deadline = time.monotonic() + seconds
    told: set[int] = set()
    while left := descendants(spared):
        late = time.monotonic() > deadline
        for process in left:
            if late:
                _signal(process, signal.SIGKILL)
            elif process.pid not in told:
                _signal(process, signal.SIGTERM)
                told.add(process.pid)
        time.sleep(POLL_SECONDS)
        reap(own)
    for process in own:
        process.wait()
    reap(own)


def _signal(process: psutil.Process, number: int) -> None:
    try:
        process.send_signal(number)
    except psutil.NoSuchProcess:
        return


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children())
    except psutil.NoSuchProcess:
        return []


def _lives(process: psutil.Process) -> bool:
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
