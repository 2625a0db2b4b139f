"""What other sessions, the line and the server's limits do to a loader."""

import re
from contextlib import ExitStack, closing, suppress

import psycopg2

from etl.errors import PassingError
from etl.warehouse.database import connect
from tests.faults.killing import blocked
from tests.faults.proxy import Cut, Line
from tests.faults.scene import Scene, await_answer

_HOLD_EVENTS = "lock table news.event in share row exclusive mode"


def line_cut(scene: Scene, cut: Cut | None = None) -> str:
    """The line is cut once: after so many bytes from the loader, or around the commit of a portion."""
    if cut is None:
        cut = scene.chance.randrange(2000, 120_000)
    line = Line(scene.ground.server.port, cut)
    scene.harm.callback(line.close)
    night = scene.begin(url=re.sub(r":\d+/", f":{line.port}/", scene.url))
    code = night.end()
    assert line.was_cut.is_set() or isinstance(cut, int), "no commit was seen"
    assert code in (1, 2) and night.is_explained, night.said()
    loaded = scene.asked("select count(*) from ops.source_file where state = 'loaded'")[0][0]
    if cut == "answer lost":
        assert loaded, "the commit did not arrive"
    if cut == "commit lost":
        assert not loaded, "a commit arrived"
    return f"exit code {code}; {loaded} files were loaded by then"


def lock_timeout(scene: Scene) -> str:
    """Another session holds a table for longer than the loader is allowed to wait."""
    return _held_up(scene, "-c lock_timeout=200ms", "lock timeout")


def statement_timeout(scene: Scene) -> str:
    """A statement takes longer than the server allows."""
    return _held_up(scene, "-c statement_timeout=1500ms", "statement timeout")


def _held_up(scene: Scene, options: str, said: str) -> str:
    with closing(connect(scene.url)) as connection:
        connection.cursor().execute(_HOLD_EVENTS)
        night = scene.begin(PGOPTIONS=options)
        code = night.end()
    assert code == 1 and said in night.said() and night.is_explained, night.said()
    return "exit code 1, told as passing"


def deadlock(scene: Scene) -> str:
    """Loader and another session wait for each other; the server ends the loader's transaction, which tries again."""
    with closing(connect(scene.url)) as connection:
        cursor = connection.cursor()
        cursor.execute("set deadlock_timeout = '60s'")
        cursor.execute(_HOLD_EVENTS)
        night = scene.begin(PGOPTIONS="-c deadlock_timeout=1s")
        blocked(scene, connection.get_backend_pid())
        cursor.execute("lock table news.article in share row exclusive mode")  # until the loader has lost
        connection.rollback()
        code = night.end()
    deadlocks = scene.asked("select deadlocks from pg_stat_database where datname = current_database()")
    assert deadlocks == [(1,)] and code in (0, 1), (deadlocks, night.said())
    assert scene.asked("select state from ops.run") == [("succeeded",)], night.said()
    return "tried again at once; the same night is green"


def serialization_failure(scene: Scene) -> str:
    """Rows that the loader is about to write were changed by another since its snapshot."""
    with closing(connect(scene.url)) as connection, closing(connect(scene.url)) as watching:
        night = scene.begin(PGOPTIONS="-c default_transaction_isolation=serializable")
        await_answer(watching, "select count(*) > 0 from ops.source_file where state = 'claimed'", True)
        cursor = connection.cursor()
        cursor.execute("update ops.source_file set size_bytes = size_bytes where state = 'claimed'")
        assert cursor.rowcount, "the loader was faster"
        blocked(scene, connection.get_backend_pid())
        connection.commit()
        code = night.end()
    assert code in (0, 1) and night.is_explained, night.said()
    ((state, detail),) = scene.asked("select state, detail from ops.run")
    assert state == "succeeded" or "serialize" in night.said(), (detail, night.said())
    return f"tried again; the same night {state}"


def no_connection_left(scene: Scene) -> str:
    """Others hold every connection that the server has."""
    with ExitStack() as held:
        with suppress(PassingError, psycopg2.OperationalError):
            while True:
                held.enter_context(closing(connect(scene.url)))
        code = (night := scene.begin()).end()
    assert code == 1 and "takes no connections at the moment" in night.said(), night.said()
    return "exit code 1, told as passing"
