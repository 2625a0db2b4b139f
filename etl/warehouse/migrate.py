"""Brings a database to the project's state: tables, then comments, views, code lists and grants where they changed."""

import logging
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from alembic import command
from alembic.config import Config
from psycopg2 import Error, InterfaceError, OperationalError, extensions, sql
from psycopg2.errors import DependentObjectsStillExist, DuplicateObject, InsufficientPrivilege, UniqueViolation
from sqlalchemy.exc import DBAPIError

from etl.errors import ConfigurationError, PassingError
from etl.warehouse.database import connect, make_engine, without_password
from etl.warehouse.functions import drop_function, make_function
from etl.warehouse.reference import load_reference, reference_files
from etl.warehouse.report_views import apply_views
from etl.warehouse.sql_files import MIGRATIONS_DIR, SQL_DIR, SqlFile, newest_revision, read_folder

ROLES = ("dyadwire_analyst", "dyadwire_loader", "dyadwire_reader")
WAIT_SECONDS = 600
_VIEWS = "sql/views/"
_FUNCTIONS = "sql/functions/"
_GRANTS = "sql/grants/"
_LOCK_KEY = 0x64796164  # "dyad"; the lock is of the database, not of the server
_log = logging.getLogger(__name__)


def migrate(database_url: str, *, wait_seconds: float = WAIT_SECONDS) -> None:
    """Make or upgrade the warehouse in an existing database; does nothing where all is as the files say.

    One process at a time migrates a database, others wait up to ``wait_seconds`` and then raise PassingError, as does
    one whose connection is lost: what it has not committed is done by the next. Raises ConfigurationError when the user
    lacks a right, the server is too old, or another object stands in a view's way.
    """
    with closing(connect(database_url)) as connection:
        connection.autocommit = True  # a transaction held open while waiting would hold back vacuum and index builds
        try:
            if _is_current(connection):
                return
            with _only_migrator(connection, wait_seconds):
                _upgrade_tables(connection, database_url)
                _make_roles(connection)
                connection.autocommit = False
                with connection, connection.cursor() as cursor:
                    _apply_files(cursor)
                connection.autocommit = True
        except InsufficientPrivilege as error:
            raise ConfigurationError(
                f"{_sentence(error)} The user of {without_password(database_url)} must own the database, or be granted"
                " CREATE on it, and own the schemas ref, ops, news and report once they exist."
            ) from error
        except (OperationalError, InterfaceError) as error:
            raise PassingError(f"bringing the tables up to date: {_sentence(error)}") from error
        except DependentObjectsStillExist as error:
            raise ConfigurationError(
                f"A report view has to be made anew, and something of yours depends on it: {_sentence(error)}"
                " Drop that, migrate, and make it again."
            ) from error


def pending(connection: extensions.connection) -> tuple[str | None, list[str]]:
    """The revision of the tables, ``None`` if there are none, and the files of ours that the database is not as.

    No file is named before there are tables.
    """
    with connection.cursor() as cursor:
        revision = _revision(cursor)
        if revision is None:
            return None, []
        applied, wanted = _applied(cursor), {file.path: file.sha256 for file in _wanted(cursor)}
    return revision, sorted(path for path in applied | wanted if applied.get(path) != wanted.get(path))


def _is_current(connection: extensions.connection) -> bool:
    return pending(connection) == (newest_revision(), [])


def _revision(cursor: extensions.cursor) -> str | None:
    cursor.execute("select to_regclass('ops.schema_version'), to_regclass('ops.applied_file')")
    if None in (cursor.fetchone() or (None,)):
        return None
    cursor.execute("select version_num from ops.schema_version")
    row = cursor.fetchone()
    return None if row is None else row[0]


def _applied(cursor: extensions.cursor) -> dict[str, str]:
    cursor.execute("select path, sha256 from ops.applied_file")
    return dict(cursor.fetchall())


def _wanted(cursor: extensions.cursor) -> list[SqlFile]:
    """Files in the order of application; grants only for roles that are there."""
    return [
        *read_folder(SQL_DIR / "comments"),
        *reference_files(),
        *read_folder(SQL_DIR / "functions"),
        *read_folder(SQL_DIR / "views"),
        *(file for file in read_folder(SQL_DIR / "grants") if file.name in _roles(cursor)),
    ]


