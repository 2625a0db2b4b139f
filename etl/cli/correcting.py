"""``dyadwire correct``: put a fact right for good, see what was put right, take it back.

Each command calls the function of schema news that analysts may call from anywhere, then merges, so that incidents,
persons and agreements follow at once.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from etl.cli.at_hand import warehouse
from etl.cli.failing import FailingGroup
from etl.cli.logs import say
from etl.reporting.plain_text import clean
from etl.settings import Settings, get_settings

if TYPE_CHECKING:
    from psycopg2.extensions import connection as Connection  # noqa: N812

app = typer.Typer(cls=FailingGroup, no_args_is_help=True, help="Put facts right for good, or take that back.")
events = typer.Typer(cls=FailingGroup, no_args_is_help=True, help="An event of an article.")
persons = typer.Typer(cls=FailingGroup, no_args_is_help=True, help="Who is one person.")
agreements = typer.Typer(cls=FailingGroup, no_args_is_help=True, help="What an article says of an agreement.")
app.add_typer(events, name="event")
app.add_typer(persons, name="persons")
app.add_typer(agreements, name="agreement")

Reason = Annotated[str, typer.Option("--reason", help="How you know, for whoever asks later.")]
EventId = Annotated[int, typer.Argument(metavar="EVENT", help="The event's number, as report.event has it.")]


class Side(StrEnum):
    """The sides of an event."""

    actor = "actor"
    recipient = "recipient"


class State(StrEnum):
    """What may have become of a correction."""

    in_force = "in_force"
    unmatched = "unmatched"
    undone = "undone"


class Format(StrEnum):
    """Forms of the export."""

    jsonl = "jsonl"


@contextmanager
def _opened(doing: str) -> Iterator[tuple[Settings, "Connection"]]:
    from etl.warehouse.database import connect
    from etl.warehouse.faults import explained

    with (
        warehouse(get_settings(), create=False) as settings,
        closing(connect(settings.database_url or "")) as connection,
        explained(doing),
    ):
        yield settings, connection


def _correct(function: str, *arguments: int | str | None) -> None:
    """Make the correction, then merge where this login may; prints the correction's number."""
    from etl.pipeline import merge_night
    from etl.warehouse.corrections import NotCorrected, correct, may_merge

    with _opened("making the correction") as (settings, connection):
        try:
            number = correct(connection, function, *arguments)
        except NotCorrected as error:
            raise typer.BadParameter(str(error)) from error
        typer.echo(f"correction {number}")
        if may_merge(connection):
            merge_night(settings)
        else:
            say("incidents, persons and agreements follow with the next night: this login may not merge", "yellow")


@events.command("reject")
def reject_event(event: EventId, reason: Reason) -> None:
    """There is no such event: leave it out of every incident and report."""
    _correct("reject_event", event, reason)


@events.command("party")
def set_party(
    event: EventId,
    side: Annotated[Side, typer.Argument(help="Whose party is wrong.")],
    party: Annotated[str, typer.Argument(help="Code of the right one; that of the other side turns the event round.")],
    reason: Reason,
) -> None:
    """The actor or the recipient of an event is another party."""
    _correct("set_event_party", event, side.value, party, reason)


@events.command("status")
def set_status(
    event: EventId,
    status: Annotated[str, typer.Argument(help="occurred, ongoing, planned, possible or denied.")],
    reason: Reason,
) -> None:
    """The status of an event is another."""
    _correct("set_event_status", event, status, reason)


@events.command("date")
def set_date(
    event: EventId,
    date: Annotated[
        str, typer.Argument(help="2025-04-23, 2025-04, 2025, or `unknown`; -- --04-23, last, where the year is open.")
    ],
    reason: Reason,
) -> None:
    """An event happened at another time, or at one that is not known."""
    _correct("set_event_date", event, None if date == "unknown" else date, reason)


@agreements.command("reject")
def reject_agreement(
    number: Annotated[
        int, typer.Argument(metavar="NUMBER", help="article_agreement_id, as report.agreement_evidence has it.")
    ],
    reason: Reason,
) -> None:
    """There is no such agreement: leave what this article says of it out of every report."""
    _correct("reject_agreement", number, reason)


@persons.command("merge")
def merge(
    person: Annotated[int, typer.Argument(help="The person's number, as report.person has it.")],
    into: Annotated[int, typer.Argument(help="The one that stays.")],
    reason: Reason,
) -> None:
    """Two persons are one, whatever else their names."""
    _correct("merge_persons", person, into, reason)


@persons.command("part")
def part(
    alias: Annotated[int, typer.Argument(help="alias_id of a name, as report.person_name has it.")],
    other: Annotated[int, typer.Argument(metavar="FROM", help="Number of the name that is somebody else's.")],
    reason: Reason,
) -> None:
    """Two names are two persons, never to be taken for one again."""
    _correct("part_persons", alias, other, reason)


@app.command("undo")
def undo(
    correction: Annotated[int, typer.Argument(help="The correction's number, as `list` prints it.")], reason: Reason
) -> None:
    """Take a correction back: what the extraction said stands again."""
    _correct("undo_correction", correction, reason)


@app.command("list")
def list_rows(
    state: Annotated[State | None, typer.Option("--state", help="Only those in this state.")] = None,
    rows: Annotated[int, typer.Option("--rows", min=1, help="At most so many.")] = 100,
) -> None:
    """One line a correction: number, state, kind, what, from, to, who, reason; newest first, tabs between."""
    from etl.warehouse.corrections import listed

    with _opened("listing corrections") as (_, connection):
        for row in listed(connection, rows, state=state.value if state else None):
            what = row["name"] or f"{row['type']} {row['parties']}"
            cells = (row["correction_id"], row["state"], row["kind"], what, row["previous"] or "-",
                     row["other_name"] or row["value"] or "-", row["corrected_by"], row["reason"])  # fmt: skip
            typer.echo("\t".join(clean(str(cell)) for cell in cells))


@app.command("export")
def export(
    form: Annotated[Format, typer.Option("--format", help="One label a line, as JSON.")] = Format.jsonl,
) -> None:
    """Corrections in force as labelled data: articles with what is right and wrong of them, and who is one person."""
    from etl.cli.records import to_line
    from etl.reporting.labels import article_label, persons_label
    from etl.warehouse.corrections import of_articles, of_persons

    written = {Format.jsonl: to_line}[form]
    with _opened("exporting corrections") as (_, connection):
        for row in of_articles(connection):
            typer.echo(written(article_label(*row)), nl=False)
        for names in of_persons(connection):
            typer.echo(written(persons_label(*names)), nl=False)
