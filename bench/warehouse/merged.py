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
from etl.merging.reach import STAGES
from etl.warehouse import agreement_sums, aliases, incident_sums

_AT_ONCE = 100_000  # incidents a transaction
_WRITTEN = (
    "article_person", "person", "person_alias", "person_form", "person_office", "incident", "incident_event",
    "agreement", "agreement_article", "agreement_status", "agreement_party", "agreement_sector",
)  # fmt: skip


def write_merged(connection: Connection) -> Iterator[str]:
    """Persons, incidents and agreements of all articles; yields what has been done."""
    with connection, connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute("set work_mem = '512MB'")
    with bare(connection, _WRITTEN):
        for name, write in (("persons", _persons), ("incidents", _incidents), ("agreements", _agreements)):
            with connection, connection.cursor() as cursor:
                write(cursor)
            yield name
    yield from sum_up(connection)
    with connection, connection.cursor() as cursor:
        cursor.execute("set session_replication_role = origin")
        cursor.execute("reset work_mem")
        cursor.execute("delete from ops.unmerged")
        cursor.execute("delete from ops.unmerged_agreement")
        cursor.execute("delete from ops.unlinked")
    tidy(connection)


def sum_up(connection: Connection) -> Iterator[str]:
    """What incidents and agreements are, by the merging's own statements; yields what has been done."""
    for name, statements in (
        ("incident", (incident_sums.SUM_UP,)),
        ("agreement", (agreement_sums.SUM_UP, *agreement_sums.HISTORY)),
    ):
        for first in range(1, _last(connection, name) + 1, _AT_ONCE):
            with connection, connection.cursor() as cursor:
                cursor.execute("create temp table member (event_id bigint) on commit drop")
                cursor.execute(
                    sql.SQL(
                        "create temp table changed on commit drop as"
                        " select {key} from news.{table} where {key} between %s and %s"
                    ).format(key=sql.Identifier(f"{name}_id"), table=sql.Identifier(name)),
                    (first, first + _AT_ONCE - 1),
                )
                cursor.execute("analyze changed")
                for statement in statements:
                    cursor.execute(statement, {"stages": list(STAGES)})
            yield f"{name} {first + _AT_ONCE - 1:,}"


def tidy(connection: Connection) -> None:
    """Without what is left of rows that were written twice."""
    connection.autocommit = True
    with connection.cursor() as cursor:
        for table in _WRITTEN:
            cursor.execute(sql.SQL("vacuum (full, analyze) news.{}").format(sql.Identifier(table)))
    connection.autocommit = False


def _persons(cursor: Cursor) -> None:
    """Each alias a person of its own."""
    cursor.execute(_NAMED)
    cursor.execute("analyze named")
    for statement in (aliases._ALIASES, "analyze news.person_alias", aliases._LINK):
        cursor.execute(statement)
    aliases.count_named(cursor)
    cursor.execute(
        "insert into news.person (party_code, alias_key)"
        " select party_code, alias_key from news.person_alias order by 1, 2"
    )
    cursor.execute(
        "update news.person_alias as a set person_id = p.person_id from news.person as p"
        " where (a.party_code, a.alias_key) = (p.party_code, p.alias_key)"
    )


def _incidents(cursor: Cursor) -> None:
    """One of each pair, type, mode and date."""
    for statement in (
        _CELLS,
        "analyze cell",
        _INCIDENTS,
        "analyze news.incident",
        _MEMBERS,
        "analyze news.incident_event",
    ):
        cursor.execute(statement)


def _agreements(cursor: Cursor) -> None:
    """One of each set of parties and date on which they agreed."""
    for statement in (_TELLINGS, "analyze telling", _AGREEMENTS, "analyze news.agreement", _TOLD_OF):
        cursor.execute(statement)


def _last(connection: Connection, table: str) -> int:
    with connection, connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("select coalesce(max({}), 0) from news.{}").format(
                sql.Identifier(f"{table}_id"), sql.Identifier(table)
            )
        )
        return int((cursor.fetchone() or (0,))[0])


_NAMED = f"""
    create temp table named on commit drop as
    select p.article_person_id, r.party_code, p.name, p.latin_name, string_to_array(p.name_key, ' ') as tokens,
        case when length(replace(p.name_key, ' ', '')) >= {LEAST_KEY} then replace(p.name_key, ' ', '')
            else p.latin_name end as alias_key
    from news.article_person as p
    inner join news.person_role as r on p.article_id = r.article_id and p.number = r.person_number and r.number = 0"""  # noqa: S608  # a number of ours

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

_TELLINGS = """
    create temp table telling on commit drop as
    select g.article_agreement_id, g.parties, g.kind, g.status,
        min(g.article_agreement_id) over (partition by g.parties, e.date_text) as anchor_id
    from news.article_agreement as g
    inner join news.article as a on g.article_id = a.article_id and a.is_latest
    inner join news.event as e on g.article_id = e.article_id and g.evidence_start = e.evidence_start
        and e.type = 'AGREE'"""

_AGREEMENTS = """
    insert into news.agreement (anchor_id, parties, kind, status, articles, stories, outlets, languages, confidence)
    select anchor_id, parties, kind, status, 1, 1, 0, '{}'::text[], 0
    from telling where article_agreement_id = anchor_id order by 1"""

_TOLD_OF = """
    insert into news.agreement_article (article_agreement_id, agreement_id, joined_by)
    select t.article_agreement_id, g.agreement_id,
        case when t.article_agreement_id = t.anchor_id then 'first' else 'sector' end
    from telling as t inner join news.agreement as g using (anchor_id) order by 1"""
