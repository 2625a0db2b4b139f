"""The ledger: what became of every file ever seen, and who works on which file now.

A claim has a lease, and its claimant holds a session-level advisory lock for as long as it lives. A claim whose lock is
gone is taken over at once (its process died); one whose lock is still held is taken over when its lease has run out
(its connection hangs). docs/decisions tells why both.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from psycopg2.extensions import connection as Connection  # noqa: N812

from etl.warehouse.copying import copy_rows

LOCK_CLASS = 0x44594144  # the first half of the advisory locks' key; the second is the claim's number
MOST_ATTEMPTS = 3

_STALE = """state = 'claimed' and (lease_until < now() or not exists (
    select from pg_locks
    where locktype = 'advisory' and objsubid = 2 and classid = %(lock_class)s and objid = (claim_id %% 2147483647)::oid
    and database = (select oid from pg_database where datname = current_database())))"""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to register. ``sha256`` is ``None`` where the file could not be read; then ``reason`` says why."""

    uri: str
    sha256: str | None
    size: int
    modified_at: datetime
    reason: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimedFile:
    """A file that this process may load."""

    source_file_id: int
    uri: str
    sha256: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Claim:
    """Files taken by one process under one number."""

    claim_id: int
    files: tuple[ClaimedFile, ...]


def start_run(connection: Connection, run_key: str, lease_seconds: int) -> int:
    """The run's id, made if new. Runs that stopped moving longer than a lease ago are closed as interrupted."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            """update ops.run set state = 'failed', finished_at = now(), detail = 'interrupted'
            where state = 'running' and run_key <> %(key)s and greatest(started_at, (
                select max(claimed_at) from ops.source_file where source_file.run_id = run.run_id
            )) < now() - make_interval(secs => %(lease)s)""",
            {"key": run_key, "lease": lease_seconds},
        )
        cursor.execute("insert into ops.run (run_key) values (%s) on conflict (run_key) do nothing", (run_key,))
        return _run_id(connection, run_key)


def run_id(connection: Connection, run_key: str) -> int:
    """The id of a run that has been started."""
    with connection:
        return _run_id(connection, run_key)


def _run_id(connection: Connection, run_key: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select run_id from ops.run where run_key = %s", (run_key,))
        row = cursor.fetchone()
    if row is None:
        raise LookupError(f"no run {run_key!r} was started")
    return int(row[0])


def unknown(connection: Connection, listed: Iterable[tuple[str, int, datetime]]) -> set[str]:
    """Of listed files ``(uri, size, modified_at)`` the addresses that the ledger does not hold just so."""
    with connection, connection.cursor() as cursor:
        cursor.execute("create temp table listed (uri text, size_bytes bigint, modified_at timestamptz) on commit drop")
        copy_rows(cursor, "listed", ("uri", "size_bytes", "modified_at"), listed)
        cursor.execute(
            """select uri from listed where not exists (select from ops.source_file
            where source_file.uri = listed.uri and source_file.size_bytes = listed.size_bytes
            and source_file.modified_at = listed.modified_at)"""
        )
        return {uri for (uri,) in cursor.fetchall()}


def register(connection: Connection, files: Sequence[NewFile], this_run: int) -> None:
    """Enter files: new bytes are pending, known bytes elsewhere a duplicate, the unreadable quarantined."""
    columns = ("uri", "sha256", "size_bytes", "modified_at", "reason_code", "detail")
    rows = [(f.uri, f.sha256, f.size, f.modified_at, f.reason, f.detail) for f in files]
    with connection, connection.cursor() as cursor:
        cursor.execute(
            """create temp table arrived (uri text, sha256 text, size_bytes bigint, modified_at timestamptz,
            reason_code text, detail text) on commit drop"""
        )
        copy_rows(cursor, "arrived", columns, rows)
        for statement in _REGISTER:
            cursor.execute(statement, {"run": this_run})


_REGISTER = (
    # The same file touched: nothing new, and not to be hashed again.
    """update ops.source_file set modified_at = arrived.modified_at, size_bytes = arrived.size_bytes from arrived
    where source_file.uri = arrived.uri and source_file.sha256 is not distinct from arrived.sha256""",
    """insert into ops.source_file (uri, sha256, size_bytes, modified_at, run_id)
    select distinct on (sha256) uri, sha256, size_bytes, modified_at, %(run)s from arrived
    where sha256 is not null and not exists (
        select from ops.source_file where source_file.sha256 = arrived.sha256 and state <> 'duplicate')
    order by sha256, uri on conflict do nothing""",
    """insert into ops.source_file
    (uri, sha256, size_bytes, modified_at, run_id, state, duplicate_of, finished_at)
    select arrived.uri, arrived.sha256, arrived.size_bytes, arrived.modified_at, %(run)s, 'duplicate',
        known.source_file_id, now()
    from arrived inner join ops.source_file as known on known.sha256 = arrived.sha256 and known.state <> 'duplicate'
    where known.uri <> arrived.uri order by arrived.sha256, arrived.uri on conflict do nothing""",
    """with entered as (
        insert into ops.source_file
        (uri, size_bytes, modified_at, run_id, state, reason_code, detail, attempts, finished_at)
        select uri, size_bytes, modified_at, %(run)s, 'quarantined', reason_code, detail, 1, now() from arrived
        where sha256 is null order by uri on conflict do nothing
        returning source_file_id, reason_code, detail)
    insert into ops.quarantine (source_file_id, reason_code, detail, run_id)
    select source_file_id, reason_code, detail, %(run)s from entered on conflict do nothing""",
)


def open_files(connection: Connection) -> list[int]:
    """Ids of all files that wait or whose claimant is gone, in order."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            f"select source_file_id from ops.source_file where state = 'pending' or ({_STALE}) order by source_file_id",  # noqa: S608
            {"lock_class": LOCK_CLASS},
        )
        return [number for (number,) in cursor.fetchall()]


