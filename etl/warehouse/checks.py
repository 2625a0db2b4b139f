"""Data checks and the end of a run: rows that contradict each other, and the run's counts."""

import json
from dataclasses import dataclass
from pathlib import Path

from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extras import RealDictCursor

from etl.errors import ConfigurationError

FOLDER = Path(__file__).resolve().parents[2] / "sql" / "checks"
_SAMPLE = 10  # rows of a failed check that are kept


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How one check ended; rows returned are faults."""

    name: str
    severity: str
    row_count: int


def run_checks(connection: Connection, this_run: int) -> list[CheckResult]:
    """Run every file of `sql/checks` and keep the results in ``ops.check_result``."""
    return [_run(connection, this_run, path) for path in sorted(FOLDER.glob("*.sql"))]


def _run(connection: Connection, this_run: int, path: Path) -> CheckResult:
    text = path.read_text(encoding="utf-8")
    severity = text.partition("severity:")[2].strip().partition(".")[0]
    if severity not in ("error", "warn"):
        raise ConfigurationError(f"{path.name}: its first line must say `-- severity: error.` or `warn.`")
    with connection, connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(text)
        sample, count = cursor.fetchmany(_SAMPLE), cursor.rowcount
        cursor.execute(
            """insert into ops.check_result (run_id, check_name, severity, row_count, sample)
            values (%s, %s, %s, %s, %s) on conflict (run_id, check_name) do update
            set severity = excluded.severity, row_count = excluded.row_count, sample = excluded.sample,
                checked_at = now()""",
            (this_run, path.stem, severity, count, json.dumps([dict(row) for row in sample], default=str)),
        )
    return CheckResult(path.stem, severity, count)


def close_run(connection: Connection, this_run: int, state: str | None, detail: str | None) -> dict[str, int]:
    """Write the run's counts, and its end where ``state`` is given; answers the counts."""
    with connection, connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(
            """with files as (
                select count(*) as found, count(*) filter (where state = 'loaded') as loaded,
                    count(*) filter (where state = 'duplicate') as duplicates,
                    count(*) filter (where state = 'quarantined') as quarantined
                from ops.source_file where run_id = %(run)s),
            rows as (
                select count(*) as articles, coalesce(sum((
                    select count(*) from news.event where event.article_id = article.article_id)), 0) as events
                from news.article inner join ops.source_file using (source_file_id) where run_id = %(run)s),
            copied as (
                select count(*) as copies
                from news.article_copy inner join ops.source_file using (source_file_id) where run_id = %(run)s)
            update ops.run set found = files.found, loaded = files.loaded, duplicates = files.duplicates,
                quarantined = files.quarantined, articles = rows.articles, events = rows.events,
                copies = copied.copies, state = coalesce(%(state)s, run.state),
                finished_at = case when %(state)s is null then run.finished_at else now() end,
                detail = coalesce(%(detail)s, run.detail)
            from files, rows, copied where run.run_id = %(run)s
            returning run.found, run.loaded, run.duplicates, run.quarantined, run.articles, run.copies, run.events""",
            {"run": this_run, "state": state, "detail": detail},
        )
        row = cursor.fetchone()
        return {key: int(value) for key, value in dict(row or {}).items()}


def run_state(connection: Connection, this_run: int) -> str:
    """running, succeeded or failed."""
    with connection, connection.cursor() as cursor:
        cursor.execute("select state from ops.run where run_id = %s", (this_run,))
        row = cursor.fetchone()
        return str(row[0]) if row else "failed"


def quarantine_reasons(connection: Connection, this_run: int) -> dict[str, int]:
    """Reason code -> files and records that this run quarantined for it."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "select reason_code, count(*) from ops.quarantine where run_id = %s group by 1 order by 2 desc, 1",
            (this_run,),
        )
        return {reason: int(count) for reason, count in cursor.fetchall()}
