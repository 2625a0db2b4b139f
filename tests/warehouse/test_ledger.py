"""The ledger on real servers: what is new, what is a duplicate, who may work on what."""

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from psycopg2 import extensions

from etl.warehouse import ledger, runs
from etl.warehouse.claims import claiming, tried_files
from etl.warehouse.database import connect
from etl.warehouse.ledger import NewFile
from etl.warehouse.loader import Loaded, load_portion
from tests.warehouse.builders import LEASE, BuiltFile, build, enter, fetch, results_of, states

NOW = datetime(2026, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)
LATER = NOW + timedelta(seconds=1)
EVERYTHING = (0, 2**40)


@pytest.fixture
def database_url(any_database_url: str) -> str:
    """On every server, not on the embedded one alone."""
    return any_database_url


@pytest.fixture
def connection(database_url: str) -> Iterator[extensions.connection]:
    with closing(connect(database_url)) as opened:
        yield opened


@pytest.fixture
def other(database_url: str) -> Iterator[extensions.connection]:
    with closing(connect(database_url)) as opened:
        yield opened


@pytest.fixture
def this_run(connection: extensions.connection) -> int:
    return runs.start_run(connection, "night", LEASE)


def _file(uri: str, content: str, modified_at: datetime = NOW) -> NewFile:
    return NewFile(uri, (content * 64)[:64], len(content), modified_at)


def _listed(*files: NewFile) -> list[tuple[str, int, datetime]]:
    return [(file.uri, file.size, file.modified_at) for file in files]


def test_known_file_is_not_entered_again(connection: extensions.connection, this_run: int) -> None:
    for _ in range(2):
        ledger.register(connection, [_file("b", "b"), _file("a", "a")], this_run)
    assert states(connection) == {"a": "pending", "b": "pending"}


def test_same_bytes_elsewhere_are_a_duplicate(connection: extensions.connection, this_run: int) -> None:
    ledger.register(connection, [_file("a2", "a"), _file("a1", "a")], this_run)
    ledger.register(connection, [_file("a3", "a")], this_run)
    assert states(connection) == {"a1": "pending", "a2": "duplicate", "a3": "duplicate"}
    assert fetch(
        connection,
        """select distinct first.uri from ops.source_file as first
        inner join ops.source_file as copy on first.source_file_id = copy.duplicate_of""",
    ) == [("a1",)]


def test_changed_bytes_are_a_new_file(connection: extensions.connection, this_run: int) -> None:
    ledger.register(connection, [_file("a", "a")], this_run)
    ledger.register(connection, [_file("a", "b", LATER)], this_run)
    assert fetch(connection, "select uri, left(sha256, 1), state from ops.source_file order by 2") == [
        ("a", "a", "pending"), ("a", "b", "pending"),
    ]  # fmt: skip


def test_only_new_and_touched_files_are_read(connection: extensions.connection, this_run: int) -> None:
    kept, touched = _file("kept", "a"), _file("touched", "b")
    ledger.register(connection, [kept, touched], this_run)
    touched = replace(touched, modified_at=LATER)
    assert ledger.unknown(connection, _listed(kept, touched, _file("new", "c"))) == {"touched", "new"}
    ledger.register(connection, [touched], this_run)
    assert ledger.unknown(connection, _listed(kept, touched)) == set()
    assert len(states(connection)) == 2


def test_a_scan_does_not_wait_for_what_is_being_loaded(
    connection: extensions.connection, other: extensions.connection, this_run: int
) -> None:
    kept, touched = _file("kept", "a"), _file("touched", "b")
    ledger.register(connection, [kept, touched], this_run)
    touched = replace(touched, modified_at=LATER)
    with connection, connection.cursor() as cursor:
        cursor.execute("set lock_timeout = '5s'")
    with other, other.cursor() as cursor:
        cursor.execute("select from ops.source_file for update")
        ledger.register(connection, [kept, touched], this_run)
    assert ledger.unknown(connection, _listed(kept, touched)) == {"touched"}
    ledger.register(connection, [kept, touched], this_run)
    assert ledger.unknown(connection, _listed(kept, touched)) == set()


