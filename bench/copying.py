"""The limit of loading: what was loaded, copied by psql into an empty warehouse with the same indexes and constraints.

Out of the one into files, which is not timed; from the files into the other, table by table, each a durable commit.
"""

import os
import resource
import subprocess
import tempfile
import time
from contextlib import closing
from graphlib import TopologicalSorter
from pathlib import Path

from psycopg2 import sql
from psycopg2.extensions import connection as Connection  # noqa: N812

from bench.measuring import Figure
from etl.warehouse import embedded
from etl.warehouse.database import connect, libpq_environment

_MOST_SECONDS = 1800
_ACCOUNT = "\\! cat /proc/$BACKEND/schedstat"  # of the server process, before it is gone: nanoseconds first


def copied(source: str, target: str, articles: int, size: int) -> Figure:
    """Copy all rows of ``source``, a warehouse that was fresh before the articles, into ``target``, which still is."""
    with closing(connect(source)) as loaded, closing(connect(target)) as fresh:
        before, after = _counts(fresh), _counts(loaded)
        tables = [table for table in _order(loaded) if after[table] and not before[table]]
        with tempfile.TemporaryDirectory(prefix="dyadwire-bench-") as name:
            files = {table: Path(name, f"{table}.copy") for table in tables}
            _psql(source, [f"\\copy {table} to '{file}'" for table, file in files.items()])
            start = time.perf_counter()
            processor = _psql(target, [f"\\copy {table} from '{file}'" for table, file in files.items()])
            seconds = time.perf_counter() - start
        missing = [table for table in tables if _counts(fresh)[table] != after[table]]
    if missing:
        raise RuntimeError(f"not all rows of {', '.join(missing)} were copied; the measurement is worth nothing")
    return Figure("load", "COPY of the same rows by psql", 1, articles, size, seconds, processor=processor)


def _psql(url: str, commands: list[str]) -> float:
    """All commands in one session, the first that fails ends it; answers how many seconds client and server ran."""
    script = ["select pg_backend_pid() as backend \\gset", "\\setenv BACKEND :backend", *commands, _ACCOUNT, ""]
    program = embedded.wheel_bin_dir() / "psql"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [str(program), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"],
        input="\n".join(script),
        stdout=subprocess.PIPE,
        env=os.environ | libpq_environment(url) | {"PGCLIENTENCODING": "UTF8"},
        text=True,
        check=True,
        timeout=_MOST_SECONDS,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    client = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return client + int(done.stdout.split()[0]) / 1e9


def _counts(connection: Connection) -> dict[str, int]:
    """Rows of each table that a night writes."""
    counts = {}
    with connection, connection.cursor() as cursor:
        cursor.execute(
            """select n.nspname, c.relname from pg_class as c inner join pg_namespace as n on c.relnamespace = n.oid
            where n.nspname in ('news', 'ops') and c.relkind = 'r'"""
        )
        for schema, table in cursor.fetchall():
            cursor.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(schema, table)))
            counts[f"{schema}.{table}"] = int((cursor.fetchone() or (0,))[0])
    return counts


def _order(connection: Connection) -> list[str]:
    """The tables, each behind those that it refers to."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            """select n.nspname || '.' || c.relname, coalesce(array_agg(fn.nspname || '.' || fc.relname)
                filter (where fc.oid <> c.oid and fn.nspname in ('news', 'ops')), '{}')
            from pg_class as c inner join pg_namespace as n on c.relnamespace = n.oid
            left join pg_constraint as k on k.conrelid = c.oid and k.contype = 'f'
            left join pg_class as fc on k.confrelid = fc.oid left join pg_namespace as fn on fc.relnamespace = fn.oid
            where n.nspname in ('news', 'ops') and c.relkind = 'r' group by 1 order by 1"""
        )
        return list(TopologicalSorter(dict(cursor.fetchall())).static_order())
