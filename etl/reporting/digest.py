"""One extraction record (docs/record.md) as a page that a person reads: ``dyadwire extract --format text``."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from etl.reporting.plain_text import plain

Record = Mapping[str, Any]

_QUOTE_WIDTH = 240
_SEPARATOR = " · "


def article_digest(record: Record) -> RenderableType:
    """Title, provenance, dyads, events with their sentences, persons and agreements; empty parts are left out."""
    parts: list[RenderableType] = [Rule(style="dim"), plain(record["title"] or record["uri"], "bold")]
    parts.append(plain(_SEPARATOR.join(_provenance(record)), "dim"))
    parts.extend(_section("Dyads", [_dyad(dyad) for dyad in record["dyads"]]))
    parts.extend(_section("Events", [_event(event, record) for event in record["events"]]))
    parts.extend(_section("Persons", [_person(person) for person in record["persons"]]))
    parts.extend(_section("Agreements", [_agreement(agreement, record) for agreement in record["agreements"]]))
    if not record["events"] and not record["agreements"]:
        parts.append(Text("No relation between states is reported.", style="dim"))
    parts.append(Text(""))
    return Group(*parts)


def _provenance(record: Record) -> Iterable[str]:
    language = record["language"]
    yield f"language {language['code']} ({language['confidence']:.2f})"
    if record["published_at"] is None:
        yield "publication date unknown"
    else:
        yield f"published {record['published_at']} ({record['published_basis']})"
    for label in ("agency", "source", "url"):
        if record[label] is not None:
            yield f"{label} {record[label]}"
    yield f"{record['uri']}, record {record['record']}"


def _section(title: str, rows: list[RenderableType]) -> Iterable[RenderableType]:
    if rows:
        yield Text(title, style="bold cyan")
        yield Padding(Group(*rows), (0, 0, 0, 2))


def _dyad(dyad: Record) -> Text:
    events = "1 event" if dyad["events"] == 1 else f"{dyad['events']} events"
    counts = f"{events}, {dyad['cooperation']} cooperation, {dyad['conflict']} conflict"
    return plain(_SEPARATOR.join((f"{dyad['a']}-{dyad['b']}", counts, f"tone {dyad['tone']:+.2f}")))


def _event(event: Record, record: Record) -> RenderableType:
    arrow = "and" if event["symmetric"] else "to"
    kind = event["type"] if event["mode"] is None else f"{event['type']}/{event['mode']}"
    place = ", ".join(part for part in (event["place"]["name"], event["place"]["country"]) if part is not None)
    persons = ", ".join(record["persons"][index]["name"] for index in event["persons"])
    facts = [event["date"] or "undated", kind, f"{event['actor']} {arrow} {event['recipient']}", event["status"]]
    line = plain(_SEPARATOR.join([*facts, *([f"in {place}"] if place else []), *([persons] if persons else [])]))
    return Group(line, _quote(event["evidence"], record))


def _person(person: Record) -> Text:
    roles = "; ".join(
        role["role"] if role["party"] is None else f"{role['role']} of {role['party']}" for role in person["roles"]
    )
    return plain(_SEPARATOR.join((person["name"], roles)) if roles else person["name"])


def _agreement(agreement: Record, record: Record) -> RenderableType:
    facts = [agreement["kind"], agreement["status"], ", ".join(agreement["parties"]), agreement["title"]]
    line = plain(_SEPARATOR.join(fact for fact in facts if fact))
    return Group(line, _quote(agreement["evidence"], record))


def _quote(evidence: Record, record: Record) -> RenderableType:
    """The sentence itself, indented by a table so that wrapped lines keep the indent."""
    grid = Table.grid(padding=(0, 1))
    grid.add_row(
        Text("  |", style="dim"), plain(record["text"][evidence["start"] : evidence["end"]], "italic", _QUOTE_WIDTH)
    )
    return grid
