"""What members of the group roles may and may not, tried with logins of their own, and a whole night as the loader."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from etl import pipeline
from etl.reporting.brief.reading import read_brief
from etl.reporting.brief.scopes import find_scope
from etl.reporting.nights.reading import may_write, read_nights
from etl.reporting.queries import snapshot
from etl.settings import Settings
from etl.warehouse import embedded
from etl.warehouse.database import connect
from etl.warehouse.migrate import migrate
from tests.conftest import temporary_database
from tests.warehouse.newsroom import TODAY, fill
from tests.warehouse.test_migrations import account, as_user, ask

ARTICLE = """
Talks in Accra

ACCRA - The foreign minister of Ghana, Kofi Adjei, met the foreign minister of Peru, Ana Quispe, on Monday.
Ghana and Peru signed an agreement on trade.
"""
LONG_AGO = 1_700_000_000


@pytest.fixture(scope="module")
def newsroom(server: embedded.Server) -> Iterator[str]:
    """URL of the owner's login at a filled warehouse."""
    with temporary_database(server) as url:
        with closing(connect(url)) as connection:
            fill(connection)
        yield url


@pytest.fixture
def analyst(server: embedded.Server, newsroom: str) -> Iterator[str]:
    with account(server, "test_reader", "in role dyadwire_analyst") as login:
        yield as_user(newsroom, login)


@pytest.fixture
def loader(server: embedded.Server, newsroom: str) -> Iterator[str]:
    with account(server, "test_writer", "in role dyadwire_loader") as login:
        yield as_user(newsroom, login)


def test_an_analyst_reads_every_report_and_code_list(analyst: str, newsroom: str) -> None:
    relations = ask(
        newsroom,
        """select format('%%I.%%I', relnamespace::regnamespace, relname) from pg_class
        where relnamespace::regnamespace::text in ('ref', 'report') and relkind in ('r', 'v', 'm')""",
    )
    assert len(relations) > 30
    for (name,) in relations:
        ask(analyst, f"select * from {name} limit 3")  # noqa: S608 - names from the catalog
    assert ask(analyst, "select title from report.search_articles('blockade', 'en') order by 1 desc") != []


@pytest.mark.parametrize(
    "statement",
    [
        "select * from news.article",
        "select text from news.article limit 1",
        "select * from ops.run",
        "select * from ops.source_file",
        "insert into ref.sector (sector_code, name) values ('x', 'x')",
        "update ref.party set name = 'x'",
        "delete from ref.role",
        "update report.run set detail = 'x'",
        "delete from report.dyad",
        "delete from ops.applied_file",
        "create table report.mine (x integer)",
        "create table ref.mine (x integer)",
        "create table news.mine (x integer)",
        "create table public.mine (x integer)",
        "create view report.mine as select 1 as x",
        "create schema mine",
        "drop view report.event",
        "drop materialized view report.dyad",
        "drop table ref.sector",
        "alter view report.event rename to mine",
        "comment on view report.event is 'mine'",
        "create or replace function report.search_articles() returns integer language sql as 'select 1'",
        "refresh materialized view report.dyad",
        "select ops.refresh_reports()",
        "select ops.index_articles(1)",
        "select ops.bigrams('x')",
        "set role dyadwire_loader",
        "copy ref.sector to program 'cat'",
    ],
)
def test_an_analyst_may_nothing_else(analyst: str, statement: str) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(analyst, statement)


def test_an_analyst_sees_no_table_of_the_facts(analyst: str) -> None:
    seen = """select relname from pg_class where relkind in ('r', 'v', 'm')
        and relnamespace::regnamespace::text in ('news', 'ops') and has_table_privilege(oid, 'select')"""
    assert ask(analyst, seen) == []


