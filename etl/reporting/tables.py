"""Report rows to tables for a terminal: pure, rows in and renderables out; every cell is cleaned of hostile text."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from etl.reporting.plain_text import plain
from etl.reporting.remedies import remedy_for
from etl.reporting.rows import (
    AgreementRow,
    CheckRow,
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

_QUOTE = 240  # characters of evidence: a sentence of news has some 150, seldom more than 240
_DETAIL = 120


def report_tables(report: Report) -> Iterable[RenderableType]:
    """The whole report, from the widest view to the single fact; empty tables are one line saying so."""
    if report.run is not None:
        yield _spaced(_run_line(report.run))
    yield _spaced(_articles(report.languages))
    yield _spaced(_dyads(report.dyads))
    yield _spaced(_events(report.events))
    yield _spaced(_persons(report.persons))
    yield _spaced(_agreements(report.agreements))
    yield _spaced(_quarantine(report.quarantine))


def status_tables(status: Status) -> Iterable[RenderableType]:
    """The ledger by state, the last runs, the quarantine by reason, and the checks' findings, with remedies."""
    yield _spaced(_ledger(status.ledger))
    yield _spaced(_runs(status.runs))
    yield _spaced(_reasons(status.reasons))
    yield _spaced(_checks(status.checks))


def _spaced(part: RenderableType) -> RenderableType:
    return Padding(part, (0, 0, 1, 0), expand=False)


def _table(title: str, *columns: str | tuple[str, str | int], listing: Listing[Any] | None = None) -> Table:
    """Columns are headings, ``(heading, "right")``, or ``(heading, share)`` of the room that the others leave."""
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    table.show_edge = False
    for column in columns:
        heading, kind = (column, "left") if isinstance(column, str) else column
        ratio = kind if isinstance(kind, int) else None
        table.add_column(heading, justify="right" if kind == "right" else "left", ratio=ratio, overflow="fold")
    if listing is not None and listing.total > len(listing.rows):
        table.caption = Text(f"{len(listing.rows)} of {listing.total}; all of them are in {listing.view}", "dim")
        table.caption_justify = "left"
    return table


def _none(title: str, sentence: str) -> Text:
    return Text.assemble((title, "bold"), f"\n{sentence}")


def _run_line(run: RunRow) -> Text:
    if run.found == 0:
        return plain(f"Run {run.run_key}: nothing new in the inbox.")
    files = f"files {run.found}, loaded {run.loaded}, duplicate {run.duplicates}, quarantined {run.quarantined}"
    return plain(f"Run {run.run_key}: {files}; new articles {run.articles}, events {run.events}.")


def _articles(rows: Sequence[LanguageRow]) -> RenderableType:
    if not rows:
        return _none("Articles", "The warehouse holds no articles.")
    table = _table("Articles by language", "language", ("articles", "right"), ("events", "right"))
    for row in rows:
        table.add_row(plain(row.language), str(row.articles), str(row.events))
    table.add_section()
    table.add_row("all", str(sum(row.articles for row in rows)), str(sum(row.events for row in rows)))
    return table


def _dyads(listing: Listing[DyadRow]) -> RenderableType:
    if not listing.rows:
        return _none("Dyads", "No relation between two parties is reported.")
    numbers = [(name, "right") for name in ("incidents", "cooperation", "conflict", "tone")]
    table = _table("Dyads", "between", "and", *numbers, listing=listing)
    for row in listing.rows:
        tone = "" if row.tone is None else f"{row.tone:+.2f}"
        table.add_row(plain(row.a), plain(row.b), str(row.incidents), str(row.cooperation), str(row.conflict), tone)
    return table


