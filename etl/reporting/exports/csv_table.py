"""Rows as CSV that no spreadsheet takes for formulas: UTF-8, commas, one header line, null as an empty field."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

from etl.reporting.exports.catalog import Column
from etl.reporting.exports.rows import Row

# Where a cell begins, also for a spreadsheet that splits at semicolons, tabs or lines: with what makes it a formula, in
# ASCII or full width. Apostrophes before it count, so that taking one away again gives back just what was there.
_FORMULA = re.compile("(?:^|(?<=[;\t\r\n]))(?=\\s*'*[=+\\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r])")


def write_csv(columns: Sequence[Column], batches: Iterable[list[Row]], stream: BinaryIO, *, raw: bool = False) -> None:
    """Header and rows; ``raw`` leaves texts as they are, for programs alone."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(column.name for column in columns)
        fields = [_field_of(column, raw) for column in columns]
        for rows in batches:
            writer.writerows([field(value) for field, value in zip(fields, row, strict=True)] for row in rows)
        text.flush()
    finally:
        text.detach()  # the stream is the caller's to close


def disarmed(text: str) -> str:
    """The text with an apostrophe before each place where a spreadsheet would see a formula begin."""
    if text[:1].isalnum() and ";" not in text and "\n" not in text and "\t" not in text and "\r" not in text:
        return text  # nearly all of them, and many times faster
    return _FORMULA.sub("'", text)


def _field_of(column: Column, raw: bool) -> Callable[[Any], object]:
    if column.kind == "texts":
        return (lambda value: _joined(value)) if raw else (lambda value: disarmed(_joined(value)))
    if column.kind == "int64s":
        return _joined
    if column.kind in ("text", "json"):
        return _as_it_is if raw else (lambda value: "" if value is None else disarmed(value))
    if column.kind == "bool":
        return lambda value: "" if value is None else str(value).lower()
    if column.kind in ("date", "instant"):
        return _iso
    return _as_it_is


def _as_it_is(value: object) -> object:
    return value


def _joined(values: Sequence[object] | None) -> str:
    return "" if values is None else "; ".join("" if value is None else str(value) for value in values)


def _iso(value: date | datetime | None) -> str:
    return "" if value is None else value.isoformat()
