"""Of several copies of one text the article is made from the one that comes first, whichever is loaded first."""

import itertools
import random
from dataclasses import replace

import pytest
from psycopg2 import extensions

from etl.warehouse.incidents import merge_incidents
from etl.warehouse.occurrences import precedence
from etl.warehouse.persons import link_persons
from tests.warehouse.builders import BuiltFile, build, changed, fetch, load

IN_ORDER: list[tuple[str | None, str | None, str | None]] = [
    ("2025-04-23T23:30:00-05:00", None, None),  # the 24th in UTC, but its publisher's 23rd counts
    ("2025-04-24T09:00:00+09:00", "https://b.example", "B"),
    ("2025-04-24T01:00:00Z", "https://a.example", "A"),
    ("2025-04-24 03:00", "https://a.example", "A"),
    ("2025-04-24", "https://a.example", "A"),
    ("2025-04-24", "https://a.example", "B"),
    ("2025-04-24", "https://a.example", None),
    ("2025-04-24", "https://b.example", "A"),
    ("2025-04-24", None, "A"),
    ("2025-04", "https://a.example", "A"),
    (None, None, None),
]


def test_the_earliest_comes_first_and_of_those_the_one_that_says_most() -> None:
    shuffled = random.Random(3).sample(IN_ORDER, len(IN_ORDER))  # noqa: S311
    assert sorted(shuffled, key=lambda told: precedence(told[0], told[1], told[2], "0" * 64, 0)) == IN_ORDER


def test_no_two_occurrences_are_alike() -> None:
    keys = [precedence("2025-04-24", None, None, digit * 64, record) for digit in "01" for record in (0, 1)]
    assert keys == sorted(keys)
    assert len(set(keys)) == 4


def _copy(name: str, day: str | None) -> BuiltFile:
    """The same text published that day, which its event is dated by."""
    found = build(1)
    (event,) = found.events
    dated = replace(
        event, date=day, date_precision="day" if day else None, date_basis="text+published" if day else None
    )
    made = changed(found, uri=f"{name}#member", url=f"https://{name}.example/1", source=name)
    basis = "metadata" if day else None
    return BuiltFile(name, (replace(made, events=(dated,), published_at=day, published_basis=basis),))  # type: ignore[arg-type]


COPIES = [_copy("first", "2026-01-02"), _copy("second", "2026-02-03"), _copy("undated", None)]


@pytest.mark.parametrize("order", list(itertools.permutations(COPIES)), ids=lambda order: order[0].uri)
def test_the_first_published_makes_the_article_with_its_facts(
    warehouse: extensions.connection, order: tuple[BuiltFile, ...]
) -> None:
    for file in order:
        load(warehouse, [file])
        link_persons(warehouse)
        merge_incidents(warehouse)
    assert fetch(
        warehouse,
        """select s.name, f.uri, a.published_on::text, a.is_latest, e.date_text
        from news.article as a inner join news.source as s using (source_id)
        inner join ops.source_file as f using (source_file_id) inner join news.event as e using (article_id)""",
    ) == [("first", "first", "2026-01-02", True, "2026-01-02")]
    assert fetch(
        warehouse,
        "select uri, name, published_at from news.article_copy inner join news.source using (source_id) order by 1",
    ) == [("second", "second", "2026-02-03"), ("undated", "undated", None)]
    assert fetch(warehouse, "select date_text, events, copies, outlets, first_source from news.incident") == [
        ("2026-01-02", 1, 2, 3, "first")
    ]
    assert fetch(
        warehouse, "select a.articles, o.first_on::text, o.last_on::text, o.articles"
        " from news.person_alias as a inner join news.person_office as o using (alias_id)"
    ) == [(1, "2026-01-02", "2026-01-02", 1)]  # fmt: skip


def test_an_article_that_lost_its_address_leaves_no_version_behind(warehouse: extensions.connection) -> None:
    address = "https://second.example/1"
    load(warehouse, [COPIES[1]])
    load(warehouse, [BuiltFile("update", (changed(build(2), url=address, fetched_at="2026-03-01T00:00:00Z"),))])
    assert fetch(warehouse, "select is_latest from news.article where url = %s order by published_on", address) == [
        (False,), (True,),
    ]  # fmt: skip
    load(warehouse, [COPIES[0]])
    assert fetch(warehouse, "select url, is_latest from news.article order by url") == [
        ("https://first.example/1", True), (address, True),
    ]  # fmt: skip


def test_loading_the_same_again_changes_nothing(warehouse: extensions.connection) -> None:
    load(warehouse, COPIES)
    before = fetch(
        warehouse, "select a.*, e.event_id from news.article as a inner join news.event as e using (article_id)"
    )
    with warehouse.cursor() as cursor:
        cursor.execute("update ops.source_file set state = 'pending', finished_at = null, attempts = 0")
    load(warehouse, COPIES)
    again = fetch(
        warehouse, "select a.*, e.event_id from news.article as a inner join news.event as e using (article_id)"
    )
    assert again == before
    assert fetch(warehouse, "select count(*) from news.article_copy") == [(2,)]
