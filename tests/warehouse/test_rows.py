"""Rows of what real extraction says: whole, pointing at the words they quote, and shaped like the tables they go to."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg2 import extensions

from etl.model import Extraction
from etl.reading.articles import extract_articles
from etl.settings import PROJECT_ROOT
from etl.warehouse.rows import ARTICLE, CHILDREN, COPY, Row, article_row, child_rows, copy_row, first_day
from tests.warehouse.builders import build

ARTICLE_ID, FILE_ID = 7, 3
PARENTS = {
    "news.person_role": ("person_number", "news.article_person"),
    "news.person_mention": ("person_number", "news.article_person"),
    "news.event_person": ("event_number", "news.event"),
    "news.event_sector": ("event_number", "news.event"),
    "news.article_agreement_party": ("agreement_number", "news.article_agreement"),
    "news.article_agreement_sector": ("agreement_number", "news.article_agreement"),
}
Named = dict[str, Any]


@pytest.fixture(scope="module")
def extractions() -> list[Extraction]:
    """Of articles in two languages, behind a letter that is two units long in UTF-16 and four bytes in UTF-8."""
    paths = [path for code in ("de", "en") for path in sorted(PROJECT_ROOT.glob(f"seeds/articles/{code}/*.txt"))[:5]]
    data = ["𝔐 \u00e9\n".encode() + path.read_bytes() for path in paths]
    found = [item for each in data for item in extract_articles(each, "file:///a.txt") if isinstance(item, Extraction)]
    assert len(found) == len(paths) == 10
    return found


def _tables(found: Extraction) -> dict[str, list[Named]]:
    tables: dict[str, list[Named]] = defaultdict(list)
    for table, row in child_rows(found, ARTICLE_ID):
        tables[table].append(_named(CHILDREN[table], row))
    return tables


def _named(columns: tuple[str, ...], row: Row) -> Named:
    return dict(zip(columns, row, strict=True))


def test_the_articles_have_something_for_every_large_table(extractions: list[Extraction]) -> None:
    filled = {table for found in extractions for table in _tables(found)}
    assert filled >= {"news.mention", "news.article_party", "news.article_dyad", "news.article_person",
                      "news.person_role", "news.person_mention", "news.event", "news.event_person",
                      "news.article_sector"}  # fmt: skip
    assert set(_tables(build(1))) == set(CHILDREN)


def test_surfaces_are_what_the_text_has_at_their_offsets(extractions: list[Extraction]) -> None:
    for found in extractions:
        tables, text = _tables(found), found.article.text
        for row in tables["news.mention"] + tables["news.person_role"]:
            assert text[row["start_offset"] : row["end_offset"]] == row["surface"]
        dateline = _named(ARTICLE, article_row(found, FILE_ID))
        if dateline["dateline_place"] is not None:
            assert text[dateline["dateline_start"] : dateline["dateline_end"]] == dateline["dateline_place"]


def test_spans_lie_inside_the_text(extractions: list[Extraction]) -> None:
    for found in extractions:
        for table, rows in _tables(found).items():
            for row in rows:
                for start, end in (("start_offset", "end_offset"), ("evidence_start", "evidence_end")):
                    if start in row:
                        assert 0 <= row[start] < row[end] <= len(found.article.text), (table, row)


def test_rows_are_numbered_without_gaps_and_children_have_their_parents(extractions: list[Extraction]) -> None:
    for found in [*extractions, build(1, size=3)]:
        tables = _tables(found)
        for table in ("news.mention", "news.article_person", "news.event", "news.article_agreement"):
            assert [row["number"] for row in tables[table]] == list(range(len(tables[table])))
        for table, (column, parent) in PARENTS.items():
            assert {row[column] for row in tables[table]} <= {row["number"] for row in tables[parent]}, table
        assert {row["article_id"] for rows in tables.values() for row in rows} == {ARTICLE_ID}


def test_copy_row_names_what_the_article_row_names() -> None:
    found = build(1, record=4, source="Wire")
    row, copy = _named(ARTICLE, article_row(found, FILE_ID)), _named(COPY, copy_row(found, FILE_ID))
    assert copy.items() <= row.items()
    assert copy["record"] == 4


@pytest.mark.parametrize(
    ("published_at", "day"),
    [
        (None, None),
        ("2026-05-06", date(2026, 5, 6)),
        ("2026-05-06T23:30:00-08:00", date(2026, 5, 6)),
        ("2026-05", None),
        ("2026", None),
    ],
)
def test_day_of_publication_is_the_one_written(published_at: str | None, day: date | None) -> None:
    row = _named(ARTICLE, article_row(replace(build(1), published_at=published_at), FILE_ID))
    assert (row["published_at"], row["published_on"]) == (published_at, day)


@given(st.dates())
def test_first_day_of_a_date_of_any_precision(day: date) -> None:
    text = day.isoformat()
    assert first_day(text) == day
    assert first_day(text[:7]) == day.replace(day=1)
    assert first_day(text[:4]) == day.replace(month=1, day=1)
    assert first_day(f"-{text[4:]}") is None


def test_first_day_of_no_date() -> None:
    assert first_day(None) is None
    with pytest.raises(ValueError, match="day"):
        first_day("2026-02-30")


def test_every_column_of_every_table_is_filled(warehouse: extensions.connection) -> None:
    """But for those that the database fills: a column added to the schema and forgotten here would stay empty."""
    with warehouse.cursor() as cursor:
        cursor.execute(
            """select table_schema || '.' || table_name, array_agg(column_name::text order by ordinal_position)
            from information_schema.columns where table_schema = 'news' and is_identity = 'NO'
            and is_generated = 'NEVER' and coalesce(column_default, '') <> 'now()'
            and table_name in (select table_name from information_schema.tables where table_type = 'BASE TABLE')
            group by 1"""
        )
        tables = {table: set(columns) for table, columns in cursor.fetchall()}
    assert tables.pop("news.source") == {"name"}
    # The source's name becomes its id while loading; stories and versions are judged once the articles are there.
    assert tables.pop("news.article") == {"source_id", "is_latest", *ARTICLE} - {"source_name"}
    assert tables.pop("news.story_article") == {"article_id", "story_id", "signature", "bands"}
    assert tables.pop("news.article_copy") == {"article_id", "source_id", "uri", *COPY} - {"content_id", "source_name"}
    for merged in (
        "incident", "incident_event", "person", "person_alias", "person_form", "person_office", "agreement",
        "agreement_party", "agreement_sector", "agreement_status", "agreement_article", "article_words",
    ):  # fmt: skip
        assert tables.pop(f"news.{merged}")  # made of the others
    assert tables.pop("news.correction")  # what analysts say, and what becomes of a row by that
    tables["news.article_person"].remove("alias_id")
    tables["news.event"] -= {"is_rejected", "extracted"}
    tables["news.article_agreement"].remove("is_rejected")
    assert tables == {table: set(columns) for table, columns in CHILDREN.items()}


def test_parents_are_loaded_before_their_children(warehouse: extensions.connection) -> None:
    with warehouse.cursor() as cursor:
        cursor.execute(
            """select conrelid::regclass::text, confrelid::regclass::text from pg_constraint
            where contype = 'f' and conrelid::regclass::text = any(%(names)s)
            and confrelid::regclass::text = any(%(names)s)""",
            {"names": list(CHILDREN)},
        )
        references = cursor.fetchall()
    order = list(CHILDREN)
    assert len(references) >= len(PARENTS)
    for child, parent in references:
        assert order.index(parent) < order.index(child), child
