"""The database side of reports: views of the schema ``report`` to rows, in one read-only snapshot."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TypeVar

import psycopg2
from psycopg2.errors import InsufficientPrivilege, InvalidSchemaName, QueryCanceled, UndefinedTable
from psycopg2.extensions import ISOLATION_LEVEL_REPEATABLE_READ, connection

from etl.errors import ConfigurationError, PassingError
from etl.reporting.rows import (
    AgreementRow,
    CheckRow,
    DyadRow,
    EventRow,
    LanguageRow,
    Listing,
    PersonRow,
    QuarantineRow,
    ReasonRow,
    Report,
    RunRow,
    StateRow,
    Status,
)

Row = TypeVar("Row")

_LANGUAGES = """
select language_name || ' (' || language_code || ')', articles, events
from report.article_by_language order by articles desc, language_code
"""
_DYADS = """
select a_name, b_name, incidents, cooperation, conflict, tone, count(*) over ()
from report.dyad order by incidents desc, a_party, b_party limit %(limit)s
"""
_EVENTS = """
select date_text, type, mode, status, actor_name, recipient_name, is_symmetric, persons, evidence, count(*) over ()
from report.event order by event_date desc nulls last, event_id limit %(limit)s
"""
_PERSONS = """
select
    name,
    string_agg(role_name || coalesce(' of ' || party_code, ''), '; ' order by articles desc, role_code, party_code),
    max(articles),
    count(*) over ()
from report.person group by person_id, name
order by max(articles) desc, count(role_code) desc, name, person_id limit %(limit)s
"""
_AGREEMENTS = """
select kind, status, title, parties, evidence, count(*) over ()
from report.agreement order by status_on desc nulls last, agreement_id limit %(limit)s
"""
_QUARANTINE = """
select uri, record, reason_code, detail, count(*) over ()
from report.quarantine order by quarantine_id desc limit %(limit)s
"""
_RUN_COLUMNS = "run_key, state, started_at, seconds, found, loaded, duplicates, quarantined, articles, events, detail"
_RUN = f"select {_RUN_COLUMNS} from report.run where run_key = %(run_key)s"  # noqa: S608  our own text
_RUNS = f"select {_RUN_COLUMNS} from report.run order by run_id desc limit %(limit)s"  # noqa: S608  our own text
_LEDGER = "select state, files, last_changed_at from report.ledger order by state"
_REASONS = """
select reason_code, count(*), (array_agg(uri order by quarantine_id desc))[1]
from report.quarantine group by reason_code order by count(*) desc, reason_code
"""
_CHECKS = """
select check_name, subject, severity, row_count, message, remedy
from report.check_result
where row_count > 0 and run_id = (select max(run_id) from report.check_result)
order by severity, check_name, subject
"""


def read_report(database_url: str, run_key: str | None, limit: int) -> Report:
    """What the warehouse holds: the first ``limit`` rows of each list, newest or most frequent first."""
    with snapshot(database_url) as database:
        runs = _rows(database, RunRow, _RUN, run_key=run_key)
        return Report(
            run=runs[0] if runs else None,
            languages=_rows(database, LanguageRow, _LANGUAGES),
            dyads=_listing(database, DyadRow, _DYADS, limit, "report.dyad"),
            events=_listing(database, EventRow, _EVENTS, limit, "report.event"),
            persons=_listing(database, PersonRow, _PERSONS, limit, "report.person"),
            agreements=_listing(database, AgreementRow, _AGREEMENTS, limit, "report.agreement"),
            quarantine=_listing(database, QuarantineRow, _QUARANTINE, limit, "report.quarantine"),
        )


def read_status(database_url: str, runs: int) -> Status:
    """The ledger by state, the last ``runs`` runs, the quarantine by reason, and what checks found."""
    with snapshot(database_url) as database:
        return Status(
            ledger=_rows(database, StateRow, _LEDGER),
            runs=_rows(database, RunRow, _RUNS, limit=runs),
            reasons=_rows(database, ReasonRow, _REASONS),
            checks=_rows(database, CheckRow, _CHECKS),
        )


@contextmanager
def snapshot(database_url: str) -> Iterator[connection]:
    """A read-only connection whose queries all see the same moment, so that counts and lists agree.

    Raises ConfigurationError when the server cannot be reached or holds no warehouse, PassingError when it goes away.
    """
    try:
        address = database_url.replace("postgresql+psycopg2://", "postgresql://", 1)
        database = psycopg2.connect(address, connect_timeout=10, client_encoding="UTF8", options="-c timezone=UTC")
    except psycopg2.Error as error:
        # The server's own words, which name host and user; libpq puts no password into them.
        raise ConfigurationError(f"the report cannot be read: {error}") from error
    with closing(database):
        database.set_session(ISOLATION_LEVEL_REPEATABLE_READ, readonly=True)
        try:
            yield database
        except (UndefinedTable, InvalidSchemaName) as error:
            raise ConfigurationError("the database holds no warehouse yet; `dyadwire db migrate` makes one") from error
        except InsufficientPrivilege as error:
            raise ConfigurationError(f"{error}; grant dyadwire_analyst to the user") from error
        except QueryCanceled as error:
            raise ConfigurationError(f"{error}; ask for less, or raise statement_timeout of the login") from error
        except psycopg2.OperationalError as error:
            raise PassingError(f"the connection was lost: {error}") from error


def _rows(database: connection, make: Callable[..., Row], query: str, **values: object) -> list[Row]:
    with database.cursor() as cursor:
        cursor.execute(query, values)
        return [make(*row) for row in cursor.fetchall()]


def _listing(database: connection, make: Callable[..., Row], query: str, limit: int, view: str) -> Listing[Row]:
    """The query's last column is the length of the whole list."""
    with database.cursor() as cursor:
        cursor.execute(query, {"limit": limit})
        rows = cursor.fetchall()
    return Listing(tuple(make(*row[:-1]) for row in rows), rows[0][-1] if rows else 0, view)
