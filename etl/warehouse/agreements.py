"""Agreements across articles brought up to date: only of parties, and about days, of which a loader has left a note.

One process merges at a time. Each step is a transaction: killed in between, the notes that are left say what to do.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.lexicon.latin import latin_name
from etl.merging.agreements import merge
from etl.merging.instruments import Key, Telling
from etl.merging.reach import ALWAYS, FATES, STAGES, Place, Reach
from etl.warehouse.agreement_sums import HISTORY, SUM_UP
from etl.warehouse.copying import copy_rows
from etl.warehouse.faults import in_transaction
from etl.warehouse.merging_lock import hold_merging, join_gathered, read_by_index

_AT_ONCE = 200  # sets of parties a transaction
_NOTES_AT_ONCE = 2000  # from so many on no further set

Parties = tuple[str, ...]


def merge_agreements(connection: Connection) -> int:
    """Merge all that has been left; answers how many sets of parties that were."""
    total = 0
    while merged := in_transaction(connection, _merge_some):
        total += merged
    return total


def _merge_some(cursor: Cursor) -> int:
    hold_merging(cursor)
    read_by_index(cursor)
    cursor.execute("drop table if exists taken, asked, loaded, placed, moved, changed")
    cursor.execute(
        """create temp table taken on commit drop as
        with counted as (
            select parties, count(*) as notes from ops.unmerged_agreement group by 1 order by 1 limit %s),
        chosen as (select parties, sum(notes) over (order by parties) - notes as before from counted)
        select u.* from ops.unmerged_agreement as u inner join chosen using (parties) where before < %s""",
        (_AT_ONCE, _NOTES_AT_ONCE),
    )
    if not cursor.rowcount:
        return 0
    reaches = _reaches(cursor)
    cursor.execute("create temp table asked (parties text[], since date) on commit drop")
    copy_rows(cursor, "asked", ("parties", "since"), ((list(p), r.first) for p, r in sorted(reaches.items())))
    cursor.execute(_LOADED)
    for statement, is_asked in _LOADING:
        cursor.execute(statement, {"asked": is_asked, "fates": sorted(FATES)})
    cursor.execute("analyze loaded")
    cursor.execute(
        """create temp table placed (article_agreement_id bigint, anchor_id bigint, joined_by text) on commit drop"""
    )
    copy_rows(cursor, "placed", ("article_agreement_id", "anchor_id", "joined_by"), _placed(cursor, reaches))
    cursor.execute("analyze placed")
    join_gathered(cursor)
    for statement in (_MOVED, "analyze moved", _GONE, _NEW, _JOIN, _LEAVE, _CHANGED, "analyze changed"):
        cursor.execute(statement)
    cursor.execute(SUM_UP, {"stages": list(STAGES)})
    for statement in (*HISTORY, _DONE):
        cursor.execute(statement)
    return len(reaches)


def _reaches(cursor: Cursor) -> dict[Parties, Reach]:
    """What each set of parties has to be asked for: about the first day that changed, or all of it."""
    cursor.execute(
        """select u.parties, min(coalesce(u.told_on, a.published_on)),
            bool_or(u.article_id is null and u.told_on is null)
        from taken as u left join news.article as a using (article_id) group by u.parties"""
    )
    return {tuple(p): ALWAYS if all_of_it else Reach.of(day or date.max) for p, day, all_of_it in cursor.fetchall()}


def _placed(cursor: Cursor, reaches: Mapping[Parties, Reach]) -> Iterator[tuple[int, int, str]]:
    """Of each telling that was loaded: its id, that of its instrument's first telling, and why."""
    cursor.execute(_TELLINGS)
    blocks: dict[Parties, list[Telling]] = defaultdict(list)
    known: dict[Parties, dict[Key, Place]] = defaultdict(dict)
    ids: dict[tuple[Parties, Key], int] = {}
    for parties, number_of, is_asked, instrument, why, is_signed, *told in cursor.fetchall():
        block, telling = tuple(parties), _telling(*told)
        blocks[block].append(telling)
        ids[block, telling.key] = number_of
        if instrument is not None and not (telling.day is None and is_asked):
            known[block][telling.key] = Place(instrument, why, is_signed)
    for block, tellings in sorted(blocks.items()):
        for key, (anchor, why) in sorted(merge(tellings, known[block], reaches[block]).items()):
            yield ids[block, key], ids[block, anchor], why


