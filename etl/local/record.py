"""The record of a running installation, ``<state folder>/running.json``: its keeper, address and settings."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from etl.local.configuration import write_private


@dataclass(frozen=True, slots=True)
class Running:
    """``create_time`` (seconds since the epoch) tells the keeper from a later process with the same pid.

    ``server_pid`` is that of the embedded server if the keeper started it: it outlives a keeper that is killed, and
    belongs then to whoever comes next.
    """

    pid: int
    create_time: float
    url: str
    database_url: str
    settings: dict[str, str]
    server_pid: int | None = None

    def keeper(self) -> psutil.Process | None:
        """The keeper's process, or ``None`` when it has ended."""
        try:
            process = psutil.Process(self.pid)
            same = process.create_time() == self.create_time and process.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return None
        return process if same else None


def _path(state_dir: Path) -> Path:
    return state_dir / "running.json"


def write(state_dir: Path, running: Running) -> None:
    """The address of the warehouse holds a password: mode 0600."""
    write_private(_path(state_dir), json.dumps(asdict(running)))


def read(state_dir: Path) -> Running | None:
    """The record, if there is one and its keeper lives."""
    running = last(state_dir)
    return running if running is not None and running.keeper() is not None else None


def last(state_dir: Path) -> Running | None:
    """The record, if there is one; a keeper that ends in order removes it."""
    try:
        return Running(**json.loads(_path(state_dir).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def remove(state_dir: Path) -> None:
    _path(state_dir).unlink(missing_ok=True)
