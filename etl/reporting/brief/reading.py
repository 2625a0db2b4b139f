"""A brief read from the views of the schema ``report``, in one read-only snapshot.

The night's incidents are read twice: what their order of importance needs of all of them, then sentences and persons of
those that the page has room for, because these cost the most.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from heapq import nsmallest
from typing import Any

from psycopg2.extensions import connection
from psycopg2.extras import RealDictCursor

from etl.reporting.brief import queries
from etl.reporting.brief.content import (
    Agreement,
    Brief,
    Change,
    Day,
    Figures,
    Incident,
    LanguageDay,
    Night,
    Pair,
    Period,
    Scope,
    WeekCell,
)
from etl.reporting.brief.ranking import importance
from etl.reporting.brief.rows import Names, Run, Told, agreement, incident
from etl.reporting.brief.wording import word

ROOM = 100  # incidents of the night on the page
PERIOD = timedelta(days=91)  # of the charts: thirteen weeks
RECENT = timedelta(days=14)  # visits made, agreements
UNDATED = 20  # undated visits of the night
CHANGES = timedelta(days=28)
COVERAGE = timedelta(days=56)  # a habit of 28 days, and a silence as long

_HAPPENED = ("occurred", "ongoing")
_PENDING = ("planned", "possible")
_VISITING = ("visit", "meet", "multilateral")


def read_brief(database: connection, day: date, scope: Scope) -> Brief:
    """What the warehouse knows for the brief of ``day``; ``database`` is a snapshot."""
    names = Names(dict(_rows(database, queries.PARTIES)), dict(_rows(database, queries.SECTORS)))
    asked: dict[str, Any] = {"a": None, "b": None, "day": day}
    asked |= dict(zip(("a", "b"), scope.codes, strict=False))
    night = _night(database, day)
    told = [Told(*row) for row in _rows(database, queries.NIGHT, **asked, since=night.since, until=night.until)]
    most_important = nsmallest(ROOM, told, key=lambda row: (-importance(row), row.incident_id))
    known, pairs = _reached(database, asked, queries.PAIRS, queries.LAST_KNOWN)
    dated, days = _reached(database, asked, queries.DAYS, queries.LAST_DATED)
    return Brief(
        day=day,
        scope=scope,
        night=night,
        known=known,
        dated=dated,
        figures=_figures(told),
        news=_in_full(database, [row.incident_id for row in most_important], names),
        pairs=[Pair(a, b, names.party(a), names.party(b), *counts) for a, b, *counts, _ in pairs],
        cells=_cells(database, scope, asked | {"first": known.first, "last": known.last}, names),
        timeline=[Day(row[0], tuple(row[1:5]), row[5]) for row in days],
        undated=pairs[0][-1] if pairs else 0,
        visits=_visits(database, asked, told, names),
        agreements=_agreements(database, asked, night, names),
        changes=[Change(*row) for row in _rows(database, queries.CHANGES, **asked, first=day - CHANGES)],
        coverage=[LanguageDay(*row) for row in _rows(database, queries.COVERAGE, first=day - COVERAGE, last=day)],
        undated_articles=_rows(database, queries.UNDATED_ARTICLES)[0][0],
    )


def _night(database: connection, day: date) -> Night:
    """What ``report.news_since_yesterday`` was on that day; where nothing ran, from the beginning of the day before."""
    until = datetime.combine(day, time.min, UTC) + timedelta(days=1)
    eve = until - timedelta(days=2)
    since = _rows(database, queries.SINCE, eve=eve, until=until)[0][0] or eve
    runs = [Run(*row) for row in _rows(database, queries.LAST_RUN, since=since, until=until)]
    if not runs:
        return Night(since, until)
    run = runs[0]
    return Night(since, until, run.run_key, run.state, run.loaded, run.quarantined, run.articles)


def _reached(database: connection, asked: dict[str, Any], query: str, last: str) -> tuple[Period, list[Any]]:
    """Rows of the thirteen weeks to the day; where there are none, of those to the last day before that has any."""
    day: date = asked["day"]
    period = Period(day - PERIOD + timedelta(days=1), day)
    rows = _rows(database, query, **asked, first=period.first, last=period.last)
    if not rows and (end := _rows(database, last, **asked)[0][0]) is not None:
        period = Period(end - PERIOD + timedelta(days=1), end, is_shifted=True)
        rows = _rows(database, query, **asked, first=period.first, last=period.last)
    return period, rows


def _figures(told: Sequence[Told]) -> Figures:
    happened = Counter(row.quad_class <= 2 for row in told if row.status in _HAPPENED)
    return Figures(
        incidents=len(told),
        cooperation=happened[True],
        conflict=happened[False],
        pending=sum(row.status in _PENDING for row in told),
        denied=sum(row.status == "denied" for row in told),
        pairs=len({(row.a_party, row.b_party) for row in told}),
        languages=len({language for row in told for language in row.languages}),
    )


def _in_full(database: connection, keys: Sequence[int], names: Names) -> list[Incident]:
    """The incidents with sentences and persons, in the order of their keys."""
    with database.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(queries.IN_FULL, {"ids": list(keys)})
        found = {row["incident_id"]: incident(row, names) for row in cursor.fetchall()}
    return [found[key] for key in keys]


def _cells(database: connection, scope: Scope, asked: dict[str, Any], names: Names) -> list[WeekCell]:
    """By partner for one party, by type of incident for a pair; none for all countries."""
    if not scope.codes:
        return []
    if len(scope.codes) == 1:
        return [WeekCell(names.party(row), *rest) for row, *rest in _rows(database, queries.PARTNER_WEEKS, **asked)]
    return [WeekCell(word("types", row), *rest) for row, *rest in _rows(database, queries.TYPE_WEEKS, **asked)]


def _visits(database: connection, asked: dict[str, Any], told: Sequence[Told], names: Names) -> list[Incident]:
    """Planned from the day on and made in the two weeks to it, by date; then undated ones of the night."""
    dated = _rows(database, queries.VISITS, **asked, first=asked["day"] - RECENT + timedelta(days=1))
    undated = [
        row
        for row in told
        if row.incident_date is None and row.type == "CONSULT" and row.mode in _VISITING and row.status != "denied"
    ]
    undated.sort(key=lambda row: (-importance(row), row.incident_id))
    return _in_full(database, [*(key for (key,) in dated), *(row.incident_id for row in undated[:UNDATED])], names)


def _agreements(database: connection, asked: dict[str, Any], night: Night, names: Names) -> list[Agreement]:
    asked = asked | {"since": night.since, "until": night.until, "first": asked["day"] - RECENT + timedelta(days=1)}
    with database.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(queries.AGREEMENTS, asked)
        return [agreement(row, names) for row in cursor.fetchall()]


def _rows(database: connection, query: str, **values: object) -> list[Any]:
    with database.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
