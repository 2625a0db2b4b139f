"""Brings a database to the project's state: tables, then comments, views, code lists and grants where they changed."""

import logging
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from alembic import command
from alembic.config import Config
from psycopg2 import Error, extensions, sql
from psycopg2.errors import (
    DependentObjectsStillExist,
    DuplicateObject,
    InsufficientPrivilege,
    InvalidTableDefinition,
    UniqueViolation,
)

from etl.errors import ConfigurationError, PassingError
from etl.warehouse.database import connect, make_engine, without_password
from etl.warehouse.reference import load_reference, reference_files
from etl.warehouse.sql_files import MIGRATIONS_DIR, SQL_DIR, SqlFile, newest_revision, read_folder

ROLES = ("dyadwire_analyst", "dyadwire_loader")
WAIT_SECONDS = 600
_LOCK_KEY = 0x64796164  # "dyad"; the lock is of the database, not of the server
_log = logging.getLogger(__name__)


def migrate(database_url: str, *, wait_seconds: float = WAIT_SECONDS) -> None:
    """Make or upgrade the warehouse in an existing database; does nothing where all is as the files say.

    One process at a time migrates a database, others wait up to ``wait_seconds`` and then raise PassingError. Raises
    ConfigurationError when the user lacks a right, the server is too old, or another object stands in a view's way.
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
        except DependentObjectsStillExist as error:
            raise ConfigurationError(
                f"A report view has to be made anew, and something of yours depends on it: {_sentence(error)}"
                " Drop that, migrate, and make it again."
            ) from error


def _is_current(connection: extensions.connection) -> bool:
    with connection.cursor() as cursor:
        return _revision(cursor) == newest_revision() and _applied(cursor) == {
            file.path: file.sha256 for file in _wanted(cursor)
        }


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
        *read_folder(SQL_DIR / "views"),
        *reference_files(),
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
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS_DIR).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with make_engine(database_url).connect() as alembic_connection:
        config.attributes["connection"] = alembic_connection
        command.upgrade(config, "head")
        alembic_connection.commit()


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
    """Bring comments, views, code lists and grants to the files' state, all or none of them."""
    applied, wanted = _applied(cursor), _wanted(cursor)
    gone = sorted(applied.keys() - {file.path for file in wanted})
    changed = [file for file in wanted if applied.get(file.path) != file.sha256]
    for path in gone:
        if path.startswith("sql/views/"):
            _drop_view(cursor, path.removeprefix("sql/views/").removesuffix(".sql"))
        cursor.execute("delete from ops.applied_file where path = %s", (path,))
    for file in wanted:
        # A new table or a view made anew has no grants yet, so these follow every change.
        if file not in changed and not file.path.startswith("sql/grants/"):
            continue
        if file.path.startswith("sql/views/"):
            _make_view(cursor, file)
        elif file.path.startswith("seeds/"):
            load_reference(cursor, file)
        else:
            cursor.execute(file.text)
        cursor.execute(
            "insert into ops.applied_file (path, sha256) values (%s, %s)"
            " on conflict (path) do update set (sha256, applied_at) = (excluded.sha256, now())",
            (file.path, file.sha256),
        )


def _make_view(cursor: extensions.cursor, file: SqlFile) -> None:
    """Replace the view in place where its columns allow, for objects of analysts may depend on it."""
    cursor.execute("savepoint before_view")
    try:
        cursor.execute(file.text)
    except InvalidTableDefinition:
        cursor.execute("rollback to savepoint before_view")
        _drop_view(cursor, file.name)
        cursor.execute(file.text)
    cursor.execute("release savepoint before_view")


def _drop_view(cursor: extensions.cursor, name: str) -> None:
    cursor.execute(sql.SQL("drop view if exists report.{}").format(sql.Identifier(name)))


def _sentence(error: Error) -> str:
    return f"PostgreSQL says: {' '.join(str(error).split())}."
