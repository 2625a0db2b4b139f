"""SIGKILL: of the loader, of its reading process, of PostgreSQL; at random moments and at the loader's named points."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial

import psutil

from etl.warehouse.claims import MOST_ATTEMPTS
from etl.warehouse.database import connect
from tests.faults import hooks
from tests.faults.night import Night, pause
from tests.faults.scene import DEADLINE, Scene, await_answer
from tests.warehouse.builders import fetch

_MOST_NIGHTS = 10
_LOADERS = """select pid from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'"""


def loader(scene: Scene) -> str:
    """The loader, and its reading process with it."""
    night = scene.begin()
    pause(scene.moment())
    return _loader_killed(scene, night)


def reader_and_loader(scene: Scene) -> str:
    """The reading process, and some time later the loader with the reading process that it has by then."""
    night = scene.begin()
    told = _reader_killed(scene, night)
    pause(scene.chance.uniform(0.0, scene.ground.seconds / 2))
    return f"{told}, {_loader_killed(scene, night)}"


def _loader_killed(scene: Scene, night: Night) -> str:
    last = night.reader()
    night.kill()
    code = night.end()
    if last is not None:
        psutil.wait_procs([last], timeout=DEADLINE)
        assert not last.is_running(), "the reading process outlives its loader"
    assert code in (0, 1, -signal.SIGKILL) and night.is_explained, night.said()
    scene.kills += code == -signal.SIGKILL
    return "loader killed" if code == -signal.SIGKILL else "the night had ended"


def server(scene: Scene) -> str:
    """PostgreSQL's postmaster; the next start recovers what was committed."""
    night = scene.begin()
    pause(scene.moment())
    os.kill(scene.ground.server.pid, signal.SIGKILL)
    scene.kills += 1
    code = night.end()
    assert code in (0, 1, 2) and night.is_explained, night.said()
    return f"server killed, exit code {code}"


def again_and_again(scene: Scene, *harms: Callable[[Scene], str]) -> str:
    """Night after night in small batches, until a file has been in hand twice (a third time it would be given up), or
    nothing is left to load."""
    scene.batch, told = 2, []
    for number in range(_MOST_NIGHTS):
        told.append(harms[number % len(harms)](scene))
        scene.mend()
        ((attempts,),) = scene.asked(
            "select max(attempts) from ops.source_file where state in ('pending', 'claimed') having count(*) > 0"
        ) or [(None,)]
        if scene.asked("select from ops.source_file") and (attempts is None or int(str(attempts)) >= MOST_ATTEMPTS - 1):
            break
    return "; ".join(told)


def reader(scene: Scene) -> str:
    """The reading process alone, as the kernel does where memory is short; the night goes on."""
    night = scene.begin()
    told = _reader_killed(scene, night)
    code = night.end()
    assert scene.kills and code in (0, 1) and night.is_explained, night.said()
    assert scene.asked("select state from ops.run") == [("succeeded",)], night.said()
    return f"{told}; its file is read again"


def _reader_killed(scene: Scene, night: Night) -> str:
    """Once there is one, at a random moment."""
    victim, deadline = None, time.monotonic() + DEADLINE
    while victim is None and night.process.is_running() and night.process.status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline, "no reading process"
        victim = night.reader()
    pause(scene.chance.uniform(0.0, scene.ground.seconds / 8))
    if victim is None or not victim.is_running():
        return "nothing to read any more"
    with suppress(psutil.NoSuchProcess):
        victim.kill()
        scene.kills += 1
    return "reader killed"


def loader_at(scene: Scene, point: str) -> str:
    """The loading process at one of its named points."""
    code = scene.begin(partial(hooks.die_at, point)).end()
    assert code == -signal.SIGKILL, f"exit code {code}: the night never came there"
    return "killed there"


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
