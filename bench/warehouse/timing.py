"""How long views and queries take when they have been asked before."""

import statistics
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg2
from psycopg2.extensions import connection as Connection  # noqa: N812

from bench.warehouse.lists import QUESTIONS
from bench.warehouse.processor import processor_seconds
from etl.settings import PROJECT_ROOT

RUNS = 5  # of which the median counts, after one that warms up
_PATIENCE = 60  # seconds; what takes longer is noted as that
_SLOW = 2.0  # seconds; what takes longer is run twice only


@dataclass(frozen=True, slots=True)
class Timing:
    """``milliseconds`` to ask and fetch all ``rows``: median and ``fastest``; ``limit`` is what it may take.

    ``processor``: milliseconds that the server's and this process ran, of the run where it was least.
    ``fault`` says why it could not be asked.
    """

    name: str
    condition: str
    rows: int
    milliseconds: float
    fastest: float
    processor: float
    limit: int
    fault: str | None = None

    @property
    def is_slow(self) -> bool:
        """Whether it takes longer than it may."""
        return self.milliseconds > self.limit


def timings(connection: Connection, last_day: date, only: str = "") -> Iterator[Timing]:
    """Each report view as it is used, then each of the analysts' queries: those that have ``only`` in their names."""
    values = {"day": last_day, **QUESTIONS["values"], **_found(connection)}
    for view in views():
        for condition in QUESTIONS["views"].get(view, [""]):
            if only in view:
                yield _timed(connection, f"report.{view}", condition, _statement(view, condition), values)
    for condition in QUESTIONS["searches"]:
        if only in "search_articles" and _exists(connection, "search_articles"):
            statement = f"select * from report.search_articles({condition})"  # noqa: S608  # our own
            yield _timed(connection, "report.search_articles", condition, statement, values)
    for file in sorted((PROJECT_ROOT / "sql" / "queries").glob("*.sql")):
        if only in file.stem:
            yield _timed(connection, f"queries/{file.stem}", "", file.read_text(encoding="utf-8"), None)


def _found(connection: Connection) -> dict[str, Any]:
    """Keys to ask for that only this warehouse knows."""
    found = {}
    with connection, connection.cursor() as cursor:
        for name, query in QUESTIONS["found"].items():
            cursor.execute(query, QUESTIONS["values"])
            found[name] = (cursor.fetchone() or (None,))[0]
    return found


def views() -> list[str]:
    """Names of the report views, as their files have them."""
    return sorted(file.stem for file in (PROJECT_ROOT / "sql" / "views").glob("*.sql"))


def _statement(view: str, condition: str) -> str:
    """All rows of a view, or those of a condition; ``count`` for how many there are in all."""
    if condition == "count":
        return f"select count(*) from report.{view}"  # noqa: S608  # our own
    return f"select * from report.{view} {condition}"  # noqa: S608  # our own


def _timed(
    connection: Connection, name: str, condition: str, statement: str, values: Mapping[str, Any] | None
) -> Timing:
    took: list[float] = []
    ran: list[float] = []
    rows, fault = 0, None
    while len(took) <= (RUNS if not took or took[0] < _SLOW else 1):
        start, running = time.perf_counter(), processor_seconds(connection)
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(f"set local statement_timeout = '{_PATIENCE}s'")
                cursor.execute(statement, values)
                rows = len(cursor.fetchall())
        except psycopg2.errors.QueryCanceled:
            took = [_PATIENCE] * 2
            break
        except psycopg2.ProgrammingError as error:  # a view that has changed is no reason to lose the other figures
            took, fault = [0, 0], " ".join(str(error).split())
            break
        took.append(time.perf_counter() - start)
        ran.append(processor_seconds(connection) - running)
    name_alone = name.split(".")[-1]
    limit = QUESTIONS["limits"]["brief" if name_alone in QUESTIONS["brief"] else "others"]
    return Timing(name, condition, rows, statistics.median(took[1:]) * 1000, min(took[1:]) * 1000,
                  min(ran[1:], default=0) * 1000, limit, fault)  # fmt: skip


def _exists(connection: Connection, function: str) -> bool:
    with connection, connection.cursor() as cursor:
        cursor.execute("select exists (select from pg_proc where proname = %s)", (function,))
        return cursor.fetchone() == (True,)
