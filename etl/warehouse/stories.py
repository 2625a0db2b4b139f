"""Near-duplicates as stories, and versions of one address: what a new article is to those that are there already.

A story is a connected component of articles of which neighbours are near-duplicates, so that it does not matter in
which order they came. Candidates share a band of their MinHash signatures and are found by an index, never by comparing
all to all. Both steps run at the end of a loader's transaction under one lock, so that no loader misses what another is
about to commit.
"""

from collections.abc import Iterable, Mapping

from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.similarity import NEAR, Fingerprint, fingerprint, similarity
from etl.warehouse.copying import copy_rows

_LOCK = 0x53544F52  # of the transaction: one loader at a time joins stories
_DAYS_APART = 14
"""Near-duplicates published further apart are no story: weather and market reports say nearly the same each week."""

_NEIGHBOURS = f"""
    select n.article_id, other.story_id, n.signature, other.signature
    from new_print as n
    inner join news.story_article as other on other.bands && n.bands and other.article_id <> n.article_id
    inner join news.article as a on n.article_id = a.article_id
    inner join news.article as b on other.article_id = b.article_id
    where a.published_on is null or b.published_on is null or abs(a.published_on - b.published_on) <= {_DAYS_APART}"""  # noqa: S608  # a number of ours
_VERSIONS = """
    with versions as (
        select distinct on (a.url) a.url, a.article_id
        from news.article as a inner join ops.source_file as f on a.source_file_id = f.source_file_id
        where a.url in (select n.url from news.article as n where n.article_id = any(%s))
        and a.url ~ '^https?://[^/]+/[^?#]'
        order by a.url, a.published_on desc nulls last, a.published_at desc, a.fetched_at desc nulls last,
            f.modified_at desc, a.record desc, a.content_id)
    update news.article as a set is_latest = (a.article_id = versions.article_id)
    from versions where a.url = versions.url and a.is_latest <> (a.article_id = versions.article_id)"""


def place_articles(cursor: Cursor, texts: Mapping[int, str]) -> None:
    """Give new articles (id -> text) their stories, and say of each address which version is the latest."""
    if not texts:
        return
    prints = {article_id: fingerprint(text) for article_id, text in texts.items()}  # before the lock: it takes a while
    cursor.execute("select pg_advisory_xact_lock(%s, 0)", (_LOCK,))
    _enter(cursor, prints)
    _join(cursor, _near(cursor))
    cursor.execute(_VERSIONS, (list(texts),))


def _enter(cursor: Cursor, prints: Mapping[int, Fingerprint]) -> None:
    """Each article in a story of its own, to begin with; the story's number is that of its first article."""
    cursor.execute("drop table if exists new_print")
    cursor.execute("create temp table new_print (article_id bigint, signature bytea, bands integer[]) on commit drop")
    rows = ((article_id, p.signature, list(p.bands)) for article_id, p in sorted(prints.items()))
    copy_rows(cursor, "new_print", ("article_id", "signature", "bands"), rows)
    cursor.execute(
        """insert into news.story_article (article_id, story_id, signature, bands)
        select article_id, article_id, signature, bands from new_print order by article_id"""
    )


def _near(cursor: Cursor) -> Iterable[tuple[int, int]]:
    """Pairs of stories that a new article and a near-duplicate of it belong to."""
    cursor.execute(_NEIGHBOURS)
    for article_id, story_id, own, other in cursor.fetchall():
        if article_id != story_id and similarity(bytes(own), bytes(other)) >= NEAR:
            yield article_id, story_id


def _join(cursor: Cursor, pairs: Iterable[tuple[int, int]]) -> None:
    """Make one of stories that are joined by any way, under the lowest of their numbers."""
    leader: dict[int, int] = {}

    def lead(story: int) -> int:
        while (next_up := leader.setdefault(story, story)) != story:
            leader[story] = story = leader[next_up]
        return story

    for pair in pairs:
        low, high = sorted(map(lead, pair))
        leader[high] = low
    moved = [(story, lead(story)) for story in leader if lead(story) != story]
    if not moved:
        return
    cursor.execute("drop table if exists joined_story")
    cursor.execute("create temp table joined_story (story_id bigint, into_story_id bigint) on commit drop")
    copy_rows(cursor, "joined_story", ("story_id", "into_story_id"), sorted(moved))
    cursor.execute(
        """update news.story_article as s set story_id = j.into_story_id
        from joined_story as j where s.story_id = j.story_id"""
    )
