"""An extraction as the record that `dyadwire extract` prints (docs/record.md)."""

from dataclasses import asdict
from typing import Any

from etl.model import Event, Extraction, Span

SCHEMA_VERSION = 1


def to_record(found: Extraction) -> dict[str, Any]:
    """The JSON object of one article; keys in the documented order."""
    article = found.article
    return {
        "schema_version": SCHEMA_VERSION,
        "uri": article.uri,
        "record": article.record,
        "content_id": article.content_id,
        "language": asdict(found.language),
        "title": article.title,
        "text": article.text,
        "url": article.url,
        "source": article.source,
        "author": article.author,
        "agency": found.agency,
        "published_at": found.published_at,
        "published_basis": found.published_basis,
        "dateline": asdict(found.dateline) if found.dateline else None,
        "mentions": [asdict(m) for m in found.mentions],
        "parties": [asdict(p) for p in found.parties],
        "persons": [asdict(p) for p in found.persons],
        "events": [_event(e) for e in found.events],
        "agreements": [{**asdict(a), "evidence": _span(a.evidence)} for a in found.agreements],
        "sectors": [asdict(s) for s in found.sectors],
        "tone": asdict(found.tone),
        "dyads": [asdict(d) for d in found.dyads],
        "rules_version": found.rules_version,
    }


def _event(event: Event) -> dict[str, Any]:
    return asdict(event)


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
