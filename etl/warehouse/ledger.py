"""The ledger: every file ever seen, known by its bytes, with its state.

The same bytes at the same address are nothing new; at another address they are a row in state duplicate, and one more
place to read them from; changed bytes at a known address are a new file.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.warehouse.claims import LOCK_CLASS, STALE
from etl.warehouse.copying import copy_rows
from etl.warehouse.faults import in_transaction
from etl.warehouse.quarantine import legible

# Quarantined without anyone having read the bytes: they are looked at again with every scan that finds them.
_NEVER_READ = """state = 'quarantined'
    and (sha256 is null or reason_code in ('vanished', 'changed', 'unreadable', 'too_large'))"""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to register. ``sha256`` is ``None`` where the file could not be read; then ``reason`` says why."""

    uri: str
    sha256: str | None
    size: int
    modified_at: datetime
    reason: str | None = None
    detail: str | None = None


def unknown(connection: Connection, listed: Iterable[tuple[str, int, datetime]]) -> set[str]:
    """Of listed files ``(uri, size, modified_at)`` the addresses that have to be read to know what they are."""
    with connection, connection.cursor() as cursor:
        cursor.execute("create temp table listed (uri text, size_bytes bigint, modified_at timestamptz) on commit drop")
        copy_rows(cursor, "listed", ("uri", "size_bytes", "modified_at"), listed)
        cursor.execute("analyze listed")
        cursor.execute(
            f"""select uri from listed where not exists (select from ops.source_file
            where source_file.uri = listed.uri and source_file.size_bytes = listed.size_bytes
            and source_file.modified_at = listed.modified_at and not ({_NEVER_READ}))"""  # noqa: S608
        )
        return {uri for (uri,) in cursor.fetchall()}


def register(connection: Connection, files: Sequence[NewFile], this_run: int) -> None:
    """Enter files: new bytes are pending, known bytes elsewhere a duplicate, the unreadable quarantined."""
    columns = ("uri", "sha256", "size_bytes", "modified_at", "reason_code", "detail")
    rows = [(f.uri, f.sha256, f.size, f.modified_at, f.reason, legible(f.detail or "")) for f in files]

    def enter(cursor: Cursor) -> None:
        cursor.execute(
            """create temp table arrived (uri text, sha256 text, size_bytes bigint, modified_at timestamptz,
            reason_code text, detail text) on commit drop"""
        )
        copy_rows(cursor, "arrived", columns, rows)
        for statement in _REGISTER:
            cursor.execute(statement, {"run": this_run})

    in_transaction(connection, enter)


def open_files(connection: Connection) -> list[int]:
    """Ids of all files that wait or whose claimant is gone, in order."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            f"select source_file_id from ops.source_file where state = 'pending' or ({STALE}) order by source_file_id",  # noqa: S608
            {"lock_class": LOCK_CLASS},
        )
        return [number for (number,) in cursor.fetchall()]


# Rows are inserted in the order of their bytes' hash, which is the same for all who register, so that two scanners may
# wait for each other but never in a circle. Rows that are there already may be a loader's at this moment: passed over.
_REGISTER = (
    # The same file touched, nothing new: noted, so that it is not hashed again.
    """with touched as (
        select source_file_id, arrived.modified_at, arrived.size_bytes
        from ops.source_file inner join arrived using (uri, sha256)
        where source_file.modified_at <> arrived.modified_at or source_file.size_bytes <> arrived.size_bytes
        for update of source_file skip locked)
    update ops.source_file set modified_at = touched.modified_at, size_bytes = touched.size_bytes
    from touched where source_file.source_file_id = touched.source_file_id""",
    # A file that could not be opened and now can be begins anew.
    """with readable as (
        select source_file_id from ops.source_file inner join arrived using (uri)
        where source_file.sha256 is null and arrived.sha256 is not null for update of source_file skip locked),
    freed as (delete from ops.quarantine using readable where quarantine.source_file_id = readable.source_file_id)
    delete from ops.source_file using readable where source_file.source_file_id = readable.source_file_id""",
    # Bytes that were lost before anyone had read them, and are there again at this or another address.
    f"""with found_again as (
        select source_file_id from ops.source_file
        where {_NEVER_READ} and sha256 in (select arrived.sha256 from arrived) for update skip locked),
    freed as (delete from ops.quarantine using found_again where quarantine.source_file_id = found_again.source_file_id)
    update ops.source_file set state = 'pending', reason_code = null, detail = null, finished_at = null, attempts = 0,
        run_id = %(run)s
    from found_again where source_file.source_file_id = found_again.source_file_id""",  # noqa: S608
    """insert into ops.source_file (uri, sha256, size_bytes, modified_at, run_id)
    select distinct on (sha256) uri, sha256, size_bytes, modified_at, %(run)s from arrived
    where sha256 is not null and not exists (
        select from ops.source_file where source_file.sha256 = arrived.sha256 and state <> 'duplicate')
    order by sha256, uri on conflict do nothing""",
    """insert into ops.source_file (uri, sha256, size_bytes, modified_at, run_id, state, duplicate_of, finished_at)
    select arrived.uri, arrived.sha256, arrived.size_bytes, arrived.modified_at, %(run)s, 'duplicate',
        known.source_file_id, now()
    from arrived inner join ops.source_file as known on arrived.sha256 = known.sha256 and known.state <> 'duplicate'
    where not exists (
        select from ops.source_file where source_file.uri = arrived.uri and source_file.sha256 = arrived.sha256)
    order by arrived.sha256, arrived.uri on conflict do nothing""",
    """with entered as (
        insert into ops.source_file
        (uri, size_bytes, modified_at, run_id, state, reason_code, detail, attempts, finished_at)
        select uri, size_bytes, modified_at, %(run)s, 'quarantined', reason_code, detail, 1, now() from arrived
        where sha256 is null order by uri on conflict do nothing
        returning source_file_id, reason_code, detail)
    insert into ops.quarantine (source_file_id, reason_code, detail, run_id)
    select source_file_id, reason_code, detail, %(run)s from entered""",
)
