"""Data checks: each file of `sql/checks` is a query whose rows are faults; it begins with how grave, and what to do:

    -- severity: error. What the rows are.
    -- remedy: what an operator does about them.

An ``error`` makes the night red, a ``warn`` is told of and no more.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from psycopg2.extensions import connection as Connection  # noqa: N812

from etl.errors import ConfigurationError
from etl.warehouse.sql_files import SQL_DIR, SqlFile, read_folder

_HEADER = re.compile(r"-- severity: (error|warn)\. (.+)\n-- remedy: (.+)\.\n")
_SAMPLE = 10  # rows of a failed check that are kept


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How one check ended. ``severity`` is ``error`` or ``warn``; ``row_count`` counts faults, 0 is well.

    ``subject`` is what it is about (a language, an outlet), empty for a check as a whole.
    """

    name: str
    severity: str
    row_count: int
    message: str
    remedy: str
    subject: str = ""
    sample: Sequence[dict[str, Any]] = field(default=())

    @property
    def is_fault(self) -> bool:
        """Whether it makes the night red."""
        return self.severity == "error" and self.row_count > 0

    @property
    def fault(self) -> str:
        """For the run's row and the error that ends it."""
        if self.sample:
            return f"check {self.name} found {self.row_count} rows"
        return f"{self.name} {self.subject}: {self.message}" if self.subject else self.message

    @property
    def line(self) -> str:
        """For a log: what, how many, what to do if anything."""
        name = f"{self.name} {self.subject}".rstrip()
        if not self.row_count:
            return f"{name}: fine"
        return f"{name}: {self.row_count} ({self.severity}): {self.message}. Remedy: {self.remedy}."


def run_checks(connection: Connection) -> list[CheckResult]:
    """Run every check of `sql/checks`, each in a transaction of its own."""
    return [_run(connection, file) for file in read_folder(SQL_DIR / "checks")]


def _run(connection: Connection, file: SqlFile) -> CheckResult:
    header = _HEADER.match(file.text)
    if header is None:
        raise ConfigurationError(
            f"{file.path}: it has to begin with `-- severity: error. ...` or `warn`, then `-- remedy: ...`"
        )
    query = file.text.strip().removesuffix(";")
    with connection, connection.cursor() as cursor:
        cursor.execute(f"select to_jsonb(fault), count(*) over () from (\n{query}\n) as fault limit {_SAMPLE}")  # noqa: S608
        found = cursor.fetchall()
    severity, message, remedy = header.groups()
    count = found[0][1] if found else 0
    return CheckResult(file.name, severity, count, message.rstrip("."), remedy, sample=[row for row, _ in found])


def keep_results(connection: Connection, this_run: int, results: Sequence[CheckResult]) -> None:
    """Keep the results in ``ops.check_result``, in place of those that an earlier try had for the same checks.

    A subject that an earlier try found fault with and this one does not gets the count 0.
    """
    with connection, connection.cursor() as cursor:
        cursor.execute(
            """update ops.check_result set row_count = 0, sample = '[]', checked_at = now()
            where run_id = %s and check_name = any(%s)""",
            (this_run, [result.name for result in results]),
        )
        for result in results:
            cursor.execute(
                """insert into ops.check_result
                (run_id, check_name, subject, severity, row_count, message, remedy, sample)
                values (%s, %s, %s, %s, %s, %s, %s, %s) on conflict (run_id, check_name, subject) do update
                set severity = excluded.severity, row_count = excluded.row_count, message = excluded.message,
                    remedy = excluded.remedy, sample = excluded.sample, checked_at = now()""",
                (
                    this_run,
                    result.name,
                    result.subject,
                    result.severity,
                    result.row_count,
                    result.message,
                    result.remedy,
                    json.dumps(list(result.sample)),
                ),
            )


def known_before(connection: Connection, this_run: int) -> set[tuple[str, str]]:
    """What the last checked run before this one had already found: names and subjects of checks with faults."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            """select check_name, subject from ops.check_result
            where row_count > 0 and run_id = (select max(run_id) from ops.check_result where run_id < %s)""",
            (this_run,),
        )
        return set(cursor.fetchall())
