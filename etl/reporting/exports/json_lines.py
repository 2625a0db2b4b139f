"""Rows as JSON Lines: one object a line, UTF-8, dates and times in ISO 8601, lists as lists."""

import json
import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from etl.reporting.exports.catalog import Column
from etl.reporting.exports.rows import Row


def write_json_lines(columns: Sequence[Column], batches: Iterable[list[Row]], stream: BinaryIO) -> None:
    """One object a row, its members in the order of the columns."""
    names = [column.name for column in columns]
    members = [_member_of(column) for column in columns]
    for rows in batches:
        for row in rows:
            found = {name: member(value) for name, member, value in zip(names, members, row, strict=True)}
            stream.write(json.dumps(found, ensure_ascii=False, allow_nan=False).encode() + b"\n")


def _member_of(column: Column) -> Callable[[Any], object]:
    if column.kind in ("float32", "float64"):
        return _number
    if column.kind in ("date", "instant"):
        return _iso
    if column.kind == "json":
        return lambda value: None if value is None else json.loads(value)
    return lambda value: value


def _number(value: float | Decimal | None) -> float | int | None:
    """JSON has no infinity; a numeric without decimals, such as a sum of counts, stays whole."""
    if value is None or not math.isfinite(value):
        return None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _iso(value: date | datetime | None) -> str | None:
    return None if value is None else value.isoformat()
