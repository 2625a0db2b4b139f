"""The quarantine: what could not be loaded, with the reason, for a person to look into."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.model import Rejection
from etl.warehouse.copying import copy_rows

_COLUMNS = ("source_file_id", "record", "reason_code", "detail", "head", "run_id")
_LONGEST_DETAIL = 4000  # characters


def quarantine(cursor: Cursor, this_run: int, rejected: Iterable[tuple[int, Rejection]]) -> None:
    """Keep rejections, each with the id of its file; of two for one record the first."""
    rows = [(file, r.record, r.reason, legible(r.detail), r.head, this_run) for file, r in rejected]
    if not rows:
        return
    cursor.execute("drop table if exists new_quarantine")
    cursor.execute(
        """create temp table new_quarantine (position bigint generated always as identity, source_file_id bigint,
            record integer, reason_code text, detail text, head bytea, run_id bigint) on commit drop"""
    )
    copy_rows(cursor, "new_quarantine", _COLUMNS, rows)
    cursor.execute(
        """insert into ops.quarantine (source_file_id, record, reason_code, detail, head, run_id)
        select distinct on (source_file_id, record) source_file_id, record, reason_code, detail, head, run_id
        from new_quarantine order by source_file_id, record, position on conflict do nothing"""
    )


@dataclass(frozen=True, slots=True)
class QuarantinedRow:
    """A row of the quarantine with its file's address; ``record`` is ``None`` where the whole file is at fault."""

    number: int
    uri: str
    record: int | None
    reason: str
    detail: str
    head: bytes
    dropped: str | None


_ROWS = """select q.quarantine_id, f.uri, q.record, q.reason_code, q.detail, q.head,
        to_char(q.dropped_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI UTC: ') || q.dropped_why
    from ops.quarantine as q inner join ops.source_file as f on q.source_file_id = f.source_file_id"""


def listed(connection: Connection, reason: str | None, most: int, *, are_dropped: bool = False) -> list[QuarantinedRow]:
    """Rows of a reason, or all, newest first: those that wait for somebody, or those that were dropped."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            f"""{_ROWS} where (%(reason)s is null or q.reason_code = %(reason)s)
            and (q.dropped_at is not null) = %(dropped)s order by 1 desc limit %(most)s""",
            {"reason": reason, "most": most, "dropped": are_dropped},
        )
        return [_row(*row) for row in cursor.fetchall()]


def find(connection: Connection, number: int) -> QuarantinedRow | None:
    """The row of this number."""
    with connection, connection.cursor() as cursor:
        cursor.execute(f"{_ROWS} where q.quarantine_id = %s", (number,))
        row = cursor.fetchone()
        return _row(*row) if row else None


def _row(
    number: int, uri: str, record: int | None, reason: str, detail: str, head: memoryview | None, dropped: str | None
) -> QuarantinedRow:
    return QuarantinedRow(number, uri, record, reason, detail, bytes(head or b""), dropped)


def drop(connection: Connection, numbers: Sequence[int] | None, reason: str | None, why: str) -> int:
    """Let these rows go (``None``: all of that reason): no report counts them any more; answers how many.

    They stay, and so does the ledger's row: what became of each file can always be told.
    """
    with connection, connection.cursor() as cursor:
        cursor.execute(
            """update ops.quarantine set dropped_at = now(), dropped_why = %(why)s where dropped_at is null
            and (%(numbers)s::bigint[] is null or quarantine_id = any(%(numbers)s::bigint[]))
            and (%(reason)s::text is null or reason_code = %(reason)s)""",
            {"numbers": list(numbers) if numbers else None, "reason": reason, "why": legible(why)},
        )
        return int(cursor.rowcount)


def put_back(connection: Connection, numbers: Sequence[int] | None, reason: str | None) -> int:
    """Make the files of these rows (``None``: of all that are not dropped) pending again; answers how many.

    What was never read is not among them: every scan looks at it anyway.
    """
    with connection, connection.cursor() as cursor:
        cursor.execute(
            """with chosen as (
                select f.source_file_id from ops.source_file as f
                where f.sha256 is not null and f.state in ('quarantined', 'loaded') and exists (
                    select from ops.quarantine as q where q.source_file_id = f.source_file_id
                    and (%(numbers)s::bigint[] is null or q.quarantine_id = any(%(numbers)s::bigint[]))
                    and (%(reason)s::text is null or q.reason_code = %(reason)s)
                    and (%(numbers)s::bigint[] is not null or q.dropped_at is null))
                order by f.source_file_id for update),
            freed as (delete from ops.quarantine as q using chosen where q.source_file_id = chosen.source_file_id)
            update ops.source_file as f set state = 'pending', reason_code = null, detail = null, finished_at = null,
                attempts = 0, claim_id = null, lease_until = null, claimed_at = null
            from chosen where f.source_file_id = chosen.source_file_id""",
            {"numbers": list(numbers) if numbers else None, "reason": reason},
        )
        return int(cursor.rowcount)


def reasons(connection: Connection, this_run: int) -> dict[str, int]:
    """Reason code -> how many files and records a run quarantined for it, most first."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "select reason_code, count(*) from ops.quarantine where run_id = %s group by 1 order by 2 desc, 1",
            (this_run,),
        )
        return {reason: int(count) for reason, count in cursor.fetchall()}


def legible(detail: str) -> str:
    """A message that PostgreSQL can hold: file names, and so messages, may be any bytes."""
    detail = detail.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\0")
    return detail[:_LONGEST_DETAIL]
