"""Reports read from a real warehouse, filled by the pipeline itself."""

from pathlib import Path

import pytest
from psycopg2.errors import ReadOnlySqlTransaction
from rich.console import Console

from etl import pipeline
from etl.errors import ConfigurationError
from etl.reporting import print_report, print_status, queries
from etl.settings import Settings

TALKS = """
Talks in Accra

ACCRA - The foreign minister of Ghana, Kofi Adjei, met the foreign minister of Peru on Monday.
"""


def _night(database_url: str, inbox: Path, run_key: str) -> None:
    """One run over the inbox, however many of its files are quarantined."""
    settings = Settings(database_url=database_url, inbox=inbox, settle_seconds=0, quarantine_share=1)
    for batch in pipeline.scan_inbox(settings, run_key):
        pipeline.process_batch(settings, run_key, batch)
    pipeline.merge_night(settings)
    pipeline.refresh_reports(settings)
    pipeline.check_night(settings, run_key)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "talks.txt").write_text(TALKS, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    return tmp_path


def _console() -> Console:
    return Console(width=300, color_system=None, record=True, quiet=False)


def test_first_line_is_of_the_run(database_url: str, inbox: Path) -> None:
    _night(database_url, inbox, "first night")
    _night(database_url, inbox, "second night")
    for run_key, line in {
        "first night": "Run first night: files 2, loaded 1, duplicate 0, quarantined 1; new articles 1, events 1.",
        "second night": "Run second night: nothing new in the inbox.",
    }.items():
        console = _console()
        print_report(database_url, console, run_key)
        text = console.export_text()
        assert text.splitlines()[0].rstrip() == line
        assert "Ghana – Peru" in text


def test_report_without_a_run_begins_with_the_articles(database_url: str) -> None:
    console = _console()
    print_report(database_url, console, "no such run")
    assert console.export_text().startswith("Articles")


def test_lists_are_cut_and_counted(database_url: str, inbox: Path) -> None:
    for number in range(3):
        (inbox / f"{number}.txt").write_text(TALKS.replace("Talks", f"Talks {number}"), encoding="utf-8")
    _night(database_url, inbox, "night")
    report = queries.read_report(database_url, None, 2)
    assert (len(report.events.rows), report.events.total) == (2, 4)
    assert [(row.a, row.b, row.incidents) for row in report.dyads.rows] == [("Ghana", "Peru", 1)]


def test_status_is_fine_unless_the_last_run_was_not(database_url: str, inbox: Path) -> None:
    assert print_status(database_url, _console()), "no run at all"
    _night(database_url, inbox, "first night")
    assert not print_status(database_url, _console())
    _night(database_url, inbox, "second night")
    console = _console()
    assert print_status(database_url, console)
    text = console.export_text()
    assert text.index("second night") < text.index("first night")
    assert "empty.txt" in text


def test_reports_cannot_write(database_url: str) -> None:
    with queries.snapshot(database_url) as database, database.cursor() as cursor:  # noqa: SIM117  too long for one line
        with pytest.raises(ReadOnlySqlTransaction):
            cursor.execute("insert into ops.run (run_key) values ('intruder')")


def test_database_without_tables_is_a_matter_of_configuration(empty_database_url: str) -> None:
    with pytest.raises(ConfigurationError, match="db migrate"):
        print_report(empty_database_url, _console())
