"""Incidents in the warehouse: merged from what is loaded, in any order, by any number of loaders; kept up to date."""

import hashlib
import json
import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from psycopg2 import extensions

from etl.model import EventPlace, Extraction, Language, Person
from etl.warehouse.database import connect
from etl.warehouse.incidents import merge_incidents
from tests.conftest import temporary_database
from tests.warehouse.builders import BuiltFile, build, changed, fetch, incidents, load, load_one


def article(name: str, **fields: Any) -> BuiltFile:
    """A file with one article that tells of one visit of Pakistan's army chief; ``fields`` of event and article."""
    told = {"day": "2026-01-01", "published": "2026-01-02", "status": "occurred", "mode": "visit", "language": "en",
            "person": "asim munir", "source": "Wire"}  # fmt: skip
    told |= {name: fields.pop(name) for name in [*told] if name in fields}
    day, person = told["day"], str(told["person"])
    found = build(0, source=told["source"])
    text = f"{name}\n\n{found.article.text}"
    (event,) = found.events
    (munir,) = found.persons
    precision: Any = None if day is None else {10: "day", 7: "month", 4: "year"}[len(day)]
    basis: Any = None if day is None else "text"
    status: Any = told["status"]
    event = replace(event, date=day, date_precision=precision, date_basis=basis, status=status, mode=told["mode"],
                    place=EventPlace("Astana", "KAZ"))  # fmt: skip
    made = replace(
        changed(found, title=name, text=text, content_id=hashlib.sha256(text.encode()).hexdigest(), **fields),
        events=(event,), agreements=(), language=Language(str(told["language"]), 0.9),
        published_at=told["published"], published_basis="metadata" if told["published"] else None,
        persons=(Person(person.title(), person, person, munir.roles, munir.mentions),),
    )  # fmt: skip
    return BuiltFile(f"file:///{name}", (_shifted(made, len(name) + 2),))


def _shifted(found: Extraction, by: int) -> Extraction:
    """Offsets moved: the text has a new beginning."""
    mentions = tuple(replace(m, start=m.start + by, end=m.end + by) for m in found.mentions)
    assert found.dateline is not None
    dateline = replace(found.dateline, start=found.dateline.start + by, end=found.dateline.end + by)
    return replace(found, mentions=mentions, dateline=dateline)


def summary(connection: extensions.connection) -> list[tuple[object, ...]]:
    return fetch(
        connection,
        "select date_text, mode, status, events, articles, outlets, languages from news.incident order by 1, 2, 4 desc",
    )


TOLD = [
    article("a"), article("b", language="ru", source="Agency"), article("c", language="kk", source="Paper"),
    article("after", day=None, published="2026-01-02", language="ur"),
    article("month", day="2026-01", language="de"),
    article("open mode", mode=None), article("planned", status="planned", published="2025-12-30"),
    article("denied", status="denied"), article("other people", person="ishaq dar"),
    article("later", day="2026-01-20", published="2026-01-21"), article("undated", day=None, status="planned"),
]  # fmt: skip


def test_many_articles_of_many_languages_tell_of_one_incident(warehouse: extensions.connection) -> None:
    load(warehouse, TOLD)
    assert merge_incidents(warehouse) == 1
    assert summary(warehouse) == [
        ("", "visit", "planned", 1, 1, 1, ["en"]),
        ("2026-01-01", "visit", "occurred", 8, 8, 3, ["de", "en", "kk", "ru", "ur"]),
        ("2026-01-01", "visit", "occurred", 1, 1, 1, ["en"]),
        ("2026-01-20", "visit", "occurred", 1, 1, 1, ["en"]),
    ]
    assert fetch(
        warehouse,
        """select is_disputed, first_published_on::text, place_name, actor_party, goldstein, date_basis
        from news.incident where events = 8""",
    ) == [(True, "2025-12-30", "Astana", "PAK", 1.9, "text")]
    assert merge_incidents(warehouse) == 0


