"""The application on a real warehouse, without Airflow: what it reads by, what it refuses, what its answers allow."""

from collections.abc import Iterator

import pytest
from fastapi import Depends, HTTPException
from fastapi.testclient import TestClient

from etl.settings import Settings
from etl.warehouse import embedded
from etl.web.application import make_application
from etl.web.headers import Kind, headers
from tests.conftest import temporary_database
from tests.warehouse.test_migrations import account, as_user, ask

PAGES = ["/", "/brief", "/brief.html"]


def client(reader_url: str | None, *dependencies: object) -> TestClient:
    return TestClient(make_application(dependencies, Settings(reader_url=reader_url)))


@pytest.fixture(scope="module")
def warehouse(server: embedded.Server) -> Iterator[str]:
    with temporary_database(server) as url:
        yield url


@pytest.fixture(scope="module")
def reader(server: embedded.Server, warehouse: str) -> Iterator[str]:
    with account(server, "test_web", "in role dyadwire_reader") as login:
        yield as_user(warehouse, login)


@pytest.mark.parametrize("path", PAGES)
def test_an_empty_warehouse_has_its_pages(reader: str, path: str) -> None:
    answer = client(reader).get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", PAGES)
def test_a_dependency_refuses_before_anything_is_read(path: str) -> None:
    def refuse() -> None:
        raise HTTPException(401, "no")

    answer = client("postgresql://nobody@127.0.0.1:1/nowhere", Depends(refuse)).get(path)
    assert answer.status_code == 401
    assert "Log in to Airflow" in answer.text


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/../etc/passwd", "/nights.css"])
def test_there_is_nothing_else(reader: str, path: str) -> None:
    answer = client(reader).get(path)
    assert answer.status_code == 404
    assert "No such page" in answer.text


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_sent(reader: str, method: str) -> None:
    assert getattr(client(reader), method)("/").status_code == 405


@pytest.mark.parametrize("path", PAGES)
def test_without_an_address_it_says_what_to_set(path: str) -> None:
    answer = client(None).get(path)
    assert answer.status_code == 503
    assert "DYADWIRE_READER_URL is not set" in answer.text


@pytest.mark.parametrize("group", ["in role dyadwire_loader", "in role dyadwire_reader, dyadwire_loader"])
def test_a_login_that_may_write_is_refused(server: embedded.Server, warehouse: str, group: str) -> None:
    with account(server, "test_web_writer", group) as login:
        answer = client(as_user(warehouse, login)).get("/")
    assert answer.status_code == 503
    assert "may change the warehouse" in answer.text


def test_what_is_wrong_with_the_database_is_not_told(
    server: embedded.Server, warehouse: str, caplog: pytest.LogCaptureFixture
) -> None:
    with account(server, "test_web_stranger") as login:
        answer = client(as_user(warehouse, login)).get("/")
    assert answer.status_code == 503
    assert "permission denied" not in answer.text
    assert "test_web_stranger" not in answer.text
    assert "permission denied" in caplog.text
    answer = client("postgresql://someone:secret@127.0.0.1:1/nowhere").get("/")
    assert answer.status_code == 503
    assert "127.0.0.1" not in answer.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("path", [*PAGES, "/nowhere", "/brief?date=x"])
def test_every_answer_has_the_headers(reader: str, path: str) -> None:
    answer = client(reader).get(path)
    expected = headers(Kind.BRIEF if path == "/brief.html" else Kind.PAGE)
    assert {name: answer.headers[name] for name in expected} == expected


@pytest.mark.parametrize("kind", Kind)
def test_policies_name_no_source_of_scripts(kind: Kind) -> None:
    policy = headers(kind)["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    for word in ("script-src", "unsafe", "http", "*", "allow-scripts", "allow-forms", "allow-top-navigation"):
        assert word not in policy


def test_a_hostile_ledger_is_shown_as_text(warehouse: str, reader: str) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    ask(
        warehouse,
        """with run as (
            insert into ops.run (run_key, state, finished_at, found, quarantined, detail)
            values (%s, 'failed', now(), 1, 1, %s) returning run_id
        ), file as (
            insert into ops.source_file (uri, sha256, size_bytes, state, reason_code, finished_at, run_id)
            select %s, repeat('a', 64), 1, 'quarantined', 'malformed', now(), run_id from run
            returning source_file_id, run_id
        ), result as (
            insert into ops.check_result (run_id, check_name, severity, row_count)
            select run_id, 'event_in_the_future', 'warn', 7 from run
        )
        insert into ops.quarantine (source_file_id, reason_code, detail, run_id)
        select source_file_id, 'malformed', %s, run_id from file""",
        hostile,
        hostile,
        hostile,
        hostile,
    )
    text = client(reader).get("/").text
    assert "<img" not in text
    assert text.count("&lt;img src=x onerror=alert(1)&gt;") == 4
    assert "event_in_the_future</code> (warning): 7 rows" in text
    assert "put the place named right and deliver the file again under any name" in text
