"""The quarantine: what could not be loaded, with the reason, for a person to look into."""

from collections.abc import Iterable

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
