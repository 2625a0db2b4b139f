"""Corrections of events and agreements: made by one call, there for good, taken back by one call."""

import re
from contextlib import closing
from dataclasses import replace
from datetime import date

import psycopg2
import pytest
from psycopg2 import extensions

from etl.warehouse.agreements import merge_agreements
from etl.warehouse.database import connect
from etl.warehouse.incidents import merge_incidents
from tests.conftest import temporary_database
from tests.warehouse.builders import BuiltFile, build, facts, fetch, incidents, load
from tests.warehouse.correcting import call, check, event_of, events, refusal, reload, told_again
from tests.warehouse.test_incidents import article, summary

A, B = article("a"), article("b", language="ru")


def pairs(connection: extensions.connection) -> list[tuple[object, ...]]:
    return fetch(connection, "select a_party, b_party, date_text, status, events from news.incident order by 1, 2, 3")


def test_a_rejected_event_is_in_no_incident_and_no_report(warehouse: extensions.connection) -> None:
    load(warehouse, [A, B])
    merge_incidents(warehouse)
    made = call(warehouse, "reject_event", event_of(warehouse, "a"), "it is about another visit")
    assert fetch(warehouse, "select title from news.event join news.article using (article_id) where is_rejected") == [
        ("a",)]  # fmt: skip
    assert fetch(warehouse, "select title from report.event") == [("b",)]
    assert merge_incidents(warehouse) == 1
    assert summary(warehouse) == [("2026-01-01", "visit", "occurred", 1, 1, 1, ["ru"])]
    call(warehouse, "undo_correction", made, "it is that visit after all")
    assert merge_incidents(warehouse) == 1
    assert summary(warehouse) == [("2026-01-01", "visit", "occurred", 2, 2, 1, ["en", "ru"])]


def test_an_incident_of_nothing_but_rejected_events_goes(warehouse: extensions.connection) -> None:
    load(warehouse, [A])
    merge_incidents(warehouse)
    call(warehouse, "reject_event", event_of(warehouse, "a"), "no")
    assert merge_incidents(warehouse) == 1
    assert summary(warehouse) == []


def test_a_party_put_right_moves_the_event_to_the_other_pair(warehouse: extensions.connection) -> None:
    load(warehouse, [A, B])
    merge_incidents(warehouse)
    made = call(warehouse, "set_event_party", event_of(warehouse, "a"), "actor", "UZB", "Uzbekistan's army chief")
    merge_incidents(warehouse)
    assert pairs(warehouse) == [
        ("KAZ", "PAK", "2026-01-01", "occurred", 1), ("KAZ", "UZB", "2026-01-01", "occurred", 1)]  # fmt: skip
    call(warehouse, "undo_correction", made, "Pakistan's, I misread")
    merge_incidents(warehouse)
    assert pairs(warehouse) == [("KAZ", "PAK", "2026-01-01", "occurred", 2)]


def test_the_other_sides_party_turns_an_event_round(warehouse: extensions.connection) -> None:
    load(warehouse, [A])
    merge_incidents(warehouse)
    call(warehouse, "set_event_party", event_of(warehouse, "a"), "actor", "KAZ", "the president went to Islamabad")
    merge_incidents(warehouse)
    assert fetch(warehouse, "select actor_party, recipient_party from news.incident") == [("KAZ", "PAK")]
    # Rules that have learnt it are not turned round once more.
    reload(warehouse, told_again(A, actor="KAZ", recipient="PAK"))
    assert [row[2:4] for row in events(warehouse)] == [("KAZ", "PAK")]


DATES = (
    ("2026-02-28", date(2026, 2, 28), "day"), ("2026-02", date(2026, 2, 1), "month"), ("--02-29", None, "day"),
    ("2025", date(2025, 1, 1), "year"), ("--02", None, "month"), (None, None, None),
)  # fmt: skip


