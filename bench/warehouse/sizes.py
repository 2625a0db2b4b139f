"""What the warehouse takes on disk, by table: rows, indexes, and long texts that PostgreSQL keeps apart (TOAST)."""

from dataclasses import dataclass

from psycopg2.extensions import connection as Connection  # noqa: N812


@dataclass(frozen=True, slots=True)
class Size:
    """One table or materialized view, in bytes; ``rows`` as the last analyze counted them."""

    table: str
    rows: int
    heap: int
    toast: int
    indexes: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.heap + self.toast + self.indexes


def sizes(connection: Connection) -> list[Size]:
    """All tables that hold something, the largest first."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            """select n.nspname || '.' || c.relname, greatest(c.reltuples, 0)::bigint, pg_relation_size(c.oid),
                pg_table_size(c.oid) - pg_relation_size(c.oid), pg_indexes_size(c.oid)
            from pg_class as c inner join pg_namespace as n on c.relnamespace = n.oid
            where c.relkind in ('r', 'm') and n.nspname in ('ref', 'ops', 'news', 'report')
            and c.relpages > 0 order by pg_total_relation_size(c.oid) desc"""
        )
        return [Size(*row) for row in cursor.fetchall()]
