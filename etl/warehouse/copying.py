"""Rows into a table by COPY, in PostgreSQL's text format."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor  # noqa: N812

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def copy_rows(cursor: Cursor, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """COPY rows into ``table`` (``schema.name`` or a temporary table's name)."""
    buffer = io.StringIO()
    for row in rows:
        buffer.write("\t".join(map(_encoded, row)))
        buffer.write("\n")
    if not buffer.tell():
        return
    buffer.seek(0)
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(*table.split(".")), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    cursor.copy_expert(statement, buffer)


def _encoded(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    return str(value)
