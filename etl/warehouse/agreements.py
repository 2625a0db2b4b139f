"""Agreements across articles brought up to date: only those of parties of which a loader has left a note.

One process merges at a time. Each step is a transaction: killed in between, the notes that are left say what to do.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.lexicon.latin import latin_name
from etl.merging.agreements import STAGES, Telling, merge
from etl.warehouse.copying import copy_rows
from etl.warehouse.faults import in_transaction
from etl.warehouse.merging_lock import hold_merging

_AT_ONCE = 200  # sets of parties a transaction


def merge_agreements(connection: Connection) -> int:
    """Merge all that has been left; answers how many sets of parties that were."""
    total = 0
    while merged := in_transaction(connection, _merge_some):
        total += merged
    return total


def _merge_some(cursor: Cursor) -> int:
    hold_merging(cursor)
    cursor.execute("drop table if exists taken, placed, moved, changed")
    cursor.execute(
        """create temp table taken on commit drop as
        with chosen as (select distinct parties from ops.unmerged_agreement order by 1 limit %s)
        select u.* from ops.unmerged_agreement as u inner join chosen using (parties)""",
        (_AT_ONCE,),
    )
    if not cursor.rowcount:
        return 0
    cursor.execute(
        """create temp table placed (article_agreement_id bigint, anchor_id bigint, joined_by text) on commit drop"""
    )
    copy_rows(cursor, "placed", ("article_agreement_id", "anchor_id", "joined_by"), _placed(cursor))
    for statement in (_MOVED, _GONE, _NEW, _JOIN, _LEAVE, _CHANGED):
        cursor.execute(statement)
    cursor.execute(_SUM_UP, {"stages": list(STAGES)})
    for statement in (*_HISTORY, _DONE):
        cursor.execute(statement)
    cursor.execute("select count(distinct parties) from taken")
    return int((cursor.fetchone() or (0,))[0])


def _placed(cursor: Cursor) -> Iterator[tuple[int, int, str]]:
    """Of each telling of these parties: its id, that of its instrument's first telling, and why."""
    cursor.execute(_TELLINGS)
    blocks: dict[tuple[str, ...], list[Telling]] = defaultdict(list)
    ids: dict[tuple[str, int], int] = {}
    for parties, number_of, *told in cursor.fetchall():
        telling = _telling(*told)
        blocks[tuple(parties)].append(telling)
        ids[telling.key] = number_of
    for _, tellings in sorted(blocks.items()):
        for key, (anchor, why) in sorted(merge(tellings).items()):
            yield ids[key], ids[anchor], why


def _telling(
    content_id: str, number: int, kind: str, status: str, day: Any, language: str, title: str | None,
    sectors: list[str] | None, story: int | None,
) -> Telling:  # fmt: skip
    words = frozenset(latin_name(title or "").split())
    return Telling((content_id, number), kind, status, day, language, words, frozenset(sectors or ()), story)


_TELLINGS = """
    select g.parties, g.article_agreement_id, a.content_id, g.number, g.kind, g.status, a.published_on,
        a.language_code, g.title, (
            select array_agg(s.sector_code) from news.article_agreement_sector as s
            where s.article_id = g.article_id and s.agreement_number = g.number), m.story_id
    from (select distinct parties from taken) as t
    inner join news.article_agreement as g on t.parties = g.parties and not g.is_rejected
    inner join news.article as a on g.article_id = a.article_id and a.is_latest
    left join news.story_article as m on a.article_id = m.article_id"""

# Tellings that join, leave or change their instrument, with the one that they had.
_MOVED = """
    create temp table moved on commit drop as
    with had as (
        select x.article_agreement_id, g.agreement_id, g.anchor_id
        from (select distinct parties from taken) as t inner join news.article_agreement as a using (parties)
        inner join news.agreement_article as x on a.article_agreement_id = x.article_agreement_id
        inner join news.agreement as g on x.agreement_id = g.agreement_id)
    select article_agreement_id, had.agreement_id as was
    from had full join placed using (article_agreement_id) where had.anchor_id is distinct from placed.anchor_id"""

_GONE = """
    delete from news.agreement as g using taken as t
    where g.parties = t.parties and not exists (select from placed as p where p.anchor_id = g.anchor_id)"""

# New ones; what they are follows when they are summed up.
_NEW = """
    insert into news.agreement (anchor_id, parties, kind, status, articles, stories, outlets, languages, confidence)
    select distinct on (p.anchor_id) p.anchor_id, a.parties, a.kind, a.status, 1, 1, 0, '{}'::text[], 0
    from placed as p inner join news.article_agreement as a on p.anchor_id = a.article_agreement_id
    where not exists (select from news.agreement as g where g.anchor_id = p.anchor_id) order by p.anchor_id"""