def test_unreadable_file_is_quarantined_and_tried_with_every_scan(
    connection: extensions.connection, this_run: int
) -> None:
    shut = NewFile("a", None, 1, NOW, "unreadable", "no right to read \udcff\0")
    for _ in range(2):
        assert ledger.unknown(connection, _listed(shut)) == {"a"}
        ledger.register(connection, [shut], this_run)
        assert states(connection) == {"a": "quarantined:unreadable"}
        assert fetch(connection, "select reason_code, detail from ops.quarantine") == [
            ("unreadable", "no right to read \\udcff\\0")
        ]
    ledger.register(connection, [_file("a", "a")], this_run)
    assert states(connection) == {"a": "pending"}
    assert fetch(connection, "select from ops.quarantine") == []


@pytest.mark.parametrize("where", ["a", "elsewhere"])
def test_bytes_lost_unread_and_found_again_are_pending(
    connection: extensions.connection, this_run: int, where: str
) -> None:
    ledger.register(connection, [_file("a", "a")], this_run)
    _quarantine(connection, "vanished")
    assert ledger.unknown(connection, _listed(_file(where, "a"))) == {where}
    ledger.register(connection, [_file(where, "a")], this_run)
    assert states(connection)["a"] == "pending"
    with claiming(connection, this_run, *EVERYTHING, LEASE) as claim:
        assert [set(file.uris) for file in claim.files] == [{"a", where}]


def test_bytes_that_were_read_and_refused_stay_in_quarantine(connection: extensions.connection, this_run: int) -> None:
    ledger.register(connection, [_file("a", "a")], this_run)
    _quarantine(connection, "malformed")
    assert ledger.unknown(connection, _listed(_file("a", "a"))) == set()
    ledger.register(connection, [_file("a", "a"), _file("elsewhere", "a")], this_run)
    assert states(connection) == {"a": "quarantined:malformed", "elsewhere": "duplicate"}


def _quarantine(connection: extensions.connection, reason: str) -> None:
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "update ops.source_file set state = 'quarantined', reason_code = %s, finished_at = now()", (reason,)
        )
        cursor.execute(
            """insert into ops.quarantine (source_file_id, reason_code, detail)
            select source_file_id, reason_code, 'x' from ops.source_file"""
        )


def test_two_scanners_at_once(connection: extensions.connection, other: extensions.connection, this_run: int) -> None:
    """One waits for a row that the other has not committed yet, and then knows it."""
    files = [_file(f"uri{number}", f"{number:x}") for number in range(16)]
    second = Thread(target=ledger.register, args=(connection, files, this_run))
    with other, other.cursor() as cursor:
        cursor.execute(
            "insert into ops.source_file (uri, sha256, size_bytes, modified_at, run_id) values (%s, %s, 1, %s, %s)",
            ("elsewhere", files[7].sha256, NOW, this_run),
        )
        second.start()
        while second.is_alive() and not _is_waiting(other):
            time.sleep(0.01)
        assert second.is_alive()
    second.join(20)
    assert not second.is_alive()
    found = states(connection)
    assert found.pop("elsewhere") == "pending"
    assert found.pop("uri7") == "duplicate"
    assert list(found.values()) == ["pending"] * 15


def _is_waiting(connection: extensions.connection) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select from pg_locks where not granted")
        return cursor.rowcount > 0


def test_claims_do_not_overlap(connection: extensions.connection, other: extensions.connection, this_run: int) -> None:
    ledger.register(connection, [_file("a", "a"), _file("b", "b")], this_run)
    with claiming(connection, this_run, *EVERYTHING, LEASE) as mine:
        assert [file.uris for file in mine.files] == [("a",), ("b",)]
        assert ledger.open_files(other) == [] == tried_files(other, *EVERYTHING)
        for tried in (False, True):
            with claiming(other, this_run, *EVERYTHING, LEASE, tried=tried) as theirs:
                assert theirs.files == ()
    assert states(connection) == {"a": "pending", "b": "pending"}


def test_a_file_that_another_is_just_claiming_is_passed_over(
    connection: extensions.connection, other: extensions.connection, this_run: int
) -> None:
    ledger.register(connection, [_file("a", "a"), _file("b", "b")], this_run)
    with connection, connection.cursor() as cursor:
        cursor.execute("set lock_timeout = '5s'")
    with other, other.cursor() as cursor:
        cursor.execute("update ops.source_file set attempts = attempts where uri = 'a'")
        with claiming(connection, this_run, *EVERYTHING, LEASE) as claim:
            assert [file.uris for file in claim.files] == [("b",)]


