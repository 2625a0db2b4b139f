"""How merging reads: as the planner likes in a small warehouse, by keys in a large one."""

import pytest
from psycopg2 import extensions

from etl.warehouse import merging_lock
from etl.warehouse.merging_lock import read_by_index

SHOW = "select current_setting('enable_seqscan'), current_setting('enable_hashjoin')"


@pytest.mark.parametrize(("most", "setting"), [(32 * 1024**2, "on"), (-1, "off")])
def test_only_a_large_warehouse_is_read_by_keys_alone(
    filled: extensions.connection, monkeypatch: pytest.MonkeyPatch, most: int, setting: str
) -> None:
    monkeypatch.setattr(merging_lock, "_LARGE", most)
    filled.autocommit = False
    with filled.cursor() as cursor:
        read_by_index(cursor)
        cursor.execute(SHOW)
        assert cursor.fetchone() == (setting, setting)
    filled.rollback()
    with filled.cursor() as cursor:
        cursor.execute(SHOW)
        assert cursor.fetchone() == ("on", "on")  # to the end of the transaction alone
    filled.rollback()
    filled.autocommit = True
