"""Migrating: once, twice, together, without rights, and after a file changed."""

import logging
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
import pytest
from psycopg2 import sql

from etl.errors import ConfigurationError, PassingError
from etl.settings import PROJECT_ROOT
from etl.warehouse import embedded, migrate, sql_files
from etl.warehouse.database import connect, create_database_if_missing, make_engine, without_password
from tests.conftest import temporary_database


@pytest.fixture
def empty(any_server: embedded.Server) -> Iterator[str]:
    """A database without tables, once on each server."""
    with temporary_database(any_server, "template0") as url:
        yield url


def ask(url: str, query: str, *values: object) -> list[tuple[object, ...]]:
    with closing(connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall() if cursor.description else []


@pytest.mark.parametrize("step", ["_is_current", "_make_roles"])
def test_a_connection_that_is_lost_on_the_way_passes(empty: str, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(connection: psycopg2.extensions.connection) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select pg_terminate_backend(pg_backend_pid())")

    with monkeypatch.context() as patched:
        patched.setattr(migrate, step, lost)
        with pytest.raises(PassingError, match="bringing the tables up to date: PostgreSQL says"):
            migrate.migrate(empty)
    migrate.migrate(empty)
    assert ask(empty, "select count(*) from news.article") == [(0,)]


def test_a_second_migration_changes_nothing_and_is_fast(empty: str) -> None:
    migrate.migrate(empty)
    before = ask(empty, "select path, sha256, applied_at from ops.applied_file order by path")
    started = time.monotonic()
    migrate.migrate(empty)
    assert time.monotonic() - started < 0.3
    assert ask(empty, "select path, sha256, applied_at from ops.applied_file order by path") == before
    assert ask(empty, "select version_num from ops.schema_version") == [(sql_files.newest_revision(),)]


def test_migrators_at_the_same_time_agree(empty: str) -> None:
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(migrate.migrate, [empty] * 3))
    assert ask(empty, "select count(*) from ops.schema_version") == [(1,)]
    assert ask(
        empty,
        "select count(*) from pg_locks where locktype = 'advisory' and database = "
        "(select oid from pg_database where datname = current_database())",
    ) == [(0,)]


def test_a_migrator_waits_no_longer_than_told(empty_database_url: str) -> None:
    with closing(connect(empty_database_url)) as holder, holder.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", (0x64796164,))
        with pytest.raises(PassingError, match="Another process"):
            migrate.migrate(empty_database_url, wait_seconds=0.2)


def test_the_code_lists_are_all_there(database_url: str) -> None:
    for table, names in {
        "party": ("countries", "bodies"),
        "language": ("languages",),
        "role": ("roles",),
        "sector": ("sectors",),
        "event_type": ("event_types",),
    }.items():
        files = [PROJECT_ROOT / "seeds" / "reference" / f"{name}.csv" for name in names]
        expected = sum(len(file.read_text(encoding="utf-8").splitlines()) - 1 for file in files)
        assert ask(database_url, f"select count(*) from ref.{table}") == [(expected,)]  # noqa: S608 - names from above
    assert ask(database_url, "select kind, iso2 from ref.party where party_code in ('KAZ', 'UN') order by kind") == [
        ("body", None),
        ("country", "KZ"),
    ]
    assert ask(database_url, "select mode, cameo from ref.event_type where event_type_code = 'CONSULT'") == [
        (None, "040")
    ]
    assert ask(database_url, "select count(*) from ref.language where language_code = 'und'") == [(1,)]


@contextmanager
def changed_files(monkeypatch: pytest.MonkeyPatch, folder: Path, path: str, old: str, new: str) -> Iterator[None]:
    """The project's SQL and code lists with one file changed, for the time of the block."""
    for name in ("sql", "seeds/reference"):
        for file in (PROJECT_ROOT / name).rglob("*.*"):
            copy = folder / file.relative_to(PROJECT_ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            if file.is_file():
                copy.write_bytes(file.read_bytes())
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("etl.warehouse.sql_files.PROJECT_ROOT", folder)
        patch.setattr("etl.warehouse.migrate.SQL_DIR", folder / "sql")
        patch.setattr("etl.warehouse.reference.REFERENCE_DIR", folder / "seeds" / "reference")
        yield


def applied_since(url: str, moment: object) -> set[str]:
    rows = ask(url, "select path from ops.applied_file where applied_at > %s and path not like 'sql/grants/%%'", moment)
    return {str(path) for (path,) in rows}


@pytest.mark.parametrize(
    ("path", "old", "new", "query", "expected"),
    [
        (
            "sql/views/ledger.sql",
            "    count(*) as files,",
            "    0 as extra, count(*) as files,",  # another column in front: cannot be replaced in place
            "select extra, files from report.ledger",
            [],
        ),
        ("sql/comments/news.sql", "One row an article,", "One row, an article,", "select 1", [(1,)]),
        (
            "seeds/reference/sectors.csv",
            "water,Water",
            "water,Waters",
            "select name from ref.sector where sector_code = 'water'",
            None,
        ),
    ],
)
def test_a_changed_file_is_applied_again_and_no_other(
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    path: str,
    old: str,
    new: str,
    query: str,
    expected: list[tuple[object, ...]] | None,
) -> None:
    ((moment,),) = ask(database_url, "select now()")
    with changed_files(monkeypatch, tmp_path, path, old, new):
        migrate.migrate(database_url)
    found = ask(database_url, query)
    if expected is None:
        assert str(found[0][0]).startswith(new.split(",")[1])
    else:
        assert found == expected
    assert applied_since(database_url, moment) == {path}
    ((readable,),) = ask(database_url, "select has_table_privilege('dyadwire_analyst', 'report.ledger', 'select')")
    assert readable is True


def test_a_view_that_an_analyst_built_upon_is_not_torn_down(
    database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ask(database_url, "create view public.mine as select state from report.ledger")
    with (
        changed_files(monkeypatch, tmp_path, "sql/views/ledger.sql", "    count(*) as f", "    0 as g, count(*) as f"),
        pytest.raises(ConfigurationError, match="view mine depends on"),
    ):
        migrate.migrate(database_url)
    assert ask(database_url, "select * from public.mine") == []


def relations(url: str) -> dict[str, tuple[object, object]]:
    """The report views: name -> kind, and number in the catalog, which changes when one is made anew."""
    found = ask(
        url,
        """select relname, relkind, oid from pg_class
        where relnamespace = 'report'::regnamespace and relkind in ('v', 'm')""",
    )
    return {str(name): (kind, oid) for name, kind, oid in found}


@pytest.mark.parametrize(
    ("path", "old", "new", "made_anew"),
    [
        # a materialized view, and the one of ours that reads it
        ("coverage", "    count(*) as articles,", "    count(*) + 0 as articles,", {"coverage", "article_by_language"}),
        # a view whose columns changed, with all that read it
        (
            "incident",
            "    incident.incident_id,\n",
            "    1 as extra,\n    incident.incident_id,\n",
            {"incident", "timeline", "news_since_yesterday", "visit_and_meeting", "sanction_and_threat"},
        ),
        # a view that can be replaced where it stands
        ("timeline", "from report.incident;", "from report.incident where true;", set()),
    ],
)
def test_a_view_is_made_anew_with_those_that_read_it_and_no_others(
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    path: str,
    old: str,
    new: str,
    made_anew: set[str],
) -> None:
    before = relations(database_url)
    with changed_files(monkeypatch, tmp_path, f"sql/views/{path}.sql", old, new):
        migrate.migrate(database_url)
    after = relations(database_url)
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} == made_anew
    readable = "select has_table_privilege('dyadwire_analyst', %s, 'select')"
    assert [name for name in made_anew if ask(database_url, readable, f"report.{name}") != [(True,)]] == []


def test_a_view_turns_into_a_materialized_one_and_back(
    database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = "sql/views/ledger.sql"
    with changed_files(monkeypatch, tmp_path, name, "create or replace view", "create materialized view"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        text = text.replace("comment on view", "comment on materialized view")
        (tmp_path / name).write_text(text, encoding="utf-8")
        migrate.migrate(database_url)
        assert relations(database_url)["ledger"][0] == "m"
    migrate.migrate(database_url)
    assert relations(database_url)["ledger"][0] == "v"


def test_a_view_and_a_function_whose_files_are_gone_are_dropped(
    database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = relations(database_url)
    with changed_files(monkeypatch, tmp_path, "sql/views/ledger.sql", "count(*)", "count(*)"):
        (tmp_path / "sql" / "views" / "article_by_language.sql").unlink()
        (tmp_path / "sql" / "functions" / "report.search_articles.sql").unlink()
        migrate.migrate(database_url)
        assert before.keys() - relations(database_url).keys() == {"article_by_language"}
        assert ask(database_url, "select to_regproc('report.search_articles')") == [(None,)]
        assert ask(database_url, "select count(*) from ops.applied_file where path ~ 'article_by_l|search_a'") == [(0,)]
    migrate.migrate(database_url)
    assert relations(database_url).keys() == before.keys()


def test_a_function_that_answers_other_columns_is_made_anew(
    database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answers = "select pg_get_function_result('report.search_persons'::regproc) like %s"
    callable_by = "select has_function_privilege('dyadwire_analyst', 'report.search_persons'::regproc, 'execute')"
    with changed_files(monkeypatch, tmp_path, "sql/functions/report.search_persons.sql", "spelling text", "form text"):
        migrate.migrate(database_url)
        assert ask(database_url, answers, "%form text%") == [(True,)]
    migrate.migrate(database_url)
    assert ask(database_url, answers, "%spelling text%") == [(True,)]
    assert ask(database_url, callable_by) == [(True,)]


def test_what_an_analyst_built_upon_a_materialized_view_is_not_torn_down(
    database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ask(database_url, "create view public.mine as select day from report.dyad_day")
    before = relations(database_url)
    with (
        changed_files(monkeypatch, tmp_path, "sql/views/dyad_day.sql", "count(*) filter", "0 + count(*) filter"),
        pytest.raises(ConfigurationError, match="view mine depends on"),
    ):
        migrate.migrate(database_url)
    assert relations(database_url) == before


@contextmanager
def account(server: embedded.Server, name: str, group: str = "") -> Iterator[str]:
    """A login role for the time of the block; yields ``user:password``."""
    ask(server.url(), f"create role {name} login password 'Tz7-visible' {group}")
    try:
        yield f"{name}:Tz7-visible"
    finally:
        ask(server.url(), f"drop role {name}")


def as_user(url: str, login: str) -> str:
    return f"postgresql://{login}@{url.split('@')[1]}"


@pytest.mark.parametrize(
    ("role", "allowed", "forbidden"),
    [
        ("dyadwire_analyst", ["select * from report.event", "select * from ref.party"], "select * from news.article"),
        (
            "dyadwire_loader",
            [
                "insert into news.source (name) values ('x')",
                "select nextval('ops.claim_id_seq')",
                "select from ref.role",
            ],
            "delete from ref.role",
        ),
    ],
)
def test_group_roles_may_what_they_need_and_no_more(
    server: embedded.Server, database_url: str, role: str, allowed: list[str], forbidden: str
) -> None:
    with account(server, "test_member", f"in role {role}") as login:
        url = as_user(database_url, login)
        for statement in allowed:
            ask(url, statement)
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            ask(url, forbidden)


def test_without_the_right_to_make_tables_the_remedy_is_named(server: embedded.Server, empty_database_url: str) -> None:
    with account(server, "test_guest") as login, pytest.raises(ConfigurationError) as caught:
        migrate.migrate(as_user(empty_database_url, login))
    assert "CREATE" in str(caught.value)
    assert "Tz7-visible" not in str(caught.value)


def test_without_the_right_to_make_roles_the_rest_is_done(
    server: embedded.Server,
    empty_database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Under another role name, for the server has ours already."""
    monkeypatch.setattr(migrate, "ROLES", ("dyadwire_unmade",))
    with account(server, "test_owner") as login:
        name = empty_database_url.rsplit("/", 1)[1]
        ask(server.url(), f'alter database "{name}" owner to test_owner')
        with caplog.at_level(logging.WARNING):
            migrate.migrate(as_user(empty_database_url, login))
        assert "dyadwire_unmade" in caplog.text
        assert ask(as_user(empty_database_url, login), "select * from report.event") == []
        assert ask(empty_database_url, "select count(*) from ops.applied_file where path like 'sql/grants/%%'") == [
            (0,)
        ]
        ask(server.url(), f'alter database "{name}" owner to dyadwire')
        ask(empty_database_url, "reassign owned by test_owner to dyadwire")


def test_a_database_is_made_once(server: embedded.Server) -> None:
    name = 'odd "name"; --'
    try:
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(lambda _: create_database_if_missing(server.url(), name), range(3)))
        found = ask(server.url(), "select pg_encoding_to_char(encoding) from pg_database where datname = %s", name)
        assert found == [("UTF8",)]
    finally:
        with closing(connect(server.url())) as connection:
            connection.autocommit = True
            connection.cursor().execute(sql.SQL("drop database if exists {}").format(sql.Identifier(name)))


def test_what_keeps_us_from_connecting_is_named_without_the_password(server: embedded.Server) -> None:
    wrong = server.url().replace(server.password, "Tz7-visible")
    with pytest.raises(ConfigurationError, match="user and password") as caught:
        connect(wrong)
    assert "Tz7-visible" not in str(caught.value)
    with pytest.raises(ConfigurationError, match="Create the database"):
        connect(server.url("no_such_database"))
    with pytest.raises(ConfigurationError, match="Start the server"):
        connect("postgresql://u:Tz7-visible@127.0.0.1:1/x")
    with pytest.raises(ConfigurationError, match="has to read postgresql"):
        connect("mysql//nonsense")
    assert without_password(wrong) == f"postgresql://dyadwire@127.0.0.1:{server.port}/postgres"


def test_a_session_speaks_utc_and_begins_without_a_transaction(database_url: str) -> None:
    with closing(connect(database_url.replace("postgresql://", "postgresql+psycopg2://"))) as connection:
        assert connection.info.transaction_status == psycopg2.extensions.TRANSACTION_STATUS_IDLE
        connection.rollback()
        with connection.cursor() as cursor:
            cursor.execute("select current_setting('timezone'), current_setting('client_encoding')")
            assert cursor.fetchone() == ("UTC", "UTF8")
    with make_engine(database_url).connect() as engine_connection:
        assert engine_connection.exec_driver_sql("select 1").scalar() == 1