def _roles(cursor: extensions.cursor) -> set[str]:
    cursor.execute("select rolname from pg_roles where rolname = any(%s)", (list(ROLES),))
    return {name for (name,) in cursor.fetchall()}


@contextmanager
def _only_migrator(connection: extensions.connection, wait_seconds: float) -> Iterator[None]:
    """Hold the migrators' lock, polled for: one blocked in pg_advisory_lock holds a snapshot all the while."""
    deadline = time.monotonic() + wait_seconds
    with connection.cursor() as cursor:
        while True:
            cursor.execute("select pg_try_advisory_lock(%s)", (_LOCK_KEY,))
            if (cursor.fetchone() or (False,))[0]:
                break
            if time.monotonic() > deadline:
                raise PassingError(f"Another process has been migrating this database for over {wait_seconds:.0f} s.")
            time.sleep(0.1)
    try:
        yield
    finally:
        if not connection.closed:
            connection.rollback()
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(%s)", (_LOCK_KEY,))


def _upgrade_tables(connection: extensions.connection, database_url: str) -> None:
    with connection.cursor() as cursor:
        if _revision(cursor) == newest_revision():
            return
        cursor.execute("create schema if not exists ops")  # Alembic's own table lives there
    upgrade_tables(database_url, "head")


def upgrade_tables(database_url: str, revision: str) -> None:
    """Run the migrations up to ``revision`` in a database with the schema ``ops``; `migrate` does this and the rest."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS_DIR).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with make_engine(database_url).connect() as alembic_connection:
        config.attributes["connection"] = alembic_connection
        try:
            command.upgrade(config, revision)
            alembic_connection.commit()
        except DBAPIError as error:
            raise error.orig or error from error  # as the rest of the migration has it


def _make_roles(connection: extensions.connection) -> None:
    """The group roles, where we may: they belong to the server, so another database's migration may make them too."""
    with connection.cursor() as cursor:
        for name in sorted(set(ROLES) - _roles(cursor)):
            try:
                cursor.execute(sql.SQL("create role {} nologin").format(sql.Identifier(name)))
            except (DuplicateObject, UniqueViolation):
                continue
            except InsufficientPrivilege:
                _log.warning(
                    "No right to create the role %s, so nothing is granted to it. Let an administrator run"
                    " 'create role %s nologin' and migrate again.",
                    name,
                    name,
                )


def _apply_files(cursor: extensions.cursor) -> None:
    """Bring comments, views, functions, code lists and grants to the files' state, all or none of them."""
    applied, wanted = _applied(cursor), _wanted(cursor)
    gone = sorted(applied.keys() - {file.path for file in wanted})
    changed = [file for file in wanted if applied.get(file.path) != file.sha256]
    for path in gone:
        if path.startswith(_FUNCTIONS):
            drop_function(cursor, path.removeprefix(_FUNCTIONS).removesuffix(".sql"))
    for file in changed:
        if file.path.startswith("seeds/"):
            load_reference(cursor, file)
        elif file.path.startswith(_FUNCTIONS):
            make_function(cursor, file)
        elif not file.path.startswith((_VIEWS, _GRANTS)):
            cursor.execute(file.text)
    apply_views(
        cursor,
        [file for file in wanted if file.path.startswith(_VIEWS)],
        {file.name for file in changed if file.path.startswith(_VIEWS)},
        {path.removeprefix(_VIEWS).removesuffix(".sql") for path in gone if path.startswith(_VIEWS)},
    )
    # A new table or a view made anew has no grants yet, so these follow every change.
    for file in wanted:
        if file.path.startswith(_GRANTS):
            cursor.execute(file.text)
    cursor.execute("delete from ops.applied_file where path = any(%s)", (gone,))
    for file in wanted:
        cursor.execute(
            "insert into ops.applied_file as known (path, sha256) values (%s, %s)"
            " on conflict (path) do update set (sha256, applied_at) = (excluded.sha256, now())"
            " where known.sha256 <> excluded.sha256",
            (file.path, file.sha256),
        )


def _sentence(error: Error) -> str:
    return f"PostgreSQL says: {' '.join(str(error).split())}."
