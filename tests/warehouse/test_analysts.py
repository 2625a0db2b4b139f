"""docs/analysts.md: its login can read and nothing else, its queries and its Python run as they stand there."""

import importlib.util
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
from psycopg2 import extensions

from etl import pipeline
from etl.errors import ConfigurationError
from etl.reporting.exports.gdelt import export_gdelt
from etl.reporting.exports.views import export_view
from etl.settings import PROJECT_ROOT, Settings
from etl.warehouse.database import connect

TEXT = (PROJECT_ROOT / "docs" / "analysts.md").read_text(encoding="utf-8")
LOGIN, *QUERIES = re.findall(r"^```sql\n(.*?)^```", TEXT, flags=re.MULTILINE | re.DOTALL)
(PYTHON,) = re.findall(r"^```python\n(.*?)^```", TEXT, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture
def reader_url(filled: extensions.connection, any_database_url: str) -> Iterator[str]:
    """Address of the login that the page makes, on a warehouse with one visit of today, reported today."""
    with filled.cursor() as cursor:
        cursor.execute(
            "update news.article"
            " set (published_on, published_at, published_basis) = (current_date, current_date::text, 'metadata')"
        )
        pipeline.refresh_reports(Settings(database_url=any_database_url))
        cursor.execute(LOGIN)
    parts = urlsplit(any_database_url)
    try:
        yield any_database_url.replace(f"{parts.username}:{parts.password}@", "reader:choose%20a%20long%20one@")
    finally:
        with filled.cursor() as cursor:
            cursor.execute("drop role reader")


def test_login_reads_reports_and_nothing_else(reader_url: str) -> None:
    with closing(connect(reader_url)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute("select current_user, current_setting('statement_timeout'), current_setting('timezone')")
        assert cursor.fetchone() == ("reader", "1min", "UTC")
        cursor.execute("select count(*) from report.incident")
        assert cursor.fetchone() == (1,)
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("select * from news.event")
        with pytest.raises(psycopg2.errors.ReadOnlySqlTransaction):
            cursor.execute("create temporary table mine (n integer)")


def test_queries_find_the_visit_as_the_login(reader_url: str) -> None:
    assert len(QUERIES) >= 8
    with closing(connect(reader_url)) as connection, connection.cursor() as cursor:
        for query in QUERIES:
            cursor.execute(query)
            assert cursor.fetchall(), query


def test_login_exports_until_its_time_out(filled: extensions.connection, reader_url: str) -> None:
    written = io.BytesIO()
    assert export_gdelt(reader_url, [], written, lambda _: None) == 0
    assert written.getvalue().count(b"\t") == 60
    with filled.cursor() as cursor:
        cursor.execute("create view report.slow as select 1 as n, pg_sleep(5)::text as slept")
        cursor.execute("grant select on report.slow to dyadwire_analyst")
        cursor.execute("alter role reader set statement_timeout = '200ms'")
    with pytest.raises(ConfigurationError, match="raise statement_timeout of the login"):
        export_view(reader_url, "slow", [], "csv", io.BytesIO(), lambda _: None)


def test_python_makes_its_chart(reader_url: str, tmp_path: Path) -> None:
    missing = [name for name in ("pandas", "altair", "sqlalchemy") if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    (tmp_path / "chart.py").write_text(PYTHON, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "chart.py"], cwd=tmp_path, env={"WAREHOUSE": reader_url}, capture_output=True, text=True,
        timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert re.search(r"Kazakhstan - Pakistan +1", done.stdout)
    assert "Kazakhstan - Pakistan" in (tmp_path / "chart.html").read_text(encoding="utf-8")
