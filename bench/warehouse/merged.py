"""What the merging would make of a filled warehouse, written at once: a million articles are too many to merge in turn.

The synthetic world has no two spellings of one person, and no two happenings of one pair, day, type and mode, so what
belongs together is a `group by`; the sums are the merging's own statements. A test holds this against the merging.
"""

from collections.abc import Iterator

from psycopg2 import sql
from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from bench.warehouse.filling import bare
from etl.merging.persons import LEAST_KEY
from etl.warehouse import incidents, persons

_AT_ONCE = 100_000  # incidents a transaction
_WRITTEN = ("article_person", "person", "person_alias", "person_form", "person_office", "incident", "incident_event")


def write_merged(connection: Connection) -> Iterator[str]:
    """Persons and incidents of all articles; yields what has been done."""
    with connection, connection.cursor() as cursor:
        cursor.execute("set session session_replication_role = replica")
        cursor.execute("set work_mem = '512MB'")
    with bare(connection, _WRITTEN):
        with connection, connection.cursor() as cursor:
            _persons(cursor)
        yield "persons"
        with connection, connection.cursor() as cursor:
            last = _incidents(cursor)
    yield "incidents"
    for first in range(1, last + 1, _AT_ONCE):
        with connection, connection.cursor() as cursor:
            _sum_up(cursor, first, first + _AT_ONCE - 1)
        yield f"incidents summed up: {min(first + _AT_ONCE - 1, last):,}"
    with connection, connection.cursor() as cursor:
        cursor.execute("set session session_replication_role = origin")
        cursor.execute("reset work_mem")
        cursor.execute("delete from ops.unmerged")
        cursor.execute("delete from ops.unlinked")
    connection.autocommit = True  # each row was written twice: without what that left
    with connection.cursor() as cursor:
        for table in _WRITTEN:
            cursor.execute(sql.SQL("vacuum (full, analyze) news.{}").format(sql.Identifier(table)))
    connection.autocommit = False


def _persons(cursor: Cursor) -> None:
    """Each alias a person of its own."""
    cursor.execute(_NAMED)
    cursor.execute("analyze named")
    for statement in (persons._ALIASES, persons._LINK, persons._FORMS, persons._OFFICES, persons._BEST_FORM):
        cursor.execute(statement)
        cursor.execute("analyze news.person_alias")
    cursor.execute(
        "insert into news.person (party_code, alias_key) select party_code, alias_key from news.person_alias order by 1, 2"
    )
    cursor.execute(
        "update news.person_alias as a set person_id = p.person_id from news.person as p"
        " where (a.party_code, a.alias_key) = (p.party_code, p.alias_key)"
    )


def _incidents(cursor: Cursor) -> int:
    """One of each pair, type, mode and date; answers the last one's number."""
    for statement in (_CELLS, "analyze cell", _INCIDENTS, "analyze news.incident", _MEMBERS):
        cursor.execute(statement)
    cursor.execute("select max(incident_id) from news.incident")
    return int((cursor.fetchone() or (0,))[0])


def _sum_up(cursor: Cursor, first: int, last: int) -> None:
    cursor.execute("create temp table member (event_id bigint) on commit drop")
    cursor.execute(
        "create temp table changed on commit drop as select incident_id from news.incident"
        " where incident_id between %s and %s",
        (first, last),
    )
    cursor.execute("analyze changed")
    cursor.execute(incidents._SUM_UP)


_NAMED = f"""
    create temp table named on commit drop as
    select p.article_person_id, r.party_code, p.name, p.latin_name, string_to_array(p.name_key, ' ') as tokens,
        case when length(replace(p.name_key, ' ', '')) >= {LEAST_KEY} then replace(p.name_key, ' ', '')
            else p.latin_name end as alias_key
    from news.article_person as p
    inner join news.person_role as r on p.article_id = r.article_id and p.number = r.person_number and r.number = 0"""

_CELLS = """
    create temp table cell on commit drop as
    select e.event_id, e.a_party, e.b_party, e.type, e.mode, e.date_text
    from news.event as e inner join news.article as a on e.article_id = a.article_id and a.is_latest"""

_INCIDENTS = """
    insert into news.incident (a_party, b_party, type, mode, date_text, part, actor_party, recipient_party,
        is_symmetric, status, is_disputed, quad_class, cameo, goldstein, events, articles, copies, stories, outlets,
        languages, confidence)
    select a_party, b_party, type, mode, date_text, 0, a_party, b_party, false, 'possible', false, 1, '', 0, 1, 1, 0, 1,
        0, '{}'::text[], 0
    from cell group by 1, 2, 3, 4, 5 order by 5, 1, 2, 3, 4"""

_MEMBERS = """
    insert into news.incident_event (event_id, incident_id, joined_by)
    select c.event_id, i.incident_id, case when length(c.date_text) = 4 then 'year' else 'day' end
    from cell as c inner join news.incident as i
        on (i.a_party, i.b_party, i.type, i.date_text) = (c.a_party, c.b_party, c.type, c.date_text)
        and coalesce(i.mode, '') = coalesce(c.mode, '')
    order by c.event_id"""
