"""Which incidents come first on the page: how widely told, how grave, how much of a break; pure and deterministic."""

from collections.abc import Iterable, Sequence
from math import log2
from typing import Protocol

from etl.reporting.brief.content import Incident

# What a quad class adds: talk is most of the news, and a blow is what nobody may overlook.
_CLASS_WEIGHT = {1: 0.0, 2: 0.5, 3: 0.75, 4: 1.5}
_STATUS_FACTOR = {"possible": 0.6, "planned": 0.8, "denied": 0.8}


class Rankable(Protocol):
    """What importance needs of an incident."""

    @property
    def status(self) -> str: ...
    @property
    def quad_class(self) -> int: ...
    @property
    def goldstein(self) -> float: ...
    @property
    def outlets(self) -> int: ...
    @property
    def articles(self) -> int: ...
    @property
    def languages(self) -> Sequence[str]: ...
    @property
    def confidence(self) -> float: ...


def importance(incident: Rankable) -> float:
    """Doublings of outlets and languages, twice the distance from 0 on the Goldstein scale, and the class' weight.

    Less for what may never happen, and in proportion to how sure the extraction is. Outlets are 0 where no article
    names its publisher; different articles then count in their place.
    """
    breadth = log2(max(incident.outlets, incident.articles, 1)) + log2(max(len(incident.languages), 1))
    gravity = 2 * abs(incident.goldstein) / 10 + _CLASS_WEIGHT[incident.quad_class]
    return (breadth + gravity) * _STATUS_FACTOR.get(incident.status, 1.0) * incident.confidence


def ranked(incidents: Iterable[Incident]) -> list[Incident]:
    """The most important first; ties by what the incident is, so that the order never depends on keys."""
    return sorted(
        incidents,
        key=lambda incident: (
            -round(importance(incident), 6),
            incident.a_party,
            incident.b_party,
            incident.type,
            incident.mode or "",
            incident.date_text or "",
            incident.quote.text if incident.quote else "",
        ),
    )