def _telling(
    content_id: str, number: int, kind: str, status: str, day: Any, language: str, title: str | None,
    sectors: list[str] | None, story: int | None,
) -> Telling:  # fmt: skip
    words = frozenset(latin_name(title or "").split())
    return Telling((content_id, number), kind, status, day, language, words, frozenset(sectors or ()), story)


# Tellings to be loaded; is_asked: all that its story tells of is loaded as well.
_LOADED = """
    create temp table loaded (article_agreement_id bigint primary key, agreement_id bigint, is_asked boolean)
    on commit drop"""


def _load(tellings: str) -> str:
    return f"""
    insert into loaded (article_agreement_id, agreement_id, is_asked)
    select distinct g.article_agreement_id, x.agreement_id, %(asked)s
    {tellings}
    left join news.agreement_article as x on g.article_agreement_id = x.article_agreement_id
    on conflict (article_agreement_id) do nothing"""  # one of those below


_NEAR = _load("""
    from asked inner join news.article_agreement as g on asked.parties = g.parties and g.told_on >= asked.since""")

_NOTED = _load("""
    from asked inner join taken on asked.parties = taken.parties
    inner join news.article_agreement as g on taken.parties = g.parties
        and (taken.article_id = g.article_id or (taken.article_id is null and taken.told_on is null))""")

# Long after an instrument was signed its title tells of it.
_TITLED = _load("""
    from asked inner join news.article_agreement as g on asked.parties = g.parties
        and g.status = 'signed' and g.title is not null and exists (
            select from loaded inner join news.article_agreement as f using (article_agreement_id)
            where f.parties = asked.parties and f.title is not null
            and f.status = any(%(fates)s))""")

_MEMBERS = _load("""
    from (select distinct agreement_id from loaded where agreement_id is not null) as known
    inner join news.agreement_article as m on known.agreement_id = m.agreement_id
    inner join news.article_agreement as g on m.article_agreement_id = g.article_agreement_id""")

_RETOLD = _load("""
    from (
        select g.parties, s.story_id
        from loaded inner join news.article_agreement as g using (article_agreement_id)
        inner join news.story_article as s on g.article_id = s.article_id
        union
        select t.parties, s.story_id from taken as t inner join news.story_article as s on t.article_id = s.article_id
    ) as told
    inner join news.story_article as mate on told.story_id = mate.story_id
    inner join news.article_agreement as g on mate.article_id = g.article_id and told.parties = g.parties""")

# Of members that come last no more is asked than what their instrument is.
_LOADING = ((_NEAR, True), (_NOTED, True), (_TITLED, True), (_MEMBERS, True), (_RETOLD, True), (_MEMBERS, False))

_TELLINGS = """
    select g.parties, g.article_agreement_id, l.is_asked, l.agreement_id, x.joined_by, exists (
            select from news.agreement_article as o
            inner join news.article_agreement as s on o.article_agreement_id = s.article_agreement_id
            where o.agreement_id = l.agreement_id and s.status = 'signed' and s.told_on is not null),
        a.content_id, g.number, g.kind, g.status, g.told_on, a.language_code, g.title, (
            select array_agg(s.sector_code) from news.article_agreement_sector as s
            where s.article_id = g.article_id and s.agreement_number = g.number), m.story_id
    from loaded as l
    inner join news.article_agreement as g on l.article_agreement_id = g.article_agreement_id and not g.is_rejected
    inner join news.article as a on g.article_id = a.article_id and a.is_latest
    left join news.agreement_article as x on l.article_agreement_id = x.article_agreement_id
    left join news.story_article as m on a.article_id = m.article_id"""

# Tellings that join, leave or change their instrument, with the one that they had.
_MOVED = """
    create temp table moved on commit drop as
    with had as (
        select l.article_agreement_id, g.agreement_id, g.anchor_id
        from loaded as l inner join news.agreement as g on l.agreement_id = g.agreement_id)
    select article_agreement_id, had.agreement_id as was
    from had full join placed using (article_agreement_id) where had.anchor_id is distinct from placed.anchor_id"""

_GONE = """
    delete from news.agreement as g using moved as m
    where g.agreement_id = m.was and not exists (select from placed as p where p.anchor_id = g.anchor_id)"""

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
    delete from news.agreement_article as x using loaded as l
    where x.article_agreement_id = l.article_agreement_id
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

_DONE = "delete from ops.unmerged_agreement as u using taken as t where u.note_id = t.note_id"
