"""Incidents brought up to date with the events: only pairs, types and months that a loader has left a note of.

One process merges at a time. Each step is a transaction: killed in between, the notes that are left say what to do.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.merging.incidents import Place, Telling, merge
from etl.warehouse.copying import copy_rows
from etl.warehouse.faults import in_transaction

_LOCK = 0x4D455247  # of the transaction: one process at a time merges
_AT_ONCE = 200  # pairs and types a transaction
_AROUND = 35  # days around a month whose events may have a say in it

Block = tuple[str, str, str]  # a_party, b_party, type


def merge_incidents(connection: Connection) -> int:
    """Merge all that has been left; answers how many pairs and types that were."""
    total = 0
    while merged := in_transaction(connection, _merge_some):
        total += merged
    return total


def _merge_some(cursor: Cursor) -> int:
    cursor.execute("select pg_advisory_xact_lock(%s, 0)", (_LOCK,))
    cursor.execute("drop table if exists taken, merging, member, changed")
    cursor.execute(
        """create temp table taken on commit drop as
        with chosen as (select distinct a_party, b_party, type from ops.unmerged order by 1, 2, 3 limit %s)
        select u.* from ops.unmerged as u inner join chosen using (a_party, b_party, type)""",
        (_AT_ONCE,),
    )
    if not cursor.rowcount:
        return 0
    cursor.execute(
        "create temp table merging on commit drop as select distinct a_party, b_party, type, month from taken"
    )
    cursor.execute("analyze merging")
    blocks, events = _tellings(cursor)
    cursor.execute(
        """create temp table member (event_id bigint, a_party text, b_party text, type text, mode text, date_text text,
            part integer, joined_by text) on commit drop"""
    )
    columns = ("event_id", "a_party", "b_party", "type", "mode", "date_text", "part", "joined_by")
    copy_rows(cursor, "member", columns, _members(blocks, events))
    for statement in (_CHANGED, _NEW, _JOIN, _LEAVE, _SUM_UP, _EMPTY, _DONE):
        cursor.execute(statement)
    return len(set(blocks)) or 1


def _members(blocks: dict[Block, list[Telling]], events: dict[tuple[Block, tuple[str, int]], int]) -> Iterator[Any]:
    for block, tellings in sorted(blocks.items()):
        for key, place in sorted(merge(block[2], tellings).items()):
            if event_id := events.get((block, key)):
                yield _row(event_id, block, place)


def _row(event_id: int, block: Block, place: Place) -> tuple[Any, ...]:
    return (event_id, *block, place.mode, place.when, place.part, place.joined_by)


def _tellings(cursor: Cursor) -> tuple[dict[Block, list[Telling]], dict[tuple[Block, tuple[str, int]], int]]:
    """What is told of each block in its months and around them; and the ids of the events that are to be placed."""
    cursor.execute(_TELLINGS)
    blocks: dict[Block, list[Telling]] = defaultdict(list)
    placed: dict[tuple[Block, tuple[str, int]], int] = {}
    for a, b, kind, event_id, is_due, content_id, number, *told in cursor.fetchall():
        block, key = (a, b, kind), (content_id, number)
        blocks[block].append(_telling(key, told))
        if is_due:
            placed[block, key] = event_id
    return blocks, placed


def _telling(key: tuple[str, int], told: Sequence[Any]) -> Telling:
    mode, day, text, precision, basis, country, story, people = told
    sides: dict[str, set[str]] = defaultdict(set)
    for each in people or ():
        party, _, name = each.partition(":")
        sides[party].add(name)
    frozen = {party: frozenset(names) for party, names in sides.items()}
    return Telling(key, mode, day, text, precision, basis, frozen, country, story)


_TELLINGS = f"""
    select e.a_party, e.b_party, e.type, e.event_id,
        bool_or(e.told_on is null or (e.told_on >= m.month and e.told_on < m.month + interval '1 month')),
        a.content_id, e.number, e.mode, e.told_on, coalesce(e.date_text, e.told_on::text),
        coalesce(e.date_precision, case when e.told_on is not null then 'day' end),
        coalesce(e.date_basis, case when e.told_on is not null then 'published' end), e.place_country, s.story_id, (
            select array_agg(distinct r.party_code || ':' || p.name_key)
            from news.event_person as ep
            inner join news.article_person as p on ep.article_id = p.article_id and ep.person_number = p.number
            inner join news.person_role as r on p.article_id = r.article_id and p.number = r.person_number
            where ep.article_id = e.article_id and ep.event_number = e.number and p.name_key <> ''
            and r.party_code in (e.a_party, e.b_party)) as people
    from merging as m
    inner join news.event as e on m.a_party = e.a_party and m.b_party = e.b_party and m.type = e.type and (
        (m.month is null and e.told_on is null) or (e.told_on >= m.month - {_AROUND}
            and e.told_on < m.month + interval '1 month' + interval '{_AROUND} days'))
    inner join news.article as a on e.article_id = a.article_id and a.is_latest
    left join news.story_article as s on e.article_id = s.article_id
    where not e.is_rejected
    group by e.event_id, a.article_id, s.article_id"""  # noqa: S608  # a number of ours

# The incidents that had a part in these months before: what they lose they have to be summed up without. An event that
# is deleted leaves its incident behind, which is known by its own month then.
_CHANGED = """
    create temp table changed on commit drop as
    select x.incident_id
    from merging as m
    inner join news.event as e on m.a_party = e.a_party and m.b_party = e.b_party and m.type = e.type and (
        (m.month is null and e.told_on is null)
        or (e.told_on >= m.month and e.told_on < m.month + interval '1 month'))
    inner join news.incident_event as x on e.event_id = x.event_id
    union
    select i.incident_id
    from merging as m
    inner join news.incident as i on m.a_party = i.a_party and m.b_party = i.b_party and m.type = i.type and (
        (m.month is null and i.incident_date is null)
        or (i.incident_date >= m.month and i.incident_date < m.month + interval '1 month'))"""

# New ones; what they are follows when they are summed up.
_NEW = """
    insert into news.incident (a_party, b_party, type, mode, date_text, part, actor_party, recipient_party,
        is_symmetric, status, is_disputed, quad_class, cameo, goldstein, events, articles, copies, stories, outlets,
        languages, confidence)
    select distinct m.a_party, m.b_party, m.type, m.mode, m.date_text, m.part, m.a_party, m.b_party, false, 'possible',
        false, 1, '', 0, 1, 1, 0, 1, 0, '{}'::text[], 0
    from member as m
    where not exists (
        select from news.incident as i where (i.a_party, i.b_party, i.type, i.date_text, i.part)
        = (m.a_party, m.b_party, m.type, m.date_text, m.part) and i.mode is not distinct from m.mode)
    order by m.a_party, m.b_party, m.type, m.mode, m.date_text, m.part"""

_JOIN = """
    insert into news.incident_event (event_id, incident_id, joined_by)
    select m.event_id, i.incident_id, m.joined_by
    from member as m inner join news.incident as i on (i.a_party, i.b_party, i.type, i.date_text, i.part)
        = (m.a_party, m.b_party, m.type, m.date_text, m.part) and i.mode is not distinct from m.mode
    order by m.event_id
    on conflict (event_id) do update set incident_id = excluded.incident_id, joined_by = excluded.joined_by
    where (incident_event.incident_id, incident_event.joined_by) <> (excluded.incident_id, excluded.joined_by)"""

_LEAVE = """
    delete from news.incident_event as x using merging as m, news.event as e
    where x.event_id = e.event_id and m.a_party = e.a_party and m.b_party = e.b_party and m.type = e.type and (
        (m.month is null and e.told_on is null)
        or (e.told_on >= m.month and e.told_on < m.month + interval '1 month'))
    and not exists (select from member where member.event_id = x.event_id)"""

_SUM_UP = """
    with touched as (
        select incident_id from changed
        union select x.incident_id from member inner join news.incident_event as x using (event_id)),
    told as (
        select x.incident_id, e.*, a.content_id, a.published_on, a.language_code, a.source_id, a.loaded_at,
            s.story_id, src.name as source_name
        from touched inner join news.incident_event as x using (incident_id)
        inner join news.event as e on x.event_id = e.event_id
        inner join news.article as a on e.article_id = a.article_id
        left join news.story_article as s on e.article_id = s.article_id
        left join news.source as src on a.source_id = src.source_id),
    directed as (
        select distinct on (incident_id) incident_id, actor_party, recipient_party
        from told group by incident_id, actor_party, recipient_party
        order by incident_id, count(distinct story_id) desc, sum(confidence::numeric) desc, actor_party collate "C"),
    placed as (
        select distinct on (incident_id) incident_id, place_name, place_country
        from told where place_name is not null or place_country is not null
        group by incident_id, place_name, place_country
        order by incident_id, (place_name is null), count(*) desc, bool_or(language_code = 'en') desc,
            (place_country is null), place_name collate "C", place_country),
    copied as (
        select t.incident_id, count(*) as copies, array_agg(distinct c.source_id) as sources
        from (select distinct incident_id, article_id from told) as t
        inner join news.article_copy as c on t.article_id = c.article_id group by t.incident_id),
    first_told as (
        select distinct on (incident_id) incident_id, published_on, source_name from told
        order by incident_id, published_on nulls last, source_name collate "C" nulls last),
    toned as (
        select t.incident_id, round(avg(d.tone)::numeric, 6) as tone
        from (select distinct incident_id, article_id, a_party, b_party from told) as t
        inner join news.article_dyad as d using (article_id, a_party, b_party) group by t.incident_id),
    summed as (
        select incident_id, min(loaded_at) as first_loaded_at, count(*) as events,
            count(distinct article_id) as articles,
            count(distinct coalesce(story_id, -article_id)) as stories, max(confidence) as confidence,
            array_agg(distinct language_code order by language_code) as languages,
            array_agg(distinct source_id) as sources,
            bool_or(date_basis in ('text', 'text+published')) as is_dated,
            bool_or(status = 'denied') and bool_or(status in ('occurred', 'ongoing')) as is_disputed,
            (array_agg(status order by array_position(
                array['occurred', 'ongoing', 'planned', 'possible', 'denied'], status)))[1] as status
        from told group by incident_id),
    best as (
        select distinct on (t.incident_id) t.incident_id, t.event_id
        from told as t inner join summed as s using (incident_id) inner join directed as d using (incident_id)
        order by t.incident_id, (t.status = s.status) desc, (t.actor_party = d.actor_party) desc,
            (coalesce(t.date_basis, '') <> 'published') desc, t.confidence desc, t.published_on nulls last,
            t.content_id, t.number)
    update news.incident as i set
        incident_date = case when i.date_text ~ '^\\d{4}' then rpad(i.date_text, 10, '-01-01'::text)::date end,
        date_precision = case length(i.date_text) when 10 then 'day' when 7 then 'month' when 4 then 'year' end,
        date_basis = case when i.date_text ~ '^\\d{4}' then case when s.is_dated then 'text' else 'published' end end,
        actor_party = d.actor_party, recipient_party = d.recipient_party, is_symmetric = k.is_symmetric,
        status = s.status, is_disputed = s.is_disputed, quad_class = k.quad_class, cameo = k.cameo,
        goldstein = k.goldstein, place_name = p.place_name, place_country = p.place_country,
        first_published_on = f.published_on, first_source = f.source_name, events = s.events, articles = s.articles,
        copies = coalesce(c.copies, 0), stories = s.stories, languages = s.languages, confidence = s.confidence,
        best_event_id = best.event_id, tone = t.tone, first_loaded_at = s.first_loaded_at,
        outlets = (select count(distinct o) from unnest(s.sources || c.sources) as outlet (o))
    from summed as s
    inner join directed as d using (incident_id)
    inner join best using (incident_id)
    left join toned as t using (incident_id)
    left join placed as p using (incident_id)
    left join copied as c using (incident_id)
    left join first_told as f using (incident_id), ref.event_type as k
    where i.incident_id = s.incident_id and k.type = i.type and k.mode is not distinct from i.mode"""

_EMPTY = """
    delete from news.incident as i using changed
    where i.incident_id = changed.incident_id
    and not exists (select from news.incident_event as x where x.incident_id = i.incident_id)"""

_DONE = "delete from ops.unmerged as u using taken where u.note_id = taken.note_id"
