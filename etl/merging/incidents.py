"""Which events of which articles are one happening.

The answer depends on the set of events alone, never on their order: events of one pair and type fall into cells of mode
and day, cells of talks are parted by who took part and where, and events that are less precise join a cell if there is
one that they may mean. Nothing is joined by way of an imprecise event: an article on "April" never makes two days one.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

LATE = 2  # days after which an undated report, dated by its publication, may still mean the day before
PARTED = frozenset({"CONSULT"})  # types of which one pair has several on one day, told apart by who takes part


@dataclass(frozen=True, slots=True)
class Telling:
    """One event as one article tells it, as far as merging asks for it.

    Attributes:
        key: ``(content_id, number)``: the same in every warehouse.
        day: the day, or the first day of the month or year; ``None`` where the date or its year is open and no
            publication stands in for it.
        sides: name keys of who took part, by the party that they act for; a party may be missing.
        country: of the place.
        story: number of the article's story.
    """

    key: tuple[str, int]
    mode: str | None
    day: date | None
    date_text: str | None
    precision: str | None
    basis: str | None
    sides: dict[str, frozenset[str]] = field(default_factory=dict)
    country: str | None = None
    story: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a telling belongs: mode, date in ISO 8601 to its precision, number of the cell's part; and why."""

    mode: str | None
    when: str
    part: int
    joined_by: str


@dataclass(slots=True, eq=False)
class _Group:
    """Tellings that are one incident, with what is known of it."""

    members: list[Telling] = field(default_factory=list)
    sides: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    countries: set[str] = field(default_factory=set)

    def add(self, telling: Telling) -> None:
        self.members.append(telling)
        for party, names in telling.sides.items():
            self.sides[party] |= names
        if telling.country:
            self.countries.add(telling.country)

    def fits(self, telling: Telling) -> bool:
        """Whether nothing speaks against it: nobody known of one side is another, the country is the same."""
        differs = any(names and self.sides.get(party) and not names & self.sides[party]
                      for party, names in telling.sides.items())  # fmt: skip
        elsewhere = bool(telling.country and self.countries and telling.country not in self.countries)
        return not differs and not elsewhere

    def shared(self, telling: Telling) -> int:
        return sum(len(names & self.sides.get(party, set())) for party, names in telling.sides.items())

    @property
    def first(self) -> tuple[str, int]:
        return min(telling.key for telling in self.members)


Cell = tuple[str | None, str]  # mode, date


def merge(event_type: str, tellings: Iterable[Telling]) -> dict[tuple[str, int], Place]:
    """Where each telling of one pair and type belongs."""
    ordered = sorted(tellings, key=lambda t: t.key)
    told = _told(ordered)  # of each that is dated to the day: the day that it means, and how that is known
    cells: dict[Cell, list[Telling]] = defaultdict(list)
    for telling in ordered:
        if telling.mode and telling.key in told:
            cells[telling.mode, told[telling.key][0]].append(telling)
    days = {when for _, when in cells}
    for telling in ordered:
        if not telling.mode and telling.key in told and told[telling.key][0] not in days:
            cells[None, told[telling.key][0]].append(telling)
    why = {telling.key: told[telling.key][1] for found in cells.values() for telling in found}
    groups = {cell: _parts(event_type, found) for cell, found in cells.items()}
    for telling in ordered:
        if telling.key not in why:
            when, _ = told.get(telling.key, (telling.date_text or "", ""))
            why[telling.key] = _join(telling, when, groups)
    return {
        telling.key: Place(mode, when, part, why[telling.key])
        for (mode, when), parts in groups.items()
        for part, group in enumerate(sorted(parts, key=lambda g: g.first))
        for telling in group.members
    }


def first_days(tellings: Iterable[Telling]) -> dict[tuple[str, int], date | None]:
    """For each telling the day about which it has a say: its own, or that on which its story was first told."""
    told = list(tellings)
    soft = [t for t in told if t.precision == "day" and t.day and t.basis == "published"]
    first = _first_reports(soft)
    return {t.key: first.get(t.key, t.day) for t in told}


