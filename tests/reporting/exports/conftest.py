"""A view with a column of every type that reports use, three rows long: usual, hostile, and null throughout."""

import io
from collections.abc import Callable, Sequence
from contextlib import closing

import pytest

from etl.reporting.exports.conditions import parse_condition
from etl.reporting.exports.views import export_view
from etl.warehouse.database import connect

Export = Callable[..., bytes]

HOSTILE = "=cmd|' /C calc'!A1;+1\n@SUM(1)\t-2"

_VIEW = """
create view report.every_type as
select * from (values
    (1::bigint, 2::integer, 3::smallint, 0.5::double precision, 12345678901234567890::numeric, true,
        date '2026-03-01', timestamptz '2026-03-01 10:00:00.123456+03', 'Nurtleu, "Murat"', array['de', 'kk'],
        array[7, 8]::bigint[], '{"a": [1]}'::jsonb, interval '1 day'),
    (2, null, null, 'infinity', 1.25, false, date '0001-01-01', timestamptz '1960-01-01 00:00+00', %(hostile)s,
        array[]::text[], array[]::bigint[], '[]', null),
    (3, null, null, null, null, null, null, null, null, null, null, null, null)
) as row (
    row_id, whole, small, real, sum, is_true, found_date, found_at, name, languages, person_ids, details, lasting
)
"""


@pytest.fixture
def export(database_url: str) -> Export:
    """Exports the view, ``where`` the given conditions hold; answers the bytes written."""
    with closing(connect(database_url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(_VIEW, {"hostile": HOSTILE})

    def run(form: str, where: Sequence[str] = (), *, view: str = "every_type", raw: bool = False) -> bytes:
        output = io.BytesIO()
        conditions = [parse_condition(text) for text in where]
        export_view(database_url, view, conditions, form, output, lambda _: None, raw=raw)
        return output.getvalue()

    return run
