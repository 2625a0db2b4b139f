"""Articles let go when they are old enough, with all that they say. Off unless a setting says how old that is.

What stays: the ledger, which says of each file what became of it and since when nothing of it is left; articles that a
correction in force is about; incidents, persons and agreements that other articles still tell of.
"""

import logging

from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.errors import ConfigurationError
from etl.settings import Settings
from etl.warehouse.faults import in_transaction
from etl.warehouse.merging_lock import hold_merging
from etl.warehouse.opened import opened
from etl.warehouse.stories import one_at_a_time, place_articles
from etl.warehouse.unmerged import leave

log = logging.getLogger(__name__)
_AT_ONCE = 500  # articles a transaction: loaders wait no longer than that takes
_WITHOUT_SETTING = (365, 730, 1825)  # days that a look is taken at where none are set

_DUE = """from news.article
where loaded_at < now() - make_interval(days => %(days)s) and not exists (
    select from news.correction where correction.content_id = article.content_id and undone_at is null)"""
_KEPT = """select count(*) from news.article
where loaded_at < now() - make_interval(days => %(days)s) and exists (
    select from news.correction where correction.content_id = article.content_id and undone_at is null)"""
_RETIRE = """update ops.source_file set retired_at = now()
where source_file_id = any(%(files)s) and state = 'loaded'
    and not exists (select from news.article where article.source_file_id = source_file.source_file_id)
    and not exists (select from news.article_copy where article_copy.source_file_id = source_file.source_file_id)"""
# A story's number is the lowest article in it.
_RENUMBER = """update news.story_article set story_id = left_over.lowest
from (select story_id, min(article_id) as lowest from news.story_article where story_id = any(%(articles)s)
    group by story_id) as left_over
where story_article.story_id = left_over.story_id"""


def look_at_retention(settings: Settings) -> dict[int, dict[str, int]]:
    """Days -> how many articles retention would let go now (``due``) and keep for a correction (``kept``).

    For ``settings.retention_days``; where it is off for 365, 730 and 1825 days. Changes nothing.
    """
    days_asked = _WITHOUT_SETTING if settings.retention_days is None else (settings.retention_days,)
    found = {}
    with opened(settings, "looking at what is old") as connection, connection, connection.cursor() as cursor:
        for days in days_asked:
            cursor.execute(f"select count(*) {_DUE}", {"days": days})
            (due,) = cursor.fetchone() or (0,)
            cursor.execute(_KEPT, {"days": days})
            (kept,) = cursor.fetchone() or (0,)
            found[days] = {"due": due, "kept": kept}
    return found


def retire_articles(settings: Settings) -> dict[str, int]:
    """Let go what is older than ``settings.retention_days``, 500 articles a transaction; answers counts.

    Stopped half-way, what is gone is gone and the rest goes next time. Merge and refresh the reports afterwards.
    Raises ConfigurationError where the setting is off.
    """
    days = settings.retention_days
    if days is None:
        raise ConfigurationError("retention is off; set DYADWIRE_RETENTION_DAYS to the age at which articles may go")
    counts = {"articles": 0, "files": 0}
    with opened(settings, "letting go what is old") as connection:
        while True:
            articles, files = in_transaction(connection, lambda cursor: _retire_some(cursor, days))
            counts["articles"] += articles
            counts["files"] += files
            log.info("%s articles let go so far", counts["articles"])
            if articles < _AT_ONCE:
                return counts


def _retire_some(cursor: Cursor, days: int) -> tuple[int, int]:
    """How many articles went, and of how many files nothing is left."""
    one_at_a_time(cursor)
    hold_merging(cursor)
    cursor.execute(f"select article_id {_DUE} order by article_id limit {_AT_ONCE}", {"days": days})
    values = {"articles": [number for (number,) in cursor.fetchall()]}
    cursor.execute(
        """select source_file_id from news.article where article_id = any(%(articles)s)
        union select source_file_id from news.article_copy where article_id = any(%(articles)s)""",
        values,
    )
    files = [number for (number,) in cursor.fetchall()]
    cursor.execute("delete from news.article where article_id = any(%(articles)s) returning url", values)
    addresses = {url for (url,) in cursor.fetchall() if url}
    cursor.execute(_RENUMBER, values)
    leave(cursor, [], place_articles(cursor, {}, [], addresses))
    cursor.execute(_RETIRE, {"files": files})
    return len(values["articles"]), int(cursor.rowcount)
