"""The words of a filled warehouse's articles, for text search.

Those of the first stretch are found by the night's own function. The stretches after it tell the same in the same words
but for their numbers and the names of most who are quoted, so that theirs are taken from there.
"""

from collections.abc import Iterator

from psycopg2.extensions import connection as Connection  # noqa: N812

from bench.warehouse.filling import bare
from bench.warehouse.multiplying import STRETCH


def write_words(connection: Connection, count: int) -> Iterator[str]:
    """Make ``count`` articles searchable; yields what has been done."""
    first = min(count, STRETCH)
    with bare(connection, ["article_words"]):
        with connection, connection.cursor() as cursor:
            cursor.execute("set session_replication_role = replica")
            cursor.execute("select ops.index_articles(%s)", (first,))
        yield "words"
        for start in range(STRETCH, count, STRETCH):
            with connection, connection.cursor() as cursor:
                cursor.execute(
                    "insert into news.article_words (article_id, configuration, words)"
                    " select article_id + %s, configuration, words from news.article_words"
                    " where article_id <= %s order by article_id",
                    (start, STRETCH),
                )
            yield f"words {start + STRETCH:,}"
        with connection, connection.cursor() as cursor:
            cursor.execute("set session_replication_role = origin")
