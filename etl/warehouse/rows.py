"""An extraction as rows: pure, one function a table, in the order of the tables' columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.model import Event, Extraction, Rejection

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class FileResult:
    """What reading and extracting made of one claimed file, or of a part of it.

    ``is_whole`` says that the file has come to its end with this; then there has been at least one extraction or
    rejection, here or in an earlier part.
    """

    source_file_id: int
    extractions: tuple[Extraction, ...]
    rejections: tuple[Rejection, ...]
    is_whole: bool = True


ARTICLE = (
    "content_id", "source_file_id", "record", "source_name", "language_code", "language_confidence", "title", "text",
    "url", "author", "agency", "published_at", "published_on", "published_basis", "dateline_place", "dateline_country",
    "dateline_start", "dateline_end", "tone_score", "tone_label", "rules_version", "fetched_at", "notes",
)  # fmt: skip


def article_row(found: Extraction, source_file_id: int) -> Row:
    """The row of ``news.article``; the source by its name."""
    a, d = found.article, found.dateline
    return (
        a.content_id, source_file_id, a.record, a.source, found.language.code, found.language.confidence, a.title,
        a.text, a.url, a.author, found.agency, found.published_at, published_day(found.published_at),
        found.published_basis, d.place if d else None, d.country if d else None, d.start if d else None,
        d.end if d else None, found.tone.score, found.tone.label, found.rules_version, a.fetched_at, list(a.notes),
    )  # fmt: skip


COPY = ("content_id", "source_file_id", "record", "url", "source_name", "published_at")


def copy_row(found: Extraction, source_file_id: int) -> Row:
    """A further occurrence of a known text: the row of ``news.article_copy``, article and source by their names."""
    a = found.article
    return (a.content_id, source_file_id, a.record, a.url, a.source, found.published_at)


CHILDREN: dict[str, tuple[str, ...]] = {
    "news.mention": ("article_id", "number", "party_code", "kind", "surface", "start_offset", "end_offset"),
    "news.article_party": ("article_id", "party_code", "mentions", "salience"),
    "news.article_dyad": ("article_id", "a_party", "b_party", "events", "cooperation", "conflict", "tone"),
    "news.article_sector": ("article_id", "sector_code", "mentions", "evidence_start", "evidence_end"),
    "news.article_person": ("article_id", "number", "name", "latin_name", "name_key"),
    "news.person_role": ("article_id", "person_number", "number", "role_code", "party_code", "surface",
                         "start_offset", "end_offset"),
    "news.person_mention": ("article_id", "person_number", "number", "start_offset", "end_offset"),
    "news.event": ("article_id", "number", "type", "mode", "quad_class", "cameo", "goldstein", "actor_party",
                   "recipient_party", "is_symmetric", "status", "told_on", "event_date", "date_text", "date_precision",
                   "date_basis", "place_name", "place_country", "evidence_start", "evidence_end", "confidence", "rule",
                   "rules_version"),
    "news.event_person": ("article_id", "event_number", "person_number"),
    "news.event_sector": ("article_id", "event_number", "sector_code"),
    "news.article_agreement": ("article_id", "number", "parties", "told_on", "kind", "title", "status",
                               "evidence_start", "evidence_end", "confidence", "rule", "rules_version"),
    "news.article_agreement_party": ("article_id", "agreement_number", "party_code"),
    "news.article_agreement_sector": ("article_id", "agreement_number", "sector_code"),
}  # fmt: skip
"""Tables below ``news.article`` with their columns, parents before children: the order of loading."""


def child_rows(found: Extraction, article_id: int) -> Iterator[tuple[str, Row]]:
    """``(table, row)`` for all that hangs on an article."""
    for n, m in enumerate(found.mentions):
        yield "news.mention", (article_id, n, m.party, m.kind, m.surface, m.start, m.end)
    for p in found.parties:
        yield "news.article_party", (article_id, p.party, p.mentions, p.salience)
    for y in found.dyads:
        yield "news.article_dyad", (article_id, y.a, y.b, y.events, y.cooperation, y.conflict, y.tone)
    for s in found.sectors:
        yield "news.article_sector", (article_id, s.sector, s.mentions, s.evidence.start, s.evidence.end)
    yield from _person_rows(found, article_id)
    yield from _event_rows(found, article_id)
    yield from _agreement_rows(found, article_id)


def _person_rows(found: Extraction, article_id: int) -> Iterator[tuple[str, Row]]:
    for n, person in enumerate(found.persons):
        yield "news.article_person", (article_id, n, person.name, person.latin, person.key)
        for k, r in enumerate(person.roles):
            yield "news.person_role", (article_id, n, k, r.role, r.party, r.surface, r.start, r.end)
        for k, span in enumerate(person.mentions):
            yield "news.person_mention", (article_id, n, k, span.start, span.end)


def _event_rows(found: Extraction, article_id: int) -> Iterator[tuple[str, Row]]:
    for n, e in enumerate(found.events):
        yield "news.event", (
            article_id, n, e.type, e.mode, e.quad_class, e.cameo, e.goldstein, e.actor, e.recipient, e.symmetric,
            e.status, told_on(e, found.published_at), first_day(e.date), e.date, e.date_precision, e.date_basis,
            e.place.name, e.place.country, e.evidence.start, e.evidence.end, e.confidence, e.rule, found.rules_version,
        )  # fmt: skip
        for person in e.persons:
            yield "news.event_person", (article_id, n, person)
        for sector in e.sectors:
            yield "news.event_sector", (article_id, n, sector)


def _agreement_rows(found: Extraction, article_id: int) -> Iterator[tuple[str, Row]]:
    for n, a in enumerate(found.agreements):
        yield "news.article_agreement", (
            article_id, n, sorted(a.parties), published_day(found.published_at), a.kind, a.title, a.status,
            a.evidence.start, a.evidence.end, a.confidence, a.rule, found.rules_version,
        )  # fmt: skip
        for party in a.parties:
            yield "news.article_agreement_party", (article_id, n, party)
        for sector in a.sectors:
            yield "news.article_agreement_sector", (article_id, n, sector)


def published_day(published_at: str | None) -> date | None:
    """The day of an ISO date-time, as written there; ``None`` where it is known to the month only."""
    try:
        return None if published_at is None else date.fromisoformat(published_at[:10])
    except ValueError:
        return None


def told_on(event: Event, published_at: str | None) -> date | None:
    """The day under which an event is merged with others: its own, else that of the publication.

    A plan without a date is for some day to come: the day of its publication says nothing.
    """
    if event.date is None and event.status not in ("planned", "possible"):
        return published_day(published_at)
    return first_day(event.date)


def first_day(text: str | None) -> date | None:
    """The first day of an ISO date of any precision; ``None`` where the year is open."""
    if text is None or text.startswith("-"):
        return None
    year, month, day = ([int(part) for part in text.split("-")] + [1, 1])[:3]
    return date(year, month, day)
