"""A timeline by week, and its last seven days against the weeks before; pure."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from etl.reporting.brief.content import Day, Period

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ClassWeek:
    """Incidents of one quad class: of the last seven days, and a week before them on average."""

    last: int
    usual: float


@dataclass(frozen=True, slots=True)
class Weeks:
    """Quad classes 1 to 4, and mean tones; ``None`` where no incident has one."""

    classes: tuple[ClassWeek, ...]
    tone_last: float | None
    tone_usual: float | None


def compared(days: Sequence[Day], period: Period) -> Weeks:
    """The period's last seven days and the whole weeks before them."""
    border = period.last - _WEEK
    last = [day for day in days if day.day > border]
    before = [day for day in days if day.day <= border]
    weeks = max((border - period.first + timedelta(days=1)) / _WEEK, 1.0)
    classes = tuple(
        ClassWeek(sum(day.by_class[number] for day in last), sum(day.by_class[number] for day in before) / weeks)
        for number in range(4)
    )
    return Weeks(classes, _tone(last), _tone(before))


def weekly(days: Sequence[Day]) -> list[Day]:
    """One row a week, named by its Monday."""
    weeks = defaultdict(list)
    for day in days:
        weeks[day.day - timedelta(days=day.day.weekday())].append(day)
    return [Day(monday, _summed(members), _tone(members)) for monday, members in sorted(weeks.items())]


def _summed(days: Sequence[Day]) -> tuple[int, int, int, int]:
    first, second, third, fourth = (sum(counts) for counts in zip(*(day.by_class for day in days), strict=True))
    return first, second, third, fourth


def _tone(days: Sequence[Day]) -> float | None:
    """Of incidents, not of days: a day with many counts for as many."""
    toned = [(day.tone, day.incidents) for day in days if day.tone is not None]
    total = sum(incidents for _, incidents in toned)
    return sum(tone * incidents for tone, incidents in toned) / total if total else None
