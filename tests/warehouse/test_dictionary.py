"""docs/data-dictionary.md says what the database's comments say, on the newest and on the oldest PostgreSQL."""

from psycopg2 import extensions

from tests.docs.dictionary import DICTIONARY, written


def test_dictionary_is_up_to_date(warehouse: extensions.connection) -> None:
    assert DICTIONARY.exists(), "run `make dictionary`"
    stands, should = DICTIONARY.read_text(encoding="utf-8").splitlines(), written(warehouse).splitlines()
    stale = [line for line in stands if line not in should][:3]
    missing = [line for line in should if line not in stands][:3]
    assert stands == should, f"docs/data-dictionary.md is stale: run `make dictionary`. Gone: {stale}. New: {missing}"


def test_every_column_has_its_line(warehouse: extensions.connection) -> None:
    with warehouse.cursor() as cursor:
        cursor.execute("select count(*) from information_schema.columns where table_schema in ('ref', 'ops', 'news')")
        (columns,) = cursor.fetchone() or (0,)
        cursor.execute(
            "select count(*) from pg_attribute as a join pg_class as c on a.attrelid = c.oid where attnum > 0"
            " and not attisdropped and relnamespace = 'report'::regnamespace and relkind in ('v', 'm')"
        )
        (of_views,) = cursor.fetchone() or (0,)
    lines = [line for line in written(warehouse).splitlines() if line.startswith("| `")]
    assert len(lines) == columns + of_views > 300
    assert not [line for line in lines if line.endswith("|  |")]
