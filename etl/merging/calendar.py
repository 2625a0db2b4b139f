"""What was signed, by day, story and title: where plans led to, and what a fate was told of."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from heapq import merge

from etl.merging.instruments import Instrument, Key, Telling, alike, in_time, join, may_be
from etl.merging.reach import AFTER, AHEAD, PLANS, RETOLD, WITHIN


class Calendar:
    """The instruments that were signed, in the order of the days they were signed on."""

    def __init__(self, signed: Sequence[Instrument]) -> None:
        self._signed = signed
        self._days = [instrument.began.day or date.max for instrument in signed]
        self._by_story: dict[int, list[Instrument]] = defaultdict(list)
        for instrument in signed:
            for story in sorted(instrument.stories):
                self._by_story[story].append(instrument)
        titled = ((t, i) for i in signed for t, _ in i.members if t.title)
        self._titled = sorted(titled, key=lambda pair: in_time(pair[0]), reverse=True)

    def take(self, telling: Telling) -> bool:
        """Put a plan or a fate to what was signed; whether it belongs to any."""
        told = self._by_story.get(telling.story, ()) if telling.story is not None else ()
        retold = [instrument for instrument in told if instrument.apart(telling) <= RETOLD]
        if join(telling, self._near(telling), retold, speaks=False):
            return True
        return telling.status not in PLANS and self._take_by_title(telling)

    def _near(self, telling: Telling) -> Iterator[Instrument]:
        """What a plan may have led to, or what existed when its fate was told: the nearest in time first."""
        day = telling.day or date.max
        back, ahead = (WITHIN, AHEAD) if telling.status in PLANS else (AHEAD, WITHIN)
        at = bisect_left(self._days, day)
        later = self._within(day, range(at, len(self._days)), ahead)
        earlier = self._within(day, range(at - 1, -1, -1), back)
        return (instrument for _, _, instrument in merge(later, earlier, key=lambda found: found[:2]))

    def _within(self, day: date, places: range, reach: timedelta) -> Iterator[tuple[timedelta, Key, Instrument]]:
        for place in places:
            if (distance := abs(self._days[place] - day)) > reach:
                return
            yield distance, self._signed[place].began.key, self._signed[place]

    def _take_by_title(self, telling: Telling) -> bool:
        """Long after it was signed nothing but its title says so; the last that was signed with it."""
        for signed, instrument in self._titled if telling.title else ():
            apart = (telling.day or date.max) - (signed.day or date.max)
            if (
                instrument.apart(telling) > AHEAD and AHEAD < apart <= AFTER
                and may_be(telling.kind, signed.kind) and alike(telling.title, signed.title)
                and (telling.key[0], telling.status) not in instrument.told
            ):  # fmt: skip
                instrument.add(telling, "title", speaks=False)
                return True
        return False