def _events(listing: Listing[EventRow]) -> RenderableType:
    if not listing.rows:
        return _none("Events", "None.")
    table = _table("Events", "date", "what", ("who", 2), ("evidence", 4), listing=listing)
    for row in listing.rows:
        what = plain(row.type if row.mode is None else f"{row.type} {row.mode}")
        if row.status != "occurred":
            what.append(f"\n{row.status}", "dim")
        who = plain(f"{row.actor} {'–' if row.is_symmetric else '→'} {row.recipient}")
        if row.persons:
            who.append("\n").append_text(plain(row.persons, "dim", _DETAIL))
        table.add_row(plain(row.date or "undated"), what, who, plain(row.evidence, "italic", _QUOTE))
    return table


def _persons(listing: Listing[PersonRow]) -> RenderableType:
    if not listing.rows:
        return _none("Persons", "None.")
    table = _table("Persons", "name", "offices", ("articles", "right"), listing=listing)
    for row in listing.rows:
        table.add_row(plain(row.name, width=60), plain(row.offices, width=_DETAIL), str(row.articles))
    return table


def _agreements(listing: Listing[AgreementRow]) -> RenderableType:
    if not listing.rows:
        return _none("Agreements", "None.")
    table = _table("Agreements", "kind", "status", "parties", ("evidence", 1), listing=listing)
    for row in listing.rows:
        quote = plain(row.evidence, "italic", _QUOTE)
        cell = plain(row.title, "bold", _DETAIL).append("\n").append_text(quote) if row.title else quote
        table.add_row(plain(row.kind), plain(row.status), plain(row.parties), cell)
    return table


def _quarantine(listing: Listing[QuarantineRow]) -> RenderableType:
    if not listing.rows:
        return _none("Quarantine", "Empty: every file was read.")
    table = _table("Quarantine", ("file", 3), "reason", ("detail", 3), ("remedy", 2), listing=listing)
    for row in listing.rows:
        where = row.uri if row.record is None else f"{row.uri}, article {row.record}"
        table.add_row(plain(where), plain(row.reason), plain(row.detail, width=_DETAIL), plain(remedy_for(row.reason)))
    return table


def _ledger(rows: Sequence[StateRow]) -> RenderableType:
    if not rows:
        return _none("Ledger", "No file was seen yet.")
    table = _table("Ledger", "state", ("files", "right"), "last change (UTC)")
    for row in rows:
        table.add_row(plain(row.state), str(row.files), plain(f"{row.since:%Y-%m-%d %H:%M}" if row.since else None))
    return table


def _runs(rows: Sequence[RunRow]) -> RenderableType:
    if not rows:
        return _none("Last runs", "None yet.")
    counts = [(name, "right") for name in ("seconds", "files", "loaded", "duplicates", "quarantined", "articles")]
    table = _table("Last runs", "run", "started (UTC)", "state", *counts)
    for row in rows:
        state = plain(row.state)
        if row.detail:
            state.append("\n").append_text(plain(row.detail, "dim", _DETAIL))
        numbers = (row.found, row.loaded, row.duplicates, row.quarantined, row.articles)
        seconds = "" if row.seconds is None else f"{row.seconds:.1f}"
        started = f"{row.started_at:%Y-%m-%d %H:%M}"
        table.add_row(plain(row.run_key, width=48), started, state, seconds, *(str(number) for number in numbers))
    return table


def _reasons(rows: Sequence[ReasonRow]) -> RenderableType:
    if not rows:
        return _none("Quarantine", "Empty: every file was read.")
    table = _table("Quarantine by reason", "reason", ("count", "right"), ("newest", 1), ("remedy", 1))
    for row in rows:
        table.add_row(plain(row.reason), str(row.entries), plain(row.example), plain(remedy_for(row.reason)))
    return table


def _checks(rows: Sequence[CheckRow]) -> RenderableType:
    if not rows:
        return _none("Checks", "The last run that was checked had no fault and no warning.")
    table = _table("Checks of the last run", "severity", "check", ("count", "right"), ("what", 1), ("remedy", 1))
    for row in rows:
        name = plain(row.name)
        if row.subject:
            name.append("\n").append_text(plain(row.subject, "bold", _DETAIL))
        table.add_row(plain(row.severity), name, str(row.faults), plain(row.message, width=_DETAIL), plain(row.remedy))
    return table
