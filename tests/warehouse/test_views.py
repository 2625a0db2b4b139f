"""What analysts read: every view, the query of the README, and the data checks."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from psycopg2 import extensions
from psycopg2.extras import RealDictCursor

from etl.settings import PROJECT_ROOT
from etl.warehouse.incidents import merge_incidents
from etl.warehouse.reports import refresh_views
from tests.warehouse.conftest import TEXT, TITLE

CHECKS = sorted((PROJECT_ROOT / "sql" / "checks").glob("*.sql"))
QUERY = PROJECT_ROOT / "sql" / "queries" / "who_met_whom_this_month.sql"
QUOTE = TEXT.split(" - ")[1]


def ask(connection: extensions.connection, query: str) -> list[dict[str, Any]]:
    with connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(query)
        return [dict(row) for row in cursor.fetchall()]


def change(connection: extensions.connection, *statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_every_view_is_empty_on_an_empty_warehouse_and_the_query_too(warehouse: extensions.connection) -> None:
    views = [
        row["relname"]
        for row in ask(
            warehouse,
            "select relname from pg_class where relnamespace = 'report'::regnamespace and relkind in ('v', 'm')",
        )
    ]
    assert sorted(views) == sorted(path.stem for path in (PROJECT_ROOT / "sql" / "views").glob("*.sql"))
    for view in views:
        assert ask(warehouse, f"select * from report.{view}") == []  # noqa: S608 - names from the catalog
    assert ask(warehouse, QUERY.read_text(encoding="utf-8")) == []


def test_event_quotes_its_evidence_past_letters_outside_the_basic_plane(filled: extensions.connection) -> None:
    (event,) = ask(filled, "select * from report.event")
    assert event["evidence"] == QUOTE
    assert event["persons"] == "Asim Munir; Jane Doe"
    assert event["sectors"] == "defence; peacekeeping"
    assert (event["actor_party"], event["actor_name"], event["recipient_name"]) == ("PAK", "Pakistan", "Kazakhstan")
    assert (event["uri"], event["source"], event["record"]) == ("inbox/a.txt", "Wire", 0)


def test_an_incident_is_one_row_with_its_evidence(filled: extensions.connection) -> None:
    refresh_views(filled)
    (incident,) = ask(filled, "select * from report.incident")
    assert (incident["persons"], incident["person_ids"]) == ("Asim Munir; Jane Doe", [1])
    assert (incident["a_party"], incident["b_party"]) == ("KAZ", "PAK")
    assert (incident["actor_name"], incident["recipient_name"]) == ("Pakistan", "Kazakhstan")
    assert (incident["sectors"], incident["languages"]) == ("defence; peacekeeping", ["en"])
    assert (incident["events"], incident["articles"], incident["copies"], incident["outlets"]) == (1, 1, 0, 1)
    assert ask(filled, "select loaded_at from news.article") == [{"loaded_at": incident["first_loaded_at"]}]
    (evidence,) = ask(filled, "select * from report.incident_evidence")
    assert (evidence["incident_id"], evidence["joined_by"]) == (incident["incident_id"], "day")
    assert (evidence["evidence"], evidence["source"], evidence["uri"]) == (QUOTE, "Wire", "inbox/a.txt")
    (line,) = ask(filled, "select * from report.timeline")
    assert (line["evidence"], line["evidence_language"], line["evidence_title"]) == (QUOTE, "en", TITLE)
    assert line["tone"] == pytest.approx(0.2)
    assert {name: value for name, value in line.items() if name in incident} == incident


def test_dyad_counts_happenings_of_both_directions_as_one_pair(filled: extensions.connection) -> None:
    change(
        filled,
        """
        insert into news.event (
            article_id, number, type, quad_class, cameo, goldstein, actor_party, recipient_party, is_symmetric, status,
            event_date, date_text, date_precision, date_basis, evidence_start, evidence_end, confidence, rule,
            rules_version
        )
        select
            article_id, other.number, other.type, 3, '112', -2, 'KAZ', 'PAK', false, other.status, current_date,
            current_date::text, 'day', 'text', 0, 5, 1, 'x', '1'
        from news.article, (
            values
            (1, 'ACCUSE', 'occurred'), (2, 'ACCUSE', 'occurred'), (3, 'THREATEN', 'planned'),
            (4, 'REJECT', 'possible'), (5, 'SANCTION', 'denied')
        ) as other (number, type, status)
        """,
    )
    merge_anew(filled)
    assert refresh_views(filled) > 5
    for view in ("dyad", "dyad_day", "dyad_month"):
        (dyad,) = ask(filled, f"select * from report.{view}")  # noqa: S608 - names from above
        assert (dyad["a_party"], dyad["b_party"], dyad["a_name"]) == ("KAZ", "PAK", "Kazakhstan")
        assert (dyad["incidents"], dyad["cooperation"], dyad["conflict"], dyad["articles"]) == (2, 1, 1, 1)
        assert (dyad["verbal_cooperation"], dyad["verbal_conflict"]) == (1, 1)
        assert (dyad["planned"], dyad["possible"], dyad["denied"], dyad["outlets"]) == (1, 1, 1, 1)
        assert dyad["types"] == {"CONSULT": 1, "ACCUSE": 1}
        assert dyad["mean_goldstein"] == pytest.approx((1.9 - 2) / 2, abs=0.01)
        assert dyad["tone"] == pytest.approx(0.2)
    assert refresh_views(filled) == 0, "nothing changed since"


def test_the_other_views_show_what_is_there(filled: extensions.connection) -> None:
    refresh_views(filled)
    (language,) = ask(filled, "select * from report.article_by_language")
    assert (language["language_code"], language["articles"], language["events"]) == ("en", 1, 1)
    (agreement,) = ask(filled, "select * from report.agreement")
    assert (agreement["parties"], agreement["sectors"], agreement["evidence"]) == ("KAZ; PAK", "peacekeeping", QUOTE)
    persons = ask(filled, "select name, role_code, party_code, articles, surface from report.person order by name")
    assert [tuple(person.values()) for person in persons] == [
        ("Asim Munir", "military", "PAK", 1, "army chief"),
        ("Jane Doe", None, None, 1, None),
    ]
    (fault,) = ask(filled, "select * from report.quarantine")
    assert (fault["uri"], fault["record"], fault["reason_code"]) == ("inbox/b.txt", None, "empty")
    assert fault["run_key"] == "night"
    states = ask(filled, "select state, files from report.ledger order by state")
    assert [tuple(state.values()) for state in states] == [("loaded", 1), ("quarantined", 1)]
    (run,) = ask(filled, "select * from report.run")
    assert (run["run_key"], run["found"], run["seconds"]) == ("night", 2, 0.0)


def met_this_month(connection: extensions.connection) -> int:
    return len(ask(connection, QUERY.read_text(encoding="utf-8")))


def merge_anew(connection: extensions.connection) -> None:
    """Bring incidents up to date with events that a test has changed behind the loader's back."""
    change(
        connection,
        "update news.event set told_on = event_date",
        """insert into ops.unmerged (a_party, b_party, type, told_on)
        select distinct a_party, b_party, type, told_on from news.event""",
    )
    merge_incidents(connection)


