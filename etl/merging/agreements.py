"""Which tellings of agreements between the same parties mean one instrument.

The answer depends on the set of tellings alone, never on their order. What is told as signed comes first and makes
instruments: within days of each other, of kinds, sectors and titles that do not speak against it. What was intended or
negotiated before belongs to the next that was signed, what was ratified, suspended or ended after to the last one. What
has no date joins at last, and only the instruments that its story tells of.

So a telling has a say for a limited time about its day. ``Reach`` says how long, and where places are known of tellings
from before that, ``merge`` finds the others without asking anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import chain, takewhile

from etl.merging.calendar import Calendar
from etl.merging.instruments import Instrument, Key, Telling, in_time, join
from etl.merging.reach import ALWAYS, RETOLD, TALKED_OF, WITHIN, Place, Reach


def merge(
    tellings: Iterable[Telling], known: Mapping[Key, Place] | None = None, reach: Reach = ALWAYS
) -> dict[Key, tuple[Key, str]]:
    """For each telling of one set of parties the key of its instrument's first telling, and why it was joined.

    ``known`` are places from before the change that ``reach`` is of. ``tellings`` are then those from ``reach.first``
    on, all others of their instruments, and those of their stories with all of theirs.
    """
    known = known or {}
    ordered = sorted(tellings, key=in_time)
    settled = {t.key: known[t.key] for t in ordered if t.key in known and reach.settles(t, known[t.key])}
    apart = {t.key for t in ordered if t.key in known and reach.keeps_apart(t, known[t.key])}
    dated = [t for t in ordered if t.day is not None]
    numbered: dict[int, Instrument] = {}
    signed = _together((t for t in dated if t.status == "signed"), WITHIN, settled, numbered)
    calendar = Calendar(signed)
    left = []
    for telling in (t for t in dated if t.status != "signed"):
        place = settled.get(telling.key)
        if place is not None and place.signed:
            _put_back(telling, place, numbered, speaks=False)
        elif telling.key in apart or not calendar.take(telling):
            left.append(telling)
    instruments = signed + _together(left, TALKED_OF, settled, numbered)
    instruments += _join_undated((t for t in ordered if t.day is None), instruments, settled, numbered)
    return dict(chain.from_iterable(_places(instrument) for instrument in instruments))


def _places(instrument: Instrument) -> Iterator[tuple[Key, tuple[Key, str]]]:
    anchor = instrument.anchor
    for telling, why in instrument.members:
        yield telling.key, (anchor.key, "first" if telling is anchor else why)


def _together(
    ordered: Iterable[Telling], within: timedelta, settled: Mapping[Key, Place], numbered: dict[int, Instrument]
) -> list[Instrument]:
    """Tellings in the order of time: each joins an instrument that began so short before it, or begins one."""
    found: list[Instrument] = []
    by_story: dict[int | None, list[Instrument]] = defaultdict(list)
    for telling in ordered:
        place = settled.get(telling.key)
        if place is not None:
            instrument = _put_back(telling, place, numbered, speaks=True)
        else:
            retold = [i for i in by_story[telling.story] if i.apart(telling) <= RETOLD]
            near = takewhile(lambda i: i.apart(telling) <= within, reversed(found))  # noqa: B023  # used up at once
            instrument = join(telling, near, retold, speaks=True)
        if instrument is None:
            instrument = _begin(telling, place, numbered)
            found.append(instrument)
        if telling.story is not None and instrument not in by_story[telling.story]:
            by_story[telling.story].append(instrument)
    return found


def _join_undated(
    ordered: Iterable[Telling], dated: Sequence[Instrument], settled: Mapping[Key, Place],
    numbered: dict[int, Instrument],
) -> list[Instrument]:  # fmt: skip
    """Each joins what its story tells of, or begins an instrument; answers those."""
    found: list[Instrument] = []
    by_story: dict[int, list[Instrument]] = defaultdict(list)
    for instrument in sorted(dated, key=lambda i: in_time(i.began)):
        for story in {telling.story for telling, _ in instrument.members if telling.story is not None}:
            by_story[story].append(instrument)
    for telling in ordered:
        place = settled.get(telling.key)
        joined = None if place is None else _put_back(telling, place, numbered, speaks=False)
        if place is None and telling.story is not None:
            joined = _join_story(telling, by_story[telling.story])
        if joined is None:
            found.append(_begin(telling, place, numbered))
            if telling.story is not None:
                by_story[telling.story].append(found[-1])
    return found


def _join_story(telling: Telling, retold: Sequence[Instrument]) -> Instrument | None:
    for instrument in retold:
        if why := instrument.sameness(telling):
            instrument.add(telling, "title" if why == "title" else "story", speaks=instrument.began.day is None)
            return instrument
    return None


def _put_back(telling: Telling, place: Place, numbered: Mapping[int, Instrument], *, speaks: bool) -> Instrument | None:
    instrument = numbered.get(place.instrument)
    if instrument is not None:
        instrument.add(telling, place.why, speaks=speaks)
    return instrument


def _begin(telling: Telling, place: Place | None, numbered: dict[int, Instrument]) -> Instrument:
    instrument = Instrument(telling)
    if place is not None:
        numbered[place.instrument] = instrument
    return instrument
