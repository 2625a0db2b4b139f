"""When a day is told of as too silent, too low or too high, and when it is not."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.volumes import LEAST_DAYS, WINDOW_DAYS, VolumeAlarm, find_alarms, judge

TODAY = date(2026, 7, 15)  # a Wednesday
COUNTS = st.lists(st.integers(1, 500), min_size=LEAST_DAYS, max_size=WINDOW_DAYS)


def past(*counts: int) -> dict[date, int]:
    """Counts of the days before, the last one yesterday."""
    return {TODAY - timedelta(len(counts) - number): count for number, count in enumerate(counts)}


def verdict(today: int, history: dict[date, int]) -> VolumeAlarm | None:
    return judge("ru", TODAY, [*history, TODAY], history | {TODAY: today})


def kind(today: int, counts: Sequence[int]) -> str | None:
    alarm = verdict(today, past(*counts))
    return alarm.kind if alarm else None


@pytest.mark.parametrize(
    ("today", "counts", "expected"),
    [
        # silent
        (0, [20] * 30, "silent"),
        (0, [1] * 7, "silent"),
        (0, [3, 5, 2, 4, 6, 3, 2, 5, 4, 3], "silent"),
        (0, [20] * 29 + [0], "silent"),  # the second silent night
        (0, [20] * 20 + [0] * 10, "silent"),  # the eleventh
        (0, [0] * 30 + [4] * 10, "silent"),  # new since ten days, and regular
        (0, [20, 20, 20, 20, 20, 20], None),  # too short a past
        (0, [1] * 6, None),
        (0, [0] * 40, None),
        (0, [], None),
        (0, [0, 1, 0, 0, 2, 0, 0, 0, 1, 0, 0, 3, 0, 0, 0], None),  # seen only a few times
        (0, [0] * 20 + [9, 9, 9], None),  # seen only since three days
        (0, [5, 5, 0, 5, 5, 0, 5, 5, 5, 0, 5, 5], None),  # missing now and then
        # low
        (1, [20] * 30, "low"),
        (10, [100] * 30, "low"),
        (49, [100] * 30, "low"),
        (51, [100] * 30, None),
        (3, [20] * 30, None),  # as little as chance brings
        (1, [4] * 30, None),
        (40, [100, 160, 30, 120, 60, 180, 90, 140, 20, 110], None),  # as restless as ever
        # high
        (400, [100] * 30, "high"),
        (290, [100] * 30, None),
        (29, [2] * 30, None),  # many times more, and still few
        (31, [2] * 30, "high"),
        (5000, [0] * 20 + [40] * 10, "high"),
        # as ever
        (20, [20] * 30, None),
        (22, [20, 18, 25, 21, 19, 23, 20], None),
    ],
)
def test_verdicts(today: int, counts: list[int], expected: str | None) -> None:
    assert kind(today, counts) == expected


def test_one_wild_day_changes_no_verdict() -> None:
    for wild in (0, 1, 10_000):
        assert kind(0, [20] * 15 + [wild] + [20] * 14) == "silent"
        assert kind(21, [20] * 15 + [wild] + [20] * 14) is None


def test_a_day_of_the_week_is_held_against_its_like() -> None:
    days = [TODAY - timedelta(number) for number in range(1, WINDOW_DAYS + 1)]
    no_wednesdays = {day: 0 if day.weekday() == TODAY.weekday() else 50 for day in days}
    assert verdict(0, no_wednesdays) is None
    assert verdict(45, no_wednesdays) is None
    only_wednesdays = {day: 50 - count for day, count in no_wednesdays.items()}
    silent = verdict(0, only_wednesdays)
    assert silent is not None and (silent.kind, silent.expected) == ("silent", 50)
    few_on_wednesdays = {day: 10 if day.weekday() == TODAY.weekday() else 200 for day in days}
    assert verdict(9, few_on_wednesdays) is None
    low = verdict(9, dict.fromkeys(days, 200))
    assert low is not None and low.kind == "low"


def test_days_without_a_run_are_not_silent_days() -> None:
    history = {TODAY - timedelta(number): 8 for number in range(2, 40, 3)}
    assert judge("ru", TODAY, [*history, TODAY], history) is not None
    every_day = [TODAY - timedelta(number) for number in range(40)]
    assert judge("ru", TODAY, every_day, history) is None  # with runs in between it came on every third day only


def test_the_alarm_says_since_when_and_how_many() -> None:
    alarm = verdict(0, past(*[20] * 20, 0, 0))
    assert alarm is not None
    assert alarm.message == "silent since 2026-07-13, 20 articles expected"
    low = verdict(2, past(*[40] * 20))
    assert low is not None and low.message == "2 articles, 40 expected"


def test_all_subjects_are_judged_each_by_its_own_past() -> None:
    history = past(*[30] * 20)
    counts = {"ru": dict(history), "de": history | {TODAY: 31}, "ps": past(*[0] * 15, 1, 0, 2, 0, 0)}
    assert [(alarm.subject, alarm.kind) for alarm in find_alarms(TODAY, [*history, TODAY], counts)] == [
        ("ru", "silent")
    ]


@given(COUNTS)
def test_whoever_came_every_day_is_missed_on_the_first_silent_one(counts: list[int]) -> None:
    assert kind(0, counts) == "silent"


@given(COUNTS, st.integers(1, 20))
def test_silence_is_told_of_night_after_night(counts: list[int], nights: int) -> None:
    lasting = [*counts, *[0] * nights]
    assert len(counts) + nights > WINDOW_DAYS or kind(0, lasting) == "silent"


@given(st.integers(1, 10_000), st.integers(LEAST_DAYS, WINDOW_DAYS))
def test_the_same_number_as_ever_is_no_alarm(count: int, days: int) -> None:
    assert kind(count, [count] * days) is None


@given(st.lists(st.integers(0, 500), max_size=WINDOW_DAYS), st.integers(0, 500))
def test_without_a_past_there_is_no_alarm(counts: list[int], today: int) -> None:
    if sum(count > 0 for count in counts) < 4:
        assert kind(today, counts) is None


@given(COUNTS, st.integers(0, 2000))
def test_a_count_within_the_past_is_never_high(counts: list[int], today: int) -> None:
    alarm = verdict(today, past(*counts))
    if alarm is not None and alarm.kind == "high":
        assert today > 3 * alarm.expected and today >= 30
    if alarm is not None and alarm.kind == "low":
        assert 0 < today < alarm.expected / 2


@given(COUNTS, st.permutations(range(3)))
def test_the_order_of_the_days_given_does_not_matter(counts: list[int], order: list[int]) -> None:
    history = past(*counts)
    days = sorted([*history, TODAY], key=lambda day: (order[day.day % 3], day))
    assert judge("ru", TODAY, days, history) == judge("ru", TODAY, sorted(days), history)
