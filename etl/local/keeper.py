"""The keeper: the one process that starts PostgreSQL and Airflow on this machine, and the one that stops them.

``python -m etl.local.keeper run|up``, started by ``etl.local.client``, which it tells what happens, one JSON object a
line. It ends, and everything with it, on SIGTERM, when a part of Airflow dies, and when its standard input closes: so
also when whoever started it was killed. The line ``detach`` on standard input makes it stay without its starter.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from importlib.metadata import version
from pathlib import Path
from typing import Literal, TextIO

import psutil
from filelock import FileLock, Timeout

from etl.errors import ConfigurationError, DyadwireError, PassingError
from etl.local import configuration, databases, processes, record
from etl.local.airflow_api import AirflowApi, answers
from etl.local.interruption import Interrupted, interruptible, undisturbed
from etl.settings import Settings

Mode = Literal["run", "up"]
START_SECONDS = 120.0
LOOK_SECONDS = 0.2
USUAL_PORT = 8080


class Keeper:
    """What was started, in the order of its start, and how it is stopped."""

    def __init__(self, settings: Settings, mode: Mode, tell: Callable[..., None]) -> None:
        self.settings = settings
        self.mode = mode
        self.tell = tell
        self.parts: dict[str, subprocess.Popen[bytes]] = {}
        self.database = databases.Databases(settings)

    def start(self) -> None:
        """Brings everything up; the starter is told ``ready`` with the address."""
        self.tell("stage", text="PostgreSQL")
        self.database.start()
        port = _free_port(USUAL_PORT if self.mode == "up" else 0)
        configuration.write_airflow_configuration(
            self.settings.state_dir, metadata_url=self.database.metadata_url, port=port, scheduled=self.mode == "up"
        )
        self.tell("stage", text="tables")
        self._migrate()
        self.tell("stage", text="Airflow")
        self._start_airflow(f"http://{configuration.LOOPBACK}:{port}")

    def _migrate(self) -> None:
        """Airflow's tables, which take seconds, are made in a process beside while the warehouse's are made here."""
        mark = f"apache-airflow-core {version('apache-airflow-core')}"
        beside = None if self.database.metadata_mark() == mark else self._launch("migrate", "db", "migrate")
        self.database.migrate_warehouse()
        if beside is not None:
            if beside.wait() != 0:
                raise PassingError(f"Airflow's tables could not be made; see {self._log('migrate')}")
            del self.parts["migrate"]
            self.database.set_metadata_mark(mark)

    def _start_airflow(self, url: str) -> None:
        self._launch("api-server", "api-server")
        self._launch("scheduler", "scheduler", "--skip-serve-logs")
        self._launch("dag-processor", "dag-processor")
        if self.mode == "up":
            self._launch("triggerer", "triggerer", "--skip-serve-logs")
        deadline = time.monotonic() + START_SECONDS
        while not answers(url):
            self._look()
            if time.monotonic() > deadline:
                raise PassingError(f"Airflow did not come up in {START_SECONDS:.0f} s; see {self._log('api-server')}")
            time.sleep(LOOK_SECONDS)
        self._make_pool(url)
        self._write_record(url)
        self.tell("ready", url=url)

    def _make_pool(self, url: str) -> None:
        """A task whose pool is missing would wait for ever."""
        password = configuration.load_secrets(self.settings.state_dir).admin_password
        with closing(AirflowApi(url, password)) as airflow:
            airflow.ensure_pool(
                configuration.REWORK_POOL,
                configuration.REWORK_SLOTS,
                "Work on what is in the warehouse already; yields to the night.",
            )

    def _write_record(self, url: str) -> None:
        running = record.Running(
            pid=os.getpid(),
            create_time=psutil.Process().create_time(),
            url=url,
            database_url=self.database.warehouse_url,
            settings=configuration.settings_environment(self.settings),
            server_pid=self.database.server_pid,
        )
        record.write(self.settings.state_dir, running)

    def stay(self) -> None:
        """Watches over the parts; ends by ``Interrupted``, or ``PassingError`` when one of them has ended by itself."""
        while True:
            self._look()
            time.sleep(LOOK_SECONDS)

    def stop(self) -> None:
        """Stops what was started and nothing else; whatever the starts got to."""
        record.remove(self.settings.state_dir)
        processes.stop(self.parts.values(), spared=self.database.pids)
        self.database.stop()
        processes.stop(())

    def _look(self) -> None:
        for name, part in self.parts.items():
            if part.poll() is not None:
                raise PassingError(f"Airflow's {name} ended with {part.returncode}; see {self._log(name)}")
        processes.reap(self.parts.values())

    def _launch(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        log = self._log(name)
        if log.exists():
            log.replace(log.with_suffix(".log.1"))  # the last start's is kept, older ones are not
        environment = configuration.child_environment(self.settings, self.database.warehouse_url)
        command = [sys.executable, "-m", "airflow", *arguments]
        part = processes.start(
            command, environment=environment, folder=configuration.home(self.settings.state_dir), log=log
        )
        self.parts[name] = part
        return part

    def _log(self, name: str) -> Path:
        return self.settings.state_dir / "logs" / f"{name}.log"


def keep(settings: Settings, mode: Mode, tell: Callable[..., None]) -> None:
    """Starts, stays and stops. The lock makes it the only keeper of this state folder."""
    settings.state_dir.mkdir(parents=True, exist_ok=True)
    try:
        lock = FileLock(settings.state_dir / "airflow.lock").acquire(timeout=0)
    except Timeout:
        tell("failed", text="another night is being started or is running in this state folder; wait for it", code=2)
        return
    with lock, undisturbed():
        keeper = Keeper(settings, mode, tell)
        try:
            with interruptible():
                threading.Thread(target=_watch, args=(sys.stdin,), daemon=True).start()
                keeper.start()
                keeper.stay()
        except Interrupted:
            tell("stage", text="stopping")
        except DyadwireError as error:
            tell("failed", text=str(error), code=2 if isinstance(error, ConfigurationError) else 1)
        finally:
            keeper.stop()


def _free_port(wished: int) -> int:
    """The wished port of the loopback address if it is free, else any that is."""
    with socket.socket() as probe:
        try:
            probe.bind((configuration.LOOPBACK, wished))
        except OSError:
            probe.bind((configuration.LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _watch(orders: TextIO) -> None:
    """Ends this process when its starter is gone, unless it was told to stay."""
    if orders.readline().strip() != "detach":
        os.kill(os.getpid(), signal.SIGTERM)


def _teller() -> Callable[..., None]:
    """A function that tells the starter; standard output itself becomes the log, whatever a library prints."""
    wire = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def tell(event: str, **facts: object) -> None:
        with suppress(BrokenPipeError):  # the starter is gone; _watch ends us
            wire.write(json.dumps({"event": event, **facts}) + "\n")
            wire.flush()

    return tell


def main() -> int:
    """Exit code 0 unless there is a fault of ours: everything else is told to the starter."""
    processes.adopt_orphans()
    keep(Settings(), "up" if sys.argv[1] == "up" else "run", _teller())
    return 0


if __name__ == "__main__":
    sys.exit(main())
