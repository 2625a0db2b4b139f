"""The lock of those who merge, and of those who take away what is being merged: one of them at a time."""

from psycopg2.extensions import cursor as Cursor  # noqa: N812

_KEY = 0x4D455247


def hold_merging(cursor: Cursor) -> None:
    """Wait until nobody else holds it, and hold it to the end of the transaction."""
    cursor.execute("select pg_advisory_xact_lock(%s, 0)", (_KEY,))
