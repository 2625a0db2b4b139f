"""Which tellings of agreements between the same parties mean one instrument.

The answer depends on the set of tellings alone, never on their order. What is told as signed comes first and makes
instruments: within days of each other, of kinds, sectors and titles that do not speak against it. What was intended or
negotiated before belongs to the next that was signed, what was ratified, suspended or ended after to the last one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

WITHIN = timedelta(days=7)  # in which outlets report that something was signed
AHEAD = timedelta(days=400)  # by which an instrument may be spoken of before it is signed
TALKED_OF = timedelta(days=90)  # in which plans of the same parties are of one instrument, where nothing says so
STAGES = ("under_negotiation", "intended", "signed", "ratified", "in_force", "suspended", "terminated")
"""How far an instrument has got, in this order."""
_BEFORE = frozenset(STAGES[:2])
_GENERIC = "agreement"  # any kind may be called so
_SAME_TITLE = 0.5  # Jaccard similarity of the words of two titles of one language


@dataclass(frozen=True, slots=True)
class Telling:
    """What one article says of one instrument.

    Attributes:
        key: ``(content_id, number)``: the same in every warehouse.
        day: of publication; ``None`` if unknown.
        title: its words, folded; empty where the article gives none.
        story: number of the article's story.
    """

    key: tuple[str, int]
    kind: str
    status: str
    day: date | None
    language: str
    title: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    story: int | None = None


@dataclass(slots=True, eq=False)
class _Instrument:
    """Tellings that mean one instrument, each with why it was joined."""

    members: list[tuple[Telling, str]] = field(default_factory=list)

    @property
    def tellings(self) -> Iterator[Telling]:
        return (telling for telling, _ in self.members)

    @property
    def anchor(self) -> Telling:
        return min(self.tellings, key=_in_time)

    @property
    def signed_on(self) -> date | None:
        return min((t.day for t in self.tellings if t.status == "signed" and t.day), default=None)

    def sameness(self, telling: Telling) -> str | None:
        """What says that it is the same; ``only_one`` where nothing does, ``None`` where something speaks against."""
        if any(_differ(telling, other) for other in self.tellings):
            return None
        if any(telling.story is not None and telling.story == other.story for other in self.tellings):
            return "story"
        if any(_titled_alike(telling, other) for other in self.tellings):
            return "title"
        return "sector" if any(telling.sectors & other.sectors for other in self.tellings) else "only_one"


_SAYS = ("title", "story", "sector", "only_one")  # the better reason first


def merge(tellings: Iterable[Telling]) -> dict[tuple[str, int], tuple[tuple[str, int], str]]:
    """For each telling of one set of parties the key of its instrument's first telling, and why it was joined."""
    ordered = sorted(tellings, key=_in_time)
    signed = _together([t for t in ordered if t.status == "signed"], WITHIN)
    left = []
    for telling in (t for t in ordered if t.status != "signed"):
        if not _join(telling, _at_that_time(telling, signed)):
            left.append(telling)
    found = signed + _together(left, TALKED_OF)
    return {
        telling.key: (instrument.anchor.key, "first" if telling is instrument.anchor else why)
        for instrument in found
        for telling, why in instrument.members
    }


def _in_time(telling: Telling) -> tuple[date, tuple[str, int]]:
    return (telling.day or date.max, telling.key)


def _together(ordered: Sequence[Telling], within: timedelta) -> list[_Instrument]:
    """Tellings in the order of time: each joins an instrument that began so short before it, or begins one."""
    found: list[_Instrument] = []
    for telling in ordered:
        near = [instrument for instrument in found if _is_near(telling, instrument.anchor, within)]
        if not _join(telling, near):
            found.append(_Instrument([(telling, "first")]))
    return found


def _is_near(telling: Telling, first: Telling, within: timedelta) -> bool:
    """Without a day only one story is near."""
    if telling.day is None or first.day is None:
        return telling.story is not None and telling.story == first.story
    return telling.day - first.day <= within


def _at_that_time(telling: Telling, signed: Sequence[_Instrument]) -> list[_Instrument]:
    """Of what was signed: that which a plan may have led to, or that which existed when its fate was told."""
    if telling.day is None:
        return [i for i in signed if any(telling.story is not None and telling.story == t.story for t in i.tellings)]
    dated = [(i, i.signed_on) for i in signed]
    if telling.status in _BEFORE:
        return [i for i, day in dated if day and telling.day - WITHIN <= day <= telling.day + AHEAD]
    return [i for i, day in dated if day and day <= telling.day + WITHIN]


def _join(telling: Telling, candidates: Iterable[_Instrument]) -> bool:
    """Put it to that with the best reason, then the nearest in time; for no reason only if there is but one."""
    told = [(instrument, instrument.sameness(telling)) for instrument in candidates]
    fitting = [(instrument, why) for instrument, why in told if why is not None]
    if not fitting:
        return False
    best = min(_SAYS.index(why) for _, why in fitting)
    chosen = [instrument for instrument, why in fitting if _SAYS.index(why) == best]
    if _SAYS[best] == "only_one" and len(chosen) > 1:
        return False
    chosen.sort(key=lambda i: (_distance(telling, i), i.anchor.key))
    chosen[0].members.append((telling, _SAYS[best]))
    return True


def _distance(telling: Telling, instrument: _Instrument) -> timedelta:
    day = instrument.signed_on or instrument.anchor.day
    return abs(telling.day - day) if telling.day and day else timedelta.max


def _differ(one: Telling, other: Telling) -> bool:
    """Two of one article with one status, kinds or sectors that exclude each other, or other titles of one language."""
    if one.key[0] == other.key[0] and one.status == other.status:
        return True
    if one.kind != other.kind and _GENERIC not in (one.kind, other.kind):
        return True
    if one.title and other.title and one.language == other.language:
        return not _titled_alike(one, other)
    return bool(one.sectors and other.sectors and not one.sectors & other.sectors)


def _titled_alike(one: Telling, other: Telling) -> bool:
    both = one.title | other.title
    return bool(one.title and other.title) and len(one.title & other.title) / len(both) >= _SAME_TITLE
