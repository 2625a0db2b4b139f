"""The embedded server's life: cold start, reuse, crash, refusal, end; on the wheel's programs and on PostgreSQL 15."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psutil
import psycopg2
import pytest

from etl.errors import ConfigurationError
from etl.settings import PROJECT_ROOT
from etl.warehouse import embedded
from etl.warehouse.account import Account, check_reachable
from etl.warehouse.database import connect
from tests.conftest import temporary_state
from tests.warehouse.conftest import OLDEST


@pytest.fixture
def state_dir() -> Iterator[Path]:
    with temporary_state() as path:
        yield path
        assert processes_in(path) == []


def processes_in(state_dir: Path) -> list[int]:
    """Processes whose working folder lies in ``state_dir``: a server that a test left behind."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.cwd().startswith(str(state_dir)):
                found.append(process.pid)
        except (psutil.Error, OSError):
            continue
    return found


def one(url: str, query: str) -> str:
    with closing(connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
    assert row is not None
    return str(row[0])


def bin_dirs() -> list[Path | None]:
    return [None, OLDEST] if (OLDEST / "initdb").exists() else [None]


@pytest.mark.parametrize("bin_dir", bin_dirs(), ids=str)
def test_start_reuse_crash_and_stop(state_dir: Path, bin_dir: Path | None) -> None:
    first = embedded.start(state_dir, bin_dir)
    try:
        with closing(connect(first.url())) as connection, connection:
            connection.cursor().execute("create table kept (x int); insert into kept values (42)")
        assert embedded.start(state_dir, bin_dir) == first
        os.kill(first.pid, signal.SIGKILL)
        second = embedded.start(state_dir, bin_dir)
        assert second.pid != first.pid
        assert second.url() == first.url()
        assert one(second.url(), "select x from kept") == "42"
    finally:
        embedded.stop(embedded.start(state_dir, bin_dir))
    assert not embedded.is_running(state_dir)
    embedded.stop(second)  # a second time: nothing to do, and nobody else's process signalled
    assert sorted(path.name for path in (state_dir / "postgres").iterdir()) == [
        "access.json",
        "data",
        "log",
        "start.lock",
    ]


def test_starters_at_the_same_time_share_one_server(state_dir: Path) -> None:
    with ThreadPoolExecutor(3) as pool:
        servers = list(pool.map(lambda _: embedded.start(state_dir), range(3)))
    try:
        assert len({server.pid for server in servers}) == 1
    finally:
        embedded.stop(servers[0])


def test_the_server_is_durable_private_and_in_utf8(server: embedded.Server) -> None:
    url = server.url()
    assert one(url, "show listen_addresses") == "127.0.0.1"
    assert one(url, "show unix_socket_directories") == ""
    assert one(url, "show synchronous_commit") == "on"
    assert one(url, "show full_page_writes") == "on"
    assert one(url, "show data_checksums") == "on"
    assert one(url, "select datcollate from pg_database where datname = 'postgres'") == "C.UTF-8"
    assert one(url, "select lower('ÄŞІ')") == "äşі"
    assert one(url, "select string_agg(distinct auth_method, ' ') from pg_hba_file_rules") == "scram-sha-256"
    access = server.data_dir.parent / "access.json"
    assert stat.S_IMODE(access.stat().st_mode) == 0o600
    assert server.password not in repr(server)
    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(server.url().replace(server.password, "guess"))


def test_it_starts_without_a_locale(state_dir: Path) -> None:
    """As under cron: no LANG, and PG* variables that mean another server."""
    code = "import sys; from pathlib import Path; from etl.warehouse import embedded as e; e.start(Path(sys.argv[1]))"
    environment = {"PATH": os.defpath, "PGDATA": "/nonexistent", "PGPORT": "1", "PYTHONPATH": str(PROJECT_ROOT)}
    subprocess.run([sys.executable, "-c", code, str(state_dir)], env=environment, check=True, timeout=90)
    server = embedded.running(state_dir)
    assert server is not None
    try:
        assert one(server.url(), "show server_encoding") == "UTF8"
        assert one(server.url(), "select to_tsvector('simple', 'Казахстан Ərəb')::text") == "'ərəb':2 'казахстан':1"
    finally:
        embedded.stop(server)


def test_a_strange_folder_is_refused_and_left_alone(state_dir: Path) -> None:
    letter = state_dir / "postgres" / "data" / "letter.txt"
    letter.parent.mkdir(parents=True)
    letter.write_text("mine", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="no PostgreSQL data folder"):
        embedded.start(state_dir)
    assert letter.read_text(encoding="utf-8") == "mine"


def test_a_server_that_cannot_start_says_why(state_dir: Path) -> None:
    server = embedded.start(state_dir)
    embedded.stop(server)
    (server.data_dir / "PG_VERSION").write_text("9.6\n", encoding="ascii")
    with pytest.raises(ConfigurationError, match=r"FATAL.*log: .*server\.log"):
        embedded.start(state_dir)


def test_a_lost_password_is_named(state_dir: Path) -> None:
    embedded.stop(embedded.start(state_dir))
    (state_dir / "postgres" / "access.json").unlink()
    with pytest.raises(ConfigurationError, match=r"access\.json"):
        embedded.start(state_dir)


def test_a_recycled_pid_does_not_keep_the_server_from_starting(state_dir: Path) -> None:
    server = embedded.start(state_dir)
    os.kill(server.pid, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(pid) for pid in processes_in(state_dir) if psutil.pid_exists(pid)], timeout=20)
    pid_file = server.data_dir / "postmaster.pid"
    lines = pid_file.read_text(encoding="utf-8").split("\n")
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]), encoding="utf-8")
    again = embedded.start(state_dir)
    embedded.stop(again)
    assert again.pid != os.getpid()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server under another account")
def test_a_closed_parent_is_named_and_stays_closed(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(ConfigurationError, match="cannot enter"):
        embedded.start(closed / "state")
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert not (closed / "state" / "postgres" / "data").exists()


def test_the_account_of_this_process_is_not_probed(tmp_path: Path) -> None:
    check_reachable(Account(name="us"), tmp_path / "missing")
