"""What COPY is given comes back as it was, whatever stands in it."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from psycopg2 import extensions

from etl.errors import ArticleError
from etl.warehouse.copying import copy_rows

_TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
_HARD = st.text(st.sampled_from("\\tnrNbfvx.0\t\n\r\v\f\b'\"🇰🇿\u2028"), max_size=8)


def _there_and_back(connection: extensions.connection, kind: str, values: list[object]) -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute(f"drop table if exists there; create temp table there (number integer, value {kind})")
        copy_rows(cursor, "there", ("number", "value"), enumerate(values))
        cursor.execute("select value from there order by number")
        return [value for (value,) in cursor.fetchall()]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(["\\N", None, "", "\\.", "N", "\\", "\\\\N", "\r\n", "\\t\t", "\\x41", "\\101", "🇰🇿 𝔐 é e\u0301"])
@given(st.lists(_TEXTS | _HARD, max_size=30))
def test_any_text_comes_back(warehouse: extensions.connection, texts: list[object]) -> None:
    assert _there_and_back(warehouse, "text", texts) == texts


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("boolean", [True, False, None]),
        ("bigint", [0, -1, 2**62]),
        ("double precision", [0.1, -1e-300, 1 / 3, 1e300]),
        ("date", [date(1, 1, 1), date(2026, 2, 3)]),
        ("timestamptz", [datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)]),
    ],
)
def test_other_values_come_back(warehouse: extensions.connection, kind: str, values: list[object]) -> None:
    assert _there_and_back(warehouse, kind, values) == values


def test_bytes_come_back(warehouse: extensions.connection) -> None:
    values = [bytes(range(256)), b"", b"\\N"]
    found = _there_and_back(warehouse, "bytea", list(values))
    assert [bytes(value) for value in found] == values  # type: ignore[call-overload]


@pytest.mark.parametrize(("text", "fault"), [("a\0b", "NUL"), ("a\ud800b", "surrogate")])
def test_text_that_the_server_cannot_hold_is_the_articles_fault(
    warehouse: extensions.connection, text: str, fault: str
) -> None:
    with pytest.raises(ArticleError, match=fault) as caught:
        _there_and_back(warehouse, "text", ["good", text])
    assert caught.value.reason == "malformed"


def test_names_are_quoted(warehouse: extensions.connection) -> None:
    with warehouse.cursor() as cursor:
        cursor.execute('create temp table "a""b; c" ("x y" integer)')
        copy_rows(cursor, 'a"b; c', ("x y",), [(1,), (2,)])
        cursor.execute('select sum("x y") from "a""b; c"')
        assert cursor.fetchone() == (3,)
