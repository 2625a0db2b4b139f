"""Each alarm of a night made to fire once on a real server: volumes, quarantine, data checks; and who hears of it."""

from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from psycopg2 import extensions

from etl import pipeline
from etl.errors import NightFailed
from etl.settings import PROJECT_ROOT, Settings
from etl.warehouse.database import connect
from tests.alerting.listening import HttpListener, http_listener
from tests.warehouse.builders import fetch


@pytest.fixture
def listener() -> Iterator[HttpListener]:
    with http_listener() as running:
        yield running


@pytest.fixture
def configured(database_url: str, tmp_path: Path, listener: HttpListener) -> Settings:
    return Settings.model_validate(
        {"database_url": database_url, "inbox": tmp_path, "quarantine_share": 1, "alert_webhook_url": listener.url}
    )


@pytest.fixture
def connection(database_url: str) -> Iterator[extensions.connection]:
    with closing(connect(database_url)) as opened:
        yield opened


def load(connection: extensions.connection, key: str, days_ago: int = 0, *, de: int = 2, en: int = 1) -> None:
    """A run of so many days ago that loaded so many articles in two languages, as a loader leaves it."""
    with connection, connection.cursor() as cursor:
        cursor.execute(_RUN, {"key": key, "days": days_ago, "articles": de + en})
        for language, count in (("de", de), ("en", en)):
            for number in range(count):
                name = f"{key} {language} {number}"
                values = {"key": key, "uri": name, "hash": sha256(name.encode()).hexdigest(), "language": language}
                cursor.execute(_ARTICLE, values | {"outlet": "Wire" if language == "en" else None})


_RUN = """insert into ops.run (run_key, started_at, finished_at, state, articles)
select %(key)s, moment, moment, 'succeeded', %(articles)s from (
    select now() - make_interval(days => %(days)s) as moment) as it"""
_ARTICLE = """with outlet as (
    insert into news.source (name) select %(outlet)s where %(outlet)s::text is not null
    on conflict (name) do update set name = excluded.name returning source_id),
file as (
    insert into ops.source_file (uri, sha256, state, finished_at, run_id)
    select %(uri)s, %(hash)s, 'loaded', now(), run_id from ops.run where run_key = %(key)s returning source_file_id)
insert into news.article (content_id, source_file_id, record, source_id, language_code, language_confidence, title,
    text, tone_score, tone_label, rules_version)
select %(hash)s, source_file_id, 0, (select source_id from outlet), %(language)s, 0.99, 'Title', 'A text.', 0,
    'neutral', '1'
from file"""


def ten_nights(connection: extensions.connection) -> None:
    """Ten nights with two German articles and one English each, the last of them yesterday."""
    for number in range(10):
        load(connection, f"night {number}", 10 - number)


FOUND = """select check_name, subject, severity, message from report.check_result
where row_count > 0 and run_key = %s order by 1, 2"""


def test_a_language_and_its_outlet_are_told_of_on_their_first_silent_night(
    configured: Settings, connection: extensions.connection, listener: HttpListener
) -> None:
    ten_nights(connection)
    load(connection, "as ever")
    assert pipeline.check_night(configured, "as ever")["warnings"] == 0
    assert listener.heard == []
    with connection, connection.cursor() as cursor:
        cursor.execute("update ops.run set started_at = started_at - interval '1 day'")
    load(connection, "silent", en=0)

    assert pipeline.check_night(configured, "silent")["warnings"] == 2

    found = fetch(connection, FOUND, "silent")
    assert [row[:3] for row in found] == [
        ("articles_by_language", "en", "warn"),
        ("articles_by_outlet", "Wire", "warn"),
    ]
    assert all("silent since" in str(row[3]) and "1 articles expected" in str(row[3]) for row in found)
    assert [notice["kind"] for notice in listener.heard] == ["warning"]
    assert "articles_by_language en: silent since" in listener.heard[0]["reason"]
    assert fetch(connection, "select state from ops.run where run_key = 'silent'") == [("succeeded",)]


def test_a_rerun_takes_back_what_is_right_again(configured: Settings, connection: extensions.connection) -> None:
    ten_nights(connection)
    load(connection, "tonight", en=0)
    pipeline.check_night(configured, "tonight")
    assert len(fetch(connection, FOUND, "tonight")) == 2
    load(connection, "more of tonight", de=0)  # a second run of the same day brings what was missing
    assert pipeline.check_night(configured, "more of tonight")["warnings"] == 0
    with connection, connection.cursor() as cursor:
        cursor.execute(
            """update ops.source_file set run_id = (select run_id from ops.run where run_key = 'tonight')
            where uri like 'more%'"""
        )
    assert pipeline.check_night(configured, "tonight")["warnings"] == 0
    assert fetch(connection, FOUND, "tonight") == []


