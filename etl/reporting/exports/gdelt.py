"""Incidents as rows of GDELT 2.0's event table: 61 columns, tabs between, no header (docs/gdelt.md).

Column names and order: GDELT-Event_Codebook-V2.0. What we do not know stays empty, as it does in GDELT's own files.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import BinaryIO, NamedTuple

from psycopg2 import sql

from etl.reporting.exports.catalog import find_columns
from etl.reporting.exports.conditions import Condition, where_clause
from etl.reporting.exports.gdelt_codes import ActorCodes, actor_codes, fips_code
from etl.reporting.exports.rows import Count, Row, stream
from etl.reporting.queries import snapshot

VIEW = "timeline"

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
          "Type1Code", "Type2Code", "Type3Code")  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR),
    *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{name}" for name in _GEO),
    *(f"Actor2Geo_{name}" for name in _GEO),
    *(f"ActionGeo_{name}" for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip

_QUERY = """
select
    found.incident_id, found.incident_date,
    found.actor_party, actor.kind, found.actor_name, found.recipient_party, recipient.kind, found.recipient_name,
    found.cameo, found.quad_class, found.goldstein, found.events, found.outlets, found.articles + found.copies,
    found.tone, found.place_name, found.place_country, country.name, found.first_loaded_at, found.evidence_url,
    found.first_source
from report.timeline as found
inner join ref.party as actor on found.actor_party = actor.party_code
inner join ref.party as recipient on found.recipient_party = recipient.party_code
left join ref.party as country on found.place_country = country.party_code
{where}
order by found.incident_id
"""
_HAPPENED = Condition("status", "~", "^(occurred|ongoing)$")
_SPACES = str.maketrans({"\t": " ", "\n": " ", "\r": " "})


class Incident(NamedTuple):
    """A row of the query; ``tone`` is -1..1, ``documents`` counts copies too, ``url`` is that of the best evidence."""

    number: int
    day: date | None
    actor: str
    actor_kind: str
    actor_name: str
    recipient: str
    recipient_kind: str
    recipient_name: str
    cameo: str
    quad_class: int
    goldstein: float
    mentions: int
    outlets: int
    documents: int
    tone: float | None
    place: str | None
    country: str | None
    country_name: str | None
    added_at: datetime | None
    url: str | None
    source: str | None


def export_gdelt(
    database_url: str, conditions: Sequence[Condition], output: BinaryIO, count: Count, *, every_status: bool = False
) -> int:
    """Write the incidents of report.timeline that meet ``conditions``; answers how many lack a date and are left out.

    Only what happened or goes on, unless ``every_status``: GDELT's table cannot say that something was only planned.
    """
    asked = [*conditions, *([] if every_status else [_HAPPENED])]
    with snapshot(database_url) as database:
        where, values = where_clause(database, VIEW, find_columns(database, VIEW), asked)
        batches = stream(database, sql.SQL(_QUERY).format(where=where), values)
        return _write(batches, output, count)


def _write(batches: Iterable[list[Row]], output: BinaryIO, count: Count) -> int:
    undated = 0
    for rows in batches:
        lines = [event_row(Incident(*row)) for row in rows if row[1] is not None]
        output.write("".join("\t".join(line) + "\n" for line in lines).encode())
        count(len(lines))
        undated += len(rows) - len(lines)
    return undated


def event_row(incident: Incident) -> list[str]:
    """The 61 values of an incident that has a date."""
    if incident.day is None:
        raise ValueError(f"incident {incident.number} has no date")
    return [value.translate(_SPACES) for value in _values(incident, incident.day)]


def _values(incident: Incident, day: date) -> Iterator[str]:
    yield str(incident.number)
    yield f"{day:%Y%m%d}"
    yield f"{day:%Y%m}"
    yield f"{day:%Y}"
    # Months of 30 days, as GDELT's files have it; the codebook's formula would put December into the next year.
    yield f"{day.year + ((day.month - 1) * 30 + day.day) / 365:.4f}"
    yield from _actor(actor_codes(incident.actor, incident.actor_kind), incident.actor_name)
    yield from _actor(actor_codes(incident.recipient, incident.recipient_kind), incident.recipient_name)
    yield "1"
    yield incident.cameo
    yield incident.cameo[:3]
    yield incident.cameo[:2]
    yield str(incident.quad_class)
    yield str(incident.goldstein)
    yield from (str(incident.mentions), str(incident.outlets), str(incident.documents))
    yield "" if incident.tone is None else f"{incident.tone * 100:.4f}"
    yield from _no_place()
    yield from _no_place()
    yield from _place(incident)
    yield "" if incident.added_at is None else f"{incident.added_at.astimezone(UTC):%Y%m%d%H%M%S}"
    yield incident.url or incident.source or ""


def _actor(codes: ActorCodes, name: str) -> tuple[str, ...]:
    return (codes.actor, name.upper(), codes.country, codes.known_group, "", codes.religion, "",
            codes.type1, codes.type2, "")  # fmt: skip


def _no_place() -> tuple[str, ...]:
    return ("0", *[""] * 7)


def _place(incident: Incident) -> tuple[str, ...]:
    """Type 1 is a country, 4 a place outside the USA, 3 one within; coordinates are not known here."""
    if incident.country is None or incident.country_name is None:
        return _no_place()
    fips = fips_code(incident.country)
    if incident.place is None or incident.place == incident.country_name:
        return ("1", incident.country_name, fips, fips, "", "", "", fips)
    return ("3" if fips == "US" else "4", f"{incident.place}, {incident.country_name}", fips, "", "", "", "", "")
