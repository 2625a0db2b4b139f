"""From every revision with data in every table: an upgrade keeps each row, and the night after it adds nothing.

`revisions/ORDER_subject_FROM-TO.sql` fill the tables as they were in the revisions FROM to TO.
"""

import json
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from psycopg2 import extensions, sql

from etl import pipeline
from etl.inbox import to_uri
from etl.settings import PROJECT_ROOT, Settings
from etl.warehouse.database import connect
from etl.warehouse.migrate import migrate, upgrade_tables
from tests.warehouse.builders import fetch

REVISIONS = sorted(path.name[:4] for path in (PROJECT_ROOT / "sql" / "migrations" / "versions").glob("[0-9]*.py"))
DATA = Path(__file__).parent / "revisions"
TITLE = "Army chief in Astana"
TEXT = f"{TITLE}\n\nASTANA - Pakistan's army chief Asim Munir met Jane Doe and John Roe of Kazakhstan."

# Tables that have another name since: (revision, name before, name from then on).
RENAMED = [
    ("0006", "news.person", "news.article_person"),
    ("0007", "news.agreement", "news.article_agreement"),
    ("0007", "news.agreement_party", "news.article_agreement_party"),
    ("0007", "news.agreement_sector", "news.article_agreement_sector"),
]
COLUMNS = {"person_id": "article_person_id", "agreement_id": "article_agreement_id"}  # of the renamed tables
# Upgrading brings code lists up to date, notes what is to be merged, and writes what was applied.
GROWING = ("ref.", "ops.applied_file", "ops.un", "ops.report_change")
LINKED = {"news.person", "news.person_alias", "news.person_form", "news.person_office"}  # linked in the next night
REWRITTEN = ("ref.", "ops.applied_file")

Rows = dict[str, list[dict[str, Any]]]


def rows(connection: extensions.connection) -> Rows:
    """All rows of all tables of ours, by the tables' names."""
    tables: list[tuple[Any, ...]] = fetch(
        connection,
        """select schemaname, tablename from pg_tables
        where schemaname in ('ref', 'ops', 'news') and tablename <> 'schema_version' order by 1, 2""",
    )
    found: Rows = {}
    for schema, table in tables:
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("select to_jsonb(t) from {} as t").format(sql.Identifier(schema, table)))
            found[f"{schema}.{table}"] = [row for (row,) in cursor.fetchall()]
    connection.rollback()  # or migrating would wait for it
    return found


def keys(connection: extensions.connection) -> dict[str, list[str]]:
    """Columns of each table's primary key."""
    found: list[tuple[Any, ...]] = fetch(
        connection,
        """select conrelid::regclass::text, array_agg(attname::text order by attnum) from pg_constraint
        inner join pg_attribute on attrelid = conrelid and attnum = any(conkey)
        where contype = 'p' and connamespace::regnamespace::text in ('ref', 'ops', 'news') group by 1""",
    )
    return dict(found)


def as_of_now(before: Rows, revision: str) -> Rows:
    """The rows under the names that their tables and columns have since."""
    named = {old: new for since, old, new in RENAMED if revision < since}
    return {
        named.get(table, table): [
            {COLUMNS.get(column, column) if table in named else column: value for column, value in row.items()}
            for row in found
        ]
        for table, found in before.items()
    }


def checksum(found: list[dict[str, Any]], columns: list[str]) -> str:
    """Of what stands in these columns, whatever the order of the rows."""
    lines = sorted(json.dumps([row[column] for column in columns], sort_keys=True) for row in found)
    return sha256("\n".join(lines).encode()).hexdigest()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """The files that the ledgers of all revisions know; touched since, so that they are read to be recognized."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name, text in {"visit": TEXT, "same": TEXT, "copy": TEXT + "\n", "empty": ""}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def fill(connection: extensions.connection, revision: str, inbox: Path) -> None:
    values: dict[str, object] = {"title": TITLE, "text": TEXT}
    for path in inbox.iterdir():
        held = path.read_bytes()
        values |= {f"{path.stem}_uri": to_uri(path), f"{path.stem}_hash": sha256(held).hexdigest()}
        values[f"{path.stem}_size"] = len(held)
    with connection, connection.cursor() as cursor:
        for path in sorted(DATA.glob("*.sql")):
            first, last = path.stem.rsplit("_", 1)[1].split("-")
            if first <= revision and (last == "head" or revision <= last):
                cursor.execute(path.read_text(encoding="utf-8"), values)


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_row_is_kept_and_the_next_night_adds_nothing(revision: str, empty_database_url: str, inbox: Path) -> None:
    with closing(connect(empty_database_url)) as connection:
        with connection, connection.cursor() as cursor:
            cursor.execute("create schema ops")
        upgrade_tables(empty_database_url, revision)
        fill(connection, revision, inbox)
        before = as_of_now(rows(connection), revision)
        assert [table for table, found in before.items() if not found] == []

        migrate(empty_database_url)
        compare(before, rows(connection), keys(connection))

        run_night(Settings(database_url=empty_database_url, inbox=inbox, settle_seconds=0))
        after = rows(connection)
        told = {table: len(found) for table, found in before.items() if table.startswith("news.")}
        grown = {table for table, count in told.items() if len(after[table]) != count}
        assert grown <= LINKED
        # Of the first revision's persons no key of the name is known until they are extracted again.
        linked = fetch(connection, "select party_code from news.person where alias_key = 'asimmunir'")
        assert linked == ([] if revision == "0001" else [("PAK",)])


def compare(before: Rows, after: Rows, key_columns: dict[str, list[str]]) -> None:
    """Every row is there by its key, with what stood in it; and no other."""
    for table, found in before.items():
        columns = [column for column in key_columns[table] if column in found[0]]  # of a key that has grown
        kept = {json.dumps([row[column] for column in columns]): row for row in after[table]}
        now = [kept[json.dumps([row[column] for column in columns])] for row in found]
        assert checksum(now, columns) == checksum(found, columns), table
        if not table.startswith(GROWING):
            assert len(after[table]) == len(found), table
        if not table.startswith(REWRITTEN):
            pairs = zip(found, now, strict=True)
            assert [{column: new[column] for column in old} for old, new in pairs] == found, table


def run_night(settings: Settings) -> None:
    """Over the same files; its checks raise where they find a fault."""
    assert pipeline.scan_inbox(settings, "the next night") == []
    pipeline.merge_night(settings)
    counts = pipeline.check_night(settings, "the next night")
    assert {counts[name] for name in ("found", "loaded", "quarantined", "articles", "events")} == {0}
    pipeline.refresh_reports(settings)
    pipeline.check_warehouse(settings)
