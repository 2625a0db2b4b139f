"""Languages that went silent: no articles for longer than their own habit explains; pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from etl.reporting.brief.content import LanguageDay

HABIT_DAYS = 28  # four weeks, so that a weekly rhythm is in it
_UNLIKELY = 0.01  # a silence that its habit explains less often than this is told


@dataclass(frozen=True, slots=True)
class LanguageCoverage:
    """One language: articles of the last 7 days and of the 28 before the brief's day, and how long it has been silent.

    ``silent_since`` is the first day without articles, set only where the silence is unlike the language's habit.
    """

    language: str
    last_week: int
    habit: int
    last_day: date
    silent_since: date | None


def language_coverage(rows: Iterable[LanguageDay], day: date) -> list[LanguageCoverage]:
    """Every language published in the habit's days or the silence after them; silent ones first, then by articles."""
    counts: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        if row.day <= day and row.articles > 0:
            counts[row.language][row.day] += row.articles
    found = [_coverage(language, days, day) for language, days in counts.items()]
    return sorted(found, key=lambda row: (row.silent_since is None, -row.habit, -row.last_week, row.language))


def _coverage(language: str, days: dict[date, int], day: date) -> LanguageCoverage:
    last = max(days)
    return LanguageCoverage(
        language,
        sum(count for when, count in days.items() if when > day - timedelta(days=7)),
        sum(count for when, count in days.items() if when > day - timedelta(days=HABIT_DAYS)),
        last,
        last + timedelta(days=1) if _is_silent(set(days), last, day) else None,
    )


def _is_silent(days: set[date], last: date, day: date) -> bool:
    """Whether so many days in a row without articles are unlikely, if each day had its chance of before.

    The chance is the share of days with articles in the 28 days up to the last of them, by Laplace's rule of
    succession. The brief's own day is not over and does not count as silent.
    """
    silent = (day - last).days - 1
    if silent < 1:
        return False
    active = sum(1 for when in days if when > last - timedelta(days=HABIT_DAYS))
    chance = (active + 1) / (HABIT_DAYS + 2)
    return (1 - chance) ** silent < _UNLIKELY
