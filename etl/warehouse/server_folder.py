"""The folder of the embedded server: what lies in it, and which processes work in its data."""

import json
import os
from pathlib import Path

import psutil

from etl.errors import ConfigurationError
from etl.warehouse.account import Account


def home_of(state_dir: Path) -> Path:
    """Where the server of ``state_dir`` lives, free of symbolic links: processes are compared by it."""
    return state_dir.resolve() / "postgres"


def make_home(home: Path, account: Account) -> None:
    """Make the folder, open to the account; ConfigurationError where we may not write."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        (home / "log").mkdir(mode=0o700, exist_ok=True)
        if account.uid is not None:
            for folder in (home.parent, home):  # ours alone; the folders above are for their owner to open
                folder.chmod(folder.stat().st_mode & 0o7777 | 0o001)
            account.own(home / "log")
    except OSError as error:
        raise ConfigurationError(f"Cannot write to {home}: {error.strerror}. Set DYADWIRE_STATE_DIR.") from error


def refuse_strange(data_dir: Path) -> None:
    """Raise ConfigurationError if ``data_dir`` holds something that is no PostgreSQL data."""
    if data_dir.exists() and any(data_dir.iterdir()) and not (data_dir / "PG_VERSION").exists():
        raise ConfigurationError(
            f"{data_dir} is not empty and no PostgreSQL data folder. Move it away, or set DYADWIRE_STATE_DIR."
        )


def recorded_pid(data_dir: Path) -> int | None:
    """The postmaster as its pid file has it; the file may be stale."""
    try:
        return int((data_dir / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def server_processes(data_dir: Path) -> set[int]:
    """Processes that work in ``data_dir``: the postmaster and its children, also those that outlive it for a moment."""
    found = set()
    for process in psutil.process_iter():
        try:
            if process.cwd() == str(data_dir) and process.status() != psutil.STATUS_ZOMBIE:
                found.add(process.pid)
        except (psutil.Error, OSError):
            continue  # ended meanwhile, or another user's
    return found


def drop_recycled_pid_file(data_dir: Path) -> None:
    """After a crash the recorded pid may be some other process of ours by now, for which PostgreSQL would wait in vain.

    Only called when no process works in the data folder.
    """
    pid = recorded_pid(data_dir)
    if pid is not None and psutil.pid_exists(pid):
        (data_dir / "postmaster.pid").unlink(missing_ok=True)


def read_access(home: Path) -> tuple[int, str] | None:
    """Port (0 before the first start) and password."""
    try:
        access = json.loads((home / "access.json").read_text(encoding="utf-8"))
        return int(access["port"]), str(access["password"])
    except FileNotFoundError:
        return None
    except (PermissionError, ValueError, KeyError) as error:
        raise ConfigurationError(
            f"Cannot read {home / 'access.json'}: {error}. Was it written by another user?"
        ) from error


def write_access(home: Path, port: int, password: str) -> None:
    """Replace the file in one step, readable for the owner alone from its first byte."""
    scratch = home / f"access.json.{os.getpid()}"
    scratch.unlink(missing_ok=True)
    scratch.touch(mode=0o600)
    scratch.write_text(json.dumps({"port": port, "password": password}), encoding="utf-8")
    scratch.replace(home / "access.json")


def last_fault(log: Path) -> str:
    """The last line of a server log that names a fault."""
    try:
        return last_fault_line(log.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return "no log was written"


def last_fault_line(text: str) -> str:
    """The last line of ``text`` that names a fault, else the last line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    faults = [line for line in lines if "FATAL" in line or "error" in line.lower()]
    return (faults or lines or ["no reason given"])[-1]
