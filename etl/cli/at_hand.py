"""A warehouse at hand: the one that DYADWIRE_DATABASE_URL names, or the embedded server for as long as it is needed.

Several commands may use the embedded server at once. Each holds a shared lock; the one that leaves last stops the
server, if a command had started it (a note says so, with the server's pid, so that it also holds for a command that was
killed) and nobody else is connected: a server of `make up` is never stopped here.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from etl.errors import ConfigurationError, DyadwireError
from etl.settings import Settings

if TYPE_CHECKING:
    from etl.warehouse.embedded import Server

_OTHERS = "select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()"


@contextmanager
def warehouse(settings: Settings, *, create: bool) -> Iterator[Settings]:
    """The settings with ``database_url`` filled in, for the time of the ``with`` block.

    With ``create`` off an embedded server that has never been started is a ConfigurationError, not a new empty one.
    """
    if settings.database_url is not None:
        yield settings
        return
    from etl.local.databases import WAREHOUSE
    from etl.warehouse.database import create_database_if_missing

    with _embedded_server(settings, create) as server:
        create_database_if_missing(server.url(), WAREHOUSE)
        yield settings.model_copy(update={"database_url": server.url(WAREHOUSE)})


def running_url(settings: Settings) -> str:
    """The address without starting anything. Raises ConfigurationError when the embedded server is not running."""
    if settings.database_url is not None:
        return settings.database_url
    from etl.local.databases import WAREHOUSE
    from etl.warehouse import embedded

    server = embedded.running(settings.state_dir)
    if server is None:
        raise ConfigurationError(
            "the embedded server is not running; `dyadwire night up` leaves it running, `dyadwire db psql` starts it"
        )
    return server.url(WAREHOUSE)


@contextmanager
def _embedded_server(settings: Settings, create: bool) -> Iterator["Server"]:
    from etl.warehouse import embedded

    home = settings.state_dir.resolve() / "postgres"
    if not create and not (home / "data" / "PG_VERSION").exists():
        raise ConfigurationError("there is no warehouse yet; `make run` or `dyadwire ingest` makes one")
    settings.state_dir.mkdir(parents=True, exist_ok=True)
    users = os.open(settings.state_dir / "commands.lock", os.O_RDWR | os.O_CREAT, 0o600)
    note = settings.state_dir / "commands.pid"
    try:
        fcntl.flock(users, fcntl.LOCK_SH)
        found = embedded.running(settings.state_dir)
        server = embedded.start(settings.state_dir) if found is None else found
        if found is None:
            note.write_text(str(server.pid), encoding="ascii")
        try:
            yield server
        finally:
            if _is_last(users) and _is_ours(note, server) and not _has_others(server):
                embedded.stop(server)
                note.unlink(missing_ok=True)
    finally:
        os.close(users)


def _is_last(users: int) -> bool:
    """Whether no other command holds the lock; the lock is then ours alone, so that none begins while we stop."""
    with suppress(BlockingIOError):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _is_ours(note: Path, server: "Server") -> bool:
    """Whether a command started this very server."""
    with suppress(FileNotFoundError):
        return note.read_text(encoding="ascii") == str(server.pid)
    return False


def _has_others(server: "Server") -> bool:
    """Whether anyone else is connected: an analyst's client, or Airflow begun meanwhile.

    Asked for a second, because the server notices a moment late that our own connections have closed.
    """
    from etl.warehouse.database import connect

    with suppress(DyadwireError), closing(connect(server.url())) as connection, connection.cursor() as cursor:
        connection.autocommit = True  # within one transaction the answer would stay what it was
        for _ in range(10):
            cursor.execute(_OTHERS)
            if cursor.fetchone() == (0,):
                return False
            time.sleep(0.1)
        return True
    return False  # it has gone already
