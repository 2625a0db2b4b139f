"""Which tellings of agreements between the same parties mean one instrument.

The answer depends on the set of tellings alone, never on their order. What is told as signed comes first and makes
instruments: within days of each other, of kinds, sectors and titles that do not speak against it. What was intended or
negotiated before belongs to the next that was signed, what was ratified, suspended or ended after to the last one.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import merge as merged

WITHIN = timedelta(days=7)  # in which outlets report that something was signed
AHEAD = timedelta(days=400)  # by which an instrument may be spoken of before it is signed
TALKED_OF = timedelta(days=90)  # in which plans of the same parties are of one instrument, where nothing says so
STAGES = ("under_negotiation", "intended", "signed", "ratified", "in_force", "suspended", "terminated")
"""How far an instrument has got, in this order."""
AFTER = timedelta(days=3650)  # in which its fate may be told
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
    """Tellings that mean one instrument, each with why it was joined, and what is known of it by them."""

    began: Telling
    members: list[tuple[Telling, str]] = field(default_factory=list)
    told: set[tuple[str, str]] = field(default_factory=set)  # article and status
    kinds: set[str] = field(default_factory=set)
    sectors: set[frozenset[str]] = field(default_factory=set)
    titles: set[tuple[str, frozenset[str]]] = field(default_factory=set)
    stories: set[int] = field(default_factory=set)

    def add(self, telling: Telling, why: str) -> None:
        self.members.append((telling, why))
        self.told.add((telling.key[0], telling.status))
        self.kinds |= {telling.kind} - {_GENERIC}
        self.sectors |= {telling.sectors} if telling.sectors else set()
        self.titles |= {(telling.language, telling.title)} if telling.title else set()
        self.stories |= {telling.story} if telling.story is not None else set()

    @property
    def anchor(self) -> Telling:
        return min((telling for telling, _ in self.members), key=_in_time)

    def sameness(self, telling: Telling) -> str | None:
        """What says that it is the same; ``only_one`` where nothing does, ``None`` where something speaks against.

        Against it speak: two of one article with one status, another kind, another title in the same language, and
        sectors that have none in common.
        """
        if (telling.key[0], telling.status) in self.told or (telling.kind != _GENERIC and self.kinds - {telling.kind}):
            return None
        titled = any(_alike(telling.title, title) for _, title in self.titles)
        if not titled and telling.title and any(language == telling.language for language, _ in self.titles):
            return None
        shared = [bool(telling.sectors & sectors) for sectors in self.sectors if telling.sectors]
        if not titled and not all(shared):
            return None
        if titled:
            return "title"
        return "story" if telling.story in self.stories else "sector" if shared else "only_one"


def merge(tellings: Iterable[Telling]) -> dict[tuple[str, int], tuple[tuple[str, int], str]]:
    """For each telling of one set of parties the key of its instrument's first telling, and why it was joined."""
    ordered = sorted(tellings, key=_in_time)
    signed = _together([t for t in ordered if t.status == "signed"], WITHIN)
    calendar = _Calendar(signed)
    left = []
    for telling in (t for t in ordered if t.status != "signed"):
        if not _join(telling, calendar.near(telling), calendar.told_with(telling)):
            left.append(telling)
    found = {}
    for instrument in signed + _together(left, TALKED_OF):
        anchor = instrument.anchor
        for telling, why in instrument.members:
            found[telling.key] = (anchor.key, "first" if telling is anchor else why)
    return found


def _in_time(telling: Telling) -> tuple[date, tuple[str, int]]:
    return (telling.day or date.max, telling.key)


def _together(ordered: Sequence[Telling], within: timedelta) -> list[_Instrument]:
    """Tellings in the order of time: each joins an instrument that began so short before it, or begins one."""
    found: list[_Instrument] = []
    for telling in ordered:
        same_story = [i for i in found if telling.story in i.stories] if telling.story is not None else []
        if not _join(telling, _since(found, telling, within), same_story):
            found.append(_Instrument(telling))
            found[-1].add(telling, "first")
    return found


def _since(found: Sequence[_Instrument], telling: Telling, within: timedelta) -> Iterator[_Instrument]:
    """Those that began so short before, the nearest first; without a day none is near."""
    for instrument in reversed(found):
        if telling.day is None or instrument.began.day is None or telling.day - instrument.began.day > within:
            return
        yield instrument


class _Calendar:
    """What was signed, by day and by story."""

    def __init__(self, signed: Sequence[_Instrument]) -> None:
        dated = [(i.began.day, i) for i in signed if i.began.day is not None]
        self._days, self._signed = [day for day, _ in dated], [i for _, i in dated]
        self._by_story: dict[int, list[_Instrument]] = {}
        for instrument in signed:
            for story in sorted(instrument.stories):
                self._by_story.setdefault(story, []).append(instrument)

    def told_with(self, telling: Telling) -> list[_Instrument]:
        return self._by_story.get(telling.story, []) if telling.story is not None else []

    def near(self, telling: Telling) -> Iterator[_Instrument]:
        """What a plan may have led to, or what existed when its fate was told: the nearest in time first."""
        if telling.day is None:
            return iter(())
        is_before = telling.status in _BEFORE
        back, ahead = (WITHIN, AHEAD) if is_before else (AFTER, WITHIN)
        at = bisect_left(self._days, telling.day)
        later = self._within(telling.day, range(at, len(self._days)), ahead)
        earlier = self._within(telling.day, range(at - 1, -1, -1), back)
        return (instrument for _, _, instrument in merged(later, earlier, key=lambda found: found[:2]))

    def _within(
        self, day: date, places: range, reach: timedelta
    ) -> Iterator[tuple[timedelta, tuple[str, int], _Instrument]]:
        for place in places:
            if (distance := abs(self._days[place] - day)) > reach:
                return
            yield distance, self._signed[place].began.key, self._signed[place]


def _join(telling: Telling, near: Iterable[_Instrument], same_story: Sequence[_Instrument]) -> bool:
    """Put it to the one of its story, else the nearest by title or sector, else for no reason if there is but one."""
    for instrument in same_story:
        if why := instrument.sameness(telling):
            instrument.add(telling, why)
            return True
    only: list[_Instrument] = []
    for instrument in near:
        why = instrument.sameness(telling)
        if why in ("title", "sector"):
            instrument.add(telling, why)
            return True
        only += [instrument] if why else []
        if len(only) > 1 and not telling.sectors and not telling.title:
            break
    if len(only) == 1:
        only[0].add(telling, "only_one")
    return len(only) == 1


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and len(one & other) / len(one | other) >= _SAME_TITLE
