"""Agreements across articles: one row an instrument, its history, the same in any order of loading."""

import random
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from psycopg2 import extensions

from etl.model import Agreement
from etl.warehouse.agreements import merge_agreements
from etl.warehouse.database import connect
from tests.conftest import temporary_database
from tests.warehouse.builders import BuiltFile, agreements, fetch, load
from tests.warehouse.test_incidents import article


def told(
    name: str, status: str = "signed", *, kind: str = "agreement", title: str | None = None,
    sectors: tuple[str, ...] = ("trade",), parties: tuple[str, ...] = ("KAZ", "PAK"), **fields: Any,
) -> BuiltFile:  # fmt: skip
    """A file with an article that tells of one agreement."""
    file = article(name, **fields)
    (found,) = file.extractions
    made = Agreement(kind, title, status, parties, sectors, found.events[0].evidence, 0.8, "en.agreement")
    return BuiltFile(file.uri, (replace(found, agreements=(made,)),))


TOLD = [
    told("talks", "under_negotiation", published="2025-11-01", language="kk"),
    told("signed", published="2026-01-02", kind="treaty", title="On trade"),
    told("the same", published="2026-01-03", language="ru", source="Agency", sectors=("trade", "energy")),
    told("ratified", "ratified", published="2026-05-01", language="de", source="Zeitung"),
    told("defence", published="2026-01-02", sectors=("defence",), kind="memorandum"),
    told("of others", published="2026-01-02", parties=("KAZ", "TUR")),
    told("undated", "intended", published=None, day=None),
]


def test_one_instrument_with_its_history(warehouse: extensions.connection) -> None:
    load(warehouse, TOLD)
    assert merge_agreements(warehouse) == 2
    assert merge_agreements(warehouse) == 0
    assert fetch(
        warehouse,
        """select parties, kind, title, status, status_on::text, signed_on::text, articles, outlets, languages
        from news.agreement order by array_length(languages, 1) desc, kind, parties""",
    ) == [
        (["KAZ", "PAK"], "treaty", "On trade", "ratified", "2026-05-01", "2026-01-02", 5, 3, ["de", "en", "kk", "ru"]),
        (["KAZ", "TUR"], "agreement", None, "signed", "2026-01-02", "2026-01-02", 1, 1, ["en"]),
        (["KAZ", "PAK"], "memorandum", None, "signed", "2026-01-02", "2026-01-02", 1, 1, ["en"]),
    ]
    history = """select status, first_on::text, last_on::text, articles from news.agreement_status
        where agreement_id = (select agreement_id from news.agreement where kind = 'treaty') order by first_on"""
    assert fetch(warehouse, history) == [
        ("under_negotiation", "2025-11-01", "2025-11-01", 1), ("signed", "2026-01-02", "2026-01-03", 2),
        ("ratified", "2026-05-01", "2026-05-01", 1), ("intended", None, None, 1),
    ]  # fmt: skip
    assert fetch(warehouse, "select sector_code, articles from news.agreement_sector order by 1, 2") == [
        ("defence", 1), ("energy", 1), ("trade", 1), ("trade", 5),
    ]  # fmt: skip
    assert fetch(
        warehouse, "select parties, sectors, evidence is not null from report.agreement where kind = 'treaty'"
    ) == [("KAZ; PAK", "energy; trade", True)]


def test_a_copy_adds_its_outlet_and_a_deleted_article_takes_its_own_away(warehouse: extensions.connection) -> None:
    load(warehouse, TOLD)
    merge_agreements(warehouse)
    (copied,) = TOLD[1].extractions
    copy = replace(copied, article=replace(copied.article, source="Mirror", uri="file:///mirror"))
    load(warehouse, [BuiltFile("file:///mirror", (copy,))])
    assert merge_agreements(warehouse) == 2  # all of the story are looked at again
    treaty = "select articles, outlets, status from news.agreement where parties = '{KAZ,PAK}' and articles > 1"
    assert fetch(warehouse, treaty) == [(5, 4, "ratified")]
    fetch(warehouse, "delete from news.article where title in ('talks', 'ratified') returning 1")
    merge_agreements(warehouse)
    assert fetch(warehouse, treaty) == [(3, 3, "signed")]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_loading_is_no_matter(server: object, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # reproducible, not secret
    found = []
    for files in (TOLD, chance.sample(TOLD, len(TOLD))):
        with temporary_database(server) as url, closing(connect(url)) as connection:  # type: ignore[arg-type]
            at_once = chance.randint(1, 3)
            for start in range(0, len(files), at_once):
                load(connection, files[start : start + at_once])
                merge_agreements(connection)
            found.append(agreements(url))
    assert found[0] == found[1]


def talk_of_years(chance: random.Random) -> list[BuiltFile]:
    """Tellings of two pairs over three years, much alike, so that a change has far consequences."""
    return [
        told(
            f"{number:02}", chance.choice(["under_negotiation", "intended", "signed", "signed", "ratified"]),
            title=chance.choice([None, None, "Gas pact"]), sectors=chance.choice([(), ("trade",), ("energy",)]),
            parties=chance.choice([("KAZ", "PAK"), ("KAZ", "TUR")]),
            published=chance.choice([None, *[str(date(2023, 1, 1) + timedelta(days=chance.randint(0, 1000)))] * 9]),
        )
        for number in range(50)
    ]  # fmt: skip


ONE_GOES = """delete from news.article where article_id in (
    select article_id from news.article order by md5(content_id || %s) limit 1) returning 1"""


@pytest.mark.parametrize("seed", range(4))
def test_merging_night_by_night_is_merging_all_at_once(server: object, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # reproducible, not secret
    with temporary_database(server) as url, closing(connect(url)) as connection:  # type: ignore[arg-type]
        files = talk_of_years(chance)
        while files:
            night, files = files[:6], files[6:]
            load(connection, night)
            merge_agreements(connection)
            fetch(connection, ONE_GOES, seed)
            merge_agreements(connection)
        by_nights = agreements(url)
        assert len(by_nights) > 5
        fetch(connection, "insert into ops.unmerged_agreement (parties) select distinct parties"
              " from news.article_agreement returning 1")  # fmt: skip
        merge_agreements(connection)
        assert agreements(url) == by_nights
