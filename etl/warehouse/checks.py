"""Data checks: each file of `sql/checks` is a query whose rows are faults, its first line says how grave they are."""

import json
import re
from dataclasses import dataclass

from psycopg2.extensions import connection as Connection  # noqa: N812

from etl.errors import ConfigurationError
from etl.warehouse.sql_files import SQL_DIR, SqlFile, read_folder

_SEVERITY = re.compile(r"-- severity: (error|warn)\b")
_SAMPLE = 10  # rows of a failed check that are kept


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How one check ended. ``severity`` is ``error`` or ``warn``; rows returned are faults."""

    name: str
    severity: str
    row_count: int


def run_checks(connection: Connection, this_run: int) -> list[CheckResult]:
    """Run every check and keep the results in ``ops.check_result``, in place of an earlier try's."""
    return [_run(connection, this_run, file) for file in read_folder(SQL_DIR / "checks")]


def _run(connection: Connection, this_run: int, file: SqlFile) -> CheckResult:
    severity = _SEVERITY.match(file.text)
    if severity is None:
        raise ConfigurationError(f"{file.path}: its first line has to begin with `-- severity: error` or `warn`")
    query = file.text.strip().removesuffix(";")
    with connection, connection.cursor() as cursor:
        cursor.execute(f"select to_jsonb(fault), count(*) over () from (\n{query}\n) as fault limit {_SAMPLE}")  # noqa: S608
        found = cursor.fetchall()
        result = CheckResult(file.name, severity[1], found[0][1] if found else 0)
        cursor.execute(
            """insert into ops.check_result (run_id, check_name, severity, row_count, sample)
            values (%s, %s, %s, %s, %s) on conflict (run_id, check_name) do update
            set severity = excluded.severity, row_count = excluded.row_count, sample = excluded.sample,
                checked_at = now()""",
            (this_run, result.name, result.severity, result.row_count, json.dumps([row for row, _ in found])),
        )
    return result
