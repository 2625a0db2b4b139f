"""Each chore of the upkeep finds its fault once, puts right what it may, and leaves alone what it must."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from psycopg2 import extensions

from etl.errors import ConfigurationError
from etl.inbox import to_uri
from etl.maintenance.findings import Finding
from etl.maintenance.inventory import compare_ledger
from etl.maintenance.leases import free_claims
from etl.maintenance.orphans import find_orphans
from etl.maintenance.retention import look_at_retention, retire_articles
from etl.maintenance.tables import tend_tables
from etl.maintenance.telling import tell_findings
from etl.maintenance.upkeep import retire
from etl.settings import Settings
from etl.warehouse import embedded
from etl.warehouse.checks import run_checks
from etl.warehouse.database import connect
from tests.alerting.listening import http_listener
from tests.conftest import temporary_database
from tests.warehouse.builders import fetch
from tests.warehouse.correcting import call, event_of
from tests.warehouse.newsroom import fill
from tests.warehouse.test_migrations import account, as_user

LONG_AGO = 1_700_000_000


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path.resolve() / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def configured(database_url: str, inbox: Path) -> Settings:
    return Settings(database_url=database_url, inbox=inbox)


@pytest.fixture
def connection(database_url: str) -> Iterator[extensions.connection]:
    with closing(connect(database_url)) as opened:
        yield opened


def change(connection: extensions.connection, statement: str, *values: object) -> None:
    with connection, connection.cursor() as cursor:
        cursor.execute(statement, values)


def amiss(findings: list[Finding]) -> dict[str, int]:
    return {finding.name: finding.count for finding in findings if finding.count}


def _file(path: Path, modified: int = LONG_AGO) -> Path:
    path.write_text("text", encoding="utf-8")
    os.utime(path, (modified, modified))
    return path


# --------------------------------------------------------------------------------------------------------- the ledger


def test_ledger_and_inbox_are_held_against_each_other(
    configured: Settings, inbox: Path, connection: extensions.connection
) -> None:
    known, gone, loaded = _file(inbox / "known.txt"), inbox / "gone.txt", inbox / "löaded away.txt"
    for number, (path, state) in enumerate([(known, "pending"), (gone, "pending"), (loaded, "loaded")]):
        change(
            connection,
            "insert into ops.source_file (uri, sha256, state, finished_at) values (%s, %s, %s, %s)",
            to_uri(path), str(number) * 64, state, "now" if state == "loaded" else None,
        )  # fmt: skip
    change(connection, "insert into ops.source_file (uri, sha256) values ('file:///elsewhere/x', repeat('f', 64))")
    assert amiss(compare_ledger(configured)) == {
        "files that wait to be loaded and are gone": 1,
        "loaded files that are gone, which no reprocessing can read again": 1,
    }
    _file(inbox / "unknown.txt")
    _file(inbox / "half.part")
    (inbox / "just come.txt").write_text("text", encoding="utf-8")
    found = {finding.name: finding for finding in compare_ledger(configured)}
    assert found["files a day old that the ledger has not seen"].examples == [to_uri(inbox / "unknown.txt")]
    assert found["files unfinished for a day"].examples == [to_uri(inbox / "half.part")]


def test_findings_are_told_once_and_only_if_there_are_any(configured: Settings) -> None:
    with http_listener() as listener:
        settings = Settings.model_validate({"alert_webhook_url": listener.url})
        assert tell_findings(settings, "maintain_warehouse", "run", [Finding("a", 0, "b")]) == 0
        assert listener.heard == []
        findings = [Finding("a", 0, "b"), Finding("files gone", 3, "deliver them again", ["x\ny"])]
        assert tell_findings(settings, "maintain_warehouse", "run", findings) == 3
    (notice,) = listener.heard
    assert notice["reason"] == "files gone: 3, such as x y. Remedy: deliver them again."


# -------------------------------------------------------------------------------------------------------------- claims


def test_stale_claims_are_given_back_and_held_ones_kept(
    configured: Settings, connection: extensions.connection
) -> None:
    change(connection, "insert into ops.run (run_key, started_at) values ('dead', now() - interval '1 day')")
    for number, lease in ((1, "-1 minute"), (2, "10 minutes"), (3, "10 minutes")):
        change(
            connection,
            """insert into ops.source_file (uri, sha256, state, attempts, claim_id, claimed_at, lease_until, run_id)
            select 'file' || %s, repeat(%s, 64), 'claimed', 1, %s, now(), now() + %s::interval,
                case when %s = 3 then null else run_id end from ops.run""",
            number, str(number), number, lease, number,
        )  # fmt: skip
    with closing(connect(configured.database_url or "")) as living, living.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s, 3)", (0x44594144,))  # the third claimant lives
        assert free_claims(configured) == {"files": 2, "runs": 1}
    states = fetch(connection, "select uri, state, attempts from ops.source_file order by uri")
    assert states == [("file1", "pending", 1), ("file2", "pending", 1), ("file3", "claimed", 1)]
    assert free_claims(configured) == {"files": 1, "runs": 0}


# ------------------------------------------------------------------------------------------------------------- orphans


def test_orphans_are_found_and_there_are_none_in_a_warehouse_as_loaded(
    configured: Settings, connection: extensions.connection
) -> None:
    fill(connection)
    assert amiss(find_orphans(configured)) == {}
    change(connection, "insert into news.source (name) values ('Silent Post')")
    change(connection, "insert into ops.run (run_key, started_at) values ('stuck', now() - interval '3 days')")
    change(connection, "set session_replication_role = replica")
    change(
        connection, "delete from news.incident_event where incident_id = (select min(incident_id) from news.incident)"
    )
    change(connection, "delete from news.agreement_article")
    change(connection, "delete from news.person_alias where person_id = (select min(person_id) from news.person)")
    change(
        connection,
        """insert into ops.source_file (uri, sha256, state, finished_at)
        values ('file:///empty', repeat('e', 64), 'loaded', now())""",
    )
    assert set(amiss(find_orphans(configured))) == {
        "files called loaded that left nothing",
        "persons without a name",
        "agreements that no article tells of",
        "incidents that no event tells of",
        "outlets without an article",
        "runs open for more than two days",
    }


# ----------------------------------------------------------------------------------------------------------- retention

OLD = "update news.article set loaded_at = now() - interval '400 days' where mod(article_id, 2) = 0"
KEPT = """select count(*) from news.article where loaded_at < now() - interval '399 days'"""


def test_retention_is_off_and_says_what_it_would_do(configured: Settings, connection: extensions.connection) -> None:
    fill(connection)
    change(connection, OLD)
    ((old,),) = fetch(connection, KEPT)
    assert look_at_retention(configured) == {
        365: {"due": old, "kept": 0},
        730: {"due": 0, "kept": 0},
        1825: {"due": 0, "kept": 0},
    }
    with pytest.raises(ConfigurationError, match="DYADWIRE_RETENTION_DAYS"):
        retire_articles(configured)
    assert retire(configured) == {"articles": 0, "files": 0}
    assert fetch(connection, KEPT) == [(old,)]


def test_old_articles_go_in_batches_and_ledger_and_corrections_stay_honest(
    configured: Settings, connection: extensions.connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.maintenance.retention._AT_ONCE", 3)
    fill(connection)
    change(connection, "update news.article set loaded_at = now() - interval '400 days'")
    ((corrected, title),) = fetch(
        connection,
        "select article_id, title from news.article inner join news.event using (article_id) order by event_id limit 1",
    )
    call(connection, "reject_event", event_of(connection, str(title)), "a test")
    change(
        connection,
        "update news.article set loaded_at = now() where article_id = (select max(article_id) from news.article)",
    )
    before = fetch(connection, "select uri, state from ops.source_file order by uri")
    ((articles,),) = fetch(connection, "select count(*) from news.article")
    settings = configured.model_copy(update={"retention_days": 90})
    assert look_at_retention(settings) == {90: {"due": int(str(articles)) - 2, "kept": 1}}

    counts = retire(settings)

    assert counts["articles"] == int(str(articles)) - 2
    assert (corrected,) in fetch(connection, "select article_id from news.article")
    assert fetch(connection, "select distinct state from report.correction") == [("in_force",)]
    assert fetch(connection, "select uri, state from ops.source_file order by uri") == before
    retired = fetch(connection, "select count(*) from ops.source_file where retired_at is not null")
    assert retired == [(counts["files"],)] and counts["files"] > 0
    found = {result.name: result.row_count for result in run_checks(connection) if result.row_count}
    assert found.keys() <= {"event_in_the_future"}  # the article that is kept was made older than what it tells of
    assert amiss(find_orphans(settings)).keys() <= {"outlets without an article"}
    assert fetch(connection, "select count(*) from news.story_article where story_id > article_id") == [(0,)]
    assert retire(settings) == {"articles": 0, "files": 0}


# -------------------------------------------------------------------------------------------------------------- tables


def test_what_is_due_is_vacuumed_and_what_changed_is_analyzed(
    server: embedded.Server, configured: Settings, connection: extensions.connection
) -> None:
    change(connection, "alter table news.source set (autovacuum_enabled = off)")
    change(connection, "alter table ops.unmerged set (autovacuum_enabled = off)")
    change(connection, "insert into news.source (name) select 'n' || number from generate_series(1, 5000) as number")
    change(connection, "update news.source set name = name || 'x'")
    change(
        connection,
        """insert into ops.unmerged (a_party, b_party, type) select 'KAZ', 'PAK', 'CONSULT'
        from generate_series(1, 3000)""",
    )
    change(connection, "select pg_stat_force_next_flush()")
    with account(server, "test_upkeep", "in role dyadwire_loader") as login:
        as_loader = configured.model_copy(update={"database_url": as_user(configured.database_url or "", login)})
        assert tend_tables(as_loader)["left"] >= 2  # no owner of theirs
    counts = tend_tables(configured)
    assert counts["vacuumed"] >= 1 and counts["analyzed"] >= 1 and counts["left"] == 0
    tended = "select relname, vacuum_count from pg_stat_user_tables where relname in ('source', 'unmerged') order by 1"
    assert fetch(connection, tended) == [("source", 1), ("unmerged", 0)]


def test_nothing_is_done_where_nothing_is_due(server: embedded.Server) -> None:
    with temporary_database(server) as url, closing(connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("vacuum (analyze)")
        assert tend_tables(Settings(database_url=url)) == {"vacuumed": 0, "analyzed": 0, "left": 0}
