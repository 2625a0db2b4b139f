"""Tables of the report: complete, readable in 100 columns, harmless."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from rich.console import Console, RenderableType

from etl.reporting.remedies import REMEDIES
from etl.reporting.rows import (
    AgreementRow,
    DyadRow,
    EventRow,
    LanguageRow,
    Listing,
    PersonRow,
    QuarantineRow,
    ReasonRow,
    Report,
    RunRow,
    StateRow,
    Status,
)
from etl.reporting.tables import report_tables, status_tables

_EVENT = EventRow(
    date="--04-23",
    type="CONSULT",
    mode="visit",
    status="planned",
    actor="Syldavia",
    recipient="Ruritania",
    is_symmetric=False,
    persons="Rudolf Elphberg; Antoinette de Mauban",
    evidence="The king of Syldavia came to Strelsau on 23 April.",
)
_RUN = RunRow("night", "succeeded", datetime(2025, 5, 4, 2, 0, tzinfo=UTC), 90.04, 12, 10, 1, 1, 11, 30, None)
_REPORT = Report(
    run=_RUN,
    languages=(LanguageRow("English (en)", 3, 4), LanguageRow("German (de)", 2, 1)),
    dyads=Listing((DyadRow("Ruritania", "Syldavia", 5, 4, 1, -0.25),), 1, "report.dyad"),
    events=Listing((_EVENT,), 7, "report.event"),
    persons=Listing((PersonRow("Rudolf Elphberg", "head of state of RUR", 2),), 1, "report.person"),
    agreements=Listing((AgreementRow("treaty", "signed", "Treaty of Zenda", "RUR; SYL", "They signed it."),), 1, ""),
    quarantine=Listing((QuarantineRow("inbox/a.json", 2, "malformed", "line 3"),), 1, "report.quarantine"),
)
_NOTHING: Listing[Any] = Listing((), 0, "")
_EMPTY = Report(None, (), _NOTHING, _NOTHING, _NOTHING, _NOTHING, _NOTHING)


def _print(*renderables: RenderableType, width: int = 100) -> str:
    console = Console(width=width, color_system=None)
    with console.capture() as captured:
        for renderable in renderables:
            console.print(renderable)
    return captured.get()


def test_report_shows_every_fact() -> None:
    text = _print(*report_tables(_REPORT), width=200)
    for fact in (
        "Run night: files 12, loaded 10, duplicate 1, quarantined 1; new articles 11, events 30.",
        "--04-23",
        "CONSULT visit",
        "planned",
        "Syldavia → Ruritania",
        "Rudolf Elphberg; Antoinette de Mauban",
        "The king of Syldavia came to Strelsau on 23 April.",
        "head of state of RUR",
        "Treaty of Zenda",
        "They signed it.",
        "inbox/a.json, article 2",
        REMEDIES["malformed"],
        "-0.25",
    ):
        assert fact in text


def test_night_without_files_says_so() -> None:
    report = replace(_EMPTY, run=_RUN._replace(found=0))
    assert _print(*report_tables(report)).startswith("Run night: nothing new in the inbox.")


def test_cut_list_says_how_long_it_is_and_where_the_rest_is() -> None:
    text = _print(*report_tables(_REPORT))
    assert "1 of 7; all of them are in report.event" in text
    assert text.count("all of them") == 1


def test_totals_add_up() -> None:
    line = next(line for line in _print(*report_tables(_REPORT)).splitlines() if line.startswith("all"))
    assert line.split() == ["all", "5", "5"]


def test_nothing_is_wider_than_the_terminal() -> None:
    assert max(len(line) for line in _print(*report_tables(_REPORT), width=100).splitlines()) <= 100


def test_long_sentence_is_cut() -> None:
    events = Listing((_EVENT._replace(evidence="word " * 1000),), 1, "report.event")
    text = _print(*report_tables(replace(_EMPTY, events=events)))
    assert 20 < text.count("word") < 50
    assert "…" in text


def test_empty_warehouse_is_said_to_be_empty() -> None:
    text = _print(*report_tables(_EMPTY))
    assert "The warehouse holds no articles." in text
    assert "Empty: every file was read." in text


def test_text_of_articles_is_no_markup_and_no_escape() -> None:
    hostile = QuarantineRow("\x1b]0;owned\x07[bold]a[/bold].txt", None, "[red]", "\x1b[2Jgone")
    events = Listing((_EVENT._replace(evidence="[/] \x1b[31m said", persons="[blink]Rudolf"),), 1, "")
    report = replace(_EMPTY, quarantine=Listing((hostile,), 1, ""), events=events)
    text = _print(*report_tables(report), width=160)
    assert "\x1b" not in text
    for shown in ("[bold]a[/bold].txt", "[red]", "[/] said", "[blink]Rudolf"):
        assert shown in text


def test_status_tables() -> None:
    status = Status(
        ledger=(StateRow("loaded", 12, _RUN.started_at), StateRow("pending", 1, None)),
        runs=(_RUN, _RUN._replace(run_key="killed", state="running", seconds=None, detail="the server went away")),
        reasons=(ReasonRow("not_text", 3, "inbox/b.txt"),),
    )
    text = _print(*status_tables(status), width=160)
    assert "loaded       12   2025-05-04 02:00" in text
    assert "90.0" in text
    assert "the server went away" in text
    assert next(line for line in text.splitlines() if line.startswith("killed")).split()[-5:] == [
        "12",
        "10",
        "1",
        "1",
        "11",
    ]
    assert next(line for line in text.splitlines() if line.startswith("not_text")).split()[1] == "3"
    assert REMEDIES["not_text"] in text
