"""Persons across articles: one id for one person, the same in any order of loading, with the reason on record."""

import random
from contextlib import closing
from dataclasses import replace
from typing import Any

from psycopg2 import extensions

from etl.lexicon.latin import latin_name, name_key
from etl.model import Person, PersonRole
from etl.warehouse.database import connect
from etl.warehouse.persons import link_persons
from tests.conftest import temporary_database
from tests.warehouse.builders import BuiltFile, fetch, load, persons
from tests.warehouse.test_incidents import article


def about(
    name: str, person: str, *, office: str = "foreign_minister", party: str | None = "KAZ", **fields: Any
) -> BuiltFile:
    """A file with an article that names somebody in an office."""
    file = article(name, **fields)
    (found,) = file.extractions
    (munir,) = found.persons
    role = PersonRole(office, party, munir.roles[0].surface, munir.roles[0].start, munir.roles[0].end)
    made = Person(person, latin_name(person), name_key(person), (role,), munir.mentions)
    return BuiltFile(file.uri, (replace(found, persons=(made,)),))


TOLD = [
    about("a", "Murat Nurtleu"), about("b", "Мурат Нуртлеу"), about("c", "Murat Nurtleu"),
    about("garbled", "Murat Attleeu"), about("later", "Murat Attleeu", published="2026-12-01", party="PAK"),
    about("successor", "Yermek Kosherbayev"), about("short", "Nurtleu"), about("nobody", "Murat Nurtleu", party=None),
    about("president", "Kassym-Jomart Tokayev", office="head_of_state"),
    about("fuller", "Касым-Жомарт Кемелевич Токаев", office="head_of_state"),
    about("namesake", "Murat Nurtleu", party="PAK", office="athlete"),
]  # fmt: skip


def _persons(connection: extensions.connection) -> dict[str, set[str]]:
    rows = fetch(
        connection,
        """select p.party_code || ' ' || root.name, a.name from news.person as p
        inner join news.person_alias as root on (root.party_code, root.alias_key) = (p.party_code, p.alias_key)
        inner join news.person_alias as a on a.person_id = p.person_id""",
    )
    found: dict[str, set[str]] = {}
    for person, alias in rows:
        found.setdefault(str(person), set()).add(str(alias))
    return found


def test_one_person_has_one_id_whatever_articles_call_them(warehouse: extensions.connection) -> None:
    load(warehouse, TOLD)
    assert link_persons(warehouse) == len(TOLD)
    assert link_persons(warehouse) == 0
    assert _persons(warehouse) == {
        "KAZ Murat Nurtleu": {"Murat Nurtleu", "Murat Attleeu", "Nurtleu"},
        "KAZ Yermek Kosherbayev": {"Yermek Kosherbayev"},
        "KAZ Kassym-Jomart Tokayev": {"Kassym-Jomart Tokayev", "Касым-Жомарт Кемелевич Токаев"},
        "PAK Murat Attleeu": {"Murat Attleeu"}, "PAK Murat Nurtleu": {"Murat Nurtleu"},
    }  # fmt: skip
    assert fetch(
        warehouse, "select joined_by, confidence from news.person_alias where party_code = 'KAZ' and name ~ 'Attleeu'"
    ) == [("near_spelling", 0.6)]
    assert fetch(warehouse, "select count(*) from news.article_person where alias_id is null") == [(1,)]


def test_an_alias_finds_its_person_when_that_one_comes_later(warehouse: extensions.connection) -> None:
    load(warehouse, [about("garbled", "Murat Attleeu")])
    link_persons(warehouse)
    assert _persons(warehouse) == {"KAZ Murat Attleeu": {"Murat Attleeu"}}
    load(warehouse, [about("a", "Murat Nurtleu"), about("b", "Murat Nurtleu")])
    link_persons(warehouse)
    assert _persons(warehouse) == {"KAZ Murat Nurtleu": {"Murat Nurtleu", "Murat Attleeu"}}
    assert fetch(warehouse, "select count(*) from news.person") == [(1,)]


def test_an_undated_article_is_less_sure(warehouse: extensions.connection) -> None:
    load(warehouse, [about("a", "Murat Nurtleu"), about("b", "Murat Nurtleu")])
    load(warehouse, [about("garbled", "Murat Attleeu", published=None, day=None)])
    link_persons(warehouse)
    assert fetch(warehouse, "select joined_by, confidence from news.person_alias where parent_id is not null") == [
        ("near_spelling_undated", 0.5)
    ]
    load(warehouse, [about("the same in June", "Murat Attleeu", published="2026-06-02")])
    link_persons(warehouse)  # the office is dated now, and it is not that of the same weeks
    assert fetch(warehouse, "select name from news.person_alias where parent_id is not null") == []
    assert fetch(warehouse, "select count(*) from news.person") == [(2,)]


def test_what_is_deleted_counts_no_more(warehouse: extensions.connection) -> None:
    load(warehouse, TOLD[:4])
    link_persons(warehouse)
    before = _persons(warehouse)
    fetch(warehouse, "delete from news.article where title in ('b', 'garbled') returning 1")
    link_persons(warehouse)
    assert _persons(warehouse) == {"KAZ Murat Nurtleu": {"Murat Nurtleu"}}
    assert fetch(warehouse, "select articles from news.person_alias") == [(2,)]
    assert fetch(warehouse, "select articles from news.person_office") == [(2,)]
    load(warehouse, [about("b again", "Мурат Нуртлеу"), about("garbled again", "Murat Attleeu")])
    link_persons(warehouse)
    assert _persons(warehouse) == before
    fetch(warehouse, "delete from news.article returning 1")
    link_persons(warehouse)
    assert fetch(warehouse, "select 1 from news.person union all select 1 from news.person_alias") == []


def test_the_order_of_loading_is_no_matter(server: object) -> None:
    chance = random.Random(7)  # noqa: S311  # reproducible, not secret
    expected = None
    for turn in range(20):
        files = chance.sample(TOLD, len(TOLD))
        with temporary_database(server) as url, closing(connect(url)) as connection:  # type: ignore[arg-type]
            at_once = 1 + turn % 4
            for start in range(0, len(files), at_once):
                load(connection, files[start : start + at_once])
                link_persons(connection)
            found = persons(url)
        expected = expected or found
        assert found == expected, f"turn {turn}: {[file.uri for file in files]}"
