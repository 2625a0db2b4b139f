"""What stands in the files, read by other readers than ours where there is one."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from arro3.core import Table
from arro3.io import read_parquet
from psycopg2 import OperationalError

from etl.reporting.exports.catalog import Column
from etl.reporting.exports.csv_table import disarmed
from etl.reporting.exports.parquet import write_parquet
from tests.reporting.exports.conftest import HOSTILE, Export

MOMENT = datetime(2026, 3, 1, 7, 0, 0, 123456, tzinfo=UTC)


def _table(data: bytes) -> Table:
    return read_parquet(io.BytesIO(data)).read_all()


def _rows(table: Table) -> list[dict[str, Any]]:
    columns = {name: table.column(name).to_pylist() for name in table.column_names}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def test_parquet_has_the_types_of_the_columns(export: Export) -> None:
    table = _table(export("parquet"))
    types = {
        field.name: str(field.type).strip().removeprefix("arro3.core.DataType<").removesuffix(">")
        for field in map(table.schema.field, table.column_names)
    }
    assert types == {
        "row_id": "Int64",
        "whole": "Int32",
        "small": "Int16",
        "real": "Float64",
        "sum": "Float64",
        "is_true": "Boolean",
        "found_date": "Date32",
        "found_at": 'Timestamp(µs, "UTC")',
        "name": "Utf8",
        "languages": "List(Utf8, field: 'element')",
        "person_ids": "List(Int64, field: 'element')",
        "details": "Utf8",
        "lasting": "Utf8",
    }
    first, second, third = _rows(table)
    assert (first["found_date"], first["found_at"]) == (date(2026, 3, 1), MOMENT)
    assert (first["languages"], first["person_ids"], first["lasting"]) == (["de", "kk"], [7, 8], "1 day")
    assert (second["found_date"], second["found_at"]) == (date(1, 1, 1), datetime(1960, 1, 1, tzinfo=UTC))
    assert (second["name"], second["languages"], second["real"]) == (HOSTILE, [], float("inf"))
    assert set(third.values()) == {3, None}


def test_parquet_of_no_rows_keeps_its_columns(export: Export) -> None:
    table = _table(export("parquet", ["row_id>99"]))
    assert table.num_rows == 0
    assert table.column_names[0] == "row_id"


def test_csv_is_read_back_as_it_was(export: Export) -> None:
    first, second, third = csv.DictReader(io.StringIO(export("csv", raw=True).decode(), newline=""))
    assert first == {
        "row_id": "1",
        "whole": "2",
        "small": "3",
        "real": "0.5",
        "sum": "12345678901234567890",
        "is_true": "true",
        "found_date": "2026-03-01",
        "found_at": "2026-03-01T07:00:00.123456+00:00",
        "name": 'Nurtleu, "Murat"',
        "languages": "de; kk",
        "person_ids": "7; 8",
        "details": '{"a": [1]}',
        "lasting": "1 day",
    }
    assert second["name"] == HOSTILE
    assert set(third.values()) == {"3", ""}


def test_csv_begins_no_cell_with_a_formula(export: Export) -> None:
    """However a spreadsheet splits: at commas as we do, or at semicolons, tabs and lines, blind to our quotes."""
    text = export("csv").decode()
    name = list(csv.DictReader(io.StringIO(text, newline="")))[1]["name"]
    assert name == "'=cmd|' /C calc'!A1;'+1\n'@SUM(1)\t'-2"
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    cells += re.split("[;\t\r\n]", text)
    assert not [cell for cell in cells if re.match(r"\s*[=+\-@]", cell)]


@pytest.mark.parametrize(
    "text",
    ["=1", "--04-23", "@x", "\uff1d1", "  =1", "\t1", "a;-1", "a; =1", "a\n=1", "'=1", "''+1", "a\r\n@x", "a;'=1", "+"],
)
def test_what_looks_like_a_formula_is_disarmed_and_can_be_had_back(text: str) -> None:
    safe = disarmed(text)
    assert safe != text
    assert re.sub("(^|[;\t\r\n])'(?=\\s*'*[=+\\-@\uff1d\uff0b\uff0d\uff20]|\t)", r"\1", safe) == text


@pytest.mark.parametrize("text", ["", "Astana", "'Abd al-Malik", "a - b", "a=b", "x; y", "1-2", "(+7)", "é", "–5"])
def test_other_text_stays(text: str) -> None:
    assert disarmed(text) == text


def test_json_lines_keep_types_and_nulls_apart(export: Export) -> None:
    first, second, third = [json.loads(line) for line in export("jsonl").splitlines()]
    assert (first["whole"], first["sum"], first["is_true"]) == (2, 12345678901234567890, True)
    assert (first["found_date"], first["found_at"]) == ("2026-03-01", "2026-03-01T07:00:00.123456+00:00")
    assert (first["languages"], first["person_ids"], first["details"]) == (["de", "kk"], [7, 8], {"a": [1]})
    assert (second["real"], second["sum"], second["name"], second["languages"]) == (None, 1.25, HOSTILE, [])
    assert set(third.values()) == {3, None}


def test_an_error_while_reading_keeps_its_kind_through_the_parquet_writer() -> None:
    def rows() -> Any:
        yield [(1,)]
        raise OperationalError("gone")

    with pytest.raises(OperationalError, match="gone"):
        write_parquet([Column("n", "bigint", "int64")], rows(), io.BytesIO())


@pytest.mark.parametrize("error", [BrokenPipeError(), OSError("full"), KeyboardInterrupt()])
def test_an_error_while_writing_keeps_its_kind_and_stops_the_reading(error: BaseException) -> None:
    class Failing(io.BytesIO):
        def write(self, data: Any, /) -> int:
            raise error

    taken: list[int] = []

    def rows() -> Any:
        for number in range(100):
            taken.append(number)
            yield [(pow(3, number * 5000 + row, 2**61 - 1),) for row in range(5000)]

    with pytest.raises(type(error)):
        write_parquet([Column("n", "bigint", "int64")], rows(), Failing())
    assert len(taken) < 50
