"""Incidents in GDELT's event table, parsed by the order and the formats of its codebook."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from psycopg2 import extensions

from etl.model import EventPlace
from etl.reporting.exports.conditions import parse_condition
from etl.reporting.exports.gdelt import COLUMNS, export_gdelt
from etl.reporting.exports.gdelt_codes import actor_codes, fips_code
from etl.settings import PROJECT_ROOT
from etl.warehouse.database import connect
from etl.warehouse.incidents import merge_incidents
from tests.warehouse.builders import BuiltFile, build, load

# The codebook's columns in its order, and what it says that a value looks like. Empty is allowed where `?` stands.
_NUMBER, _TEXT, _DEGREE = r"\d+", r"[^\t]+", r"(-?\d+(\.\d+)?)?"
_GEO = {
    "Type": "[0-5]", "FullName": "[^\t]*", "CountryCode": "([A-Z]{2})?", "ADM1Code": "([A-Z]{2}.{0,2})?",
    "ADM2Code": ".*", "Lat": _DEGREE, "Long": _DEGREE, "FeatureID": ".*",
}  # fmt: skip
_ACTOR = {
    "Code": "([A-Z]{3})+", "Name": "[^\ta-z]+", "CountryCode": "([A-Z]{3})?", "KnownGroupCode": "([A-Z]{3})?",
    "EthnicCode": "", "Religion1Code": "([A-Z]{3})?", "Religion2Code": "", "Type1Code": "([A-Z]{3})?",
    "Type2Code": "([A-Z]{3})?", "Type3Code": "",
}  # fmt: skip
CODEBOOK = {
    "GLOBALEVENTID": _NUMBER, "SQLDATE": r"\d{8}", "MonthYear": r"\d{6}", "Year": r"\d{4}",
    "FractionDate": r"\d{4}\.\d{4}",
    **{f"Actor1{name}": form for name, form in _ACTOR.items()},
    **{f"Actor2{name}": form for name, form in _ACTOR.items()},
    "IsRootEvent": "[01]", "EventCode": r"\d{2,4}", "EventBaseCode": r"\d{2,3}", "EventRootCode": r"\d{2}",
    "QuadClass": "[1-4]", "GoldsteinScale": r"-?\d+\.\d+", "NumMentions": _NUMBER, "NumSources": _NUMBER,
    "NumArticles": _NUMBER, "AvgTone": r"(-?\d+\.\d+)?",
    **{f"Actor1Geo_{name}": form for name, form in _GEO.items()},
    **{f"Actor2Geo_{name}": form for name, form in _GEO.items()},
    **{f"ActionGeo_{name}": form for name, form in _GEO.items()},
    "DATEADDED": r"\d{14}", "SOURCEURL": _TEXT,
}  # fmt: skip


@pytest.fixture
def warehouse(database_url: str) -> Iterator[extensions.connection]:
    with closing(connect(database_url)) as connection:
        connection.autocommit = True
        yield connection


def _fill(connection: extensions.connection, **changes: object) -> None:
    """One article with one event, merged; ``changes`` are of the event."""
    found = build(1)
    (event,) = found.events
    load(connection, [BuiltFile("built:1", (replace(found, events=(replace(event, **changes),)),))])  # type: ignore[arg-type]
    merge_incidents(connection)


def _export(database_url: str, *where: str, every_status: bool = False) -> tuple[list[dict[str, str]], int]:
    """The rows by the codebook's names, and how many had no date."""
    output = io.BytesIO()
    conditions = [parse_condition(text) for text in where]
    undated = export_gdelt(database_url, conditions, output, lambda _: None, every_status=every_status)
    lines = output.getvalue().decode().split("\n")
    assert lines.pop() == ""
    return [dict(zip(CODEBOOK, line.split("\t"), strict=True)) for line in lines], undated


def test_columns_are_those_of_the_codebook() -> None:
    assert tuple(CODEBOOK) == COLUMNS
    assert len(COLUMNS) == 61