def _told(ordered: Sequence[Telling]) -> dict[tuple[str, int], tuple[str, str]]:
    """Of all that is dated to the day: that day, and ``day``, ``published`` or ``story``: how it is known."""
    dated = [t for t in ordered if t.precision == "day" and t.day]
    firm = {(t.mode, t.day) for t in dated if t.basis != "published"}
    soft = [t for t in dated if t.basis == "published"]
    first = _first_reports(soft)
    found = {t.key: (t.day.isoformat(), "day") for t in dated if t.day and t.basis != "published"}
    for telling in soft:
        day, how = _told_day(telling, first[telling.key], firm)
        found[telling.key] = day.isoformat(), how
    return found


def _first_reports(soft: Sequence[Telling]) -> dict[tuple[str, int], date]:
    """Of each report that is dated by its publication the day on which its story was first told."""
    earliest: dict[tuple[int | None, str | None], date] = {}
    for t in soft:
        if t.story is not None and t.day is not None:
            at = (t.story, t.mode)
            earliest[at] = min(earliest.get(at, t.day), t.day)
    return {t.key: earliest.get((t.story, t.mode), t.day) for t in soft if t.day is not None}


def _told_day(telling: Telling, first: date, days: set[tuple[str | None, date | None]]) -> tuple[date, str]:
    """The day that an undated report means: its own, if one is told of then, else the one or two before."""
    for late in range(LATE + 1):
        day = first - timedelta(days=late)
        if (telling.mode, day) in days:
            return day, "published"
    return first, "story" if first != telling.day else "published"


def _parts(event_type: str, tellings: Sequence[Telling]) -> list[_Group]:
    """One group, or for talks one for each set of people that meet; who is not told joins the largest that fits."""
    if event_type not in PARTED:
        whole = _Group()
        for telling in tellings:
            whole.add(telling)
        return [whole]
    groups = _by_people([t for t in tellings if any(t.sides.values())])
    for telling in (t for t in tellings if not any(t.sides.values())):
        _choose(telling, groups).add(telling)
    return groups


def _by_people(tellings: Sequence[Telling]) -> list[_Group]:
    """Together by shared people where nothing speaks against it; the most complete tellings first."""
    groups: list[_Group] = []
    for telling in sorted(tellings, key=lambda t: (-sum(map(len, t.sides.values())), t.key)):
        _choose(telling, groups).add(telling)
    return groups


def _choose(telling: Telling, groups: list[_Group]) -> _Group:
    """The group that shares most people, then the largest, of those that fit; a new one if none does."""
    fitting = [group for group in groups if group.fits(telling)]
    if not fitting:
        groups.append(_Group())
        return groups[-1]
    return min(fitting, key=lambda g: (-g.shared(telling), -len(g.members), g.first))


def _alike(telling: Telling, groups: list[_Group]) -> _Group:
    """As ``_choose``; without a year, only what is of one story, or tells of the same people, may be one."""
    if telling.day is not None:
        return _choose(telling, groups)
    near = [
        group for group in groups
        if any(telling.story is not None and telling.story == member.story for member in group.members)
        or (telling.date_text and group.shared(telling))
    ]  # fmt: skip
    chosen = _choose(telling, near)
    if chosen not in groups:
        groups.append(chosen)
    return chosen


def _join(telling: Telling, when: str, groups: dict[Cell, list[_Group]]) -> str:
    """Put a telling without a mode, or not dated to the day, where it may belong; answers why."""
    found = [
        (cell, group) for cell, parts in groups.items() for group in parts
        if _may_mean(telling, when, cell) and group.fits(telling)
    ]  # fmt: skip
    if not found:
        _alike(telling, groups.setdefault((telling.mode, when), [])).add(telling)
        return "undated" if telling.day is None else str(telling.precision)
    _, group = min(found, key=lambda f: (-f[1].shared(telling), -len(f[1].members), f[0][1], f[0][0] or "", f[1].first))
    group.add(telling)
    return "mode" if telling.precision == "day" else str(telling.precision)


def _may_mean(telling: Telling, when: str, cell: Cell) -> bool:
    """Whether a cell of a day lies in the month that is told, or on the day where only the mode is open."""
    mode, day = cell
    if telling.day is None or (telling.mode and telling.mode != mode):
        return False
    return telling.precision in ("day", "month") and len(day) == len("2025-04-24") and day.startswith(when)
