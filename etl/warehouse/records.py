"""What articles say as records: of an extraction, and of what the warehouse holds, corrections left out of account."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from psycopg2.extensions import cursor as Cursor  # noqa: N812
from psycopg2.extras import RealDictCursor

from etl.difference import Plain, Record
from etl.model import Extraction
from etl.warehouse.rows import ARTICLE, CHILDREN, article_row, child_rows

EXTRACTED = (
    "language_code", "language_confidence", "agency", "published_at", "published_on", "published_basis",
    "dateline_place", "dateline_country", "dateline_start", "dateline_end", "tone_score", "tone_label",
)  # fmt: skip
"""Columns of ``news.article`` that an extraction decides; the others come with the file."""

COLUMNS = {
    table: tuple(name for name in columns if name not in ("article_id", "rules_version"))
    for table, columns in CHILDREN.items()
}
"""Columns of the tables below it, without the article and without the rules that made the row."""


def record_of(found: Extraction) -> Record:
    """The record of an extraction."""
    article = dict(zip(ARTICLE, article_row(found, 0), strict=True))
    rows: dict[str, list[dict[str, Plain]]] = defaultdict(list)
    for table, row in child_rows(found, 0):
        said = dict(zip(CHILDREN[table], map(_plain, row), strict=True))
        rows[table].append({name: said[name] for name in COLUMNS[table]})
    return Record({name: _plain(article[name]) for name in EXTRACTED}, {t: tuple(found) for t, found in rows.items()})


def stored_records(cursor: Cursor, articles: Collection[int]) -> dict[int, Record]:
    """Article id -> its record, as it was extracted: of a corrected event what the extraction said.

    An article that is not there has none.
    """
    rows: dict[int, dict[str, list[dict[str, Plain]]]] = defaultdict(lambda: defaultdict(list))
    with cursor.connection.cursor(cursor_factory=RealDictCursor) as reader:
        for table, columns in COLUMNS.items():
            extracted = ", extracted" if table == "news.event" else ""
            for article_id, said in _read(reader, table, f"{', '.join(columns)}{extracted}", articles):
                before_corrections = said.pop("extracted", None)
                rows[article_id][table].append(said | (before_corrections or {}))
        return {
            article_id: Record(said, {table: tuple(found) for table, found in rows[article_id].items()})
            for article_id, said in _read(reader, "news.article", ", ".join(EXTRACTED), articles)
        }


def _read(
    cursor: Cursor, table: str, columns: str, articles: Collection[int]
) -> Iterator[tuple[int, dict[str, Plain]]]:
    """Article id and named columns of each row of these articles."""
    cursor.execute(
        f"select article_id, {columns} from {table} where article_id = any(%s)",  # noqa: S608  # names of ours
        (list(articles),),
    )
    for row in cursor.fetchall():
        said = {name: _plain(value) for name, value in dict(row).items()}
        yield said.pop("article_id"), said


def as_json(record: Record) -> dict[str, Any]:
    """The record for a column of jsonb."""
    return {"article": dict(record.article), "rows": {table: list(rows) for table, rows in record.rows.items()}}


def of_json(value: dict[str, Any]) -> Record | None:
    """The record again; ``None`` where its columns are not those of now, for the tables were changed since."""
    rows = {table: tuple(found) for table, found in value["rows"].items()}
    is_whole = value["article"].keys() == set(EXTRACTED) and all(
        row.keys() == set(COLUMNS.get(table, ())) for table, found in rows.items() for row in found
    )
    return Record(value["article"], rows) if is_whole else None


def _plain(value: Any) -> Plain:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
