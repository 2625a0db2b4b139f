"""Runs: one row a night, from its scan to its end, with the counts of what it brought."""

from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import cursor as Cursor  # noqa: N812
from psycopg2.extras import RealDictCursor

from etl.warehouse.claims import LOCK_CLASS, STALE
from etl.warehouse.faults import in_transaction

_INTERRUPTED = "interrupted"  # closed by another run's scan; the only end that a run may come back from by itself

# A run has no process of its own that could be asked: its steps come and go. What tells that it is dead is a claim that
# nobody holds any more, or that nothing has moved for as long as a claim may last.
_CLOSE_INTERRUPTED = f"""
update ops.run set state = 'failed', finished_at = now(), detail = %(interrupted)s
where state = 'running' and run_key <> %(key)s
    and not exists (
        select from ops.source_file
        where source_file.run_id = run.run_id and source_file.state = 'claimed' and not ({STALE}))
    and (
        exists (select from ops.source_file where source_file.run_id = run.run_id and source_file.state = 'claimed')
        or greatest(started_at, (
            select max(greatest(source_file.claimed_at, source_file.finished_at)) from ops.source_file
            where source_file.run_id = run.run_id
        )) < now() - make_interval(secs => %(lease)s)
    )
"""  # noqa: S608


def start_run(connection: Connection, run_key: str, lease_seconds: int) -> int:
    """The run's id, made if new and opened anew if not; closes runs whose process is gone as interrupted."""
    values = {"key": run_key, "lease": lease_seconds, "lock_class": LOCK_CLASS, "interrupted": _INTERRUPTED}

    def start(cursor: Cursor) -> int:
        cursor.execute(_CLOSE_INTERRUPTED, values)
        cursor.execute(
            """insert into ops.run (run_key) values (%(key)s) on conflict (run_key)
            do update set state = 'running', finished_at = null, detail = null returning run_id""",
            values,
        )
        return int((cursor.fetchone() or (0,))[0])

    return in_transaction(connection, start)


def close_interrupted(connection: Connection, lease_seconds: int) -> int:
    """Close runs whose process is gone, as the next scan would; answers how many."""
    values = {"key": "", "lease": lease_seconds, "interrupted": _INTERRUPTED, "lock_class": LOCK_CLASS}
    with connection, connection.cursor() as cursor:
        cursor.execute(_CLOSE_INTERRUPTED, values)
        return int(cursor.rowcount)


def find_run(connection: Connection, run_key: str) -> int | None:
    """The run's id; ``None`` if it was never started."""
    with connection, connection.cursor() as cursor:
        cursor.execute("select run_id from ops.run where run_key = %s", (run_key,))
        row = cursor.fetchone()
        return None if row is None else int(row[0])


def last_run(connection: Connection) -> int | None:
    """The id of the latest run; ``None`` if there was none."""
    with connection, connection.cursor() as cursor:
        cursor.execute("select max(run_id) from ops.run")
        (number,) = cursor.fetchone() or (None,)
        return None if number is None else int(number)


def resume_run(connection: Connection, this_run: int) -> None:
    """Open a run that was taken for dead and is not."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            """update ops.run set state = 'running', finished_at = null, detail = null
            where run_id = %s and state = 'failed' and detail = %s""",
            (this_run, _INTERRUPTED),
        )


def is_running(connection: Connection, this_run: int) -> bool:
    """Whether the run's end has not been written yet."""
    with connection, connection.cursor() as cursor:
        cursor.execute("select state = 'running' from ops.run where run_id = %s", (this_run,))
        return cursor.fetchone() == (True,)


def count_run(connection: Connection, this_run: int) -> dict[str, int]:
    """Write what the run has brought so far; answers the counts by the names of their columns in ``ops.run``."""
    with connection, connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(
            """with file as (
                select count(*) as found, count(*) filter (where state = 'loaded') as loaded,
                    count(*) filter (where state = 'duplicate') as duplicates,
                    count(*) filter (where state = 'quarantined') as quarantined
                from ops.source_file where run_id = %(run)s),
            article as (
                select count(*) as articles
                from news.article inner join ops.source_file using (source_file_id) where run_id = %(run)s),
            copy as (
                select count(*) as copies
                from news.article_copy inner join ops.source_file using (source_file_id) where run_id = %(run)s),
            event as (
                select count(*) as events
                from news.event inner join news.article using (article_id)
                inner join ops.source_file using (source_file_id) where run_id = %(run)s)
            update ops.run set found = file.found, loaded = file.loaded, duplicates = file.duplicates,
                quarantined = file.quarantined, articles = article.articles, copies = copy.copies,
                events = event.events
            from file, article, copy, event where run.run_id = %(run)s
            returning run.found, run.loaded, run.duplicates, run.quarantined, run.articles, run.copies, run.events""",
            {"run": this_run},
        )
        return {key: int(value) for key, value in dict(cursor.fetchone() or {}).items()}


def close_run(connection: Connection, this_run: int, *, fault: str | None) -> None:
    """Write the run's end: succeeded, or failed with what was at fault."""
    state = "succeeded" if fault is None else "failed"
    in_transaction(
        connection,
        lambda cursor: cursor.execute(
            "update ops.run set state = %s, finished_at = now(), detail = %s where run_id = %s",
            (state, fault, this_run),
        ),
    )
