"""The brief read from a real warehouse of two nights, on the embedded server and on PostgreSQL 15."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta

import pytest
from psycopg2.errors import ReadOnlySqlTransaction
from psycopg2.extensions import connection

from etl.errors import ConfigurationError
from etl.reporting.brief.content import Brief, Scope
from etl.reporting.brief.page import html_page
from etl.reporting.brief.reading import read_brief
from etl.reporting.brief.scopes import find_scope
from etl.reporting.queries import snapshot
from etl.warehouse.database import connect
from tests.conftest import temporary_database
from tests.warehouse.newsroom import TODAY, fill

KAZ_PAK = Scope(("KAZ", "PAK"), ("Kazakhstan", "Pakistan"))

# What the newsroom calls earlier was merged today all the same; here it was known three days ago.
_THREE_DAYS_AGO = """
update news.incident set first_loaded_at = (select started_at from ops.run where run_key = 'earlier')
where first_loaded_at < (select started_at from ops.run where run_key = 'tonight')
"""
_UNDATED = """
update news.incident
set incident_date = null, date_precision = null, date_text = '', first_published_on = null, part = incident_id
"""


@pytest.fixture(scope="module", params=["server", "oldest_server"])
def newsroom(request: pytest.FixtureRequest) -> Iterator[str]:
    """URL of the warehouse, once on each server."""
    with temporary_database(request.getfixturevalue(request.param)) as url:
        with closing(connect(url)) as writing:
            fill(writing)
            with writing, writing.cursor() as cursor:
                cursor.execute(_THREE_DAYS_AGO)
        yield url


@pytest.fixture
def database(newsroom: str) -> Iterator[connection]:
    with snapshot(newsroom) as reading:
        yield reading


def _told(brief: Brief) -> list[tuple[str, str, str, str]]:
    return [(one.type, one.status, one.actor, one.recipient) for one in brief.news]


def test_last_night_and_nothing_older(database: connection) -> None:
    brief = read_brief(database, TODAY, Scope())
    assert sorted(_told(brief)) == [
        ("AID", "occurred", "Kazakhstan", "Afghanistan"),
        ("ASSAULT", "occurred", "Azerbaijan", "Armenia"),
        ("CONSULT", "occurred", "Pakistan", "Kazakhstan"),
        ("CONSULT", "planned", "Uzbekistan", "Kazakhstan"),
        ("SANCTION", "occurred", "European Union", "Russia"),
        ("SANCTION", "planned", "United States", "Iran"),
        ("THREATEN", "occurred", "India", "Pakistan"),
    ]
    assert brief.night.run_key == "tonight"
    figures = brief.figures
    assert (figures.incidents, figures.cooperation, figures.conflict, figures.pending, figures.denied) == (
        7,
        2,
        3,
        2,
        0,
    )
    assert (figures.pairs, figures.languages) == (7, 4)
    (disputed,) = [one for one in brief.news if one.is_disputed]
    assert disputed.type == "ASSAULT"


def test_one_visit_told_in_three_languages_is_one_incident(database: connection) -> None:
    (visit,) = [one for one in read_brief(database, TODAY, KAZ_PAK).news if one.mode == "visit"]
    assert visit.languages == ("en", "ru", "ur")
    assert visit.outlets == 3
    assert visit.place == "Astana, Kazakhstan"
    assert visit.persons == ("Asim Munir", "Kassym-Jomart Tokayev")
    assert visit.sectors == ("defence",)
    assert visit.quote is not None
    assert visit.quote.language == "ru"
    assert visit.quote.text == "Командующий армией Пакистана Асим Мунир прибыл в Астану."
    assert visit.quote.url is not None
    assert visit.quote.url.startswith("https://agency.example/")


def test_brief_of_an_earlier_day_is_of_that_day(database: connection) -> None:
    brief = read_brief(database, TODAY - timedelta(days=3), Scope())
    assert brief.night.run_key == "earlier"
    assert {(one.actor, one.recipient) for one in brief.news} == {
        ("Kazakhstan", "China"), ("India", "Pakistan"), ("Kazakhstan", "Afghanistan")
    }  # fmt: skip
    assert all(day.day <= TODAY - timedelta(days=3) for day in brief.timeline)


def test_night_without_a_run_is_empty_and_has_its_charts(database: connection) -> None:
    brief = read_brief(database, TODAY + timedelta(days=5), Scope())
    assert (brief.night.run_key, brief.figures.incidents, list(brief.news)) == (None, 0, [])
    assert brief.pairs
    assert "Nothing new" in html_page(brief)


def test_pairs_and_timeline_are_of_what_happened_in_thirteen_weeks(database: connection) -> None:
    brief = read_brief(database, TODAY, Scope())
    assert {(pair.a_party, pair.b_party, pair.incidents) for pair in brief.pairs} == {
        ("AFG", "KAZ", 1), ("ARM", "AZE", 1), ("CHN", "KAZ", 1), ("EU", "RUS", 1), ("IND", "PAK", 1), ("KAZ", "PAK", 1)
    }  # fmt: skip
    assert {day.day: day.by_class for day in brief.timeline} == {
        TODAY: (1, 0, 0, 1),
        TODAY - timedelta(days=7): (0, 0, 0, 1),
        TODAY - timedelta(days=15): (0, 1, 0, 0),
        TODAY - timedelta(days=20): (0, 0, 1, 0),
        TODAY - timedelta(days=40): (1, 0, 0, 0),
    }
    assert brief.undated == 0
    assert not brief.known.is_shifted


def test_scope_of_a_country_has_partners_by_week(database: connection) -> None:
    brief = read_brief(database, TODAY, find_scope(database, "Kazakhstan", None))
    assert brief.scope == Scope(("KAZ",), ("Kazakhstan",))
    assert all("Kazakhstan" in (one.actor, one.recipient) for one in [*brief.news, *brief.visits])
    assert {cell.row for cell in brief.cells} == {"Pakistan", "China", "Afghanistan"}
    assert all(cell.week.weekday() == 0 for cell in brief.cells)
    assert [one.parties for one in brief.agreements] == [("Kazakhstan", "Uzbekistan")]


def test_scope_of_a_pair_has_types_by_week(database: connection) -> None:
    brief = read_brief(database, TODAY, KAZ_PAK)
    assert [(cell.row, cell.incidents) for cell in brief.cells] == [("Talks", 1)]
    assert not brief.agreements


def test_visits_are_planned_or_made(database: connection) -> None:
    visits = read_brief(database, TODAY, Scope()).visits
    assert [(visit.status, visit.actor) for visit in visits] == [("planned", "Uzbekistan"), ("occurred", "Pakistan")]


def test_agreements_of_two_weeks(database: connection) -> None:
    (treaty,) = read_brief(database, TODAY, Scope()).agreements
    assert (treaty.kind, treaty.title, treaty.status) == ("treaty", "Treaty of Friendship", "signed")
    assert treaty.signed_on == TODAY - timedelta(days=10)
    assert treaty.quote is not None
    assert treaty.quote.text == "Kazakhstan and Uzbekistan signed a Treaty of Friendship."
    assert not read_brief(database, TODAY + timedelta(days=30), Scope()).agreements


def test_coverage_is_of_all_articles_whatever_the_scope(database: connection) -> None:
    brief = read_brief(database, TODAY, Scope(("FJI",), ("Fiji",)))
    today = {row.language: row.articles for row in brief.coverage if row.day == TODAY}
    assert today == {"de": 1, "en": 3, "ru": 2, "ur": 1}
    assert not brief.news
    assert not brief.pairs
    assert "Nothing new about Fiji" in html_page(brief)


def test_empty_warehouse_has_a_page(database_url: str) -> None:
    with snapshot(database_url) as database:
        brief = read_brief(database, date(2025, 4, 28), Scope())
    assert brief.figures.incidents == 0
    assert "No incident is known" in html_page(brief)


def test_undated_incidents_are_told_and_counted(newsroom: str) -> None:
    with closing(connect(newsroom)) as writing, writing.cursor() as cursor:
        cursor.execute(_UNDATED)
        brief = read_brief(writing, TODAY, Scope())
        writing.rollback()
    assert not brief.timeline
    assert brief.undated == 8
    assert [visit.actor for visit in brief.visits if visit.status == "occurred"] == ["Pakistan"]
    assert "undated" in html_page(brief)


def test_reading_cannot_write(database: connection) -> None:
    read_brief(database, TODAY, Scope())
    with database.cursor() as cursor, pytest.raises(ReadOnlySqlTransaction):
        cursor.execute("delete from news.incident")


@pytest.mark.parametrize(
    ("country", "dyad", "codes"),
    [
        ("KAZ", None, ("KAZ",)),
        ("kz", None, ("KAZ",)),
        ("european union", None, ("EU",)),
        (None, "PAK-KAZ", ("KAZ", "PAK")),
        (None, "kz-Guinea-Bissau", ("GNB", "KAZ")),
        (None, "Pakistan-Kazakhstan", ("KAZ", "PAK")),
        (None, None, ()),
    ],
)
def test_parties_go_by_code_and_name(
    database: connection, country: str | None, dyad: str | None, codes: tuple[str, ...]
) -> None:
    assert find_scope(database, country, dyad).codes == codes


@pytest.mark.parametrize(
    ("country", "dyad", "words"),
    [
        ("Kazakstan", None, "did you mean KAZ"),
        ("''; drop table", None, "no country or body"),
        (None, "KAZ", "two codes with a hyphen"),
        (None, "KAZ-KAZ", "names KAZ twice"),
        (None, "KAZ-XYZ", "no country or body is called 'XYZ'"),
        (None, "A-B-C", "two codes with a hyphen"),
    ],
)
def test_unknown_parties_are_a_matter_of_configuration(
    database: connection, country: str | None, dyad: str | None, words: str
) -> None:
    with pytest.raises(ConfigurationError, match=words):
        find_scope(database, country, dyad)
