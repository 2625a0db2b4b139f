"""``dyadwire ingest`` in a process of its own that can be harmed, forked from one that has imported all it needs.

A fork has the same code, connections and reading process as a command from a shell, and none of its seconds of
imports; `whole` starts it the long way, for harms that act on how an interpreter begins.
"""

import multiprocessing
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from etl.reading import worker
from etl.reading.supervised import Supervised
from etl.settings import PROJECT_ROOT

Preparation = Callable[[], None]  # what is changed in the process before the command begins
SECONDS = 120
_forking = multiprocessing.get_context("forkserver")
_forking.set_forkserver_preload(["__main__", "tests.faults.imported"])


@dataclass(frozen=True)
class Night:
    """A running command; its output goes to ``log``."""

    process: psutil.Process
    log: Path
    wait: Callable[[float], int | None]

    def end(self) -> int:
        """The exit code, negative for a signal; what it has left running is none of its own fault."""
        code = self.wait(SECONDS)
        if code is None:
            self.kill()
            raise AssertionError(f"the night did not end in {SECONDS} s:\n{self.said()}")
        return code

    def kill(self) -> None:
        """SIGKILL, if it still runs; its reading process ends by itself."""
        with suppress(psutil.NoSuchProcess):
            self.process.kill()

    def reader(self) -> psutil.Process | None:
        """Its reading process, if there is one at the moment."""
        with suppress(psutil.NoSuchProcess):
            return next(iter(self.process.children()), None)
        return None

    def said(self) -> str:
        """Its output so far."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    @property
    def is_explained(self) -> bool:
        """Whether what it ended by was told as one of our errors, and not as one that nobody thought of."""
        return not re.search(r": unexpected \w+:|^Traceback", self.said(), re.MULTILINE)


def begin(arguments: list[str], environment: Mapping[str, str], log: Path, *prepare: Preparation) -> Night:
    """The command, forked."""
    process = _forking.Process(target=_run, args=(arguments, dict(environment), log, prepare))
    process.start()

    def wait(seconds: float) -> int | None:
        process.join(seconds)
        return process.exitcode

    return Night(psutil.Process(process.pid), log, wait)


def whole(
    arguments: list[str],
    environment: Mapping[str, str],
    log: Path,
    folder: Path = PROJECT_ROOT,
    within: Sequence[str] = (),
) -> Night:
    """The command by an interpreter of its own, with no more of our environment than the path; ``within`` is the
    command that runs it."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*within, sys.executable, "-m", "etl.cli", *arguments],
            cwd=folder,
            env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )

    def wait(seconds: float) -> int | None:
        with suppress(subprocess.TimeoutExpired):
            return process.wait(seconds)
        return None

    return Night(psutil.Process(process.pid), log, wait)


def _run(arguments: list[str], environment: dict[str, str], log: Path, prepare: tuple[Preparation, ...]) -> None:
    from etl.cli.app import app

    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.environ.update(environment)
    Supervised._start = _start_forked  # type: ignore[method-assign]
    for each in prepare:
        each()
    app(arguments, prog_name="dyadwire")


class _Forked:
    """As much of a ``Popen`` as a reader's owner needs."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, 9)

    def wait(self) -> None:
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


def _start_forked(self: Supervised) -> Connection:
    ours, theirs = Pipe()
    parent = os.getpid()
    pid = os.fork()
    if not pid:
        _read(theirs.fileno(), self._most_bytes, parent)
    theirs.close()
    self._process = _Forked(pid)  # type: ignore[assignment]
    self._line = ours
    if self._next(SECONDS)[0] != "ready":
        raise RuntimeError("the reading process did not start")
    return ours


def _read(descriptor: int, most_bytes: int, parent: int) -> None:
    """The reading process: nothing is open but its line, least of all the loader's connection."""
    try:
        os.closerange(3, descriptor)
        os.closerange(descriptor + 1, 1024)
        sys.argv = ["worker", str(descriptor), str(most_bytes), str(parent)]
        worker.main()
    finally:
        os._exit(0)


def pause(seconds: float) -> None:
    """Lets the night go on for so long before it is harmed: the moment is what the harm is made of."""
    time.sleep(seconds)