def test_silence_can_be_set_to_turn_the_night_red(configured: Settings, connection: extensions.connection) -> None:
    ten_nights(connection)
    load(connection, "red", en=0)
    with pytest.raises(NightFailed, match="articles_by_language en: silent since"):
        pipeline.check_night(configured.model_copy(update={"volume_severity": "error"}), "red")
    assert fetch(connection, "select state from ops.run where run_key = 'red'") == [("failed",)]


def test_a_night_without_any_article_is_one_alarm(configured: Settings, connection: extensions.connection) -> None:
    ten_nights(connection)
    load(connection, "nothing", de=0, en=0)
    pipeline.check_night(configured, "nothing")
    assert [row[:2] for row in fetch(connection, FOUND, "nothing")] == [("articles_in_all", "all articles")]


def test_a_flood_is_told_of(configured: Settings, connection: extensions.connection) -> None:
    ten_nights(connection)
    load(connection, "flood", de=40)
    pipeline.check_night(configured, "flood")
    assert ("articles_by_language", "de", "warn", "40 articles, 2 expected") in fetch(connection, FOUND, "flood")


def test_copies_are_signs_of_life(configured: Settings, connection: extensions.connection) -> None:
    ten_nights(connection)
    load(connection, "copied", en=0)
    with connection, connection.cursor() as cursor:
        cursor.execute(
            """insert into news.article_copy (source_file_id, record, article_id, uri, source_id)
            select max(file.source_file_id), 0, max(article.article_id), 'copy', max(source_id)
            from ops.source_file as file inner join ops.run using (run_id), news.article
            where run_key = 'copied' and language_code = 'en'"""
        )
    assert pipeline.check_night(configured, "copied")["warnings"] == 0


def test_a_warning_is_told_once_and_kept_night_by_night(
    configured: Settings, connection: extensions.connection, listener: HttpListener
) -> None:
    for key in ("first", "second"):
        load(connection, key, de=1, en=0)
        with connection, connection.cursor() as cursor:
            cursor.execute("update news.article set language_code = 'und'")
        assert pipeline.check_night(configured, key)["warnings"] == 1
    assert len(fetch(connection, "select from report.check_result where row_count > 0")) == 2
    assert len(listener.heard) == 1


def test_every_check_leaves_a_row_and_the_quarantine_turns_red(
    configured: Settings, connection: extensions.connection
) -> None:
    load(connection, "red", de=1, en=1)
    with connection, connection.cursor() as cursor:
        cursor.execute(
            """with file as (
                update ops.source_file set state = 'quarantined', reason_code = 'empty' where uri = 'red en 0'
                returning source_file_id, run_id)
            insert into ops.quarantine (source_file_id, reason_code, detail, run_id)
            select source_file_id, 'empty', 'no text', run_id from file"""
        )
    with pytest.raises(NightFailed, match=r"1 of 2 files quarantined \(empty 1\).*49%.*DYADWIRE_QUARANTINE_SHARE"):
        pipeline.check_night(configured.model_copy(update={"quarantine_share": 0.49}), "red")
    names = {path.stem for path in (PROJECT_ROOT / "sql" / "checks").glob("*.sql")}
    volumes = {"articles_in_all", "articles_by_language", "articles_by_outlet"}
    kept = fetch(connection, "select check_name, row_count, message, remedy from report.check_result")
    assert {name for name, *_ in kept} == names | volumes | {"quarantine_share"}
    assert all(message and remedy for _, _, message, remedy in kept)
    assert [name for name, count, *_ in kept if count] == ["quarantine_share"]


def test_the_warehouse_is_checked_between_nights(configured: Settings, connection: extensions.connection) -> None:
    assert pipeline.check_warehouse(configured)["warnings"] == 0
    load(connection, "night")
    pipeline.check_night(configured, "night")
    with connection, connection.cursor() as cursor:
        cursor.execute("delete from news.article where language_code = 'en'")
    with pytest.raises(NightFailed, match="check loaded_file_without_rows found 1 rows"):
        pipeline.check_warehouse(configured)
    assert [row[:3] for row in fetch(connection, FOUND, "night")] == [("loaded_file_without_rows", "", "error")]
