"""SIGKILL: of the loader, of its reading process, of PostgreSQL; at random moments and at the loader's named points."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial

import psutil

from etl.warehouse.database import connect
from tests.faults import hooks
from tests.faults.night import pause
from tests.faults.scene import DEADLINE, Scene, await_answer
from tests.warehouse.builders import fetch

_LOADERS = """select pid from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'"""


def loader(scene: Scene) -> str:
    """The loading process, and its reading process with it, at a random moment of the night."""
    return _killed(scene, scene.moment())


def in_turn(scene: Scene, *harms: Callable[[Scene], str]) -> str:
    """One night after the other is harmed, before any is left in peace."""
    told = []
    for harm in harms:
        told.append(harm(scene))
        scene.mend()
    return "; ".join(told)


def _killed(scene: Scene, moment: float) -> str:
    night = scene.begin()
    pause(moment)
    reader = night.reader()
    night.kill()
    code = night.end()
    if reader is not None:
        psutil.wait_procs([reader], timeout=DEADLINE)
        assert not reader.is_running(), "the reading process outlives its loader"
    scene.kills += code == -signal.SIGKILL
    return "loader killed" if code == -signal.SIGKILL else "the night had ended before"


def loader_at(scene: Scene, point: str) -> str:
    """The loading process at one of its named points."""
    code = scene.begin(partial(hooks.die_at, point)).end()
    assert code == -signal.SIGKILL, f"exit code {code}: the night never came there"
    return "killed there"


def reader(scene: Scene) -> str:
    """The reading process alone, as the kernel does where memory is short; the night goes on."""
    night = scene.begin()
    deadline = time.monotonic() + DEADLINE
    victim, kills = None, scene.kills
    while victim is None and night.process.is_running() and night.process.status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline, "no reading process"
        victim = night.reader()
    pause(scene.chance.uniform(0.0, scene.ground.seconds / 8))
    if victim is not None:
        with suppress(psutil.NoSuchProcess):
            victim.kill()
            scene.kills += 1
    code = night.end()
    assert code in (0, 1) and night.is_explained, night.said()
    return "read again by another process" if scene.kills > kills else "nothing was left to read"


def server(scene: Scene) -> str:
    """PostgreSQL's postmaster at a random moment; the next start recovers what was committed."""
    night = scene.begin()
    pause(scene.moment())
    os.kill(scene.ground.server.pid, signal.SIGKILL)
    scene.kills += 1
    code = night.end()
    assert code in (0, 1, 2) and night.is_explained, night.said()
    return f"server killed, exit code {code}"


def session(scene: Scene) -> str:
    """The loader's session by pg_terminate_backend at a random moment."""
    night = scene.begin()
    pause(scene.moment())
    with closing(connect(scene.url)) as connection:
        ended = fetch(connection, f"select count(pg_terminate_backend(pid)) from ({_LOADERS}) as loader")  # noqa: S608
    code = night.end()
    assert code in (0, 1, 2) and night.is_explained, night.said()
    return f"{ended[0][0]} sessions ended; exit code {code}"


def session_in_copy(scene: Scene) -> str:
    """The loader's session while it copies events: a lock of ours holds it there."""
    night = scene.begin()
    with closing(connect(scene.url)) as connection:
        cursor = connection.cursor()
        cursor.execute("lock table news.event in share row exclusive mode")
        pid = blocked(scene, connection.get_backend_pid())
        ((said,),) = scene.asked("select query from pg_stat_activity where pid = %s", pid)
        assert "copy" in str(said).lower(), said
        scene.asked("select pg_terminate_backend(%s)", pid)
        code = night.end()
    assert code == 1 and night.is_explained, night.said()
    return "the night says that the connection was lost, and ends with exit code 1"


def blocked(scene: Scene, by: int) -> int:
    """The backend that waits for ours, once there is one."""
    waits = "select pid from pg_stat_activity where %s = any(pg_blocking_pids(pid))"
    with closing(connect(scene.url)) as connection:
        await_answer(connection, f"select count(*) > 0 from ({waits}) as waiting", True, by)  # noqa: S608
        return int(str(fetch(connection, waits, by)[0][0]))
