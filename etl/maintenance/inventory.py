"""The ledger held against the inbox: files that it waits for in vain, and files that nobody has entered."""

from datetime import UTC, datetime, timedelta

from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.inbox import look_into, root_of
from etl.maintenance.findings import Finding
from etl.settings import Settings
from etl.warehouse.copying import copy_rows
from etl.warehouse.opened import opened

_OLD = timedelta(days=1)
_SHOWN = 5

_VANISHED = """select uri, count(*) over () from ops.source_file
where starts_with(uri, %(root)s) and state = any(%(states)s)
    and not exists (select from listed where listed.uri = source_file.uri)
order by source_file_id limit %(shown)s"""
_UNKNOWN = """select uri, count(*) over () from listed
where modified_at < %(before)s and is_ready
    and not exists (select from ops.source_file where source_file.uri = listed.uri)
order by uri limit %(shown)s"""
_WAITING = """select uri, count(*) over () from listed where modified_at < %(before)s and not is_ready
order by uri limit %(shown)s"""


def compare_ledger(settings: Settings) -> list[Finding]:
    """What ledger and inbox say of each other; changes nothing.

    Raises ConfigurationError where the inbox is missing or may not be read.
    """
    now = datetime.now(UTC)
    listed = look_into(settings.inbox, settle_seconds=settings.settle_seconds, now=now)
    rows = ((file.uri, file.modified_at, is_ready) for file, is_ready in listed)
    values = {"root": root_of(settings.inbox), "before": now - _OLD, "shown": _SHOWN}
    with (
        opened(settings, "holding the ledger against the inbox") as connection,
        connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("create temp table listed (uri text, modified_at timestamptz, is_ready boolean) on commit drop")
        copy_rows(cursor, "listed", ("uri", "modified_at", "is_ready"), rows)
        cursor.execute("create index on listed (uri)")
        cursor.execute("analyze listed")
        return [
            _found(cursor, "files that wait to be loaded and are gone", _VANISHED, "deliver them again",
                   {**values, "states": ["pending", "claimed"]}),
            _found(cursor, "loaded files that are gone, which no reprocessing can read again", _VANISHED,
                   "bring them back from a copy if their articles may have to be read anew; else nothing",
                   {**values, "states": ["loaded", "duplicate"]}),
            _found(cursor, "files a day old that the ledger has not seen", _UNKNOWN,
                   "look at whether nights run, and over this inbox (`dyadwire status`); `dyadwire ingest` takes them",
                   values),
            _found(cursor, "files unfinished for a day", _WAITING,
                   "whoever writes them has died or forgotten to rename them: rename what is whole, delete the rest",
                   values),
        ]  # fmt: skip


def _found(cursor: Cursor, name: str, query: str, remedy: str, values: dict[str, object]) -> Finding:
    cursor.execute(query, values)
    rows = cursor.fetchall()
    return Finding(name, rows[0][1] if rows else 0, remedy, [uri for uri, _ in rows])
