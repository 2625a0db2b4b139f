"""Real PostgreSQL for every test that asks: one embedded server a session, one fresh migrated database a test."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

import pytest
from psycopg2 import sql

from etl.warehouse import embedded
from etl.warehouse.database import connect, create_database_if_missing
from etl.warehouse.migrate import migrate

_TEMPLATE = "warehouse_template"
_numbers = count(1)


@contextmanager
def temporary_state() -> Iterator[Path]:
    """A state folder outside pytest's own, which is closed to the account that runs the server for root."""
    parent = Path(tempfile.mkdtemp(prefix="dyadwire-test-"))
    parent.chmod(0o711)
    try:
        yield parent / "state"
    finally:
        shutil.rmtree(parent)


@contextmanager
def temporary_server(bin_dir: Path | None = None) -> Iterator[embedded.Server]:
    """A server of our own lifecycle with the template that ``temporary_database`` copies, stopped in the end."""
    with temporary_state() as state_dir:
        server = embedded.start(state_dir, bin_dir)
        try:
            _hurry(server)
            create_database_if_missing(server.url(), _TEMPLATE)
            migrate(server.url(_TEMPLATE))
            yield server
        finally:
            embedded.stop(server)


def _hurry(server: embedded.Server) -> None:
    """Databases come and go here by the hundred, and none has to outlive a power cut."""
    with closing(connect(server.url())) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("alter system set fsync = off")
            cursor.execute("select pg_reload_conf()")


@contextmanager
def temporary_database(server: embedded.Server, template: str = _TEMPLATE) -> Iterator[str]:
    """URL of a copy of ``template``, dropped in the end whoever is still connected."""
    name = sql.Identifier(f"test_{next(_numbers)}")
    with closing(connect(server.url())) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("create database {} template {}").format(name, sql.Identifier(template)))
            try:
                yield server.url(name.string)
            finally:
                cursor.execute(sql.SQL("drop database {} with (force)").format(name))


@pytest.fixture(scope="session")
def server() -> Iterator[embedded.Server]:
    """The embedded server, started when the first test asks for it."""
    with temporary_server() as running:
        yield running


@pytest.fixture
def database_url(server: embedded.Server) -> Iterator[str]:
    """A fresh migrated warehouse on the embedded server."""
    with temporary_database(server) as url:
        yield url


@pytest.fixture
def empty_database_url(server: embedded.Server) -> Iterator[str]:
    """A fresh database without tables on the embedded server."""
    with temporary_database(server, "template0") as url:
        yield url
