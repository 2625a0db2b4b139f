"""``--where``: ``COLUMN OPERATOR VALUE`` to SQL whose column is one of the view's and whose value is bound."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from psycopg2 import DataError, sql
from psycopg2.extensions import connection

from etl.errors import ConfigurationError
from etl.reporting.exports.catalog import Column

_CONDITION = re.compile(r"\s*(\w+)\s*(!=|<>|<=|>=|!~|[=<>~])(?!=)\s*(.*?)\s*", re.DOTALL)
_FORM = "write COLUMN OPERATOR VALUE with = != < <= > >= ~ or !~, as in 'incident_date>=2026-01-01'"
_ARRAYS = ("texts", "int64s")


@dataclass(frozen=True, slots=True)
class Condition:
    """An empty ``value`` of ``=`` and ``!=`` means null; of an array, ``=`` asks whether it holds the value."""

    column: str
    operator: str
    value: str


def parse_condition(text: str) -> Condition:
    """The parts of one ``--where``. Raises ValueError that says what a condition looks like."""
    found = _CONDITION.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no condition; {_FORM}")
    column, operator, value = found[1], found[2].replace("<>", "!="), found[3]
    if not value and operator not in ("=", "!="):
        raise ValueError(f"{text!r} has no value; {_FORM}")
    return Condition(column, operator, value)


def where_clause(
    database: connection, view: str, columns: Sequence[Column], conditions: Sequence[Condition]
) -> tuple[sql.Composable, list[str]]:
    """SQL behind ``from``, of which the view is called ``found``, and the values to bind.

    Raises ConfigurationError for a column that the view lacks and for a value that is none of the column's type.
    """
    known = {column.name: column for column in columns}
    clauses, values = [], []
    for condition in conditions:
        if condition.column not in known:
            raise ConfigurationError(
                f"report.{view} has no column {condition.column!r} for --where; there are {', '.join(known)}"
            )
        clause, value = _clause(known[condition.column], condition)
        if value is not None:
            _try_value(database, known[condition.column], condition)
            values.append(value)
        clauses.append(clause)
    return sql.SQL("where {}").format(sql.SQL(" and ").join(clauses)) if clauses else sql.SQL(""), values


def _clause(column: Column, condition: Condition) -> tuple[sql.Composable, str | None]:
    name, operator = sql.Identifier("found", column.name), sql.SQL(condition.operator)
    if not condition.value:
        return sql.SQL("{} is {}null").format(name, sql.SQL("" if condition.operator == "=" else "not ")), None
    if "~" in condition.operator:
        return sql.SQL("{}::text {} %s").format(name, operator), condition.value
    if column.kind in _ARRAYS:
        if condition.operator not in ("=", "!="):
            raise ConfigurationError(f"--where {column.name}: a list is asked for a member, by = or !=")
        member = sql.SQL("%s::{} = any({})").format(sql.SQL(column.type_name.removesuffix("[]")), name)
        return (member if condition.operator == "=" else sql.SQL("not {}").format(member)), condition.value
    return sql.SQL("{} {} %s::{}").format(name, operator, sql.SQL(column.type_name)), condition.value


def _try_value(database: connection, column: Column, condition: Condition) -> None:
    """Let the server read the value by itself, so that an error names it and not the whole query."""
    if "~" in condition.operator:
        query: sql.Composable = sql.SQL("select '' ~ %s")
        what = "no regular expression"
    else:
        query = sql.SQL("select %s::{}").format(sql.SQL(column.type_name.removesuffix("[]")))
        what = f"none of type {column.type_name.removesuffix('[]')}, which {column.name} is of"
    try:
        with database.cursor() as cursor:
            cursor.execute(query, (condition.value,))
    except DataError as error:
        raise ConfigurationError(f"--where {column.name}: {condition.value!r} is {what}") from error
