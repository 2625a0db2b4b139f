"""Claims: who works on which file now, and what becomes of files whose worker died.

A claim has a lease, and its claimant holds a session-level advisory lock for as long as it lives. A claim whose lock is
gone is taken over at once (its process died); one whose lock is still held is taken over when its lease has run out
(its connection hangs). docs/decisions/0001 tells why both.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import psycopg2
from psycopg2.extensions import connection as Connection  # noqa: N812

from etl.model import Rejection
from etl.warehouse.quarantine import quarantine

LOCK_CLASS = 0x44594144  # first half of the advisory locks' key; the second is the claim's number
MOST_ATTEMPTS = 3
_OWN_LOCK = "(%(claim)s %% 2147483647)::int"

STALE = """state = 'claimed' and (lease_until < now() or not exists (
    select from pg_locks
    where locktype = 'advisory' and objsubid = 2 and classid = %(lock_class)s and objid = (claim_id %% 2147483647)::oid
    and granted and database = (select oid from pg_database where datname = current_database())))"""
"""Condition on ``ops.source_file``: claimed by one who is gone. Takes the parameter ``lock_class``."""

_NEVER_TRIED = "state = 'pending' and attempts = 0"
_TRIED = f"attempts > 0 and (state = 'pending' or ({STALE}))"


@dataclass(frozen=True, slots=True)
class ClaimedFile:
    """A file that this process may load. ``uris`` are all addresses that had these bytes, the first seen first."""

    source_file_id: int
    uris: tuple[str, ...]
    sha256: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Claim:
    """Files taken by one process under one number, for so long; ``given_up`` of them were quarantined instead."""

    claim_id: int
    lease_seconds: int
    files: tuple[ClaimedFile, ...]
    given_up: int


def tried_files(connection: Connection, first: int, last: int) -> list[int]:
    """Ids of open files that an attempt has already failed on; one of them may be what killed its worker."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            f"""select source_file_id from ops.source_file
            where source_file_id between %(first)s and %(last)s and {_TRIED} order by source_file_id""",  # noqa: S608
            {"first": first, "last": last, "lock_class": LOCK_CLASS},
        )
        return [number for (number,) in cursor.fetchall()]


def release_stale(connection: Connection) -> int:
    """Give back the files of claimants that are gone; answers how many. The attempt stays counted."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            f"""update ops.source_file set state = 'pending', claim_id = null, lease_until = null, claimed_at = null
            where {STALE}""",  # noqa: S608
            {"lock_class": LOCK_CLASS},
        )
        return int(cursor.rowcount)


@contextmanager
def claiming(
    connection: Connection, this_run: int, first: int, last: int, lease_seconds: int, *, tried: bool = False
) -> Iterator[Claim]:
    """Claim the open files ``first`` to ``last``: those never tried, or those ``tried`` before.

    What is not finished by the end goes back to pending. The attempt counts where the block ends well, and not where
    it ends by an exception: then the worker lives, and the fault was in the batch or the server.
    """
    with connection, connection.cursor() as cursor:
        cursor.execute("select nextval('ops.claim_id_seq')")
        values = {"claim": int((cursor.fetchone() or (0,))[0]), "lock_class": LOCK_CLASS, "run": this_run,
                  "first": first, "last": last, "lease": lease_seconds, "most": MOST_ATTEMPTS}  # fmt: skip
        cursor.execute(f"select pg_advisory_lock(%(lock_class)s, {_OWN_LOCK})", values)
    try:
        yield _take(connection, values, tried)
    except BaseException:
        with suppress(psycopg2.Error):  # where the connection is lost, so is the lock: the next claimant takes over
            connection.rollback()
            _give_back(connection, values, uncounted=1)
        raise
    _give_back(connection, values, uncounted=0)


def _take(connection: Connection, values: dict[str, int], tried: bool) -> Claim:
    with connection, connection.cursor() as cursor:
        cursor.execute(
            f"""with free as (
                select source_file_id from ops.source_file
                where source_file_id between %(first)s and %(last)s and {_TRIED if tried else _NEVER_TRIED}
                order by source_file_id for update skip locked)
            update ops.source_file set state = 'claimed', claim_id = %(claim)s, claimed_at = now(), run_id = %(run)s,
                lease_until = now() + make_interval(secs => %(lease)s), attempts = attempts + 1
            from free where source_file.source_file_id = free.source_file_id""",  # noqa: S608
            values,
        )
        cursor.execute(
            """update ops.source_file set state = 'quarantined', reason_code = 'kills_worker', finished_at = now(),
                detail = format('%%s attempts ended with the death of the worker', attempts - 1)
            where claim_id = %(claim)s and state = 'claimed' and attempts > %(most)s
            returning source_file_id, detail""",
            values,
        )
        given_up = [(number, Rejection("kills_worker", detail, None, b"")) for number, detail in cursor.fetchall()]
        quarantine(cursor, values["run"], given_up)
        cursor.execute(
            """select source_file_id, array_prepend(uri, array(
                    select same.uri from ops.source_file as same
                    where same.duplicate_of = source_file.source_file_id order by same.source_file_id)),
                sha256, attempts
            from ops.source_file where claim_id = %(claim)s and state = 'claimed' order by source_file_id""",
            values,
        )
        files = tuple(ClaimedFile(number, tuple(uris), sha256, tries) for number, uris, sha256, tries in cursor)
        return Claim(values["claim"], values["lease"], files, len(given_up))


def _give_back(connection: Connection, values: dict[str, int], *, uncounted: int) -> None:
    with connection, connection.cursor() as cursor:
        cursor.execute(
            """update ops.source_file set state = 'pending', claim_id = null, lease_until = null, claimed_at = null,
                attempts = attempts - %(uncounted)s
            where claim_id = %(claim)s and state = 'claimed'""",
            values | {"uncounted": uncounted},
        )
        cursor.execute(f"select pg_advisory_unlock(%(lock_class)s, {_OWN_LOCK})", values)
