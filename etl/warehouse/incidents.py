"""Incidents brought up to date with the events: only pairs, types and days that a loader has left a note of.

One process merges at a time. Each step is a transaction: killed in between, the notes that are left say what to do.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.merging.incidents import Telling, first_days, merge
from etl.warehouse.copying import copy_rows
from etl.warehouse.faults import in_transaction
from etl.warehouse.incident_sums import SUM_UP
from etl.warehouse.merging_lock import hold_merging, join_gathered, read_by_index

_AT_ONCE = 200  # pairs and types a transaction
_NOTES_AT_ONCE = 2000  # from so many on no further pair or type
_REACH = 4  # days around a note whose incidents it may change: LATE days back and forth, and what these share
_AROUND = 6  # days around those whose events may have a say in them

Block = tuple[str, str, str]  # a_party, b_party, type
Days = tuple[date, date] | None  # the first, and the one behind the last; None: without a date


def merge_incidents(connection: Connection) -> int:
    """Merge all that has been left; answers how many pairs and types that were."""
    total = 0
    while merged := in_transaction(connection, _merge_some):
        total += merged
    return total


def _merge_some(cursor: Cursor) -> int:
    hold_merging(cursor)
    read_by_index(cursor)
    cursor.execute("drop table if exists taken, zone, member, changed")
    cursor.execute(
        """create temp table taken on commit drop as
        with counted as (
            select a_party, b_party, type, count(*) as notes
            from ops.unmerged group by 1, 2, 3 order by 1, 2, 3 limit %s),
        chosen as (
            select a_party, b_party, type, sum(notes) over (order by a_party, b_party, type) - notes as before
            from counted)
        select u.* from ops.unmerged as u inner join chosen using (a_party, b_party, type) where before < %s""",
        (_AT_ONCE, _NOTES_AT_ONCE),
    )
    if not cursor.rowcount:
        return 0
    cursor.execute(_ZONE)
    cursor.execute("analyze zone")
    tellings, ids = _tellings(cursor)
    cursor.execute(
        """create temp table member (event_id bigint, a_party text, b_party text, type text, mode text, date_text text,
            part integer, joined_by text) on commit drop"""
    )
    columns = ("event_id", "a_party", "b_party", "type", "mode", "date_text", "part", "joined_by")
    copy_rows(cursor, "member", columns, _members(tellings, ids, _zones(cursor)))
    cursor.execute("analyze member")
    for statement in (_CHANGED, _NEW, _JOIN, _LEAVE):
        cursor.execute(statement)
    cursor.execute("analyze changed")
    join_gathered(cursor)
    for statement in (SUM_UP, _EMPTY, _DONE):
        cursor.execute(statement)
    return len(set(tellings)) or 1


def _members(
    tellings: dict[Block, list[Telling]], ids: dict[tuple[Block, tuple[str, int]], int], zones: dict[Block, list[Days]]
) -> Iterator[Any]:
    """A row for each telling of the zone; others are there because they have a say in it."""
    for block, told in sorted(tellings.items()):
        first = first_days(told)
        for key, place in sorted(merge(block[2], told).items()):
            day = first[key]
            if any(day is None if days is None else day is not None and days[0] <= day < days[1]
                   for days in zones[block]):  # fmt: skip
                yield (ids[block, key], *block, place.mode, place.when, place.part, place.joined_by)


def _zones(cursor: Cursor) -> dict[Block, list[Days]]:
    cursor.execute("select a_party, b_party, type, first, last from zone")
    found: dict[Block, list[Days]] = defaultdict(list)
    for a, b, kind, first, last in cursor.fetchall():
        found[a, b, kind].append(None if first is None else (first, last))
    return found


def _tellings(cursor: Cursor) -> tuple[dict[Block, list[Telling]], dict[tuple[Block, tuple[str, int]], int]]:
    """What is told of each block in its zone and around it; and the ids of these events.

    They are held until the end of the transaction. One that a loader has deleted meanwhile is left out: that has left a
    note.
    """
    cursor.execute(_TELLINGS)
    found = cursor.fetchall()
    cursor.execute(_HOLD, ([row[3] for row in found],))
    held = {event_id for (event_id,) in cursor.fetchall()}
    blocks: dict[Block, list[Telling]] = defaultdict(list)
    ids: dict[tuple[Block, tuple[str, int]], int] = {}
    for a, b, kind, event_id, content_id, number, *told in (row for row in found if row[3] in held):
        block, key = (a, b, kind), (content_id, number)
        blocks[block].append(_telling(key, told))
        ids[block, key] = event_id
    return blocks, ids


def _telling(key: tuple[str, int], told: Sequence[Any]) -> Telling:
    mode, day, text, precision, basis, country, story, people = told
    sides: dict[str, set[str]] = defaultdict(set)
    for each in people or ():
        party, _, name = each.partition(":")
        sides[party].add(name)
    frozen = {party: frozenset(names) for party, names in sides.items()}
    return Telling(key, mode, day, text, precision, basis, frozen, country, story)


def _in_zone(around: int) -> str:
    """A query for the events of the zone and ``around`` days about it; two, for no index serves a range or a null."""
    return f"""
        select e.* from zone as z
        inner join news.event as e on z.a_party = e.a_party and z.b_party = e.b_party and z.type = e.type
            and e.told_on >= z.first - {around} and e.told_on < z.last + {around}
        union all
        select e.* from zone as z
        inner join news.event as e on z.a_party = e.a_party and z.b_party = e.b_party and z.type = e.type
        where z.first is null and e.told_on is null"""  # noqa: S608  # a number of ours


# Days around the notes; all of a month for which something is told that is dated to the month: it may mean any day.
_ZONE = f"""
    create temp table zone on commit drop as
    with near as (
        select a_party, b_party, type, unnest(range_agg(daterange(told_on - {_REACH}, told_on + {_REACH} + 1))) as days
        from taken where told_on is not null group by a_party, b_party, type),
    wide as (
        select a_party, b_party, type, days from near
        union all
        select n.a_party, n.b_party, n.type, daterange(e.told_on, (e.told_on + interval '1 month')::date)
        from near as n
        inner join news.event as e on n.a_party = e.a_party and n.b_party = e.b_party and n.type = e.type
            and e.told_on >= date_trunc('month', lower(n.days)) and e.told_on < upper(n.days)
            and e.date_precision = 'month'),
    whole as (
        select a_party, b_party, type, unnest(range_agg(days)) as days from wide group by a_party, b_party, type)
    select a_party, b_party, type, lower(days) as first, upper(days) as last from whole
    union all
    select distinct a_party, b_party, type, null::date, null::date from taken where told_on is null"""  # noqa: S608  # ours

# Events of the zone and around it, and retellings of what is told there at whatever time: they count for the day of the
# first. Who took part is asked only where it has a say.
_TELLINGS = f"""
    with around as (
        select e.event_id, e.article_id, e.a_party, e.b_party, e.type,
            coalesce(e.date_basis, 'published') = 'published' and e.told_on is not null as is_soft
        from ({_in_zone(_AROUND)}) as e),
    retold as (
        select distinct r.a_party, r.b_party, r.type, mate.article_id
        from around as r
        inner join news.story_article as own on r.article_id = own.article_id
        inner join news.story_article as mate on own.story_id = mate.story_id and own.article_id <> mate.article_id
        where r.is_soft),
    told as (
        select event_id from around
        union
        select e.event_id
        from retold as r
        inner join news.event as e on r.article_id = e.article_id and r.a_party = e.a_party and r.b_party = e.b_party
            and r.type = e.type and e.told_on is not null),
    judged as (
        select e.*, bool_or(e.type = 'CONSULT' or e.told_on is null or coalesce(e.date_precision, 'day') <> 'day')
            over (partition by e.a_party, e.b_party, e.type) as asks_who
        from told inner join news.event as e using (event_id)
        where not e.is_rejected)
    select e.a_party, e.b_party, e.type, e.event_id, a.content_id, e.number, e.mode, e.told_on,
        coalesce(e.date_text, e.told_on::text),
        coalesce(e.date_precision, case when e.told_on is not null then 'day' end),
        coalesce(e.date_basis, case when e.told_on is not null then 'published' end), e.place_country, s.story_id,
        case when e.asks_who then (
            select array_agg(distinct r.party_code || ':' || p.name_key)
            from news.event_person as ep
            inner join news.article_person as p on ep.article_id = p.article_id and ep.person_number = p.number
            inner join news.person_role as r on p.article_id = r.article_id and p.number = r.person_number
            where ep.article_id = e.article_id and ep.event_number = e.number and p.name_key <> ''
            and r.party_code in (e.a_party, e.b_party)) end as people
    from judged as e
    inner join news.article as a on e.article_id = a.article_id and a.is_latest
    left join news.story_article as s on e.article_id = s.article_id"""  # noqa: S608  # a number of ours

_HOLD = "select event_id from news.event where event_id = any(%s) order by event_id for key share"

# The incidents that these events belonged to, and those of the zone: what they lose they have to be summed up without.
# An event that is deleted leaves its incident behind, which is known by its own day then.
_CHANGED = f"""
    create temp table changed on commit drop as
    select x.incident_id from member as m inner join news.incident_event as x using (event_id)
    union
    select x.incident_id
    from ({_in_zone(0)}) as e inner join news.incident_event as x on e.event_id = x.event_id
    union
    select i.incident_id
    from zone as z
    inner join news.incident as i on z.a_party = i.a_party and z.b_party = i.b_party and z.type = i.type
        and i.incident_date >= z.first and i.incident_date < z.last
    union
    select i.incident_id
    from zone as z
    inner join news.incident as i on z.a_party = i.a_party and z.b_party = i.b_party and z.type = i.type
    where z.first is null and i.incident_date is null"""  # noqa: S608  # ours

# New ones; what they are follows when they are summed up. Should another version of the article come meanwhile, nothing
# is left in them, and they go again.
_NEW = """
    with made as (
        insert into news.incident (a_party, b_party, type, mode, date_text, part, actor_party, recipient_party,
            is_symmetric, status, is_disputed, quad_class, cameo, goldstein, events, articles, copies, stories, outlets,
            languages, confidence)
        select m.*, m.a_party, m.b_party, false, 'possible', false, 1, '', 0, 1, 1, 0, 1, 0, '{}'::text[], 0
        from (select distinct a_party, b_party, type, mode, date_text, part from member) as m
        where not exists (
            select from news.incident as i where (i.a_party, i.b_party, i.type, i.mode, i.date_text, i.part)
            = (m.a_party, m.b_party, m.type, m.mode, m.date_text, m.part))
        and not exists (
            select from news.incident as i where (i.a_party, i.b_party, i.type, i.date_text, i.part)
            = (m.a_party, m.b_party, m.type, m.date_text, m.part) and i.mode is null and m.mode is null)
        order by m.a_party, m.b_party, m.type, m.mode, m.date_text, m.part
        returning incident_id)
    insert into changed select incident_id from made"""

# With a mode and without, for no index serves `is not distinct from`.
_JOIN = """
    insert into news.incident_event (event_id, incident_id, joined_by)
    select m.event_id, i.incident_id, m.joined_by
    from member as m inner join news.incident as i on (i.a_party, i.b_party, i.type, i.mode, i.date_text, i.part)
        = (m.a_party, m.b_party, m.type, m.mode, m.date_text, m.part)
    union all
    select m.event_id, i.incident_id, m.joined_by
    from member as m inner join news.incident as i on (i.a_party, i.b_party, i.type, i.date_text, i.part)
        = (m.a_party, m.b_party, m.type, m.date_text, m.part) and i.mode is null
    where m.mode is null
    order by event_id
    on conflict (event_id) do update set incident_id = excluded.incident_id, joined_by = excluded.joined_by
    where (incident_event.incident_id, incident_event.joined_by) <> (excluded.incident_id, excluded.joined_by)"""

_LEAVE = f"""
    delete from news.incident_event as x using ({_in_zone(0)}) as e, news.article as a
    where x.event_id = e.event_id and e.article_id = a.article_id and (e.is_rejected or not a.is_latest)"""  # noqa: S608

_EMPTY = """
    delete from news.incident as i using changed
    where i.incident_id = changed.incident_id
    and not exists (select from news.incident_event as x where x.incident_id = i.incident_id)"""

_DONE = "delete from ops.unmerged as u using taken where u.note_id = taken.note_id"
