"""Corrections of who is one person: followed by every merging after them, whatever comes, in any order."""

import random
from collections.abc import Sequence
from contextlib import closing

from psycopg2 import extensions

from etl.warehouse.database import connect
from etl.warehouse.persons import link_persons
from tests.conftest import temporary_database
from tests.warehouse.builders import BuiltFile, fetch, load, persons
from tests.warehouse.correcting import call, check, refusal, reload
from tests.warehouse.test_persons import TOLD, _persons, about

NURTLEU = {"Murat Nurtleu", "Murat Attleeu", "Nurtleu"}


def person(connection: extensions.connection, name: str, party: str = "KAZ") -> int:
    ((number,),) = fetch(
        connection, "select person_id from news.person_alias where name = %s and party_code = %s", name, party
    )
    assert isinstance(number, int)
    return number


def alias(connection: extensions.connection, name: str, party: str = "KAZ") -> int:
    ((number,),) = fetch(
        connection, "select alias_id from news.person_alias where name = %s and party_code = %s", name, party
    )
    assert isinstance(number, int)
    return number


def why(connection: extensions.connection, name: str) -> list[tuple[object, ...]]:
    return fetch(connection, "select joined_by, confidence from news.person_alias where name = %s", name)


def test_two_persons_are_one_from_then_on(warehouse: extensions.connection) -> None:
    load(warehouse, TOLD)
    link_persons(warehouse)
    before = _persons(warehouse)
    made = call(warehouse, "merge_persons", person(warehouse, "Murat Nurtleu"),
                person(warehouse, "Yermek Kosherbayev"), "a test of ours")  # fmt: skip
    link_persons(warehouse)
    assert _persons(warehouse)["KAZ Yermek Kosherbayev"] == {"Yermek Kosherbayev"} | NURTLEU
    assert why(warehouse, "Yermek Kosherbayev") == [("itself", 1)]
    assert fetch(warehouse, "select joined_by, confidence from news.person_alias where name = 'Murat Nurtleu'"
                            " and party_code = 'KAZ'") == [("correction", 1)]  # fmt: skip
    # More articles, all for the one that was merged, change nothing.
    load(warehouse, [about(f"more {n}", "Murat Nurtleu") for n in range(3)])
    link_persons(warehouse)
    assert _persons(warehouse)["KAZ Yermek Kosherbayev"] == {"Yermek Kosherbayev"} | NURTLEU
    call(warehouse, "undo_correction", made, "they are two")
    link_persons(warehouse)
    assert _persons(warehouse) == before


def test_names_that_are_parted_are_never_one_again(warehouse: extensions.connection) -> None:
    load(warehouse, TOLD)
    link_persons(warehouse)
    before = _persons(warehouse)
    made = call(warehouse, "part_persons", alias(warehouse, "Murat Attleeu"), alias(warehouse, "Murat Nurtleu"), "two")
    link_persons(warehouse)
    assert _persons(warehouse)["KAZ Murat Attleeu"] == {"Murat Attleeu"}
    assert fetch(
        warehouse, "select joined_by, confidence from news.person_alias where party_code = 'KAZ' and name ~ 'Attleeu'"
    ) == [("correction", 1)]
    load(warehouse, [about(f"more {n}", "Murat Attleeu") for n in range(9)])  # now the one with more articles
    link_persons(warehouse)
    assert _persons(warehouse)["KAZ Murat Attleeu"] >= {"Murat Attleeu"}
    assert "Murat Nurtleu" not in _persons(warehouse)["KAZ Murat Attleeu"]
    call(warehouse, "undo_correction", made, "one after all")
    link_persons(warehouse)
    assert _persons(warehouse)["KAZ Murat Attleeu"] == NURTLEU
    assert len(_persons(warehouse)) == len(before)


def test_they_outlast_that_all_is_deleted_and_loaded_anew(warehouse: extensions.connection) -> None:
    load(warehouse, TOLD)
    link_persons(warehouse)
    call(warehouse, "merge_persons", person(warehouse, "Yermek Kosherbayev"),
         person(warehouse, "Kassym-Jomart Tokayev"), "a test")  # fmt: skip
    call(warehouse, "part_persons", alias(warehouse, "Murat Attleeu"), alias(warehouse, "Murat Nurtleu"), "a test")
    link_persons(warehouse)
    expected = _persons(warehouse)
    fetch(warehouse, "delete from news.article returning 1")
    link_persons(warehouse)
    assert _persons(warehouse) == {}
    assert fetch(warehouse, "select distinct state from report.correction") == [("unmatched",)]
    assert len(check(warehouse, "correction_unmatched")) == 2
    reload(warehouse, *TOLD)
    link_persons(warehouse)
    assert _persons(warehouse) == expected
    assert fetch(warehouse, "select distinct state from report.correction") == [("in_force",)]