def test_claim_of_a_lost_session_is_taken_over_at_once(
    database_url: str, connection: extensions.connection, this_run: int
) -> None:
    files = [BuiltFile("a", (build(1),))]
    enter(connection, files)
    lost = connect(database_url)
    with pytest.raises(_Lost), claiming(lost, this_run, *EVERYTHING, LEASE):
        _lose(lost, connection)
        raise _Lost
    assert states(connection) == {"a": "claimed"}
    (number,) = ledger.open_files(connection)
    assert tried_files(connection, *EVERYTHING) == [number]
    with claiming(connection, this_run, number, number, LEASE, tried=True) as claim:
        assert load_portion(connection, claim, this_run, results_of(claim, files)).loaded == 1
    assert fetch(connection, "select state, attempts from ops.source_file") == [("loaded", 2)]


def _lose(lost: extensions.connection, connection: extensions.connection) -> None:
    """Cut a session off, and wait until the server has noticed."""
    lost.close()
    deadline = time.monotonic() + 10
    while fetch(connection, "select from pg_locks where locktype = 'advisory'"):
        assert time.monotonic() < deadline
        time.sleep(0.01)


class _Lost(Exception):  # noqa: N818  # a signal, no fault
    pass


def test_claim_past_its_lease_is_taken_over_and_its_holder_loads_nothing(
    connection: extensions.connection, other: extensions.connection, this_run: int
) -> None:
    slow, quick = [BuiltFile("a", (build(1),))], [BuiltFile("a", (build(2),))]
    enter(connection, slow)
    with claiming(connection, this_run, *EVERYTHING, 0) as old:
        locks = fetch(other, "select count(*) from pg_locks where locktype = 'advisory' and granted")
        assert locks == [(1,)], "the old claimant's lock has to be held for this test to say anything"
        with claiming(other, this_run, *EVERYTHING, LEASE, tried=True) as new:
            assert [file.uris for file in new.files] == [("a",)]
            assert load_portion(connection, old, this_run, results_of(old, slow)) == Loaded()
            assert states(connection) == {"a": "claimed"}
            assert load_portion(other, new, this_run, results_of(new, quick)).articles == 1
        assert load_portion(connection, old, this_run, results_of(old, slow)) == Loaded()
    assert states(connection) == {"a": "loaded"}
    assert fetch(connection, "select content_id from news.article") == [(build(2).article.content_id,)]


def test_an_exception_gives_files_back_uncounted(connection: extensions.connection, this_run: int) -> None:
    ledger.register(connection, [_file("a", "a")], this_run)
    with pytest.raises(_Lost), claiming(connection, this_run, *EVERYTHING, LEASE):
        raise _Lost
    assert fetch(connection, "select state, attempts, claim_id from ops.source_file") == [("pending", 0, None)]
    assert fetch(connection, "select from pg_locks where locktype = 'advisory'") == []


def test_run_is_counted_from_its_files_and_opened_anew(connection: extensions.connection) -> None:
    this_run = enter(connection, [BuiltFile("a"), BuiltFile("b")])
    assert runs.count_run(connection, this_run)["found"] == 2
    runs.close_run(connection, this_run, fault="red")
    assert not runs.is_running(connection, this_run)
    assert runs.start_run(connection, "night", LEASE) == this_run
    assert fetch(connection, "select state, detail, finished_at from ops.run") == [("running", None, None)]


def test_run_whose_worker_died_is_closed_and_may_resume(
    database_url: str, connection: extensions.connection, this_run: int
) -> None:
    ledger.register(connection, [_file("a", "a")], this_run)
    lost = connect(database_url)
    with pytest.raises(_Lost), claiming(lost, this_run, *EVERYTHING, LEASE):
        runs.start_run(connection, "while it lives", LEASE)
        assert runs.is_running(connection, this_run)
        _lose(lost, connection)
        raise _Lost
    runs.start_run(connection, "next", LEASE)
    assert fetch(connection, "select state, detail from ops.run where run_key = 'night'") == [("failed", "interrupted")]
    runs.resume_run(connection, this_run)
    assert runs.is_running(connection, this_run)


def test_run_that_nothing_moves_is_closed_after_a_lease(connection: extensions.connection, this_run: int) -> None:
    runs.start_run(connection, "soon", LEASE)
    assert runs.is_running(connection, this_run)
    runs.start_run(connection, "late", 0)
    assert not runs.is_running(connection, this_run)


def test_an_end_that_was_no_interruption_stands(connection: extensions.connection, this_run: int) -> None:
    runs.close_run(connection, this_run, fault="red")
    runs.resume_run(connection, this_run)
    assert not runs.is_running(connection, this_run)
