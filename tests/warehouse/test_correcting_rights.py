"""Who may correct: analysts through the functions alone, the loader too, nobody else; and several at once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import psycopg2
import pytest
from psycopg2 import extensions

from etl.warehouse import incidents as merging
from etl.warehouse.database import connect
from etl.warehouse.incidents import merge_incidents
from etl.warehouse.persons import link_persons
from tests.warehouse.builders import fetch, load, load_one
from tests.warehouse.correcting import call, check, event_of, events, login, refusal, reload, told_again
from tests.warehouse.test_incidents import article, summary

A, B = article("a"), article("b", language="ru")

FORBIDDEN = (
    "select * from news.event", "select * from news.correction", "select * from news.corrected_fact",
    "update news.event set is_rejected = true", "insert into news.correction (said) values ('{}')",
    "delete from news.correction", "select * from ops.unmerged", "select ops.apply_corrections('{1}')",
    "select ops.correct_event(1, 'reject_event', null, null, 'x')", "select ops.reject_agreements('{1}')",
    "create table news.own (x int)", "create function news.own() returns int language sql as 'select 1'",
    "alter table news.event disable trigger all", "set role dyadwire_loader",
)  # fmt: skip


def _forbid(connection: extensions.connection, *statements: str) -> None:
    for statement in statements:
        with pytest.raises(psycopg2.errors.InsufficientPrivilege), connection, connection.cursor() as cursor:
            cursor.execute(statement)


def test_an_analyst_corrects_by_the_functions_and_touches_no_table(
    warehouse: extensions.connection, any_database_url: str
) -> None:
    load(warehouse, [A, B])
    merge_incidents(warehouse)
    link_persons(warehouse)
    ((person,),) = fetch(warehouse, "select person_id from news.person")
    with login(any_database_url, "dyadwire_analyst") as analyst:
        ((number,),) = fetch(analyst, "select event_id from report.event where title = 'a'")
        made = call(analyst, "set_event_status", number, "denied", "a reason")
        call(analyst, "set_event_date", number, "2026-01", "a reason")
        call(analyst, "set_event_party", number, "actor", "UZB", "a reason")
        call(analyst, "reject_event", number, "a reason")
        assert fetch(analyst, "select distinct event_id, corrected_by from report.correction") == [
            (number, "test_analyst")]  # fmt: skip
        assert "the same person" in refusal(analyst, "merge_persons", person, person, "a reason")
        assert "there is no alias 0" in refusal(analyst, "part_persons", 0, 1, "a reason")
        assert "there is no agreement 0" in refusal(analyst, "reject_agreement", 0, "a reason")
        call(analyst, "undo_correction", made, "another reason")
        assert fetch(analyst, "select undone_by, undone_why from report.correction where state = 'undone'") == [
            ("test_analyst", "another reason")]  # fmt: skip
        _forbid(analyst, *FORBIDDEN)
    assert fetch(warehouse, "select session_user <> 'test_analyst'") == [(True,)]


def test_a_search_path_of_the_callers_own_leads_nowhere(
    warehouse: extensions.connection, any_database_url: str
) -> None:
    """A table of the analyst's in the way of the function's: temporary ones come first where a path is not pinned."""
    load(warehouse, [A])
    with login(any_database_url, "dyadwire_analyst") as analyst:
        fetch(analyst, "create temp table event (event_id bigint); select 1")
        fetch(analyst, "create function pg_temp.now() returns timestamptz language sql as 'select null::timestamptz';"
                       " select 1")  # fmt: skip
        fetch(analyst, "set search_path = pg_temp, news; select 1")
        call(analyst, "reject_event", event_of(warehouse, "a"), "a reason")
    assert fetch(warehouse, "select is_rejected from news.event") == [(True,)]
    pinned = fetch(
        warehouse,
        """select proname, proconfig from pg_proc where pronamespace in ('news'::regnamespace, 'ops'::regnamespace)
        and prosecdef""",
    )
    assert len(pinned) == 12
    assert all("search_path=pg_catalog, pg_temp" in str(config) for _, config in pinned)


def test_nobody_else_may_call_them(warehouse: extensions.connection) -> None:
    open_to_all = fetch(
        warehouse,
        """select oid::regprocedure from pg_proc where pronamespace = 'news'::regnamespace
        and (proacl is null or exists (select from aclexplode(proacl) as a where a.grantee = 0))""",
    )
    assert open_to_all == []


def test_the_loader_applies_them_and_changes_none(warehouse: extensions.connection, any_database_url: str) -> None:
    load(warehouse, [A, B])
    call(warehouse, "reject_event", event_of(warehouse, "a"), "no")
    with login(any_database_url, "dyadwire_loader") as loader:
        reload(loader, told_again(A))
        assert [row[-2] for row in events(loader)] == [True, False]
        merge_incidents(loader)
        link_persons(loader)
        _forbid(loader, "update news.correction set undone_why = 'x'", "delete from news.correction",
                "truncate news.correction", "insert into news.correction (said) values ('{}')")  # fmt: skip
        call(loader, "undo_correction", 1, "no")
    assert summary(warehouse) == [("2026-01-01", "visit", "occurred", 1, 1, 1, ["ru"])]


def test_a_correction_while_a_merging_goes_on_is_not_lost(
    any_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is made after the merging has read the events, and neither waits for the other."""
    read = merging._tellings
    with closing(connect(any_database_url)) as one, closing(connect(any_database_url)) as other:
        load(one, [A, B])
        made: list[int] = []

        def read_then_correct(cursor: extensions.cursor) -> object:
            found = read(cursor)
            if not made:
                made.append(call(other, "set_event_party", event_of(other, "a"), "actor", "UZB", "no"))
            return found

        monkeypatch.setattr(merging, "_tellings", read_then_correct)
        merge_incidents(one)
        assert fetch(one, "select a_party, b_party, events, languages from news.incident order by 2") == [
            ("KAZ", "PAK", 1, ["ru"]), ("KAZ", "UZB", 1, ["en"])]  # fmt: skip
        for name in ("event_without_incident", "incident_without_event"):
            assert check(one, name) == []
        assert fetch(one, "select 1 from ops.unmerged") == []


