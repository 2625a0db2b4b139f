"""Tables of the report: complete, readable in 100 columns, harmless."""

from datetime import UTC, datetime

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
    Report,
    RunRow,
    StateRow,
)
from etl.reporting.tables import ledger_table, report_tables, runs_table

_EVENT = EventRow(
    date="--04-23",
    type="CONSULT",
    mode="visit",
    actor="SYL",
    recipient="RUR",
    is_symmetric=False,
    status="planned",
    persons=("Rudolf Elphberg",),
    evidence="The king of Syldavia came to Strelsau on 23 April.",
)
_REPORT = Report(
    languages=(LanguageRow("en", 3, 4), LanguageRow("de", 2, 1)),
    dyads=Listing((DyadRow("RUR", "SYL", 5, 4, 1, -0.25),), 1, "select * from report.dyads"),
    events=Listing((_EVENT,), 7, "select * from report.events"),
    persons=Listing((PersonRow("Rudolf Elphberg", ("head_of_state of RUR",), 2),), 1, ""),
    agreements=Listing(
        (AgreementRow("treaty", "signed", "Treaty of Zenda", ("RUR", "SYL"), "They signed it."),), 1, ""
    ),
    quarantine=Listing((QuarantineRow("inbox/a.json", 2, "malformed", "line 3"),), 1, ""),
)
_EMPTY = Report((), *(Listing((), 0, "") for _ in range(5)))  # type: ignore[arg-type]  # empty lists of any row


def _print(*renderables: RenderableType, width: int = 100) -> str:
    console = Console(width=width, color_system=None)
    with console.capture() as captured:
        for renderable in renderables:
            console.print(renderable)
    return captured.get()


def test_report_shows_every_fact() -> None:
    text = _print(*report_tables(_REPORT), width=200)
    for fact in (
        "--04-23",
        "CONSULT visit",
        "planned",
        "SYL > RUR",
        "The king of Syldavia came to Strelsau on 23 April.",
        "head_of_state of RUR",
        "Treaty of Zenda",
        "They signed it.",
        "inbox/a.json, article 2",
        REMEDIES["malformed"],
        "-0.25",
    ):
        assert fact in text


def test_cut_list_says_how_long_it_is_and_where_the_rest_is() -> None:
    text = _print(*report_tables(_REPORT))
    assert "1 of 7; all of them: select * from report.events" in text
    assert text.count("all of them") == 1


def test_totals_add_up() -> None:
    line = next(line for line in _print(*report_tables(_REPORT)).splitlines() if line.startswith("all"))
    assert line.split() == ["all", "5", "5"]


def test_nothing_is_wider_than_the_terminal() -> None:
    assert max(len(line) for line in _print(*report_tables(_REPORT), width=100).splitlines()) <= 100


def test_empty_warehouse_is_said_to_be_empty() -> None:
    text = _print(*report_tables(_EMPTY))
    assert "The warehouse holds no articles." in text
    assert "Empty: every file was read." in text


def test_text_of_articles_is_no_markup_and_no_escape() -> None:
    hostile = QuarantineRow("\x1b]0;owned\x07[bold]a[/bold].txt", None, "[red]", "\x1b[2Jgone")
    listing = Listing((hostile,), 1, "")
    report = Report((), _EMPTY.dyads, _EMPTY.events, _EMPTY.persons, _EMPTY.agreements, listing)
    text = _print(*report_tables(report), width=160)
    assert "[bold]a[/bold].txt" in text
    assert "[red]" in text
    assert "\x1b" not in text


def test_status_tables() -> None:
    start, end = datetime(2025, 5, 4, 2, 0, tzinfo=UTC), datetime(2025, 5, 4, 2, 1, 30, tzinfo=UTC)
    text = _print(
        ledger_table([StateRow("loaded", 12, end), StateRow("pending", 1, None)]),
        runs_table(
            [RunRow("night", start, end, "finished", 12, 11, 1, 0), RunRow("now", end, None, "running", 1, 0, 0, 0)]
        ),
    )
    assert "loaded       12   2025-05-04 02:01" in text
    assert "90.0" in text
    assert next(line for line in text.splitlines() if line.startswith("now")).split()[-4:] == ["1", "0", "0", "0"]
