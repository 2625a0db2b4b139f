"""Synthetic articles into an empty warehouse by COPY, as the loader's own rows, without the indexes in the way."""

import hashlib
import random
import struct
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from multiprocessing import get_context
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from bench.warehouse import articles
from bench.warehouse.lists import SETTING
from bench.warehouse.multiplying import STRETCH, multiply
from bench.warehouse.world import PER_DAY, chance
from etl.similarity import BANDS, ROWS
from etl.warehouse.copying import copy_rows
from etl.warehouse.database import connect
from etl.warehouse.rows import ARTICLE, CHILDREN, Row, article_row, child_rows

_AT_ONCE = 2000  # articles a COPY
PER_FILE = 10  # articles
_BANDS = struct.Struct(f"<{BANDS}i")
_COPIED = 0.15  # share of articles that came once more, word for word
_SOURCE = ARTICLE.index("source_name")
_ARTICLE = ("article_id", *("source_id" if c == "source_name" else c for c in ARTICLE), "is_latest", "loaded_at")
_TABLES = {
    "ops.source_file": ("source_file_id", "uri", "sha256", "size_bytes", "modified_at", "state", "first_seen_at",
                        "finished_at", "run_id", "attempts"),
    "news.article": _ARTICLE,
    "news.article_copy": ("source_file_id", "record", "article_id", "uri", "url", "source_id", "seen_at"),
    "news.story_article": ("article_id", "story_id", "signature", "bands"),
    **CHILDREN,
}  # fmt: skip


def fill(url: str, count: int, last_day: date) -> Iterator[int]:
    """Fill an empty warehouse with articles up to ``last_day``, ``PER_DAY`` a day; yields how many are in.

    The last ``STRETCH`` are made by as many processes as there are cores, so ids of what hangs on an article are not
    the same each time; the others are made of those.
    """
    if count > STRETCH and count % STRETCH:
        raise ValueError(f"more than {STRETCH:,} articles have to be a multiple of it")
    first = first_day(count, last_day)
    with closing(connect(url)) as connection:
        with connection, connection.cursor() as cursor:
            _runs_and_sources(cursor, count, first)
        with bare(connection), ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
            yield from accumulate(pool.map(_copy, *zip(*_portions(url, count, first), strict=True)))
            if count > STRETCH:
                yield from multiply(connection, count)
        with connection, connection.cursor() as cursor:
            for table, column in (("news.article", "article_id"), ("ops.source_file", "source_file_id")):
                cursor.execute("select setval(pg_get_serial_sequence(%s, %s), %s)", (table, column, count))


def _portions(url: str, count: int, first: date) -> Iterator[tuple[str, range, date]]:
    for start in range(max(0, count - STRETCH), count, _AT_ONCE):
        yield url, range(start, min(start + _AT_ONCE, count)), first


