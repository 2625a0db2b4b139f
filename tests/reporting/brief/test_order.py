"""What comes first, who went silent, what is beside what: the brief's judgements."""

from datetime import date, timedelta
from random import Random

import pytest

from etl.reporting.brief.content import Day, LanguageDay, Pair, Period, WeekCell
from etl.reporting.brief.matrix import by_week, square
from etl.reporting.brief.ranking import importance, ranked
from etl.reporting.brief.silence import language_coverage
from etl.reporting.brief.weeks import compared, weekly
from tests.reporting.brief.material import DAY, full_brief, incident


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ({"outlets": 8}, {"outlets": 2}),
        ({"languages": ("ar", "de", "fr")}, {"languages": ("ar",)}),
        ({"quad_class": 4, "goldstein": -10.0}, {"quad_class": 3, "goldstein": -2.0}),
        ({"quad_class": 3, "goldstein": -2.0}, {"quad_class": 1, "goldstein": 2.0}),
        ({"status": "occurred"}, {"status": "planned"}),
        ({"status": "planned"}, {"status": "possible"}),
        ({"confidence": 0.9}, {"confidence": 0.5}),
        ({"outlets": 0, "articles": 6}, {"outlets": 0, "articles": 1}),
    ],
)
def test_more_important(more: dict[str, object], less: dict[str, object]) -> None:
    first, second = incident(incident_id=2, **more), incident(incident_id=1, **less)
    assert importance(first) > importance(second)
    assert ranked([second, first]) == [first, second]


def test_order_does_not_depend_on_order() -> None:
    news = list(full_brief().news)
    expected = ranked(news)
    for seed in range(10):
        Random(seed).shuffle(news)  # noqa: S311  an order, not a secret
        assert ranked(news) == expected


def _daily(language: str, first: int, last: int, every: int = 1) -> list[LanguageDay]:
    """Articles from ``first`` days ago to ``last`` days ago."""
    return [LanguageDay(language, DAY - timedelta(days=back), 2) for back in range(first, last - 1, -every)]


@pytest.mark.parametrize(
    ("days", "silent_since"),
    [
        (_daily("de", 40, 0), None),
        (_daily("de", 40, 1), None),  # the brief's own day is not over
        (_daily("de", 40, 2), None),  # one day may be a strike of chance
        (_daily("de", 40, 3), DAY - timedelta(days=2)),
        (_daily("de", 40, 5, every=5), None),  # five days are its habit
        (_daily("de", 55, 25, every=5), DAY - timedelta(days=24)),
        (_daily("de", 30, 30), None),  # one article is no habit
    ],
)
def test_silence_is_judged_by_habit(days: list[LanguageDay], silent_since: date | None) -> None:
    (found,) = language_coverage(days, DAY)
    assert found.silent_since == silent_since


def test_languages_are_counted_and_silent_ones_come_first() -> None:
    rows = [
        *_daily("de", 30, 0),
        *_daily("ur", 50, 9),
        *_daily("zh", 6, 1),
        LanguageDay("fr", DAY + timedelta(days=1), 5),
    ]
    found = language_coverage(rows, DAY)
    assert [(row.language, row.last_week, row.habit) for row in found] == [
        ("ur", 0, 38),
        ("de", 14, 56),
        ("zh", 12, 12),
    ]
    assert found[0].last_day == DAY - timedelta(days=9)


def test_no_articles_no_languages() -> None:
    assert language_coverage([], DAY) == []


def test_square_holds_whole_pairs_of_the_busiest_parties() -> None:
    pairs = [
        Pair("MLT", "TUN", "Malta", "Tunisia", 9, 0, 9, -3.0),
        Pair("BDI", "RWA", "Burundi", "Rwanda", 5, 5, 0, 2.0),
        Pair("RWA", "TUN", "Rwanda", "Tunisia", 1, 1, 0, 1.0),
    ]
    cells, rows, columns = square(pairs, 3)
    assert (rows, columns) == (["Malta", "Tunisia", "Rwanda"], ["MLT", "TUN", "RWA"])
    assert {(cell.row, cell.column) for cell in cells} == {
        ("Malta", "TUN"), ("Tunisia", "MLT"), ("Rwanda", "TUN"), ("Tunisia", "RWA")
    }  # fmt: skip
    assert len(square(pairs, 4)[0]) == 6
    assert square([], 4) == ([], [], [])


def test_weeks_of_a_period_are_all_there_the_last_ones_where_room_is_short() -> None:
    period = Period(DAY - timedelta(days=90), DAY)
    cells = [WeekCell("Pakistan", date(2025, 4, 14), 2, 1.0), WeekCell("Uzbekistan", date(2025, 2, 3), 1, -1.0)]
    drawn, rows, columns = by_week(cells, period, 13)
    assert len(columns) == 13
    assert columns[-1] == "28 Apr"
    assert rows == ["Pakistan", "Uzbekistan"]
    assert drawn[1].column == "3 Feb"
    drawn, rows, columns = by_week(cells, period, 4)
    assert (rows, columns) == (["Pakistan"], ["7 Apr", "14 Apr", "21 Apr", "28 Apr"])


def test_last_seven_days_against_the_weeks_before() -> None:
    period = Period(DAY - timedelta(days=90), DAY)
    days = [
        Day(DAY - timedelta(days=7), (12, 0, 0, 0), -0.5),
        Day(DAY - timedelta(days=6), (1, 0, 0, 4), 0.5),
        Day(DAY, (2, 0, 0, 0), None),
    ]
    weeks = compared(days, period)
    assert [row.last for row in weeks.classes] == [3, 0, 0, 4]
    assert [row.usual for row in weeks.classes] == [1.0, 0.0, 0.0, 0.0], "twelve weeks before"
    assert (weeks.tone_last, weeks.tone_usual) == (0.5, -0.5)
    assert compared([], period).tone_last is None


def test_weeks_begin_on_monday_and_weigh_days_by_incidents() -> None:
    days = [
        Day(date(2025, 4, 20), (1, 0, 0, 0), 0.1),
        Day(date(2025, 4, 21), (3, 0, 0, 0), 0.4),
        Day(date(2025, 4, 27), (0, 0, 0, 1), -0.8),
    ]
    found = weekly(days)
    assert [(week.day, week.by_class) for week in found] == [
        (date(2025, 4, 14), (1, 0, 0, 0)),
        (date(2025, 4, 21), (3, 0, 0, 1)),
    ]
    assert [week.tone for week in found] == pytest.approx([0.1, 0.1])
    assert weekly([]) == []
