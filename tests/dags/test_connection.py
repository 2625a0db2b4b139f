"""The warehouse of a task: the environment's, or that of Airflow's connection."""

import json
from collections.abc import Iterator
from contextlib import closing

import pytest
from psycopg2.extensions import parse_dsn
from sqlalchemy.engine import make_url

from etl.scheduling import task_settings
from etl.settings import get_settings
from etl.warehouse.database import connect

CONNECTION = "AIRFLOW_CONN_DYADWIRE_WAREHOUSE"


@pytest.fixture(autouse=True)
def _settings_read_anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("DYADWIRE_DATABASE_URL", raising=False)
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


def test_a_connection_is_taken_with_all_that_it_says(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    url = make_url(database_url)
    known: dict[str, object] = {
        "conn_type": "postgres",
        "login": url.username,
        "password": url.password,
        "host": url.host,
    }
    known |= {"port": url.port, "schema": url.database, "extra": {"options": "-c work_mem=5MB"}}
    monkeypatch.setenv(CONNECTION, json.dumps(known))
    found = task_settings().database_url
    assert found is not None
    with closing(connect(found)) as connection, connection.cursor() as cursor:
        cursor.execute("select current_database(), current_setting('work_mem')")
        assert cursor.fetchone() == (url.database, "5MB")


def test_a_password_of_any_letters_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"conn_type": "postgres", "login": "a b", "password": "p@s/s:w%rd#?", "host": "db", "schema": "news"}
    monkeypatch.setenv(CONNECTION, json.dumps(known))
    found = parse_dsn(task_settings().database_url or "")
    assert found == {"user": "a b", "password": "p@s/s:w%rd#?", "host": "db", "dbname": "news"}


def test_the_environment_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CONNECTION, "postgres://other/other")
    monkeypatch.setenv("DYADWIRE_DATABASE_URL", "postgresql://db/news")
    get_settings.cache_clear()
    assert task_settings().database_url == "postgresql://db/news"


def test_without_either_there_is_no_warehouse() -> None:
    assert task_settings().database_url is None
