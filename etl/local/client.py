"""The starter's side of the keeper: start it, hear what it tells, let it stay, stop it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from etl.errors import ConfigurationError, PassingError
from etl.local import record
from etl.local.configuration import settings_environment
from etl.local.processes import STOP_SECONDS
from etl.settings import Settings

# The keeper gives Airflow STOP_SECONDS, then kills; after that the database shuts down in order.
KEEPER_STOP_SECONDS = STOP_SECONDS + 60


@dataclass(frozen=True, slots=True)
class Place:
    """A running installation; ``own`` when it was started for this night and ends with it."""

    url: str
    database_url: str
    own: bool


def find_running(settings: Settings) -> Place | None:
    """The installation that `make up` left running in this state folder.

    Raises:
        ConfigurationError: it was started with other settings, so a night in it would not be the one asked for.
    """
    running = record.read(settings.state_dir)
    if running is None:
        return None
    wanted = settings_environment(settings)
    other = sorted(name for name in wanted | running.settings if wanted.get(name) != running.settings.get(name))
    if other:
        raise ConfigurationError(f"the running Airflow was started with another {', '.join(other)}; `make down` first")
    return Place(running.url, running.database_url, own=False)


class KeptProcess:
    """A keeper as a child. Leaving the ``with`` block stops it, unless it was told to stay."""

    def __init__(self, settings: Settings, mode: str) -> None:
        self._settings = settings
        self._mode = mode
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, on_stage: Callable[[str], None]) -> Place:
        """Starts it and waits until Airflow answers; ``on_stage`` hears what is being started."""
        log = self._settings.state_dir / "logs" / "keeper.log"
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "etl.local.keeper", self._mode],
                env=dict(os.environ) | settings_environment(self._settings),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=output,
                text=True,
                start_new_session=True,  # Ctrl-C in the terminal is for us alone; we then stop it in order
            )
        assert self._process.stdout is not None  # noqa: S101 - given by PIPE
        for line in self._process.stdout:
            told = json.loads(line)
            if told["event"] == "stage":
                on_stage(told["text"])
            elif told["event"] == "failed":
                raise (ConfigurationError if told["code"] == 2 else PassingError)(told["text"])
            elif told["event"] == "ready":
                return self._place()
        raise PassingError(f"the start ended without a word; see {log}\n{_tail(log, 10)}")

    def _place(self) -> Place:
        running = record.read(self._settings.state_dir)
        if running is None:
            raise PassingError("Airflow ended as soon as it was up; see the logs in the state folder")
        return Place(running.url, running.database_url, own=True)

    def leave(self) -> None:
        """Lets it stay when we end."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.write("detach\n")
            self._process.stdin.close()
            if self._process.stdout is not None:
                self._process.stdout.close()
            self._process.returncode = 0  # not ours any more: no warning that a child is still running
            self._process = None

    def stop(self) -> None:
        """Closes its standard input, which ends it, and waits until it has stopped everything."""
        if self._process is None:
            return
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            self._process.wait(KEEPER_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            kill_tree(psutil.Process(self._process.pid))
            self._process.wait()
        self._process = None


def kill_tree(keeper: psutil.Process) -> None:
    """The last resort, for a keeper that does not end: SIGKILL to it and all below it."""
    below = keeper.children(recursive=True)
    for process in [keeper, *below]:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue


def stop_running(running: record.Running) -> None:
    """Ends the keeper of that record and waits for it."""
    keeper = running.keeper()
    if keeper is None:
        return
    keeper.terminate()
    deadline = time.monotonic() + KEEPER_STOP_SECONDS
    while running.keeper() is not None:
        if time.monotonic() > deadline:
            kill_tree(keeper)
            return
        time.sleep(0.1)


def _tail(path: Path, lines: int) -> str:
    return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
