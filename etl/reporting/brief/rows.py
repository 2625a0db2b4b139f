"""Rows of the report views to rows of a brief: codes to English names, lists apart; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from etl.reporting.brief.content import Agreement, Incident, Quote

Row = Mapping[str, Any]

_BETWEEN = "; "


class Told(NamedTuple):
    """An incident of the night, as far as order and figures ask for it; the columns of ``queries.NIGHT``."""

    incident_id: int
    a_party: str
    b_party: str
    type: str
    mode: str | None
    status: str
    incident_date: date | None
    quad_class: int
    goldstein: float
    outlets: int
    articles: int
    languages: Sequence[str]
    confidence: float


class Run(NamedTuple):
    """A run of the night; the columns of ``queries.LAST_RUN``."""

    run_key: str
    state: str
    loaded: int
    quarantined: int
    articles: int


@dataclass(frozen=True, slots=True)
class Names:
    """English names by code; a code without one stands for itself."""

    parties: Mapping[str, str]
    sectors: Mapping[str, str]

    def party(self, code: str) -> str:
        """Of a country or body."""
        return self.parties.get(code, code)

    def sector(self, code: str) -> str:
        """Of a subject field, as it stands inside a sentence."""
        name = self.sectors.get(code, code)
        return name if name[:2].isupper() else name[:1].lower() + name[1:]


def incident(row: Row, names: Names) -> Incident:
    """A row of ``report.timeline``."""
    country = names.party(row["place_country"]) if row["place_country"] else None
    place = row["place_name"]
    return Incident(
        incident_id=row["incident_id"],
        a_party=row["a_party"],
        b_party=row["b_party"],
        type=row["type"],
        mode=row["mode"],
        status=row["status"],
        is_disputed=row["is_disputed"],
        actor=row["actor_name"] or row["actor_party"],
        recipient=row["recipient_name"] or row["recipient_party"],
        is_symmetric=row["is_symmetric"],
        quad_class=row["quad_class"],
        goldstein=float(row["goldstein"]),
        incident_date=row["incident_date"],
        date_text=row["date_text"],
        date_basis=row["date_basis"],
        persons=_apart(row["persons"]),
        place=", ".join(dict.fromkeys(part for part in (place, country) if part)) or None,
        sectors=tuple(names.sector(code) for code in _apart(row["sectors"])),
        first_published_on=row["first_published_on"],
        first_source=row["first_source"],
        articles=row["articles"],
        outlets=row["outlets"],
        languages=tuple(row["languages"]),
        confidence=float(row["confidence"]),
        tone=None if row["tone"] is None else float(row["tone"]),
        quote=_quote(row["evidence"], row["evidence_language"], row["evidence_title"], row["evidence_url"]),
    )


def agreement(row: Row, names: Names) -> Agreement:
    """A row of ``report.agreement``."""
    return Agreement(
        kind=row["kind"],
        title=row["title"],
        status=row["status"],
        status_on=row["status_on"],
        signed_on=row["signed_on"],
        parties=tuple(names.party(code) for code in _apart(row["parties"])),
        sectors=tuple(names.sector(code) for code in _apart(row["sectors"])),
        first_published_on=row["first_published_on"],
        articles=row["articles"],
        outlets=row["outlets"],
        languages=tuple(row["languages"]),
        confidence=float(row["confidence"]),
        quote=_quote(row["evidence"], row["evidence_language"], None, row["url"]),
    )


def _apart(joined: str | None) -> tuple[str, ...]:
    return tuple(joined.split(_BETWEEN)) if joined else ()


def _quote(text: str | None, language: str | None, title: str | None, url: str | None) -> Quote | None:
    return Quote(text, language, title, url) if text else None
