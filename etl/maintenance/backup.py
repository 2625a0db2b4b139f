"""Backups by pg_dump: one file a backup, one beside it that says how many rows it holds; a test that restores it.

``dyadwire-YYYYMMDDTHHMMSSZ.dump`` (custom format, compressed) and ``.json``, both readable by their owner alone. The
rows are counted in the very snapshot that is dumped, so that the test can ask for exactly as many.
"""

import json
import os
import secrets
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from psycopg2 import sql
from psycopg2.errors import InsufficientPrivilege
from psycopg2.extensions import ISOLATION_LEVEL_REPEATABLE_READ
from psycopg2.extensions import connection as Connection  # noqa: N812

from etl.errors import ConfigurationError, MaintenanceFailed
from etl.maintenance.programs import run_program
from etl.settings import Settings
from etl.warehouse.database import connect
from etl.warehouse.opened import opened

_SCHEMAS = ("ref", "ops", "news", "report")
_NAME = "dyadwire-*.dump"


def back_up(settings: Settings) -> Path:
    """Dump the warehouse to ``settings.backup_dir``, then remove all but the newest ``settings.backups_kept``.

    Answers the file. It is there whole or not at all. Raises ConfigurationError where no folder is set or it cannot be
    written to, PassingError where pg_dump ends badly.
    """
    folder = _folder(settings)
    target = folder / f"dyadwire-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.dump"
    draft = folder / f".{target.name}.{os.getpid()}.part"
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with opened(settings, "backing up") as connection:
            connection.set_session(isolation_level=ISOLATION_LEVEL_REPEATABLE_READ, readonly=True)
            with connection, connection.cursor() as cursor:
                cursor.execute("select pg_export_snapshot()")
                (snapshot,) = cursor.fetchone() or ("",)
                rows = _count_rows(connection)
                chosen = [argument for schema in _SCHEMAS for argument in ("--schema", schema)]
                dump = ("--format=custom", f"--snapshot={snapshot}", "--no-owner", "--extension=pg_trgm", *chosen)
                run_program("pg_dump", settings.database_url or "", *dump, to=draft)
        _write_private(target.with_suffix(".json"), json.dumps(rows, indent=1, sort_keys=True))
        draft.replace(target)
    except OSError as error:
        raise ConfigurationError(f"{folder}: {error.strerror}; see DYADWIRE_BACKUP_DIR") from error
    finally:
        with suppress(OSError):
            draft.unlink()
    for old in sorted(folder.glob(_NAME))[: -settings.backups_kept]:
        old.with_suffix(".json").unlink(missing_ok=True)
        old.unlink(missing_ok=True)
    return target


def check_backup(settings: Settings, backup: Path | None = None) -> dict[str, int]:
    """Restore a backup, by default the newest, into a scratch database on the same server, and count its rows.

    Answers how many ``tables`` and ``rows`` came back. The scratch database is dropped whatever happens. Raises
    MaintenanceFailed where rows are missing, PassingError where pg_restore ends badly, ConfigurationError where there
    is no backup or the login may not create a database.
    """
    file = _newest(_folder(settings)) if backup is None else backup
    try:
        expected: dict[str, int] = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{file}: no readable {file.with_suffix('.json').name} beside it: {error}") from error
    scratch = f"dyadwire_restore_test_{secrets.token_hex(4)}"
    with opened(settings, "testing a backup") as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            try:
                cursor.execute(sql.SQL("create database {} template template0").format(sql.Identifier(scratch)))
            except InsufficientPrivilege as error:
                raise ConfigurationError("the login may not create a scratch database; grant it CREATEDB") from error
            try:
                found = _restored(settings.database_url or "", scratch, file)
            finally:
                cursor.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(scratch)))
    if wrong := {name: found.get(name) for name in expected if found.get(name) != expected[name]}:
        told = ", ".join(f"{name} {count} instead of {expected[name]}" for name, count in sorted(wrong.items()))
        raise MaintenanceFailed(f"{file} does not restore what was dumped: {told}; make a new backup and test that")
    return {"tables": len(found), "rows": sum(found.values())}


def _restored(url: str, database: str, file: Path) -> dict[str, int]:
    scratch_url = _at_database(url, database)
    arguments = ("--exit-on-error", "--no-owner", "--no-privileges", f"--dbname={database}", str(file))
    run_program("pg_restore", scratch_url, *arguments)
    with closing(connect(scratch_url)) as connection:
        return _count_rows(connection)


def _count_rows(connection: Connection) -> dict[str, int]:
    """Rows by table and materialized view."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select relnamespace::regnamespace::text, relname from pg_class
            where relnamespace::regnamespace::text = any(%s) and relkind in ('r', 'm') and relispopulated
            order by 1, 2""",
            (list(_SCHEMAS),),
        )
        counts = {}
        for schema, name in cursor.fetchall():
            cursor.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(schema, name)))
            (counts[f"{schema}.{name}"],) = cursor.fetchone() or (0,)
        return counts


def _at_database(url: str, database: str) -> str:
    parts = urlsplit(url.replace("postgresql+psycopg2://", "postgresql://", 1))
    return urlunsplit(parts._replace(path=f"/{database}"))


def _folder(settings: Settings) -> Path:
    if settings.backup_dir is None:
        raise ConfigurationError("backups are off; set DYADWIRE_BACKUP_DIR to a folder for them")
    try:
        settings.backup_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"{settings.backup_dir}: {error.strerror}; see DYADWIRE_BACKUP_DIR") from error
    return settings.backup_dir


def _newest(folder: Path) -> Path:
    found = sorted(folder.glob(_NAME))
    if not found:
        raise ConfigurationError(f"{folder} holds no backup yet; `dyadwire maintain backup` makes one")
    return found[-1]


def _write_private(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