def test_who_met_whom_this_month(filled: extensions.connection) -> None:
    refresh_views(filled)
    (meeting,) = ask(filled, QUERY.read_text(encoding="utf-8"))
    assert meeting == {
        "date_text": date.fromisoformat(meeting["date_text"]).isoformat(),
        "actor_party": "PAK",
        "mode": "visit",
        "recipient_party": "KAZ",
        "persons": "Asim Munir; Jane Doe",
        "place": "Astana, KAZ",
        "evidence": QUOTE,
    }


def _on(day: str, precision: str = "day") -> str:
    length = {"day": 10, "month": 7, "year": 4}[precision]
    return f"event_date = {day}, date_text = left(({day})::date::text, {length}), date_precision = '{precision}'"


@pytest.mark.parametrize(
    ("event", "found"),
    [
        (_on("date_trunc('month', current_date)"), 1),
        (_on("date_trunc('month', current_date) - interval '1 day'"), 0),
        (_on("date_trunc('month', current_date) + interval '1 month'"), 0),
        (_on("current_date - interval '1 year'"), 0),
        ('event_date = null, date_text = to_char(current_date, \'"--"MM"-23"\')', 1),
        ("event_date = null, date_text = to_char(current_date + interval '40 days', '\"--\"MM-DD')", 0),
        (_on("date_trunc('month', current_date)", "month"), 1),
        (_on("date_trunc('year', current_date)", "year"), 0),
        ("status = 'planned'", 0),
        ("status = 'denied'", 0),
        ("mode = 'phone'", 0),
    ],
)
def test_the_month_has_edges(filled: extensions.connection, event: str, found: int) -> None:
    change(filled, f"update news.event set {event}")  # noqa: S608 - statements from the list above
    merge_anew(filled)
    assert met_this_month(filled) == found


@pytest.mark.parametrize("check", CHECKS, ids=lambda path: path.stem)
def test_a_check_says_how_severe_it_is_and_is_silent_on_good_data(filled: extensions.connection, check: Path) -> None:
    text = check.read_text(encoding="utf-8")
    assert text.startswith(("-- severity: error. ", "-- severity: warn. "))
    assert ask(filled, text) == []


# Check -> what has to happen for it to speak; constraints that normally forbid it are taken away first.
FAULTS: dict[str, tuple[str, ...]] = {
    "article_language_undetermined": ("update news.article set language_code = 'und'",),
    "claim_left_behind": (
        """
        update ops.source_file
        set state = 'claimed', claim_id = 1, claimed_at = now(), lease_until = now(), finished_at = null
        where state = 'loaded'
        """,
    ),
    "correction_unmatched": (
        "select news.reject_event(event_id, 'no') from news.event",
        "update news.event set type = 'COOPERATE', mode = null",
    ),
    "event_date_unlike_text": ("update news.event set event_date = event_date + 1",),
    "event_in_the_future": (
        "update news.event set event_date = current_date + 9, date_text = (current_date + 9)::text",
    ),
    "event_party_fault": (
        "alter table news.event drop constraint ck_event_parties",
        "update news.event set recipient_party = actor_party",
    ),
    "event_type_unknown": (
        "delete from ref.event_type where type = 'CONSULT' and mode is null",
        "update news.event set mode = null",
    ),
    "event_without_incident": ("delete from news.incident_event",),
    "incident_without_event": ("delete from news.incident_event",),
    "evidence_outside_text": ("update news.event set evidence_end = evidence_end + 1",),
    "loaded_file_without_rows": ("delete from news.article",),
    "quarantined_file_without_reason": ("delete from ops.quarantine",),
    "rejected_event_in_incident": ("update news.event set is_rejected = true",),
    "salience_not_whole": ("update news.article_party set salience = 0.4",),
    "surface_differs_from_text": ("update news.mention set start_offset = start_offset - 1 where number = 1",),
}


@pytest.mark.parametrize("check", CHECKS, ids=lambda path: path.stem)
def test_a_check_finds_its_fault(filled: extensions.connection, check: Path) -> None:
    change(filled, *FAULTS[check.stem])
    assert len(ask(filled, check.read_text(encoding="utf-8"))) == 1
