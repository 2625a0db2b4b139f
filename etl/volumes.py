"""Whether a day brought as many articles as days like it do: by language, by outlet, in all. Pure.

Robust against single bad days: the middle is a median, the spread a median of deviations. A subject is judged by its
own past alone, and only once it has one:

- by the same day of the week in the eight weeks before, where four of them are known; else by all days;
- from its first article on: the days before are not its past, and neither are those since which it has been silent, so
  that the alarm does not end because the silence has gone on for long.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import dropwhile
from math import sqrt
from statistics import median
from typing import Literal

WINDOW_DAYS = 56
LEAST_DAYS = 7
LEAST_WEEKDAYS = 4
_AS_DEVIATION = 1.4826  # a median of deviations times this is a standard deviation, where values are normal
_DAYS_A_GAP = 20  # a subject that is missing on more than one day in so many is not missed
_LEAST_FLOOD = 30  # articles

Kind = Literal["silent", "low", "high"]


@dataclass(frozen=True, slots=True)
class VolumeAlarm:
    """``count`` articles on a day, ``expected`` (the median) on days like it; ``silent_since`` the first silent day."""

    subject: str
    kind: Kind
    count: int
    expected: float
    silent_since: date | None = None

    @property
    def message(self) -> str:
        """One clause, without the subject."""
        if self.kind == "silent":
            return f"silent since {self.silent_since}, {self.expected:g} articles expected"
        return f"{self.count} articles, {self.expected:g} expected"


def find_alarms(today: date, days: Sequence[date], counts: Mapping[str, Mapping[date, int]]) -> list[VolumeAlarm]:
    """The alarms of ``today``, by subject. ``days`` are all days that had a run, ``counts`` articles by subject, day.

    Days that ``counts`` does not name had none; days that ``days`` does not name are not known about.
    """
    found = (judge(subject, today, days, by_day) for subject, by_day in sorted(counts.items()))
    return [alarm for alarm in found if alarm is not None]


def judge(subject: str, today: date, days: Sequence[date], by_day: Mapping[date, int]) -> VolumeAlarm | None:
    """The alarm of one subject; ``None`` if its day was as others are, or nothing is known to hold it against."""
    earlier = sorted({day for day in days if timedelta() < today - day <= timedelta(WINDOW_DAYS)})
    past = _past(today, earlier, by_day)
    if not past:
        return None
    count, middle = by_day.get(today, 0), float(median(past))
    spread = max(_AS_DEVIATION * median(abs(value - middle) for value in past), sqrt(middle), middle / 10)
    is_regular = past.count(0) <= len(past) // _DAYS_A_GAP
    if count == 0:
        return VolumeAlarm(subject, "silent", 0, middle, _since(today, earlier, by_day)) if is_regular else None
    if is_regular and count < middle / 2 and count < middle - 4 * spread:
        return VolumeAlarm(subject, "low", count, middle)
    if count >= _LEAST_FLOOD and count > 3 * middle and count > middle + 6 * spread:
        return VolumeAlarm(subject, "high", count, middle)
    return None


def _past(today: date, earlier: Sequence[date], by_day: Mapping[date, int]) -> list[int]:
    """What the day is held against; empty if too little is known."""
    alike = [by_day.get(day, 0) for day in earlier if day.weekday() == today.weekday()]
    lived = _lived(alike)
    if len(lived) >= LEAST_WEEKDAYS:
        return lived
    if len(alike) >= LEAST_WEEKDAYS and not lived:
        return []  # it never comes on this day of the week
    lived = _lived(by_day.get(day, 0) for day in earlier)
    return lived if len(lived) >= LEAST_DAYS else []


def _lived(values: Iterable[int]) -> list[int]:
    """Without the zeros at both ends."""
    begun = list(dropwhile(lambda value: value == 0, values))
    return list(dropwhile(lambda value: value == 0, begun[::-1]))[::-1]


def _since(today: date, earlier: Sequence[date], by_day: Mapping[date, int]) -> date:
    """The first of the days without an article that end with ``today``."""
    since = today
    for day in reversed(earlier):
        if by_day.get(day, 0):
            break
        since = day
    return since