def _copy(url: str, numbers: range, first: date) -> int:
    with closing(connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")  # no trigger, so no foreign key is checked
        for table, rows in _rows(numbers, first).items():
            copy_rows(cursor, table, _TABLES[table], rows)
    return len(numbers)


def first_day(count: int, last_day: date) -> date:
    """The day of article 0, where the last of so many came on ``last_day``."""
    return last_day - timedelta(days=(count - 1) // PER_DAY)


@contextmanager
def bare(connection: Connection, tables: Sequence[str] | None = None) -> Iterator[None]:
    """Without the indexes that no constraint needs; they are made again as the catalogue had them."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            """select n.nspname, c.relname, pg_get_indexdef(i.indexrelid)
            from pg_index as i inner join pg_class as c on i.indexrelid = c.oid
            inner join pg_namespace as n on c.relnamespace = n.oid
            inner join pg_class as t on i.indrelid = t.oid
            where n.nspname in ('news', 'ops') and not i.indisunique and t.relname = any(coalesce(%s, array[t.relname]))
            and not exists (select from pg_constraint as k where k.conindid = i.indexrelid) order by 1, 2""",
            (None if tables is None else list(tables),),
        )
        found = cursor.fetchall()
        for schema, name, _ in found:
            cursor.execute(sql.SQL("drop index {}").format(sql.Identifier(schema, name)))
    yield
    with connection, connection.cursor() as cursor:
        cursor.execute("set maintenance_work_mem = '1GB'")
        for _, _, definition in found:
            cursor.execute(definition)


def _runs_and_sources(cursor: Cursor, count: int, first: date) -> None:
    cursor.execute("select exists (select from news.article)")
    if cursor.fetchone() != (False,):
        raise RuntimeError("this warehouse holds articles; a benchmark fills only an empty one")
    nights = (count - 1) // PER_DAY + 1
    cursor.execute(
        """insert into ops.run (run_key, state, started_at, finished_at, found, loaded, articles)
        select 'synthetic ' || day::date, 'succeeded', day + interval '26 hours', day + interval '26 hours 40 minutes',
            %(files)s, %(files)s, %(articles)s
        from generate_series(%(first)s::timestamptz, %(last)s::timestamptz, interval '1 day') as night (day)""",
        {"first": first, "last": first + timedelta(days=nights - 1), "files": PER_DAY // PER_FILE, "articles": PER_DAY},
    )
    cursor.execute(
        "insert into news.source (name) select 'Synthetic outlet ' || lpad(n::text, 3, '0')"
        " from generate_series(1, %s) as n order by n",
        (SETTING["outlets"],),
    )


def _rows(numbers: range, first: date) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {table: [] for table in _TABLES}
    for number in numbers:
        found = articles.article(number, first)
        at = datetime.combine(first + timedelta(days=number // PER_DAY + 1), time(2, 10), UTC)
        dice = chance("copies", number)
        source = int(str(found.article.source)[-3:])
        row: list[Any] = [number + 1, *article_row(found, number // PER_FILE + 1), True, at]
        row[1 + _SOURCE] = source
        row[-2] = not articles.is_replaced(number)
        rows["news.article"].append(tuple(row))
        rows["news.story_article"].append(_story(number, dice))
        for table, child in child_rows(found, number + 1):
            rows[table].append(child)
        if number % PER_FILE == 0:
            rows["ops.source_file"].append(_file(number, at))
        if dice.random() < _COPIED:
            rows["news.article_copy"].append((number // PER_FILE + 1, PER_FILE + number % PER_FILE, number + 1,
                found.article.uri, f"{found.article.url}/copy", articles.source_of(dice), at))  # fmt: skip
    return rows


def _file(number: int, at: datetime) -> Row:
    name, digest = f"synthetic:{number // PER_FILE:06}.jsonl", hashlib.sha256(str(number).encode()).hexdigest()
    return (number // PER_FILE + 1, name, digest, 40_000, at, "loaded", at, at, number // PER_DAY + 1, 1)


def _story(number: int, dice: random.Random) -> Row:
    """A signature and bands like real ones in size and spread; retellings have three bands of five in common."""
    leader = articles.leader(number)
    bands = [*_BANDS.unpack(chance("bands", leader).randbytes(_BANDS.size))]
    signature = dice.randbytes(BANDS * ROWS * 4)
    if leader != number:
        bands[BANDS * 3 // 5 :] = _BANDS.unpack(signature[: _BANDS.size])[BANDS * 3 // 5 :]
    return (number + 1, leader + 1, signature, sorted(set(bands)))


def count_rows(connection: Connection) -> dict[str, int]:
    """Rows of each table of ``news``."""
    counts: dict[str, int] = defaultdict(int)
    with connection, connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relnamespace = 'news'::regnamespace and relkind = 'r'")
        for (table,) in cursor.fetchall():
            cursor.execute(sql.SQL("select count(*) from news.{}").format(sql.Identifier(table)))
            counts[table] = (cursor.fetchone() or (0,))[0]
    return dict(sorted(counts.items()))