def test_a_date_put_right_has_its_precision(warehouse: extensions.connection) -> None:
    load(warehouse, [A])
    merge_incidents(warehouse)
    before = events(warehouse)
    for text, day, precision in DATES:
        made = call(warehouse, "set_event_date", event_of(warehouse, "a"), text, "the last paragraph")
        basis, told_on = ("text", day) if text else (None, date(2026, 1, 2))  # else the day of publication
        assert [row[5:10] for row in events(warehouse)] == [(text, precision, basis, day, told_on)]
        merge_incidents(warehouse)
        assert fetch(warehouse, "select date_text, events from news.incident") == [(text or "2026-01-02", 1)]
        for name in ("event_date_unlike_text", "event_without_incident", "incident_without_event"):
            assert check(warehouse, name) == []
        call(warehouse, "undo_correction", made, "no")
        assert events(warehouse) == before


def test_a_status_put_right_says_under_which_day_it_is_merged(warehouse: extensions.connection) -> None:
    undated = article("undated", day=None)
    load(warehouse, [undated])
    merge_incidents(warehouse)
    assert pairs(warehouse) == [("KAZ", "PAK", "2026-01-02", "occurred", 1)]
    made = call(warehouse, "set_event_status", event_of(warehouse, "undated"), "planned", "'will'")
    merge_incidents(warehouse)
    assert pairs(warehouse) == [("KAZ", "PAK", "", "planned", 1)]
    call(warehouse, "undo_correction", made, "no")
    merge_incidents(warehouse)
    assert pairs(warehouse) == [("KAZ", "PAK", "2026-01-02", "occurred", 1)]


def test_of_two_corrections_the_later_wins_and_each_is_undone_by_itself(warehouse: extensions.connection) -> None:
    load(warehouse, [A])
    (said,) = events(warehouse)
    number = event_of(warehouse, "a")
    first = call(warehouse, "set_event_status", number, "planned", "one")
    second = call(warehouse, "set_event_status", number, "possible", "two")
    third = call(warehouse, "set_event_party", number, "recipient", "UZB", "three")
    assert [row[2:5] for row in events(warehouse)] == [("PAK", "UZB", "possible")]
    call(warehouse, "undo_correction", second, "no")
    assert [row[2:5] for row in events(warehouse)] == [("PAK", "UZB", "planned")]
    call(warehouse, "undo_correction", first, "no")
    assert [row[2:5] for row in events(warehouse)] == [("PAK", "UZB", "occurred")]
    call(warehouse, "undo_correction", third, "no")
    assert events(warehouse) == [said]
    assert fetch(warehouse, "select state, undone_why from report.correction order by correction_id") == [
        ("undone", "no")] * 3  # fmt: skip


def test_corrections_outlast_a_reprocessing(warehouse: extensions.connection) -> None:
    other = article("other")
    load(warehouse, [A, B, other])
    number = event_of(warehouse, "a")
    call(warehouse, "set_event_status", number, "denied", "the headline")
    call(warehouse, "set_event_date", number, "2026-01-05", "the last line")
    call(warehouse, "reject_event", event_of(warehouse, "b"), "no")
    reload(warehouse, told_again(A, ahead=2, confidence=0.5), told_again(B, ahead=1))
    assert [row[:6] for row in events(warehouse) if not row[-2]] == [
        ("a", 0, "PAK", "KAZ", "occurred", "2026-01-01"), ("a", 1, "PAK", "KAZ", "occurred", "2026-01-01"),
        ("a", 2, "PAK", "KAZ", "denied", "2026-01-05"), ("b", 0, "PAK", "KAZ", "occurred", "2026-01-01"),
        ("other", 0, "PAK", "KAZ", "occurred", "2026-01-01"),
    ]  # fmt: skip
    assert fetch(warehouse, "select distinct state, count(*) from report.correction group by 1") == [("in_force", 3)]
    assert fetch(warehouse, "select count(distinct event_id) from report.correction where event_id <> %s", number) == [
        (2,)
    ]


