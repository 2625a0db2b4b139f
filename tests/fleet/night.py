"""A night in which a worker is killed half-way, with all that it has started; it stays away, or is started again."""

import os
import signal
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Any

import psutil
from psycopg2.extensions import connection as Connection  # noqa: N812

from etl.local.airflow_api import TaskState
from etl.warehouse.claims import LOCK_CLASS
from etl.warehouse.database import connect
from tests.ui.installing import airflow, await_end
from tests.ui.site import Site
from tests.warehouse.builders import fetch

FAULTS = "select check_name, row_count from ops.check_result where row_count > 0 and severity = 'error'"
_POLL_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the night: its end, its tasks, files loaded when the worker was killed, and seconds in all."""

    state: str
    tasks: list[TaskState]
    loaded_before: int
    seconds: float
    seconds_after: float

    @property
    def batches(self) -> list[TaskState]:
        return [task for task in self.tasks if task.task == "load_batch"]

    @property
    def tried_again(self) -> list[TaskState]:
        """Batches that took more than one try."""
        return [batch for batch in self.batches if batch.try_number > 1]


def warehouse_url(site: Site) -> str:
    """The warehouse's address for the server's administrator."""
    return site.server.url("dyadwire")


def rows(site: Site, query: str, *values: object) -> list[tuple[Any, ...]]:
    """What the warehouse answers."""
    with closing(connect(warehouse_url(site))) as connection:
        return fetch(connection, query, *values)


def night_with_a_loss(site: Site, articles: int, lost: str, seconds: float, *, comes_back: bool = False) -> Outcome:
    """Runs it to its end; once half of the articles are loaded and ``lost`` loads others, that part is killed."""
    with airflow(site) as api, closing(connect(warehouse_url(site))) as connection:
        connection.autocommit = True
        began = time.monotonic()
        run_id = api.trigger()
        loaded = _await_half(connection, articles, began + seconds)
        _kill_while_loading(site, connection, lost, began + seconds)
        killed = time.monotonic()
        if comes_back:
            site.parts[lost] = site.start(lost)
        state, tasks = await_end(api, run_id, seconds - (killed - began))
        ended = time.monotonic()
        return Outcome(state, tasks, loaded, ended - began, ended - killed)


def _await_half(connection: Connection, articles: int, deadline: float) -> int:
    while True:
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from ops.source_file where state = 'loaded'")
            (loaded,) = cursor.fetchone() or (0,)
        if loaded >= articles / 2:
            return int(loaded)
        assert time.monotonic() < deadline, f"{loaded} of {articles} are loaded"
        time.sleep(_POLL_SECONDS)


def _kill_while_loading(site: Site, connection: Connection, lost: str, deadline: float) -> None:
    """SIGKILL for the part and all below it, at a moment when it holds files that it has not loaded.

    It is stopped first, so that the moment does not pass between the look and the blow.
    """
    worker = site.parts.pop(lost)
    while True:
        os.killpg(worker.pid, signal.SIGSTOP)
        doomed = [worker, *worker.children(recursive=True)]
        if _ports(doomed) & _claimants(connection):
            break
        os.killpg(worker.pid, signal.SIGCONT)
        assert time.monotonic() < deadline, f"{lost} loads nothing"
        time.sleep(_POLL_SECONDS)
    for process in doomed:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    _, left = psutil.wait_procs(doomed, timeout=30)
    assert not left


def _ports(processes: list[psutil.Process]) -> set[int]:
    """Local ports of their connections."""
    found = set()
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            found |= {one.laddr.port for one in process.net_connections("tcp") if one.laddr}
    return found


def _claimants(connection: Connection) -> set[int]:
    """Ports, on their own machines, of those who hold a claim on files that are not loaded yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select client_port from pg_stat_activity inner join pg_locks using (pid)
            where locktype = 'advisory' and classid = %(lock)s and objsubid = 2 and granted and objid in (
                select (claim_id %% 2147483647)::oid from ops.source_file where state = 'claimed')""",
            {"lock": LOCK_CLASS},
        )
        return {int(port) for (port,) in cursor.fetchall()}