def test_a_new_version_takes_the_place_of_the_old(warehouse: extensions.connection) -> None:
    address = "https://paper.example/1"
    load(warehouse, [article("old", url=address, day="2026-01-05"), article("a")])
    merge_incidents(warehouse)
    load(warehouse, [article("new", url=address, published="2026-01-06")])
    merge_incidents(warehouse)
    assert [row[0:5] for row in summary(warehouse)] == [("2026-01-01", "visit", "occurred", 2, 2)]


def test_what_is_deleted_leaves_its_incident(warehouse: extensions.connection) -> None:
    load(
        warehouse,
        [
            article("a"),
            article("b"),
            article("later", day="2026-01-20"),
            article("undated", day=None, published="2026-04-01"),
        ],
    )
    merge_incidents(warehouse)
    fetch(warehouse, "delete from news.article where title in ('a', 'later', 'undated') returning 1")
    assert merge_incidents(warehouse) == 1
    assert [row[0:5] for row in summary(warehouse)] == [("2026-01-01", "visit", "occurred", 1, 1)]


def test_each_event_says_why_it_is_there(warehouse: extensions.connection) -> None:
    load(warehouse, TOLD)
    merge_incidents(warehouse)
    told = fetch(
        warehouse,
        """select a.title, x.joined_by from news.incident_event as x
        inner join news.event as e using (event_id) inner join news.article as a using (article_id)""",
    )
    assert {str(title): why for title, why in told} == {
        **dict.fromkeys(["a", "b", "c", "planned", "denied", "other people", "later"], "day"),
        "after": "published", "month": "month", "open mode": "mode", "undated": "undated",
    }  # fmt: skip


def _loaded(url: str, files: Sequence[BuiltFile], workers: int, nights: int) -> list[str]:
    """What incidents come of these files, in this order, by so many loaders, merged after each of so many nights."""

    def part(mine: Sequence[BuiltFile]) -> None:
        with closing(connect(url)) as connection:
            for file in mine:
                load_one(connection, file)

    size = -(-len(files) // nights)
    for start in range(0, len(files), size):
        tonight = files[start : start + size]
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(part, [tonight[n::workers] for n in range(workers)]))
        with closing(connect(url)) as connection:
            merge_incidents(connection)
    return incidents(url)


def test_the_order_of_loading_is_no_matter(server: object) -> None:
    chance = random.Random(5)  # noqa: S311  # reproducible, not secret
    expected = None
    for turn in range(20):
        files = chance.sample(TOLD, len(TOLD))
        with temporary_database(server) as url:  # type: ignore[arg-type]
            found = _loaded(url, files, workers=1 + turn % 4, nights=1 + turn % 3)
        expected = expected or found
        assert found == expected, f"turn {turn}: {[file.uri for file in files]}"
    assert len(expected or []) == 4


def test_a_merge_that_meets_loaders_misses_nothing(database_url: str) -> None:
    def merging(_: int) -> None:
        with closing(connect(database_url)) as connection:
            for _ in range(20):
                merge_incidents(connection)

    def loading(n: int) -> None:
        with closing(connect(database_url)) as connection:
            for file in TOLD[n::2]:
                load_one(connection, file)

    with ThreadPoolExecutor(4) as pool:
        work = [pool.submit(merging, 0), pool.submit(loading, 0), pool.submit(loading, 1), pool.submit(merging, 1)]
        for each in work:
            each.result()
    with closing(connect(database_url)) as connection:
        merge_incidents(connection)
        assert fetch(connection, "select count(*) from ops.unmerged") == [(0,)]
        assert fetch(connection, "select sum(events) from news.incident") == [(len(TOLD),)]
    assert len([json.loads(row) for row in incidents(database_url)]) == 4


@pytest.mark.parametrize("check", ["event_without_incident", "incident_without_event"])
def test_the_checks_find_what_is_amiss(warehouse: extensions.connection, check: str) -> None:
    from etl.warehouse.sql_files import SQL_DIR

    query = (SQL_DIR / "checks" / f"{check}.sql").read_text(encoding="utf-8")
    load(warehouse, TOLD[:2])
    assert fetch(warehouse, query) == []
    merge_incidents(warehouse)
    assert fetch(warehouse, query) == []
    fetch(
        warehouse, "delete from news.incident_event where event_id = (select min(event_id) from news.event) returning 1"
    )
    assert len(fetch(warehouse, query)) == 1