def test_an_analyst_who_leaves_a_correction_open_does_not_hold_up_the_night(any_database_url: str) -> None:
    with closing(connect(any_database_url)) as one, closing(connect(any_database_url)) as analyst:
        load(one, [A, B])
        merge_incidents(one)
        number = event_of(analyst, "a")
        with analyst.cursor() as cursor:
            cursor.execute("select news.reject_event(%s, 'no')", (number,))  # and no commit
            fetch(one, "set statement_timeout = '5s'; select 1")
            load_one(one, article("c"))
            merge_incidents(one)
            link_persons(one)
            assert [row[3] for row in summary(one)] == [3]
        analyst.commit()
        merge_incidents(one)
        assert [row[3] for row in summary(one)] == [2]


def test_corrections_of_one_article_at_once_all_hold(any_database_url: str) -> None:
    """Eight at a time on two events, and undoing among them: none is lost, nobody ends in a deadlock."""
    with closing(connect(any_database_url)) as connection:
        load(connection, [told_again(A, ahead=1)])
        numbers = [number for (number,) in fetch(connection, "select event_id from news.event order by number")]
        start = threading.Barrier(8)

        def work(turn: int) -> None:
            with closing(connect(any_database_url)) as own:
                start.wait(30)
                for n in range(5):
                    made = call(own, "set_event_date", numbers[(turn + n) % 2], f"20{turn}{n}", "no")
                    if n % 2:
                        call(own, "undo_correction", made, "no")

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(work, range(8)))
        assert fetch(connection, "select state, count(*) from report.correction group by 1 order by 1") == [
            ("in_force", 24), ("undone", 16)]  # fmt: skip
        latest = fetch(
            connection,
            """select distinct on (event_id) event_id, value from report.correction where state = 'in_force'
            order by event_id, correction_id desc""",
        )
        assert fetch(connection, "select event_id, date_text from news.event order by 1") == latest


def test_an_undoing_while_the_article_is_loaded_anew_reaches_it(any_database_url: str) -> None:
    """The loader has applied the correction and not committed yet: undoing waits, and finds the new event."""
    with (
        closing(connect(any_database_url)) as loader,
        closing(connect(any_database_url)) as analyst,
        ThreadPoolExecutor(1) as pool,
    ):
        load(loader, [A])
        made = call(loader, "reject_event", event_of(loader, "a"), "no")
        fetch(loader, "delete from news.article returning 1")
        with loader.cursor() as cursor:
            _store_uncommitted(cursor)
            cursor.execute("select is_rejected from news.event")
            assert cursor.fetchall() == [(True,)]
            undone = pool.submit(call, analyst, "undo_correction", made, "yes")
            with pytest.raises(TimeoutError):
                undone.result(1)
        loader.commit()
        assert undone.result(10) == made
        assert [row[-2] for row in events(loader)] == [False]


def _store_uncommitted(cursor: extensions.cursor) -> None:
    from etl.warehouse.loader import _store

    cursor.execute("select source_file_id from ops.source_file")
    ((file,),) = cursor.fetchall()
    _store(cursor, [(file, found) for found in A.extractions], {file: "0" * 64})
