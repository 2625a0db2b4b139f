"""Near-duplicates as stories, and versions of one address: what a new article is to those that are there already.

A story is a connected component of articles of which neighbours are near-duplicates, so that it does not matter in
which order they came. Candidates share a band of their MinHash signatures and are found by an index, never by comparing
all to all. Both steps run at the end of a loader's transaction under one lock, so that no loader misses what another is
about to commit.
"""

from collections.abc import Iterable, Mapping, Sequence

from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.similarity import NEAR, Fingerprint, similarity
from etl.warehouse.copying import copy_rows

_LOCK = 0x53544F52  # of the transaction: one loader at a time joins stories
_DAYS_APART = 14
"""Near-duplicates published further apart are no story: weather and market reports say nearly the same each week."""

_NEIGHBOURS = f"""
    select n.article_id, other.article_id, other.story_id
    from new_print as n
    inner join news.story_article as other on other.bands && n.bands and other.article_id <> n.article_id
    inner join news.article as a on n.article_id = a.article_id
    inner join news.article as b on other.article_id = b.article_id
    where a.published_on is null or b.published_on is null or abs(a.published_on - b.published_on) <= {_DAYS_APART}"""  # noqa: S608  # a number of ours
_VERSIONS = """
    with versions as (
        select distinct on (a.url) a.url, a.article_id
        from news.article as a inner join ops.source_file as f on a.source_file_id = f.source_file_id
        where a.url = any(%s) and a.url ~ '^https?://[^/]+/[^?#]'
        order by a.url, a.published_on desc nulls last, a.published_at desc, a.fetched_at desc nulls last,
            f.modified_at desc, a.record desc, a.content_id)
    update news.article as a set is_latest = (a.article_id = versions.article_id)
    from versions where a.url = versions.url and a.is_latest <> (a.article_id = versions.article_id)
    returning a.article_id"""


def one_at_a_time(cursor: Cursor) -> None:
    """Wait until no other loader joins stories, and keep them waiting until the end of the transaction."""
    cursor.execute("select pg_advisory_xact_lock(%s, 0)", (_LOCK,))


def place_articles(
    cursor: Cursor, prints: Mapping[int, Fingerprint], redated: Sequence[int], addresses: Iterable[str]
) -> list[int]:
    """Give new articles their stories, part and join anew the stories of those that have another date, and say of each
    address which version is the latest. Asks for ``one_at_a_time``.

    Answers further articles whose story may be another now, or that are no longer, or again, the latest version.
    """
    _enter(cursor, prints)
    parted = _part(cursor, redated)
    if prints or parted:
        _join(cursor)
    cursor.execute(_VERSIONS, (sorted(set(addresses)),))
    return [*parted, *(article_id for (article_id,) in cursor.fetchall())]


def _part(cursor: Cursor, redated: Sequence[int]) -> list[int]:
    """Each article of these articles' stories in a story of its own again, as if all were new; answers which."""
    if not redated:
        return []
    cursor.execute(
        """insert into new_print (article_id, signature, bands)
        select s.article_id, s.signature, s.bands from news.story_article as s
        where s.story_id in (select r.story_id from news.story_article as r where r.article_id = any(%s))
        and not exists (select from new_print where new_print.article_id = s.article_id) returning article_id""",
        (list(redated),),
    )
    parted = [article_id for (article_id,) in cursor.fetchall()]
    cursor.execute(
        """update news.story_article set story_id = article_id
        where article_id = any(%s) and story_id <> article_id""",
        (parted,),
    )
    return parted


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


def _join(cursor: Cursor) -> None:
    """Make one of stories that near-duplicates connect by any way, under the lowest of their numbers."""
    cursor.execute(_NEIGHBOURS)
    pairs = cursor.fetchall()
    cursor.execute(
        "select article_id, signature from news.story_article where article_id = any(%s)",
        (list({article_id for one, other, _ in pairs for article_id in (one, other)}),),
    )
    signatures = {article_id: bytes(signature) for article_id, signature in cursor.fetchall()}
    leader: dict[int, int] = {}

    def lead(story: int) -> int:
        while (next_up := leader.setdefault(story, story)) != story:
            leader[story] = story = leader[next_up]
        return story

    for one, other, story in pairs:
        low, high = sorted((lead(one), lead(story)))
        # What is one already is not compared: of a hundred copies all would be with all.
        if low != high and similarity(signatures[one], signatures[other]) >= NEAR:
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
