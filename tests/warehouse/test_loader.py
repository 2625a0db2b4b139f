"""Loading built extractions into a real server: once, whole, in any order, and whatever is wrong with some of them."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg2 import errors, extensions

from etl.errors import ConfigurationError, PassingError
from etl.model import Extraction, Rejection, Span
from etl.warehouse.database import connect
from etl.warehouse.loader import Loaded, load_portion
from tests.warehouse.builders import (
    BuiltFile,
    build,
    changed,
    claimed,
    expected_occurrences,
    facts,
    fetch,
    load,
    occurrences,
    states,
)

REJECTED = Rejection("malformed", "line 1:\t\\x00 \udcff \0", 7, b"\x00\xff\\\t")


@pytest.fixture
def database_url(any_database_url: str) -> str:
    """On every server, not on the embedded one alone."""
    return any_database_url


@pytest.fixture
def connection(database_url: str) -> Iterator[extensions.connection]:
    with closing(connect(database_url)) as opened:
        yield opened


def test_every_field_arrives(connection: extensions.connection) -> None:
    found = build(1, source="W\\i\tr\ne", size=4)
    assert load(connection, [BuiltFile("a", (found,))]) == Loaded(loaded=1, articles=1, events=4)
    assert fetch(
        connection,
        """select text, title, name, published_at, published_on::text, dateline_place
        from news.article inner join news.source using (source_id)""",
    ) == [
        (found.article.text, found.article.title, "W\\i\tr\ne", "2026-01-01T06:00:00+05:00", "2026-01-01", "ASTANA")
    ]  # fmt: skip
    assert fetch(connection, "select date_text, event_date::text from news.event order by number") == [
        ("2026-01-01", "2026-01-01"), ("2026-02", "2026-02-01"), ("2026", "2026-01-01"), ("--04-23", None),
    ]  # fmt: skip
    assert fetch(connection, "select count(*) from news.mention") == [(8,)]
    (evidence,) = fetch(
        connection,
        """select distinct substr(text, evidence_start + 1, evidence_end - evidence_start)
        from news.event inner join news.article using (article_id)""",
    )
    assert evidence == ("Pakistan's army chief Asim Munir met the president of Kazakhstan",)
    for table in (
        "person_role",
        "person_mention",
        "article_agreement_party",
        "article_agreement_sector",
        "event_person",
        "event_sector",
    ):
        assert fetch(connection, f"select from news.{table} limit 1"), table


def test_a_text_comes_twice_in_a_file_in_a_batch_and_later(
    connection: extensions.connection, database_url: str
) -> None:
    files = [
        BuiltFile("a", (build(1), build(1, record=1, source="Other"), build(2, record=2))),
        BuiltFile("b", (build(1, source=None),)),
    ]
    assert load(connection, files) == Loaded(loaded=2, articles=2, copies=2, events=2)
    later = BuiltFile("c", (build(2), build(1, record=1)))
    assert load(connection, [later]) == Loaded(loaded=1, copies=2)
    assert occurrences(database_url) == expected_occurrences([*files, later])


def test_rejected_records_are_kept_beside_the_good_ones(connection: extensions.connection) -> None:
    files = [
        BuiltFile("half", (build(1),), (REJECTED, REJECTED)),
        BuiltFile("bad", (), (replace(REJECTED, record=None),)),
    ]
    assert load(connection, files) == Loaded(loaded=1, quarantined=1, articles=1, events=1)
    assert states(connection) == {"half": "loaded", "bad": "quarantined:malformed"}
    kept = fetch(connection, "select record, reason_code, detail, head from ops.quarantine order by record")
    detail = "line 1:\t\\x00 \\udcff \\0"
    assert [(row[0], row[1], row[2], bytes(row[3])) for row in kept] == [  # type: ignore[call-overload]
        (7, "malformed", detail, b"\x00\xff\\\t"),
        (None, "malformed", detail, b"\x00\xff\\\t"),
    ]


def _bad(number: int, kind: str) -> Extraction:
    found = build(number)
    event = found.events[0]
    wrong: dict[str, Extraction] = {
        "unknown party": replace(found, events=(replace(event, actor="XYZ"),)),
        "empty evidence": replace(found, events=(replace(event, evidence=Span(3, 3)),)),
        "no such day": replace(found, events=(replace(event, date="2026-13-45"),)),
        "NUL": changed(found, author="a\0b"),
        "half a surrogate pair": changed(found, author="a\ud800b"),
        "longer than an index takes": changed(found, source="".join(map(chr, range(0x4E00, 0x9000)))),
    }
    return wrong[kind]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("unknown party", "internal_error"),
        ("empty evidence", "internal_error"),
        ("no such day", "internal_error"),
        ("NUL", "malformed"),
        ("half a surrogate pair", "malformed"),
        ("longer than an index takes", "internal_error"),
    ],
)
def test_refused_rows_take_nothing_down_with_them(
    connection: extensions.connection, database_url: str, kind: str, reason: str
) -> None:
    files = [
        BuiltFile("good", (build(1),)),
        BuiltFile("half", (build(2), changed(_bad(3, kind), record=1), build(1, record=2))),
        BuiltFile("bad", (_bad(4, kind),)),
    ]
    assert load(connection, files) == Loaded(loaded=2, quarantined=1, articles=2, copies=1, events=2)
    assert states(connection) == {"good": "loaded", "half": "loaded", "bad": f"quarantined:{reason}"}
    assert fetch(connection, "select record, reason_code from ops.quarantine order by record") == [
        (0, reason),
        (1, reason),
    ]
    assert len(occurrences(database_url)) == 3


def test_two_articles_under_one_number_do_not_hide_each_other(connection: extensions.connection) -> None:
    assert load(connection, [BuiltFile("a", (build(1), build(2)))]).articles == 1
    assert fetch(connection, "select reason_code from ops.quarantine") == [("internal_error",)]


def test_loading_under_the_same_claim_again_changes_nothing(
    connection: extensions.connection, database_url: str
) -> None:
    files = [BuiltFile("a", (build(1),), (REJECTED,)), BuiltFile("b", (), (REJECTED,))]
    with claimed(connection, files) as (this_run, claim, results):
        assert load_portion(connection, claim, this_run, results).loaded == 1
        before = (
            facts(database_url),
            fetch(connection, "table ops.source_file"),
            fetch(connection, "table ops.quarantine"),
        )
        assert load_portion(connection, claim, this_run, results) == Loaded()
    assert before == (
        facts(database_url), fetch(connection, "table ops.source_file"), fetch(connection, "table ops.quarantine"),
    )  # fmt: skip


_ARTICLES = st.builds(
    build, st.integers(0, 4), source=st.sampled_from([None, "A", "B\\\t", "C"]), size=st.integers(0, 2)
)


@st.composite
def _files(draw: st.DrawFn) -> list[list[BuiltFile]]:
    """Batches of files; of texts there are few, so that they come again in all the ways there are."""
    batches = draw(st.lists(st.lists(st.lists(_ARTICLES, min_size=1, max_size=3), max_size=3), min_size=1, max_size=3))
    return [
        [
            BuiltFile(f"{b}/{f}", tuple(changed(found, record=record) for record, found in enumerate(file)))
            for f, file in enumerate(batch)
        ]
        for b, batch in enumerate(batches)
    ]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=_files())
def test_loading_twice_adds_nothing(database_url: str, batches: Sequence[list[BuiltFile]]) -> None:
    with closing(connect(database_url)) as connection:
        _empty(connection)
        for batch in batches:
            load(connection, batch)
        files = [file for batch in batches for file in batch]
        texts = {found.article.content_id for file in files for found in file.extractions}
        before = facts(database_url)
        assert occurrences(database_url) == expected_occurrences(files)
        assert fetch(connection, "select count(*) from news.article") == [(len(texts),)]

        # Delivered again: the ledger knows the bytes. Put back by hand: the articles are known, each in its place.
        for batch in batches:
            assert load(connection, batch) == Loaded()
        with connection, connection.cursor() as cursor:
            cursor.execute("update ops.source_file set state = 'pending', finished_at = null, attempts = 0")
        assert load(connection, files) == Loaded(loaded=len(files))
        assert facts(database_url) == before
        assert occurrences(database_url) == expected_occurrences(files)


def _empty(connection: extensions.connection) -> None:
    with connection, connection.cursor() as cursor:
        cursor.execute("truncate ops.run, ops.source_file, news.source restart identity cascade")


def test_any_order_of_loading_gives_the_same_rows(connection: extensions.connection, database_url: str) -> None:
    files = [
        BuiltFile("a", (build(1, size=2), build(2, record=1, size=0))),
        BuiltFile("b", (build(2, size=0, source="Other"),)),
        BuiltFile("c", (build(3), build(1, record=1, size=2, source=None))),
    ]
    seen = []
    for order in permutations(files):
        _empty(connection)
        for file in order:
            load(connection, [file])
        seen.append((facts(database_url), occurrences(database_url)))
    assert all(found == seen[0] for found in seen)
    assert seen[0][1] == expected_occurrences(files)


def test_lost_connection_passes_and_the_work_can_be_done_again(
    connection: extensions.connection, database_url: str
) -> None:
    files = [BuiltFile("a", (build(1),))]
    with closing(connect(database_url)) as victim:
        with pytest.raises(PassingError), claimed(victim, files) as (this_run, claim, results):
            fetch(connection, "select pg_terminate_backend(%s, 5000)", victim.info.backend_pid)
            load_portion(victim, claim, this_run, results)
        assert fetch(connection, "select from news.article") == []
    with claimed(connection, files, tried=True) as (this_run, claim, results):
        assert load_portion(connection, claim, this_run, results).articles == 1


def test_missing_right_is_for_someone_to_put_straight(connection: extensions.connection) -> None:
    with claimed(connection, [BuiltFile("a", (build(1),))]) as (this_run, claim, results):
        with connection, connection.cursor() as cursor:
            cursor.execute("create role of_a_test")
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute("set role of_a_test")
            with pytest.raises(ConfigurationError, match=r"permission denied.*grant the right"):
                load_portion(connection, claim, this_run, results)
        finally:
            with connection, connection.cursor() as cursor:
                cursor.execute("reset role")
                cursor.execute("drop role of_a_test")


def test_deadlock_is_tried_again(connection: extensions.connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server cannot be made to choose us as its victim, so the error is raised in its place, inside the load."""
    from etl.warehouse import loader

    finish, calls = loader._finish, []

    def deadlocked_twice(*arguments: object) -> Loaded:
        calls.append(arguments)
        if len(calls) < 3:
            raise errors.DeadlockDetected("deadlock detected")
        return finish(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(loader, "_finish", deadlocked_twice)
    assert load(connection, [BuiltFile("a", (build(1),))]) == Loaded(loaded=1, articles=1, events=1)
    assert len(calls) == 3
    monkeypatch.setattr(loader, "_finish", lambda *_: (_ for _ in ()).throw(errors.DeadlockDetected("again")))
    with pytest.raises(PassingError, match="again"):
        load(connection, [BuiltFile("b", (build(2),))])
    assert states(connection) == {"a": "loaded", "b": "pending"}
    assert len(fetch(connection, "select from news.article")) == 1
