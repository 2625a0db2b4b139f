"""The list of office-holders holds together: codes, dates, and words that name one person alone."""

import csv
from datetime import date
from pathlib import Path

import pytest
from babel import Locale

FOLDER = Path(__file__).resolve().parents[2] / "seeds" / "reference"
COLUMNS = ["name", "aliases", "known_by", "role_code", "party_code", "from_date", "until_date", "origin"]


def read(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return read("office_holders.csv")


def test_columns_and_order(rows: list[dict[str, str]]) -> None:
    assert list(rows[0]) == COLUMNS
    keys = [(r["party_code"], r["role_code"], r["from_date"], r["name"]) for r in rows]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_codes_exist(rows: list[dict[str, str]]) -> None:
    parties = {r["party_code"] for name in ("countries.csv", "bodies.csv") for r in read(name)}
    roles = {r["role_code"] for r in read("roles.csv")}
    assert {r["party_code"] for r in rows} <= parties
    assert {r["role_code"] for r in rows} <= roles


def test_dates(rows: list[dict[str, str]]) -> None:
    for row in rows:
        since = date.fromisoformat(row["from_date"])
        assert not row["until_date"] or since < date.fromisoformat(row["until_date"]), row["name"]


def test_one_holder_at_a_time(rows: list[dict[str, str]]) -> None:
    """A country has one head of state and one head of government."""
    for one, other in ((a, b) for a in rows for b in rows if a is not b):
        same = all(one[c] == other[c] for c in ("party_code", "role_code"))
        if (
            same
            and one["role_code"] in ("head_of_state", "head_of_government")
            and one["from_date"] <= other["from_date"]
        ):
            assert one["until_date"] and one["until_date"] <= other["from_date"], (one["name"], other["name"])


def test_known_by_names_one_person_of_one_party(rows: list[dict[str, str]]) -> None:
    owners: dict[str, set[str]] = {}
    for row in rows:
        whole = f"{row['name']}|{row['aliases']}".replace("-", " ")
        for word in filter(None, row["known_by"].split("|")):
            owners.setdefault(word, set()).add(row["name"])
            assert word.replace("-", " ") in whole, row["name"]
    assert {word: names for word, names in owners.items() if len(names) > 1} == {}


def test_known_by_is_no_country(rows: list[dict[str, str]]) -> None:
    countries = set(Locale("en").territories.values()) | set(Locale("de").territories.values())
    assert countries.isdisjoint(word for row in rows for word in row["known_by"].split("|"))
