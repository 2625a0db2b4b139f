"""What analysts put right: made by the functions of schema news, applied again to what is loaded anew, listed."""

from collections.abc import Collection, Iterator
from typing import Any

from psycopg2 import sql
from psycopg2.errors import InvalidParameterValue
from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import cursor as Cursor  # noqa: N812
from psycopg2.extras import RealDictCursor

_ALL_MERGING = ("ops.unmerged", "ops.unmerged_agreement", "ops.unsettled")  # who may take these notes away may merge


class NotCorrected(Exception):  # noqa: N818  # it says what did not happen, as NightFailed does
    """The correction was refused; the message says why, and what would do."""


def correct(connection: Connection, function: str, *arguments: int | str | None) -> int:
    """Call a function of schema news, such as ``reject_event``, with its arguments; answers the correction's number.

    Raises:
        NotCorrected: an argument cannot be right.
    """
    statement = sql.SQL("select {}({})").format(
        sql.Identifier("news", function), sql.SQL(", ").join([sql.Placeholder()] * len(arguments))
    )
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement, arguments)
            return int((cursor.fetchone() or (0,))[0])
    except InvalidParameterValue as error:
        hint = error.diag.message_hint
        raise NotCorrected(f"{error.diag.message_primary}. {hint}" if hint else str(error)) from error


def apply_again(cursor: Cursor, articles: Collection[int]) -> int:
    """Apply the corrections in force to articles that have just been loaded; answers how many facts that changed."""
    cursor.execute(
        """select ops.apply_corrections(articles.ids) from (
            select array_agg(distinct a.article_id) as ids from news.article as a
            inner join news.correction as c on a.content_id = c.content_id and c.undone_at is null
            where a.article_id = any(%s)) as articles where articles.ids is not null""",
        (list(articles),),
    )
    row = cursor.fetchone()
    return int(row[0]) if row else 0


def may_merge(connection: Connection) -> bool:
    """Whether this login may do what follows a correction, or has to leave it to the night."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "select bool_and(has_table_privilege(name, 'delete')) from unnest(%s::text[]) as notes (name)",
            (list(_ALL_MERGING),),
        )
        return bool((cursor.fetchone() or (False,))[0])


def listed(connection: Connection, most: int, *, state: str | None = None) -> list[dict[str, Any]]:
    """Corrections as ``report.correction`` has them, of one state or all, newest first."""
    with connection, connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(
            """select * from report.correction where %(state)s::text is null or state = %(state)s
            order by correction_id desc limit %(most)s""",
            {"state": state, "most": most},
        )
        return [dict(row) for row in cursor.fetchall()]


def of_articles(connection: Connection) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each article that has corrections in force, with these in the order in which they were made."""
    with connection, connection.cursor() as cursor:
        cursor.execute(_OF_ARTICLES)
        yield from cursor


def of_persons(connection: Connection) -> Iterator[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
    """Corrections in force of who is one person, each with its two names as the warehouse knows them."""
    with connection, connection.cursor() as cursor:
        cursor.execute(_OF_PERSONS)
        yield from cursor


_OF_ARTICLES = """
    select jsonb_build_object('content_id', a.content_id, 'language', a.language_code, 'title', a.title,
            'text', a.text, 'published_at', a.published_at, 'published_basis', a.published_basis, 'url', a.url),
        jsonb_agg(to_jsonb(c) order by c.correction_id)
    from news.correction as c inner join news.article as a using (content_id)
    where c.undone_at is null group by a.article_id order by a.content_id"""

_OF_PERSONS = """
    with named as (
        select a.party_code, a.alias_key, jsonb_build_object('key', a.alias_key, 'name', a.name,
            'latin', a.latin_name, 'tokens', a.tokens, 'articles', a.articles, 'offices', coalesce((
                select jsonb_object_agg(o.role_code, jsonb_build_array(o.first_on, o.last_on, r.is_held_by_one))
                from news.person_office as o inner join ref.role as r using (role_code)
                where o.alias_id = a.alias_id), '{}')) as alias
        from news.person_alias as a where exists (
            select from news.correction as c where c.undone_at is null and c.party_code = a.party_code
            and a.alias_key in (c.alias_key, c.other_key)))
    select to_jsonb(c), one.alias, other.alias
    from news.correction as c
    inner join named as one on c.party_code = one.party_code and c.alias_key = one.alias_key
    inner join named as other on c.party_code = other.party_code and c.other_key = other.alias_key
    where c.undone_at is null order by c.correction_id"""