@contextmanager
def claiming(connection: Connection, this_run: int, first: int, last: int, lease_seconds: int) -> Iterator[Claim]:
    """Claim what is open among the files ``first`` to ``last``; what is not loaded by the end goes back to pending.

    An attempt that an error ended is taken back, for its worker lives; one that left a file aside (it was gone) counts.
    """
    with connection, connection.cursor() as cursor:
        cursor.execute("select nextval('ops.claim_id_seq')")
        claim_id = int(cursor.fetchone()[0])  # type: ignore[index]
        cursor.execute("select pg_advisory_lock(%s, (%s %% 2147483647)::int)", (LOCK_CLASS, claim_id))
    counted = 0
    try:
        yield Claim(claim_id, _take(connection, this_run, claim_id, first, last, lease_seconds))
        counted = 1
    finally:
        if not connection.closed:
            connection.rollback()
            _release(connection, claim_id, counted)


def _take(
    connection: Connection, this_run: int, claim_id: int, first: int, last: int, lease_seconds: int
) -> tuple[ClaimedFile, ...]:
    values = {"lock_class": LOCK_CLASS, "first": first, "last": last, "claim": claim_id, "run": this_run,
              "lease": lease_seconds, "most": MOST_ATTEMPTS}  # fmt: skip
    with connection, connection.cursor() as cursor:
        cursor.execute(
            f"""with free as (
                select source_file_id from ops.source_file
                where source_file_id between %(first)s and %(last)s and (state = 'pending' or ({_STALE}))
                order by source_file_id for update skip locked)
            update ops.source_file set state = 'claimed', claim_id = %(claim)s, claimed_at = now(), run_id = %(run)s,
                lease_until = now() + make_interval(secs => %(lease)s), attempts = attempts + 1
            from free where source_file.source_file_id = free.source_file_id""",  # noqa: S608
            values,
        )
        cursor.execute(
            """with given_up as (
                update ops.source_file set state = 'quarantined', reason_code = 'kills_worker', finished_at = now(),
                    detail = format('%%s attempts ended with the death of the worker', attempts - 1)
                where claim_id = %(claim)s and state = 'claimed' and attempts > %(most)s
                returning source_file_id, reason_code, detail)
            insert into ops.quarantine (source_file_id, reason_code, detail, run_id)
            select source_file_id, reason_code, detail, %(run)s from given_up on conflict do nothing""",
            values,
        )
        cursor.execute(
            """select source_file_id, uri, sha256, attempts from ops.source_file
            where claim_id = %(claim)s and state = 'claimed' order by source_file_id""",
            values,
        )
        return tuple(ClaimedFile(*row) for row in cursor.fetchall())


def _release(connection: Connection, claim_id: int, counted: int) -> None:
    """Give back what was not finished."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            """update ops.source_file set state = 'pending', claim_id = null, lease_until = null, claimed_at = null,
                attempts = attempts - 1 + %s
            where claim_id = %s and state = 'claimed'""",
            (counted, claim_id),
        )
        cursor.execute("select pg_advisory_unlock(%s, (%s %% 2147483647)::int)", (LOCK_CLASS, claim_id))
