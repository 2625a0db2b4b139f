"""Visits and talks that were called off or put off: the word for it stands before their noun or is said of it."""

from typing import Final

from etl.extraction.cues import cues
from etl.extraction.document import Document
from etl.extraction.items import Clauses
from etl.lexicon.patterns import Match
from etl.model import EventStatus

# What no longer takes place is denied to have happened; what is put off is still to come.
_MEANING: Final[dict[str, EventStatus]] = {"called_off": "denied", "put_off": "planned"}
_AHEAD = 4  # words between it and the noun behind it: ``cancelled a planned state visit``
_BEHIND = (
    14  # words between the noun and what is said of it: ``the visit of A's minister to B, set for May, was cancelled``
)
_WEAKENED = 4  # words before it within which it is only feared, or did not happen: ``could be cancelled``


def called_off(doc: Document, clauses: Clauses, trigger: Match) -> EventStatus | None:
    """What became of a meeting that a noun names; ``None`` where nobody speaks of stopping it."""
    if not any(map(_is_meeting, doc.within("event", trigger.start, trigger.start + 1))):
        return None  # of a ``visit``, which may be the verb, the noun is among the matches
    for cue in cues(doc, clauses.first, clauses.last):
        meaning = _MEANING.get(cue.payload.value)
        noun = _concerned(doc, clauses, cue) if meaning is not None else None
        if noun is not None and noun.start < trigger.end and trigger.start < noun.end:
            return _weakened(doc, cue, meaning)
    return None


def _is_meeting(trigger: Match) -> bool:
    return bool(trigger.payload.value.type == "CONSULT" and trigger.payload.value.kind == "noun")


def _weakened(doc: Document, cue: Match, meaning: EventStatus | None) -> EventStatus | None:
    before = {m.payload.value for m in cues(doc, max(0, cue.start - doc.reach(_WEAKENED)), cue.start)}
    if before & {"negated", "denied"}:
        return None
    return "possible" if "possible" in before else meaning


def _concerned(doc: Document, clauses: Clauses, cue: Match) -> Match | None:
    """The meeting that the cue is about: the nearest noun, one of the cue's own clause before others."""
    clause = clauses.clause_of(cue.start)
    near = [
        (clauses.clause_of(noun.start) != clause, distance, noun.start, noun)
        for noun in doc.within("event", clauses.first, clauses.last)
        if _is_meeting(noun) and (distance := _distance(doc, noun, cue)) is not None
    ]
    return min(near, key=lambda found: found[:3])[3] if near else None


def _distance(doc: Document, noun: Match, cue: Match) -> int | None:
    """Words between them, if few enough; none where the noun stands in the cue's gap: ``sagte den Besuch ab``."""
    ahead, behind = noun.start - cue.last, cue.start - noun.end
    return max(ahead, behind, 0) if ahead <= doc.reach(_AHEAD) and behind <= doc.reach(_BEHIND) else None
