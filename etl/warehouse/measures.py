"""Plain numbers about a run and about what waits, for metrics; nothing is written."""

from dataclasses import dataclass

from psycopg2.extensions import connection as Connection  # noqa: N812

from etl.warehouse.claims import LOCK_CLASS, STALE


@dataclass(frozen=True, slots=True)
class Night:
    """What a run has brought: new articles by language code, files quarantined as a whole by reason code."""

    articles: dict[str, int]
    quarantined: dict[str, int]


@dataclass(frozen=True, slots=True)
class Queue:
    """Files that wait for a loader, and seconds since the ledger saw the oldest of them first; 0 where none waits."""

    files: int
    oldest_seconds: float


def measure_night(connection: Connection, this_run: int) -> Night:
    """The counts of ``ops.run`` once more, taken apart."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            """select language_code, count(*) from news.article inner join ops.source_file using (source_file_id)
            where run_id = %s group by language_code order by language_code""",
            (this_run,),
        )
        articles = dict(cursor.fetchall())
        cursor.execute(
            """select reason_code, count(*) from ops.source_file
            where run_id = %s and state = 'quarantined' group by reason_code order by reason_code""",
            (this_run,),
        )
        return Night(articles, dict(cursor.fetchall()))


def measure_queue(connection: Connection) -> Queue:
    """Of all files that the next run would take; what a loader works on at this moment does not wait."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            f"""select count(*), coalesce(extract(epoch from now() - min(first_seen_at)), 0)::double precision
            from ops.source_file where state = 'pending' or ({STALE})""",  # noqa: S608
            {"lock_class": LOCK_CLASS},
        )
        files, seconds = cursor.fetchone() or (0, 0.0)
        return Queue(files, seconds)
