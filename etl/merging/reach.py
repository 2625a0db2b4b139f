"""How far in time tellings of agreements have a say in one another, and so what a change asks anew."""

from dataclasses import dataclass
from datetime import date, timedelta

from etl.merging.instruments import Telling

WITHIN = timedelta(days=7)  # in which outlets report that something was signed
AHEAD = timedelta(days=180)  # by which an instrument may be spoken of before it is signed, and its fate told after
AFTER = timedelta(days=3650)  # in which its fate may be told by its title
TALKED_OF = timedelta(days=90)  # in which plans of the same parties are of one instrument, where nothing says so
RETOLD = timedelta(days=90)  # in which a story that goes on is of the same instrument
STAGES = ("under_negotiation", "intended", "signed", "ratified", "in_force", "suspended", "terminated")
"""How far an instrument has got, in this order."""
PLANS, FATES = frozenset(STAGES[:2]), frozenset(STAGES[3:])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a telling belongs, as it was found before: the number of its instrument, and whether that was signed."""

    instrument: int
    why: str
    signed: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """From which day on something has to be asked anew, where the first change is on a certain day.

    Attributes:
        signed: what was signed from this day on.
        fates: what was ratified, suspended or ended.
        plans: what was intended or negotiated, and whatever belongs to nothing that was signed.
        first: no telling from before this day, but for titles and stories, has a say in any of that.
    """

    signed: date
    fates: date
    plans: date
    first: date

    @classmethod
    def of(cls, day: date) -> "Reach":
        """What a first change on ``day`` asks anew."""
        plans, fates = _back(day, AHEAD + WITHIN), _back(day, RETOLD + WITHIN)
        return cls(day, fates, plans, min(_back(plans, max(TALKED_OF, RETOLD)), _back(fates, AHEAD)))

    def settles(self, telling: Telling, place: Place) -> bool:
        """Whether what was found of it still holds."""
        if telling.day is None:
            return True
        if telling.status == "signed":
            return telling.day < self.signed
        return telling.day < (self.fates if place.signed and telling.status not in PLANS else self.plans)

    def keeps_apart(self, telling: Telling, place: Place) -> bool:
        """Whether it still belongs to nothing that was signed, though perhaps to other talks."""
        before = self.plans if telling.status in PLANS else self.fates
        return telling.day is not None and not place.signed and telling.day < before


ALWAYS = Reach(date.min, date.min, date.min, date.min)
"""Everything is asked."""


def _back(day: date, by: timedelta) -> date:
    return day - by if day - date.min > by else date.min
