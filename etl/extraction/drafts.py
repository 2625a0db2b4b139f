"""An event as one sentence tells it, before it is one with what others tell."""

from dataclasses import dataclass

from etl.extraction.dates import TextDate
from etl.lexicon.shape import Trigger
from etl.model import EventPlace, EventStatus


@dataclass(frozen=True, slots=True)
class Draft:
    """``sentence`` is its number, ``at`` the token that its trigger begins with."""

    trigger: Trigger
    actor: str
    recipient: str
    symmetric: bool
    status: EventStatus
    when: TextDate | None
    place: EventPlace
    persons: frozenset[int]
    sentence: int
    confidence: float
    at: int = 0

    @property
    def way(self) -> tuple[str, str]:
        """Who acts on whom."""
        return self.actor, self.recipient

    @property
    def pair(self) -> frozenset[str]:
        """The two, whoever acts."""
        return frozenset(self.way)