def test_what_nothing_tells_any_more_is_unmatched_and_stays(warehouse: extensions.connection) -> None:
    load(warehouse, [A])
    call(warehouse, "reject_event", event_of(warehouse, "a"), "no")
    assert check(warehouse, "correction_unmatched") == []
    reload(warehouse, told_again(A, mode="meet"))
    assert [row[-2] for row in events(warehouse)] == [False]
    assert fetch(warehouse, "select state, event_id, title from report.correction") == [("unmatched", None, "a")]
    assert len(check(warehouse, "correction_unmatched")) == 1
    reload(warehouse, told_again(A))
    assert [row[-2] for row in events(warehouse)] == [True]


def test_a_party_that_new_rules_find_is_no_longer_put_right(warehouse: extensions.connection) -> None:
    load(warehouse, [A])
    call(warehouse, "set_event_party", event_of(warehouse, "a"), "actor", "UZB", "no")
    reload(warehouse, told_again(A, actor="UZB"))
    assert [row[2:4] for row in events(warehouse)] == [("UZB", "KAZ")]
    assert fetch(warehouse, "select state from report.correction") == [("in_force",)]
    # Turned round by new rules, the party that was wrong is put right all the same.
    reload(warehouse, told_again(A, actor="KAZ", recipient="PAK"))
    assert [row[2:4] for row in events(warehouse)] == [("UZB", "KAZ")]


def test_of_events_in_the_same_words_only_the_one_meant_is_rejected(warehouse: extensions.connection) -> None:
    twice = build(1, size=2)  # two visits of one sentence, of another day each
    load(warehouse, [BuiltFile("twice", (twice,))])
    ((number,),) = fetch(warehouse, "select event_id from news.event where date_text = '2026-02'")
    call(warehouse, "reject_event", number, "no")
    reload(warehouse, BuiltFile("twice", (twice,)))
    assert [row[5] for row in events(warehouse) if row[-2]] == ["2026-02"]
    reload(warehouse, BuiltFile("twice", (replace(twice, events=twice.events[:1]),)))
    assert [row[-2] for row in events(warehouse)] == [False]


def test_events_that_nothing_tells_apart_are_not_corrected_at_random(warehouse: extensions.connection) -> None:
    found = build(1)
    twins = replace(found, events=found.events * 2)
    load(warehouse, [BuiltFile("twins", (twins,))])
    (first,), (second,) = fetch(warehouse, "select event_id from news.event order by number")
    assert "cannot be told from another" in refusal(warehouse, "reject_event", second, "no")
    call(warehouse, "reject_event", first, "no")
    assert [row[-2] for row in events(warehouse)] == [True, False]


def test_a_rejected_agreement_is_no_instrument(warehouse: extensions.connection) -> None:
    found = build(1)
    load(warehouse, [BuiltFile("a", (found,))])
    merge_agreements(warehouse)
    ((number,),) = fetch(warehouse, "select article_agreement_id from news.article_agreement")
    made = call(warehouse, "reject_agreement", number, "a treaty of 1992, only cited")
    assert "is rejected already" in refusal(warehouse, "reject_agreement", number, "again")
    merge_agreements(warehouse)
    assert fetch(warehouse, "select 1 from report.agreement") == []
    reload(warehouse, BuiltFile("a again", (found,)))
    merge_agreements(warehouse)
    assert fetch(warehouse, "select 1 from report.agreement") == []
    assert fetch(
        warehouse, "select state, article_agreement_id > %s from report.correction", number
    ) == [("in_force", True)]  # fmt: skip
    call(warehouse, "undo_correction", made, "no")
    merge_agreements(warehouse)
    assert len(fetch(warehouse, "select 1 from report.agreement")) == 1