def test_the_order_of_loading_is_no_matter_with_corrections(server: object) -> None:
    chance = random.Random(11)  # noqa: S311  # reproducible, not secret
    with temporary_database(server) as url, closing(connect(url)) as connection:  # type: ignore[arg-type]
        load(connection, TOLD)
        link_persons(connection)
        for function, name, other in CORRECTIONS:
            find = person if function == "merge_persons" else alias
            call(connection, function, find(connection, name), find(connection, other), "a test")
            link_persons(connection)
        said = fetch(connection, _SAID)
        expected = persons(url)
    for turn in range(10):
        with temporary_database(server) as url, closing(connect(url)) as connection:  # type: ignore[arg-type]
            _load_in_order(connection, chance.sample(TOLD, len(TOLD)), 1 + turn % 4, said, after=turn)
            assert persons(url) == expected, f"turn {turn}"


CORRECTIONS = (
    ("merge_persons", "Yermek Kosherbayev", "Kassym-Jomart Tokayev"),
    ("part_persons", "Murat Attleeu", "Murat Nurtleu"),
    ("part_persons", "Nurtleu", "Kassym-Jomart Tokayev"),
    ("merge_persons", "Murat Attleeu", "Kassym-Jomart Tokayev"),
)
_SAID = """select kind, reason, party_code, alias_key, other_key, value, said::text from news.correction
    order by correction_id"""
_SAY = """insert into news.correction (kind, reason, party_code, alias_key, other_key, value, said)
    values (%s, %s, %s, %s, %s, %s, %s) returning 1"""


def _load_in_order(
    connection: extensions.connection, files: Sequence[BuiltFile], at_once: int, said: Sequence[tuple[object, ...]],
    *, after: int,
) -> None:  # fmt: skip
    """Load, so many files at once; the corrections come after ``after`` files, whoever is there by then."""
    for start in range(0, len(files), at_once):
        if start <= after < start + at_once:
            for row in said:
                fetch(connection, _SAY, *row)
            fetch(connection, "insert into ops.unsettled (alias_id) select alias_id from news.person_alias returning 1")
        load(connection, files[start : start + at_once])
        link_persons(connection)


def test_wrong_arguments_are_told_with_the_remedy(warehouse: extensions.connection) -> None:
    load(warehouse, TOLD)
    link_persons(warehouse)
    nurtleu, tokayev = person(warehouse, "Murat Nurtleu"), person(warehouse, "Kassym-Jomart Tokayev")
    abroad = person(warehouse, "Murat Nurtleu", "PAK")
    assert "there is no person 0. report.person" in refusal(warehouse, "merge_persons", nurtleu, 0, "no")
    assert "there is no person null" in refusal(warehouse, "merge_persons", None, nurtleu, "no")
    assert "the same person" in refusal(warehouse, "merge_persons", nurtleu, nurtleu, "no")
    assert "is of KAZ, person" in refusal(warehouse, "merge_persons", nurtleu, abroad, "no")
    assert "needs a reason" in refusal(warehouse, "merge_persons", nurtleu, tokayev, "")
    one, other = alias(warehouse, "Murat Nurtleu"), alias(warehouse, "Kassym-Jomart Tokayev")
    assert "there is no alias 0. report.person_name" in refusal(warehouse, "part_persons", 0, one, "no")
    assert "cannot be parted from itself" in refusal(warehouse, "part_persons", one, one, "no")
    assert "is of KAZ, alias" in refusal(warehouse, "part_persons", one, alias(warehouse, "Murat Nurtleu", "PAK"), "no")
    assert "needs a reason" in refusal(warehouse, "part_persons", one, other, None)
    assert fetch(warehouse, "select count(*) from news.correction") == [(0,)]


def test_what_contradicts_a_correction_in_force_names_it(warehouse: extensions.connection) -> None:
    load(warehouse, TOLD)
    link_persons(warehouse)
    names = ("Murat Nurtleu", "Kassym-Jomart Tokayev", "Yermek Kosherbayev")
    a, b, c = (person(warehouse, name) for name in names)
    one, two, three = (alias(warehouse, name) for name in names)
    merged = call(warehouse, "merge_persons", a, b, "1")
    call(warehouse, "merge_persons", b, c, "2")
    assert "makes them one already" in refusal(warehouse, "merge_persons", b, a, "no")
    assert "makes them one already" in refusal(warehouse, "merge_persons", c, a, "no")
    assert "makes them one" in refusal(warehouse, "part_persons", one, three, "no")
    call(warehouse, "undo_correction", merged, "no")
    parted = call(warehouse, "part_persons", one, two, "3")
    assert f"correction {parted} says so already" in refusal(warehouse, "part_persons", two, one, "no")
    assert f"correction {parted} says that they are two" in refusal(warehouse, "merge_persons", b, a, "no")
