"""``inbox check`` and ``quarantine``: what an operator asks in the morning and does after it."""

import io
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from etl.warehouse.database import connect
from tests.cli.conftest import Run

GOOD = "Visit\n\nPakistan's foreign minister met the president of Kazakhstan in Astana.\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    (folder / "bad.json").write_text('{"title": "cut o')
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", GOOD.replace("Visit", "Another visit"))
        archive.writestr("b.txt", "Title\n\n" + "long " * 1000)
    (folder / "c.zip").write_bytes(buffer.getvalue())
    return folder


@pytest.fixture
def at_warehouse(dyadwire: Run, database_url: str, inbox: Path) -> Run:
    settings = {
        "DYADWIRE_DATABASE_URL": database_url, "DYADWIRE_INBOX": str(inbox), "DYADWIRE_SETTLE_SECONDS": "0",
        "DYADWIRE_QUARANTINE_SHARE": "1",
    }  # fmt: skip
    return lambda *args, **options: dyadwire(*args, settings=settings | options)


def test_inbox_check_says_what_would_happen(dyadwire: Run, inbox: Path) -> None:
    settings = {"DYADWIRE_SETTLE_SECONDS": "0", "DYADWIRE_MAX_DOCUMENT_BYTES": "1000"}
    done = dyadwire("inbox", "check", str(inbox), settings=settings)
    assert done.returncode == 1
    lines = [line.rpartition("/")[2] for line in done.stdout.splitlines()]
    assert lines == [
        "bad.json: articles 0, rejected 1 (malformed 1)", "c.zip: articles 1, rejected 1 (too_large 1)",
        "good.txt: articles 1",
    ]  # fmt: skip
    assert "DYADWIRE_MAX_DOCUMENT_BYTES" in done.stderr
    assert dyadwire("inbox", "check", str(inbox / "good.txt")).returncode == 0


def test_a_retry_loads_exactly_what_was_missing(at_warehouse: Run, database_url: str) -> None:
    small = {"DYADWIRE_MAX_DOCUMENT_BYTES": "1000"}
    assert at_warehouse("ingest", **small).returncode == 1
    listed = at_warehouse("quarantine", "list").stdout.splitlines()
    assert sorted(line.split("\t")[1] for line in listed) == ["malformed", "too_large"]
    number = next(line.split("\t")[0] for line in listed if "too_large" in line)
    shown = at_warehouse("quarantine", "show", number)
    assert "c.zip" in shown.stdout
    assert "split the file" in shown.stdout

    assert at_warehouse("ingest").stdout == "Nothing new.\n"
    assert at_warehouse("quarantine", "retry", "--reason", "too_large").stdout == "files 1 wait for the next run\n"
    assert at_warehouse("ingest").returncode == 0
    with closing(connect(database_url)) as connection, connection.cursor() as cursor:
        cursor.execute("select title from news.article order by 1")
        assert cursor.fetchall() == [("Another visit",), ("Title",), ("Visit",)]
        cursor.execute("select count(*) from news.article_copy")
        assert cursor.fetchone() == (0,)
        cursor.execute("select reason_code from ops.quarantine")
        assert cursor.fetchall() == [("malformed",)]


def test_what_is_not_there_is_told(at_warehouse: Run) -> None:
    assert at_warehouse("quarantine", "show", "77").returncode == 2
    assert at_warehouse("quarantine", "retry", "77").returncode == 1
    odd = at_warehouse("quarantine", "list", "--reason", "odd")
    assert odd.returncode == 2
    assert "malformed" in odd.stderr


def test_dropped_rows_are_out_of_the_way_and_still_there(at_warehouse: Run, database_url: str) -> None:
    assert at_warehouse("ingest").returncode == 1
    assert at_warehouse("quarantine", "drop", "--why", "all of it").returncode == 2
    assert at_warehouse("quarantine", "drop", "--reason", "malformed", "--why", " ").returncode == 2
    (line,) = at_warehouse("quarantine", "list").stdout.splitlines()
    number = line.split("\t")[0]
    assert at_warehouse("quarantine", "drop", number, "--why", "a test of ours").stdout == "rows 1 dropped\n"
    assert at_warehouse("quarantine", "drop", number, "--why", "again").returncode == 1
    assert at_warehouse("quarantine", "list").stdout == ""
    assert at_warehouse("quarantine", "list", "--dropped").stdout.startswith(number)
    assert "a test of ours" in at_warehouse("quarantine", "show", number).stdout
    assert at_warehouse("quarantine", "retry").stdout == "files 0 wait for the next run\n"
    with closing(connect(database_url)) as connection, connection.cursor() as cursor:
        cursor.execute("select state, (select count(*) from report.quarantine) from ops.source_file where uri ~ 'bad'")
        assert cursor.fetchall() == [("quarantined", 0)]