REFUSED = (
    ("reject_event", (0, "no"), "there is no event 0.*report.event"),
    ("reject_event", (None, "no"), "there is no event null"),
    ("reject_event", ("own", " \n"), "needs a reason"),
    ("reject_event", ("own", None), "needs a reason"),
    ("set_event_party", ("own", "host", "UZB", "no"), "'host' is no side.*actor or recipient"),
    ("set_event_party", ("own", None, "UZB", "no"), "NULL is no side"),
    ("set_event_party", ("own", "actor", "UZ", "no"), "no party 'UZ'.*ref.party"),
    ("set_event_party", ("own", "actor", None, "no"), "no party NULL"),
    ("set_event_party", ("own", "actor", "PAK", "no"), "the actor of event .* is PAK already"),
    ("set_event_status", ("own", "rumoured", "no"), "'rumoured' is no status.*occurred"),
    ("set_event_status", ("own", None, "no"), "NULL is no status"),
    ("set_event_status", ("own", "occurred", "no"), "the status of event .* is occurred already"),
    ("set_event_date", ("own", "1 January", "no"), "'1 January' is no date.*2025-04-23"),
    ("set_event_date", ("own", "2026-02-30", "no"), "'2026-02-30' is no date"),
    ("set_event_date", ("own", "2025-02-29", "no"), "'2025-02-29' is no date"),
    ("set_event_date", ("own", "--13", "no"), "'--13' is no date"),
    ("set_event_date", ("own", "0000", "no"), "'0000' is no date"),
    ("set_event_date", ("own", "2026-01-01", "no"), "the date of event .* is 2026-01-01 already"),
    ("reject_agreement", (0, "no"), "there is no agreement 0"),
    ("reject_agreement", (0, ""), "needs a reason"),
    ("undo_correction", (0, "no"), "there is no correction 0"),
    ("undo_correction", (1, ""), "needs a reason"),
)


def test_wrong_arguments_are_told_with_the_remedy(filled: extensions.connection) -> None:
    fetch(filled, "update news.event set date_text = '2026-01-01', event_date = '2026-01-01' returning 1")
    ((own,),) = fetch(filled, "select event_id from news.event")
    for function, arguments, said in REFUSED:
        found = refusal(filled, function, *(own if argument == "own" else argument for argument in arguments))
        assert re.search(said, found), (function, arguments, found)
    assert fetch(filled, "select count(*) from news.correction") == [(0,)]


def test_what_is_done_twice_is_told(filled: extensions.connection) -> None:
    ((number,),) = fetch(filled, "select event_id from news.event")
    made = call(filled, "reject_event", number, "no")
    assert "is rejected already" in refusal(filled, "reject_event", number, "no")
    call(filled, "undo_correction", made, "yes")
    assert "was undone by" in refusal(filled, "undo_correction", made, "yes")
    assert made < call(filled, "reject_event", number, "no")


LOSSES = (
    "delete from news.correction", "truncate news.correction", "update news.correction set reason = 'other'",
    "update news.correction set undone_by = 'x', undone_at = now(), undone_why = 'x', value = 'x'",
)  # fmt: skip


def test_nothing_of_a_correction_is_ever_lost(filled: extensions.connection) -> None:
    ((number,),) = fetch(filled, "select event_id from news.event")
    call(filled, "reject_event", number, "no")
    for change in LOSSES:
        with filled.cursor() as cursor, pytest.raises(psycopg2.errors.IntegrityError, match="kept as they were made"):
            cursor.execute(change)
    assert fetch(filled, "select count(*) from news.correction where undone_at is null") == [(1,)]


def test_corrected_then_loaded_or_loaded_then_corrected_is_the_same(server: object) -> None:
    """Whether the other articles come before the corrections or after, and whether all is loaded anew in between."""
    first = [A, article("undated", day=None)]
    rest = [B, article("later", day="2026-01-20", published="2026-01-21"), article("after", day=None)]
    seen = []
    for turn in range(4):
        with temporary_database(server) as url, closing(connect(url)) as connection:  # type: ignore[arg-type]
            load(connection, first + rest if turn % 2 else first)
            if turn > 1:
                merge_incidents(connection)
            call(connection, "set_event_date", event_of(connection, "a"), "2026-01-20", "no")
            call(connection, "set_event_status", event_of(connection, "undated"), "planned", "no")
            call(connection, "set_event_party", event_of(connection, "undated"), "actor", "UZB", "no")
            if turn % 2 == 0:
                merge_incidents(connection)
                load(connection, rest)
            if turn == 3:
                reload(connection, *first)
            merge_incidents(connection)
            seen.append((facts(url), incidents(url)))
    assert all(found == seen[0] for found in seen)
    assert len(seen[0][1]) == 3
