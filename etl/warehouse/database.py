"""Connections to PostgreSQL, and what is wrong when there is none, in words that name the remedy."""

from contextlib import closing
from urllib.parse import urlsplit

import psycopg2
from psycopg2 import extensions, sql
from psycopg2.errors import DuplicateDatabase, InsufficientPrivilege, UniqueViolation
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from etl.errors import ConfigurationError, PassingError

OLDEST_SERVER = 15
_CONNECT_SECONDS = 10
# Where libpq's variable is not PG and the parameter's name.
_VARIABLES = {"dbname": "PGDATABASE", "application_name": "PGAPPNAME", "client_encoding": "PGCLIENTENCODING"}
# libpq gives no error code for a refused login, so that the wording is all there is to go by.
_PASSING = ("starting up", "shutting down", "in recovery mode", "too many clients", "remaining connection slots",
            "server closed the connection", "terminating connection")  # fmt: skip


def connect(url: str) -> extensions.connection:
    """A psycopg2 connection with UTF-8, time zone UTC, and no transaction begun.

    Takes ``postgresql://...`` and SQLAlchemy's ``postgresql+psycopg2://...``. Raises PassingError while the server
    starts, stops or has no connection left, ConfigurationError when it cannot be reached, refuses the login or is
    older than PostgreSQL 15. No message holds the password.
    """
    try:
        connection = psycopg2.connect(
            url.replace("postgresql+psycopg2://", "postgresql://", 1),
            connect_timeout=_CONNECT_SECONDS,
            application_name="dyadwire",
            client_encoding="UTF8",
        )
    except psycopg2.Error as error:
        raise _explained(url, error) from error
    if connection.server_version // 10000 < OLDEST_SERVER:
        version = connection.server_version // 10000
        connection.close()
        raise ConfigurationError(
            f"{without_password(url)} is PostgreSQL {version}; Dyadwire needs {OLDEST_SERVER} or later."
            " Point DYADWIRE_DATABASE_URL at a newer server, or unset it to use the embedded one."
        )
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("set time zone 'UTC'")
    except psycopg2.Error as error:  # the server went away at once
        raise _explained(url, error) from error
    connection.autocommit = False
    return connection


def make_engine(url: str) -> Engine:
    """An SQLAlchemy engine over ``connect``, without a pool: a batch opens one connection and closes it."""
    return create_engine("postgresql+psycopg2://", creator=lambda: connect(url), poolclass=NullPool)


def create_database_if_missing(admin_url: str, name: str) -> None:
    """Create the database ``name`` in UTF-8 on ``admin_url``'s server; others may do so at the same time."""
    with closing(connect(admin_url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("select 1 from pg_database where datname = %s", (name,))
            if cursor.fetchone() is not None:
                return
            try:
                # template0, for template1 may be in use or hold another encoding
                cursor.execute(
                    sql.SQL("create database {} encoding 'UTF8' template template0").format(sql.Identifier(name))
                )
            except (DuplicateDatabase, UniqueViolation):
                return
            except InsufficientPrivilege as error:
                raise ConfigurationError(
                    f"The user of {without_password(admin_url)} may not create the database {name!r}."
                    " Create it by hand, or grant the user CREATEDB."
                ) from error


def without_password(url: str) -> str:
    """``url`` for a message: user, host, port and database alone."""
    try:
        parts = urlsplit(url)
        user = f"{parts.username}@" if parts.username else ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "the database URL"
    return f"postgresql://{user}{parts.hostname or ''}{port}{parts.path}"


def libpq_environment(url: str) -> dict[str, str]:
    """``url`` as libpq's variables, which, unlike arguments, other users of the machine cannot see."""
    parameters = extensions.parse_dsn(url.replace("postgresql+psycopg2://", "postgresql://", 1))
    return {_VARIABLES.get(name, f"PG{name.upper()}"): str(value) for name, value in parameters.items()}


def _explained(url: str, error: psycopg2.Error) -> ConfigurationError | PassingError:
    reason = " ".join(str(error).split())
    password = _password(url)
    if password:
        reason = reason.replace(password, "***")
    if any(wording in reason for wording in _PASSING):
        return PassingError(f"{without_password(url)} takes no connections at the moment: {reason}")
    if "does not exist" in reason and "database" in reason:
        remedy = "Create the database, or put DYADWIRE_DATABASE_URL straight."
    elif "authentication" in reason or "role" in reason or "no password" in reason or "pg_hba.conf" in reason:
        remedy = "Put user and password in DYADWIRE_DATABASE_URL straight, or let the server accept them (pg_hba.conf)."
    elif isinstance(error, psycopg2.ProgrammingError):
        remedy = "DYADWIRE_DATABASE_URL has to read postgresql://user:password@host:port/name."
    else:
        remedy = (
            "Start the server, or put host and port in DYADWIRE_DATABASE_URL straight; unset, the embedded one is used."
        )
    return ConfigurationError(f"Cannot connect to {without_password(url)}: {reason} {remedy}")


def _password(url: str) -> str | None:
    try:
        return urlsplit(url).password
    except ValueError:
        return None
