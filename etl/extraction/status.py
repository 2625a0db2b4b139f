"""Whether an event happened, goes on, is planned, possible or denied: the words around its trigger tell."""

from etl.extraction.cancelled import called_off
from etl.extraction.document import Document
from etl.extraction.governing import Governing
from etl.extraction.items import Clauses
from etl.lexicon.patterns import Match
from etl.model import EventStatus

_ORDER: tuple[EventStatus, ...] = ("denied", "planned", "possible", "ongoing")


def status_of(doc: Document, clauses: Clauses, trigger: Match) -> EventStatus | None:
    """The status of the event that a trigger tells; ``None`` where the text says that it did not happen."""
    if (stopped := called_off(doc, clauses, trigger)) is not None:
        return stopped
    seen = set(Governing(doc, clauses, trigger).told())
    if "negated" in seen and "denied" not in seen:
        return None
    return next((status for status in _ORDER if status in seen), "occurred")
