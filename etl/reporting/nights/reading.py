"""The database side of the operators' page: views of the schema ``report`` to rows, in one read-only snapshot."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from psycopg2.extensions import connection

from etl.reporting.nights.content import Finding, Night, Nights, Reason

LAST_NIGHTS = 14  # two weeks, so that the same weekday can be compared
_RUNS = """
select
    run_id, run_key, state, started_at, seconds, found, loaded, duplicates, quarantined, articles, events, detail
from report.run order by run_id desc limit %(limit)s
"""
_REASONS_BY_RUN = """
select run.run_id, quarantine.reason_code, count(*)
from report.quarantine
inner join report.run on quarantine.run_key = run.run_key
where run.run_id = any(%(runs)s)
group by run.run_id, quarantine.reason_code
order by count(*) desc, quarantine.reason_code
"""
_LANGUAGES = """
select run_id, language_name, articles from report.run_language
where run_id = any(%(runs)s) order by articles desc, language_name
"""
_FINDINGS = """
select run_id, check_name, severity, row_count, subject, message, remedy from report.check_result
where run_id = any(%(runs)s) and row_count > 0 order by severity, row_count desc, check_name, subject
"""
_LEDGER = "select state, files from report.ledger order by state"
_REASONS = """
select distinct on (reason_code) reason_code, count(*) over (partition by reason_code), uri, detail
from report.quarantine order by reason_code, quarantine_id desc
"""
_MAY_WRITE = """
select exists (
    select 1 from pg_class
    where
        relnamespace::regnamespace::text in ('ref', 'ops', 'news', 'report') and relkind in ('r', 'p', 'v')
        and has_table_privilege(oid, 'insert, update, delete, truncate')
)
"""

Value = TypeVar("Value")


def may_write(database: connection) -> bool:
    """Whether the login could change anything in the warehouse, were its session not read-only."""
    return bool(_rows(database, _MAY_WRITE)[0][0])


def read_nights(database: connection, last: int = LAST_NIGHTS) -> Nights:
    """The ``last`` runs and the quarantine; ``database`` is a snapshot of ``etl.reporting.queries``."""
    runs = _rows(database, _RUNS, limit=last)
    keys = [row[0] for row in runs]
    reasons = _by_run(_rows(database, _REASONS_BY_RUN, runs=keys), lambda code, entries: (code, entries))
    languages = _by_run(_rows(database, _LANGUAGES, runs=keys), lambda name, articles: (name, articles))
    findings = _by_run(_rows(database, _FINDINGS, runs=keys), Finding)
    held = [Reason(*row) for row in _rows(database, _REASONS)]
    return Nights(
        as_of=_rows(database, "select now()")[0][0],
        nights=[
            replace(Night(*row[1:]), reasons=reasons[row[0]], languages=languages[row[0]], findings=findings[row[0]])
            for row in runs
        ],
        ledger=_rows(database, _LEDGER),
        reasons=sorted(held, key=lambda reason: (-reason.entries, reason.code)),
    )


def _by_run(rows: Iterable[Sequence[Any]], make: Callable[..., Value]) -> defaultdict[int, list[Value]]:
    """Values by the run that is each row's first column, in the order of the rows."""
    found: defaultdict[int, list[Value]] = defaultdict(list)
    for run, *columns in rows:
        found[run].append(make(*columns))
    return found


def _rows(database: connection, query: str, **values: object) -> list[Any]:
    with database.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
