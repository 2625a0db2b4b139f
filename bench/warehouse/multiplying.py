"""A stretch of synthetic days told again for earlier ones, on the server: several times as fast as making each anew."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from psycopg2 import sql
from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from bench.warehouse.lists import SETTING
from bench.warehouse.world import PER_DAY, share
from etl.lexicon.latin import latin_name, name_key
from etl.warehouse.copying import copy_rows
from etl.warehouse.rows import CHILDREN

STRETCH = 100_000
"""Articles that are made one by one: the last ones."""
_STATEMENTS = Path(__file__).with_name("multiplied.sql")
_KEPT = 0.2  # share of those who are quoted that are quoted in all stretches
_CONSONANTS = "brtkmldsnvgpzf"
# Tables that are the same but for the article's number; the others are in the file of statements.
_ALIKE = [t for t in CHILDREN if t not in ("news.article_person", "news.event")]


def multiply(connection: Connection, count: int) -> Iterator[int]:
    """Fill up what lies before the last ``STRETCH`` of ``count`` articles; yields how many are in."""
    with connection, connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute("set work_mem = '256MB'")
        cursor.execute("create schema bench")
        cursor.execute("create table bench.rename (name text, new_name text, latin_name text, name_key text)")
        cursor.execute("analyze news.article, news.article_person, news.person_role, news.person_mention")
    for number in range(1, count // STRETCH):
        with connection, connection.cursor() as cursor:
            _rename(cursor, count - STRETCH, number)
            _again(cursor, count, number)
        yield (number + 1) * STRETCH
    with connection, connection.cursor() as cursor:
        cursor.execute("drop schema bench cascade")


def _again(cursor: Cursor, count: int, number: int) -> None:
    days = number * STRETCH // PER_DAY
    values = {"articles": STRETCH, "shift": number * STRETCH, "last": count, "days": days,
              "age": timedelta(days=days), "voices": SETTING["voices"]}  # fmt: skip
    cursor.execute(_STATEMENTS.read_text(encoding="utf-8"), values)
    for table in _ALIKE:
        names = CHILDREN[table][1:]
        others = sql.SQL(", ").join(map(sql.Identifier, names))
        earlier = sql.SQL(", ").join(
            sql.SQL("told_on - %(days)s") if n == "told_on" else sql.Identifier(n) for n in names
        )
        cursor.execute(
            sql.SQL(
                "insert into {table} (article_id, {others}) select article_id - %(shift)s, {earlier} from {table}"
                " where article_id > %(last)s - %(articles)s order by article_id"
            ).format(table=sql.Identifier(*table.split(".")), others=others, earlier=earlier),
            values,
        )


def _rename(cursor: Cursor, last: int, number: int) -> None:
    """New names for most: other consonants, so that the name is as long, and another person's."""
    cursor.execute("truncate bench.rename")
    cursor.execute("select distinct name from news.article_person where article_id > %s", (last,))
    turned = _CONSONANTS[number:] + _CONSONANTS[:number]
    letters = str.maketrans(_CONSONANTS + _CONSONANTS.upper(), turned + turned.upper())
    names = [(name, name.translate(letters)) for (name,) in cursor.fetchall() if share("kept", name) > _KEPT]
    rows = ((name, new, latin_name(new), name_key(new)) for name, new in names)
    copy_rows(cursor, "bench.rename", ("name", "new_name", "latin_name", "name_key"), rows)
    cursor.execute("analyze bench.rename")
