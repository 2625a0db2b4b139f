"""Rows into a table by COPY, in PostgreSQL's text format."""

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.errors import ArticleError

_IN_ARRAY = str.maketrans({"\\": "\\\\", '"': '\\"'})
_ESCAPES = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"))  # the backslash first
_SPECIAL = re.compile(r"[\0\\\t\n\r]").search


def copy_rows(cursor: Cursor, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """COPY rows into ``table``: ``schema.name``, or the name of a temporary table.

    Raises:
        ArticleError: ``malformed`` for text that PostgreSQL cannot hold, a NUL or half a surrogate pair.
    """
    buffer = io.BytesIO()
    for row in rows:
        try:
            buffer.write(("\t".join(map(_encoded, row)) + "\n").encode("utf-8"))
        except UnicodeEncodeError as error:
            raise ArticleError("malformed", f"half a surrogate pair in a text for {table}") from error
    if not buffer.tell():
        return
    buffer.seek(0)
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(*table.split(".")), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    cursor.copy_expert(statement, buffer)


def _encoded(value: Any) -> str:
    kind = type(value)  # the frequent ones first: a night has a thousand values an article
    if kind is str:
        text: str = value
        return _escaped(text) if _SPECIAL(text) else text
    if kind is int:
        return str(value)
    if value is None:
        return "\\N"
    if kind is bool:
        return "t" if value else "f"
    if kind is bytes:
        return f"\\\\x{value.hex()}"
    if kind is list:  # of texts or numbers
        items = (f'"{item.translate(_IN_ARRAY)}"' if isinstance(item, str) else str(item) for item in value)
        return _encoded("{" + ",".join(items) + "}")
    return _encoded(str(value))


def _escaped(text: str) -> str:
    if "\0" in text:
        raise ArticleError("malformed", "a NUL character in the text")
    for letter, escape in _ESCAPES:  # ten to a hundred times as fast as `translate` on an article's text
        text = text.replace(letter, escape)
    return text