def test_an_incident_is_a_row_of_the_codebook(database_url: str, warehouse: extensions.connection) -> None:
    _fill(warehouse)
    (row,), undated = _export(database_url)
    assert [name for name, form in CODEBOOK.items() if not re.fullmatch(form, row[name])] == []
    expected = {
        "SQLDATE": "20260101", "MonthYear": "202601", "Year": "2026", "FractionDate": "2026.0027",
        "Actor1Code": "PAK", "Actor1Name": "PAKISTAN", "Actor1CountryCode": "PAK", "Actor1Type1Code": "",
        "Actor2Code": "KAZ", "Actor2Name": "KAZAKHSTAN", "Actor2CountryCode": "KAZ",
        "EventCode": "042", "EventBaseCode": "042", "EventRootCode": "04", "QuadClass": "1", "GoldsteinScale": "1.9",
        "NumMentions": "1", "NumSources": "1", "NumArticles": "1", "AvgTone": "25.0000",
        "Actor1Geo_Type": "0", "Actor1Geo_FullName": "",
        "ActionGeo_Type": "4", "ActionGeo_FullName": "Astana, Kazakhstan", "ActionGeo_CountryCode": "KZ",
        "SOURCEURL": "Wire",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    added = datetime.strptime(row["DATEADDED"], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    assert abs((datetime.now(UTC) - added).total_seconds()) < 600
    assert undated == 0


@pytest.mark.parametrize("status", ["planned", "possible", "denied"])
def test_what_did_not_happen_is_left_out_unless_asked_for(
    database_url: str, warehouse: extensions.connection, status: str
) -> None:
    _fill(warehouse, status=status)
    assert _export(database_url) == ([], 0)
    assert len(_export(database_url, every_status=True)[0]) == 1
    assert len(_export(database_url, f"status={status}", every_status=True)[0]) == 1


def test_what_has_no_date_is_left_out_and_counted(database_url: str, warehouse: extensions.connection) -> None:
    _fill(warehouse, date="--04-23")
    assert _export(database_url) == ([], 1)


def test_conditions_are_on_the_timeline(database_url: str, warehouse: extensions.connection) -> None:
    _fill(warehouse)
    assert len(_export(database_url, "a_party=KAZ", "incident_date>=2026-01-01")[0]) == 1
    assert _export(database_url, "a_party=PAK") == ([], 0)


def test_places_and_texts_that_would_break_the_table(database_url: str, warehouse: extensions.connection) -> None:
    _fill(warehouse, place=EventPlace("Ta\tsh\nkent", "UZB"), actor="UN", date="2025-12-31")
    ((row,), _) = _export(database_url)
    assert (row["ActionGeo_FullName"], row["ActionGeo_CountryCode"]) == ("Ta sh kent, Uzbekistan", "UZ")
    assert (row["Actor1Code"], row["Actor1CountryCode"]) == ("IGOUNO", "")
    assert (row["Actor1KnownGroupCode"], row["Actor1Type1Code"]) == ("UNO", "IGO")
    assert row["FractionDate"] == "2025.9890"


def test_a_country_as_place_and_no_place(database_url: str, warehouse: extensions.connection) -> None:
    _fill(warehouse, place=EventPlace("Kazakhstan", "KAZ"))
    ((row,), _) = _export(database_url)
    place = [row[f"ActionGeo_{name}"] for name in ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "FeatureID")]
    assert place == ["1", "Kazakhstan", "KZ", "KZ", "", "KZ"]


def test_codes_of_parties(warehouse: extensions.connection) -> None:
    with warehouse.cursor() as cursor:
        cursor.execute("select party_code, kind from ref.party")
        parties = cursor.fetchall()
    known = {party for party, _ in parties}
    with (PROJECT_ROOT / "seeds" / "gdelt" / "actors.csv").open(encoding="utf-8") as file:
        listed = [line.split(",")[0] for line in file][1:]
    assert set(listed) <= known
    assert listed == sorted(listed)
    for party, kind in parties:
        codes = actor_codes(party, kind)
        assert re.fullmatch("([A-Z]{3})+", codes.actor), party
        assert all(re.fullmatch("([A-Z]{3})?", code) for code in codes[1:]), party
        assert bool(codes.country or codes.type1), party
    assert actor_codes("ROU", "country").country == "ROM"
    assert actor_codes("AUKUS", "body") == ("IGO", "", "", "", "IGO", "")
    without = {party for party, kind in parties if kind == "country" and not fips_code(party)}
    assert without == {"ALA", "BES", "UMI"}
    assert (fips_code("DEU"), fips_code("XKX"), fips_code("CHN")) == ("GM", "KV", "CH")


def test_every_column_is_documented_in_order() -> None:
    text = (PROJECT_ROOT / "docs" / "gdelt.md").read_text(encoding="utf-8")
    named: list[str] = []
    for cell in re.findall(r"^\| \d+(?:-\d+)? \| ([^|]*) \|", text, flags=re.MULTILINE):
        named += re.findall(r"`(\w+)`", cell)
    assert named == list(COLUMNS)


def test_quad_classes_that_differ_from_gdelts_are_documented() -> None:
    text = (PROJECT_ROOT / "docs" / "gdelt.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `(\w+)`(?:, mode `([\w-]+)`)? \| (\d+) \| (\d) \| (\d) \|", text, re.MULTILINE))
    differing = set()
    with (PROJECT_ROOT / "seeds" / "reference" / "event_types.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            root = int(row["cameo"][:2])
            theirs = 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4
            if int(row["quad_class"]) != theirs:
                differing.add((row["type"], row["mode"], row["cameo"], row["quad_class"], str(theirs)))
    assert documented == differing
