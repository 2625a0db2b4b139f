"""The lock of those who merge, and of those who take away what is being merged: one of them at a time."""

from psycopg2.extensions import cursor as Cursor  # noqa: N812

_KEY = 0x4D455247
_LARGE = 32 * 1024**2  # bytes of all events, without indexes: those of some fifty thousand articles


def hold_merging(cursor: Cursor) -> None:
    """Wait until nobody else holds it, and hold it to the end of the transaction."""
    cursor.execute("select pg_advisory_xact_lock(%s, 0)", (_KEY,))


def read_by_index(cursor: Cursor) -> None:
    """Find rows of a large warehouse by their keys to the end of the transaction.

    Merging takes a few rows of each large table. The planner cannot know how few, would read whole tables, and a night
    would cost more the more there is already: at a million articles nine times as much. In a small warehouse what is
    new may be most of what there is, and reading it whole is right: joining it by keys took ten times as long.
    """
    cursor.execute("select pg_relation_size('news.event') > %s", (_LARGE,))
    if cursor.fetchone() == (True,):
        cursor.execute(
            "set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off"
        )


def join_gathered(cursor: Cursor) -> None:
    """Allow hashing again, once what a transaction works on has been gathered in temporary tables and analyzed.

    These are joined to each other and to sums, which have no index: row by row that took the square of what there was.
    """
    cursor.execute("set local enable_hashjoin = on")