@pytest.mark.parametrize(
    "statement",
    [
        "insert into ref.sector (sector_code, name) values ('x', 'x')",
        "delete from ref.party",
        "delete from ops.applied_file",
        "update ops.applied_file set sha256 = 'x'",
        "update ops.schema_version set version_num = '0001'",
        "delete from ops.run",
        "delete from ops.check_result",
        "delete from news.correction",
        "insert into news.article_words (article_id, configuration, words) values (1, 'x', '')",
        "truncate news.article cascade",
        "create table news.mine (x integer)",
        "create table ops.mine (x integer)",
        "create table report.mine (x integer)",
        "create table public.mine (x integer)",
        "create index on news.article (title)",
        "alter table news.event drop column rule",
        "drop table news.event",
        "drop view report.event",
        "drop function ops.refresh_reports()",
        "alter table news.event disable trigger note_deleted_events",
        "refresh materialized view report.dyad",
        "create or replace view report.event as select 1 as x",
        "set role dyadwire_analyst",
    ],
)
def test_a_loader_may_not_change_what_others_rely_on(loader: str, statement: str) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(loader, statement)


@pytest.fixture
def reader(server: embedded.Server, newsroom: str) -> Iterator[str]:
    with account(server, "test_page", "in role dyadwire_reader") as login:
        yield as_user(newsroom, login)


def test_a_reader_reads_what_the_pages_show(reader: str) -> None:
    with snapshot(reader) as database:
        assert not may_write(database)
        assert read_nights(database).nights
        assert read_brief(database, TODAY, find_scope(database, None, "KAZ-PAK")).news


@pytest.mark.parametrize("login", ["loader", "owner"])
def test_a_login_that_may_write_is_found_out(newsroom: str, request: pytest.FixtureRequest, login: str) -> None:
    url = newsroom if login == "owner" else request.getfixturevalue(login)
    with snapshot(url) as database:
        assert may_write(database)


@pytest.mark.parametrize(
    "statement",
    [
        "select * from news.article",
        "select * from ops.check_result",
        "select head from ops.quarantine",
        "select news.reject_event(1, 'x')",
        "select ops.refresh_reports()",
        "select report.search_articles('x', 'en')",
        "insert into ref.sector (sector_code, name) values ('x', 'x')",
        "update report.run set detail = 'x'",
        "delete from ref.party",
        "create table public.mine (x integer)",
        "create table report.mine (x integer)",
        "set role dyadwire_analyst",
        "set role dyadwire_loader",
    ],
)
def test_a_reader_may_nothing_else(reader: str, statement: str) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(reader, statement)


def test_no_role_owns_anything(newsroom: str) -> None:
    owned = """select refobjid::regrole::text, classid::regclass::text, objid from pg_shdepend
        where deptype = 'o' and refobjid::regrole::text in ('dyadwire_analyst', 'dyadwire_loader', 'dyadwire_reader')"""
    assert ask(newsroom, owned) == []
    logins = "select rolname from pg_roles where rolname ~ '^dyadwire_' and (rolcanlogin or rolsuper or rolcreaterole)"
    assert ask(newsroom, logins) == []


def test_a_loader_does_a_whole_night(server: embedded.Server, database_url: str, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        path = tmp_path / name
        path.write_text(f"{ARTICLE}\n{name}", encoding="utf-8")
        os.utime(path, (LONG_AGO, LONG_AGO))
    (tmp_path / "empty.txt").touch()
    os.utime(tmp_path / "empty.txt", (LONG_AGO, LONG_AGO))
    with account(server, "test_nightly", "in role dyadwire_loader") as login:
        url = as_user(database_url, login)
        migrate(url)  # as every ingest begins; nothing is to be done, so no right to do it is needed
        settings = Settings(database_url=url, inbox=tmp_path, quarantine_share=1)
        for batch in pipeline.scan_inbox(settings, "night"):
            pipeline.process_batch(settings, "night", batch)
        assert pipeline.merge_night(settings)["pairs"] == 2
        assert pipeline.refresh_reports(settings)["articles"] == 2
        assert pipeline.check_night(settings, "night")["loaded"] == 2
        pipeline.finish_night(settings, "night")
        assert ask(url, "select a_party, b_party, incidents from report.dyad") == [("GHA", "PER", 2)]
        assert ask(url, "select count(*) from report.agreement") == [(1,)]
        assert pipeline.refresh_reports(settings) == {"articles": 0, "views": 0}
