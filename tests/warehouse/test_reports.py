"""Reports kept up to date: refreshed when something changed and not otherwise, the same in any order of loading."""

import json
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import closing

import pytest
from psycopg2 import extensions, sql

from etl.warehouse import embedded
from etl.warehouse.database import connect
from etl.warehouse.reports import index_articles, refresh_views
from tests.conftest import temporary_database
from tests.warehouse.builders import BuiltFile, fetch, load
from tests.warehouse.newsroom import EARLIER, TONIGHT, fill, night

MATERIALIZED = "select matviewname from pg_matviews where schemaname = 'report' order by 1"
# What differs from one warehouse to another: keys, times, and what came in which file.
OCCASIONAL = [
    "incident_id", "event_id", "best_event_id", "article_id", "agreement_id", "person_id", "person_ids", "other_id",
    "story_id", "first_loaded_at", "record",
]  # fmt: skip
OF_THE_NIGHT = {"run", "ledger", "quarantine"}


@pytest.fixture
def newsroom(any_server: embedded.Server) -> Iterator[extensions.connection]:
    with temporary_database(any_server) as url, closing(connect(url)) as connection:
        fill(connection)
        yield connection


def defined(connection: extensions.connection, name: str) -> list[tuple[object, ...]]:
    """How many rows of a materialized view differ from what its definition gives now."""
    ((definition,),) = fetch(connection, "select pg_get_viewdef(%s::regclass)", f"report.{name}")
    query = str(definition).rstrip(";")
    return fetch(
        connection,
        f"""select count(*) from (
            (select to_jsonb(now) from ({query}) as now except all select to_jsonb(kept) from report.{name} as kept)
            union all
            (select to_jsonb(kept) from report.{name} as kept except all select to_jsonb(now) from ({query}) as now)
        ) as different""",  # noqa: S608 - names and definitions from the catalog
    )


def test_reports_are_as_defined_after_each_night(newsroom: extensions.connection) -> None:
    names = [str(name) for (name,) in fetch(newsroom, MATERIALIZED)]
    assert len(names) == 12
    assert [name for name in names if defined(newsroom, name) != [(0,)]] == []
    empty = [n for n in names if fetch(newsroom, f"select count(*) from report.{n}") == [(0,)]]  # noqa: S608
    assert empty == ["story", "surprising_change"]  # no text twice, and no pair with a habit


def test_nothing_changed_costs_next_to_nothing(newsroom: extensions.connection) -> None:
    started = time.monotonic()
    assert refresh_views(newsroom) == 0
    assert index_articles(newsroom) == 0
    assert time.monotonic() - started < 1
    before = fetch(newsroom, "select count(*) from report.person")
    fetch(newsroom, "delete from news.article where title = 'New minister' returning 1")
    assert fetch(newsroom, "select count(*) from report.person") == before
    assert refresh_views(newsroom) == 12
    assert fetch(newsroom, "select count(*) from report.person") != before
    assert refresh_views(newsroom) == 0


def test_what_is_committed_meanwhile_is_taken_up_the_next_time(newsroom: extensions.connection) -> None:
    with closing(_another(newsroom)) as other:
        with other.cursor() as cursor:
            cursor.execute("delete from news.article where title = 'New minister'")
        assert refresh_views(newsroom) == 0, "not committed yet"
        other.commit()
    assert refresh_views(newsroom) == 12


def _another(connection: extensions.connection) -> extensions.connection:
    return connect(f"postgresql://{connection.info.user}:{connection.info.password}@{connection.info.host}"
                   f":{connection.info.port}/{connection.info.dbname}")  # fmt: skip


def test_readers_are_not_held_up(newsroom: extensions.connection) -> None:
    with closing(_another(newsroom)) as reader:
        assert fetch(reader, "select count(*) from report.dyad") != [(0,)]
        with reader.cursor() as cursor:
            cursor.execute("select * from report.dyad")  # a transaction that goes on and on
            fetch(newsroom, "update news.incident set outlets = outlets returning 1")
            with newsroom, newsroom.cursor() as refreshing:
                refreshing.execute("set local lock_timeout = '5s'")
                refreshing.execute("select ops.refresh_reports()")
                assert refreshing.fetchone() == (12,)
            cursor.execute("select count(*) from report.dyad")


def test_a_view_that_is_not_filled_is_filled_first(newsroom: extensions.connection) -> None:
    with newsroom, newsroom.cursor() as cursor:
        cursor.execute("refresh materialized view report.coverage with no data")
    assert refresh_views(newsroom) == 1
    assert fetch(newsroom, "select sum(articles) from report.coverage") == [(len(EARLIER) + len(TONIGHT),)]


def shown(connection: extensions.connection) -> dict[str, list[str]]:
    """All rows of all reports, without what differs from one warehouse to another."""
    found = {}
    views = fetch(
        connection,
        "select relname from pg_class where relnamespace = 'report'::regnamespace and relkind in ('v', 'm') order by 1",
    )
    for (name,) in views:
        if name not in OF_THE_NIGHT:
            query = sql.SQL("select to_jsonb(shown) - %s::text[] from report.{} as shown").format(
                sql.Identifier(str(name))
            )
            with connection, connection.cursor() as cursor:
                cursor.execute(query, (OCCASIONAL,))
                found[str(name)] = sorted(json.dumps(row, sort_keys=True) for (row,) in cursor.fetchall())
    return found


def _in_order(server: embedded.Server, files: Sequence[BuiltFile], at_once: int) -> dict[str, list[str]]:
    with temporary_database(server) as url, closing(connect(url)) as connection:
        for start in range(0, len(files), at_once):
            load(connection, files[start : start + at_once])
        night(connection, [], "last")
        return shown(connection)


def test_the_order_of_loading_is_no_matter(server: embedded.Server) -> None:
    chance = random.Random(9)  # noqa: S311  # reproducible, not secret
    told = [*EARLIER, *TONIGHT]
    expected = _in_order(server, told, len(told))
    assert sum(map(len, expected.values())) > 100
    for at_once in (1, 4, 7):
        found = _in_order(server, chance.sample(told, len(told)), at_once)
        assert [name for name in expected if found[name] != expected[name]] == []
