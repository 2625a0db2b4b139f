"""Reports brought up to date: new articles made searchable, materialized views refreshed where something changed."""

from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.warehouse.faults import in_transaction

_AT_ONCE = 2000  # articles a transaction, each about a millisecond


def index_articles(connection: Connection) -> int:
    """Make all new articles searchable; answers how many."""
    total = 0
    while True:
        indexed = in_transaction(connection, _index_some)
        total += indexed
        if indexed < _AT_ONCE:
            return total


def refresh_views(connection: Connection) -> int:
    """Refresh the materialized views if anything changed since they were; answers how many, 0 if nothing had."""
    return in_transaction(connection, _refresh)


def _index_some(cursor: Cursor) -> int:
    cursor.execute("select ops.index_articles(%s)", (_AT_ONCE,))
    return int((cursor.fetchone() or (0,))[0])


def _refresh(cursor: Cursor) -> int:
    cursor.execute("select ops.refresh_reports()")
    return int((cursor.fetchone() or (0,))[0])
