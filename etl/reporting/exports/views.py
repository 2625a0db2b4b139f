"""A view of the schema report to a stream, in one of the formats."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import BinaryIO

from psycopg2 import sql

from etl.reporting.exports.catalog import find_columns
from etl.reporting.exports.conditions import Condition, where_clause
from etl.reporting.exports.csv_table import write_csv
from etl.reporting.exports.json_lines import write_json_lines
from etl.reporting.exports.rows import Count, counted, select_columns, stream
from etl.reporting.queries import snapshot


def export_view(
    database_url: str,
    view: str,
    conditions: Sequence[Condition],
    form: str,
    output: BinaryIO,
    count: Count,
    *,
    raw: bool = False,
) -> None:
    """Write the rows that meet all ``conditions``; ``form`` is csv, jsonl or parquet, ``raw`` for CSV alone.

    Raises ConfigurationError for what the user can put straight, PassingError when the server goes away.
    """
    with snapshot(database_url) as database:
        columns = find_columns(database, view)
        where, values = where_clause(database, view, columns, conditions)
        query = sql.SQL("select {} from {} as found {}").format(
            select_columns(columns), sql.Identifier("report", view), where
        )
        _writer(form, raw)(columns, counted(stream(database, query, values), count), output)


def _writer(form: str, raw: bool) -> Callable[..., None]:
    if form == "parquet":
        from etl.reporting.exports.parquet import write_parquet  # a library that no other format needs

        return write_parquet
    return partial(write_csv, raw=raw) if form == "csv" else write_json_lines