_JOIN = """
    insert into news.agreement_article (article_agreement_id, agreement_id, joined_by)
    select p.article_agreement_id, g.agreement_id, p.joined_by
    from placed as p inner join news.agreement as g using (anchor_id) order by 1
    on conflict (article_agreement_id) do update
    set agreement_id = excluded.agreement_id, joined_by = excluded.joined_by
    where (agreement_article.agreement_id, agreement_article.joined_by)
    <> (excluded.agreement_id, excluded.joined_by)"""

_LEAVE = """
    delete from news.agreement_article as x using taken as t, news.article_agreement as a
    where a.parties = t.parties and x.article_agreement_id = a.article_agreement_id
    and not exists (select from placed as p where p.article_agreement_id = x.article_agreement_id)"""

# What has to be summed up again; an article that is noted may have come to more copies.
_CHANGED = """
    create temp table changed on commit drop as
    select g.agreement_id from moved as m inner join news.agreement as g on m.was = g.agreement_id
    union
    select x.agreement_id from moved as m inner join news.agreement_article as x using (article_agreement_id)
    union
    select x.agreement_id from taken as t
    inner join news.article_agreement as a on t.article_id = a.article_id and t.parties = a.parties
    inner join news.agreement_article as x on a.article_agreement_id = x.article_agreement_id"""

_SUM_UP = """
    with told as (
        select x.agreement_id, g.kind, g.title, g.status, g.confidence,
            a.article_id, a.published_on, a.language_code, a.source_id, s.story_id
        from changed as c inner join news.agreement_article as x using (agreement_id)
        inner join news.article_agreement as g on x.article_agreement_id = g.article_agreement_id
        inner join news.article as a on g.article_id = a.article_id
        left join news.story_article as s on a.article_id = s.article_id),
    kinds as (
        select distinct on (agreement_id) agreement_id, kind from told group by agreement_id, kind
        order by agreement_id, (kind = 'agreement'), count(*) desc, kind),
    titles as (
        select distinct on (agreement_id) agreement_id, title from told where title is not null
        group by agreement_id, title
        order by agreement_id, bool_or(language_code = 'en') desc, count(*) desc, title collate "C"),
    reached as (
        select distinct on (agreement_id) agreement_id, status, min(published_on) as status_on from told
        group by agreement_id, status order by agreement_id, array_position(%(stages)s::text[], status) desc),
    copied as (
        select t.agreement_id, array_agg(distinct c.source_id) as sources
        from (select distinct agreement_id, article_id from told) as t
        inner join news.article_copy as c on t.article_id = c.article_id group by t.agreement_id),
    summed as (
        select agreement_id, count(distinct article_id) as articles,
            count(distinct coalesce(story_id, -article_id)) as stories, max(confidence) as confidence,
            array_agg(distinct language_code order by language_code) as languages,
            array_agg(distinct source_id) as sources, min(published_on) as first_on,
            min(published_on) filter (where status = 'signed') as signed_on
        from told group by agreement_id)
    update news.agreement as g set kind = k.kind, title = t.title, status = r.status, status_on = r.status_on,
        signed_on = s.signed_on, first_published_on = s.first_on, articles = s.articles, stories = s.stories,
        outlets = (select count(distinct o) from unnest(s.sources || c.sources) as outlet (o)),
        languages = s.languages, confidence = s.confidence
    from summed as s inner join kinds as k using (agreement_id) inner join reached as r using (agreement_id)
    left join titles as t using (agreement_id) left join copied as c using (agreement_id)
    where g.agreement_id = s.agreement_id"""

_HISTORY = (
    """insert into news.agreement_party (agreement_id, party_code)
    select distinct g.agreement_id, party.code from changed inner join news.agreement as g using (agreement_id),
        unnest(g.parties) as party (code) order by 1, 2 on conflict do nothing""",
    "delete from news.agreement_status as s using changed as c where s.agreement_id = c.agreement_id",
    """insert into news.agreement_status (agreement_id, status, first_on, last_on, articles)
    select x.agreement_id, g.status, min(a.published_on), max(a.published_on), count(distinct a.article_id)
    from changed as c inner join news.agreement_article as x using (agreement_id)
    inner join news.article_agreement as g on x.article_agreement_id = g.article_agreement_id
    inner join news.article as a on g.article_id = a.article_id group by 1, 2 order by 1, 2""",
    "delete from news.agreement_sector as s using changed as c where s.agreement_id = c.agreement_id",
    """insert into news.agreement_sector (agreement_id, sector_code, articles)
    select x.agreement_id, s.sector_code, count(distinct s.article_id)
    from changed as c inner join news.agreement_article as x using (agreement_id)
    inner join news.article_agreement as g on x.article_agreement_id = g.article_agreement_id
    inner join news.article_agreement_sector as s on g.article_id = s.article_id and g.number = s.agreement_number
    group by 1, 2 order by 1, 2""",
)

_DONE = "delete from ops.unmerged_agreement as u using taken as t where u.note_id = t.note_id"
