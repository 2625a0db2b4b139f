"""All rows of a warehouse without what depends on when they came: ids by natural keys, no times. By the catalogue."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

from psycopg2 import extensions, sql

from etl.warehouse.database import connect
from tests.warehouse.builders import fetch

_ARTICLE = "select article_id, content_id from news.article"
_NUMBERED = "select {id}, content_id || ' ' || number from news.{table} inner join news.article using (article_id)"
_ALIAS = "select alias_id, party_code || ' ' || alias_key from news.person_alias"
_FILE = "select source_file_id, sha256 from ops.source_file"
_TOLD = _NUMBERED.format(id="article_agreement_id", table="article_agreement")

KEYS = {
    "article_id": _ARTICLE,
    "source_id": "select source_id, name from news.source",
    "source_file_id": _FILE,
    "event_id": _NUMBERED.format(id="event_id", table="event"),
    "article_person_id": _NUMBERED.format(id="article_person_id", table="article_person"),
    "article_agreement_id": _TOLD,
    "anchor_id": _TOLD,
    "story_id": """select story_id, string_agg(content_id, ' ' order by content_id)
        from news.story_article inner join news.article using (article_id) group by 1""",
    "incident_id": """select incident_id, concat_ws(' ', a_party, b_party, type, mode, date_text, part)
        from news.incident""",
    "agreement_id": """select agreement_id, content_id || ' ' || number from news.agreement
        inner join news.article_agreement on anchor_id = article_agreement_id
        inner join news.article using (article_id)""",
    "person_id": "select person_id, party_code || ' ' || alias_key from news.person",
    "other_id": "select person_id, party_code || ' ' || alias_key from news.person",  # of a person's network
    "alias_id": _ALIAS,
    "parent_id": _ALIAS,
    "correction_id": "select correction_id, concat_ws(' ', kind, content_id, alias_key, said) from news.correction",
    "quarantine_id": "select quarantine_id, coalesce(record::text, '') from ops.quarantine",
}
"""What names of columns of ids end in -> a query of ``(id, natural key)``; lists of ids have an s behind."""

OPERATIONAL = frozenset({
    "report.run", "report.run_language", "report.check_result", "report.news_since_yesterday", "report.reprocessing",
    "report.reprocessing_change", "report.reprocessing_sum",
})  # fmt: skip
"""What tells of the work itself: nights, their checks, what came with the last, what was extracted again."""

_RELATIONS = """
    select n.nspname, c.relname, jsonb_object_agg(a.attname, format_type(a.atttypid, a.atttypmod))
    from pg_class as c inner join pg_namespace as n on c.relnamespace = n.oid
    inner join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where n.nspname in ('news', 'report') and c.relkind in ('r', 'p', 'v', 'm') group by 1, 2 order by 1, 2"""


def rows(url: str) -> dict[str, list[str]]:
    """Relation -> its rows as JSON, sorted; of every table of ``news`` and every view of ``report``, refreshed."""
    with closing(connect(url)) as connection:
        fetch(connection, "select ops.refresh_reports()")
        keys = {name: {row[0]: row[1] for row in fetch(connection, query)} for name, query in KEYS.items()}
        return dict(_relations(connection, keys))


def _relations(
    connection: extensions.connection, keys: Mapping[str, Mapping[Any, Any]]
) -> Iterator[tuple[str, list[str]]]:
    for schema, name, columns in fetch(connection, _RELATIONS):
        relation = f"{schema}.{name}"
        if relation in OPERATIONAL:
            continue
        assert isinstance(columns, dict)
        times = [column for column, kind in columns.items() if kind.startswith("timestamp")]
        ids = [column for column, kind in columns.items() if re.search("_ids?$", column) and "int" in kind]
        known = {column: _of(column, keys) for column in ids}
        assert None not in known.values(), f"{relation}: add natural keys to KEYS for one of {ids}"
        query = sql.SQL("select to_jsonb(t) - %s::text[] from {} as t").format(sql.Identifier(str(schema), str(name)))
        with connection.cursor() as cursor:
            cursor.execute(query, (times,))
            found = [row for (row,) in cursor.fetchall()]
        if schema == "report":
            found = [_rounded(row) for row in found]
        yield relation, sorted(json.dumps(_named(row, known), sort_keys=True) for row in found)


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    """Means without their last bits, which depend on the order in which a server adds up floating numbers."""
    return {column: round(value, 9) if isinstance(value, float) else value for column, value in row.items()}


def _of(column: str, keys: Mapping[str, Mapping[Any, Any]]) -> Mapping[Any, Any] | None:
    """The natural keys of ``event_id``, and of ``best_event_id`` too."""
    name = column.removesuffix("s")
    fitting = sorted((key for key in keys if f"_{name}".endswith(f"_{key}")), key=len)
    return keys[fitting[-1]] if fitting else None


def _named(row: dict[str, Any], known: Mapping[str, Mapping[Any, Any] | None]) -> dict[str, Any]:
    for column, natural in known.items():
        value = row[column]
        if isinstance(value, list):
            row[column] = sorted(str((natural or {})[each]) for each in value)
        elif value is not None:
            row[column] = (natural or {})[value]
    return row
