"""A view's rows as batches, through a cursor of the server."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import connection

from etl.reporting.exports.catalog import Column

Row = tuple[Any, ...]
Count = Callable[[int], None]

BATCH_ROWS = 5000
_AS_TEXT = ("text", "json")


def select_columns(columns: Sequence[Column]) -> sql.Composable:
    """The select list; what no format knows a type for, and JSON, comes as text."""
    return sql.SQL(", ").join(
        sql.SQL("{}::text").format(sql.Identifier("found", column.name))
        if column.kind in _AS_TEXT
        else sql.Identifier("found", column.name)
        for column in columns
    )


def stream(database: connection, query: sql.Composable, values: Sequence[str]) -> Iterator[list[Row]]:
    """Batches of up to ``BATCH_ROWS`` rows. The transaction has to stay open meanwhile."""
    with database.cursor() as cursor:
        # The whole result is wanted; by default a cursor's plan is the one that is quickest to its first tenth.
        cursor.execute("set local cursor_tuple_fraction = 1")
    with database.cursor(name="export") as cursor:
        cursor.execute(query, values)
        while rows := cursor.fetchmany(BATCH_ROWS):
            yield rows


def counted(batches: Iterable[list[Row]], count: Count) -> Iterator[list[Row]]:
    """The batches as they are; ``count`` is told the length of each."""
    for rows in batches:
        yield rows
        count(len(rows))
