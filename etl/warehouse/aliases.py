"""Aliases: the names that articles have for somebody of a party, with their spellings and offices, counted."""

from collections.abc import Sequence
from typing import Any

from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.merging.persons import alias_key
from etl.warehouse.copying import copy_rows

_COLUMNS = ("article_person_id", "party_code", "alias_key", "name", "latin_name", "tokens")


def take_fresh(cursor: Cursor, most: int) -> list[tuple[Any, ...]]:
    """Persons of articles that have no alias yet: id, name, Latin name, key of the name, party."""
    cursor.execute(_FRESH, (most,))
    return cursor.fetchall()


def name_fresh(cursor: Cursor, fresh: Sequence[tuple[Any, ...]]) -> list[int]:
    """Give them aliases, where an article says whose office they hold; answers these. Nothing is counted yet."""
    _begin(cursor)
    copy_rows(cursor, "named", _COLUMNS, (
        (number, party, alias_key(key, latin), name, latin, key.split())
        for number, name, latin, key, party in fresh if party and key
    ))  # fmt: skip
    cursor.execute(_ALIASES)
    cursor.execute(_LINK)
    cursor.execute("delete from ops.unlinked where article_person_id = any(%s)", ([row[0] for row in fresh],))
    cursor.execute("select distinct alias_id from named inner join news.article_person using (article_person_id)")
    return [alias_id for (alias_id,) in cursor.fetchall()]


def take_uncounted(cursor: Cursor) -> list[int]:
    """Aliases of which articles were deleted."""
    cursor.execute("delete from ops.uncounted returning alias_id")
    return sorted({alias_id for (alias_id,) in cursor.fetchall()})


def forget_counts(cursor: Cursor, aliases: Sequence[int]) -> None:
    """As if all persons of articles that are linked to them had just been named."""
    _begin(cursor)
    for statement in (_NAMED_BEFORE, _NO_FORMS, _NO_OFFICES):
        cursor.execute(statement, (list(aliases),))


def count_named(cursor: Cursor) -> None:
    """Spellings, offices, and the form to show of the aliases that have just been named."""
    for statement in (_FORMS, _OFFICES, _BEST_FORM):
        cursor.execute(statement)


def drop_empty(cursor: Cursor, aliases: Sequence[int]) -> dict[int, int | None]:
    """Those of the aliases that no article has any more, deleted; with the person that each was."""
    cursor.execute(_CHILDREN_OF_EMPTY, (list(aliases),))
    cursor.execute(_EMPTY, (list(aliases),))
    return dict(cursor.fetchall())


def _begin(cursor: Cursor) -> None:
    cursor.execute("drop table if exists named")
    cursor.execute(
        """create temp table named (article_person_id bigint, party_code text, alias_key text, name text,
            latin_name text, tokens text[]) on commit drop"""
    )


# A person's party is that of the first office that has one.
_FRESH = """
    select p.article_person_id, p.name, p.latin_name, p.name_key, (
        select r.party_code from news.person_role as r
        where r.article_id = p.article_id and r.person_number = p.number and r.party_code is not null
        order by r.number limit 1)
    from ops.unlinked as u inner join news.article_person as p using (article_person_id)
    order by u.article_person_id limit %s"""

_ALIASES = """
    insert into news.person_alias (party_code, alias_key, name, latin_name, tokens, names, party_tokens, articles)
    select distinct party_code, alias_key, '', '', '{}'::text[], '', '{}'::text[], 0 from named
    where not exists (select from news.person_alias as a
        where a.party_code = named.party_code and a.alias_key = named.alias_key) order by 1, 2"""

_LINK = """
    update news.article_person as p set alias_id = a.alias_id
    from named inner join news.person_alias as a using (party_code, alias_key)
    where p.article_person_id = named.article_person_id"""

_NAMED_BEFORE = """
    insert into named
    select p.article_person_id, a.party_code, a.alias_key, p.name, p.latin_name, string_to_array(p.name_key, ' ')
    from news.article_person as p inner join news.person_alias as a using (alias_id) where a.alias_id = any(%s)"""

_NO_FORMS = "delete from news.person_form where alias_id = any(%s)"

_NO_OFFICES = "delete from news.person_office where alias_id = any(%s)"

_FORMS = """
    insert into news.person_form as f (alias_id, name, latin_name, tokens, articles)
    select a.alias_id, n.name, min(n.latin_name), min(n.tokens), count(*)
    from named as n inner join news.person_alias as a using (party_code, alias_key) group by 1, 2 order by 1, 2
    on conflict (alias_id, name) do update set articles = f.articles + excluded.articles"""

_OFFICES = """
    insert into news.person_office as o (alias_id, role_code, first_on, last_on, articles)
    select p.alias_id, r.role_code, min(a.published_on), max(a.published_on), count(distinct p.article_id)
    from named as n inner join news.article_person as p using (article_person_id)
    inner join news.person_role as r on p.article_id = r.article_id and p.number = r.person_number
        and r.party_code = n.party_code
    inner join news.article as a on p.article_id = a.article_id
    group by 1, 2 order by 1, 2
    on conflict (alias_id, role_code) do update set first_on = least(o.first_on, excluded.first_on),
        last_on = greatest(o.last_on, excluded.last_on), articles = o.articles + excluded.articles"""

# The name that is shown: in Latin letters if any article has it so, the fullest, the most frequent.
_BEST_FORM = """
    with touched as (
        select distinct a.alias_id from named inner join news.person_alias as a using (party_code, alias_key)),
    best as (
        select distinct on (f.alias_id) f.alias_id, f.name, f.latin_name, f.tokens
        from touched inner join news.person_form as f using (alias_id)
        order by f.alias_id, (f.name ~ '[A-Za-z]') desc, cardinality(f.tokens) desc, f.articles desc,
            f.name collate "C"),
    counted as (
        select f.alias_id, sum(f.articles) as articles
        from touched inner join news.person_form as f using (alias_id) group by 1)
    update news.person_alias as a set name = best.name, latin_name = best.latin_name, tokens = best.tokens,
        names = (select string_agg(t, ' ' order by t collate "C") from unnest(best.tokens) as token (t)),
        party_tokens = (select array_agg(distinct a.party_code || ' ' || t) from unnest(best.tokens) as token (t)),
        articles = counted.articles
    from best inner join counted using (alias_id) where a.alias_id = best.alias_id"""

_CHILDREN_OF_EMPTY = """
    update news.person_alias set parent_id = null where parent_id in (
        select a.alias_id from news.person_alias as a where a.alias_id = any(%s)
        and not exists (select from news.person_form as f where f.alias_id = a.alias_id))"""

_EMPTY = """
    delete from news.person_alias as a where a.alias_id = any(%s)
    and not exists (select from news.person_form as f where f.alias_id = a.alias_id)
    returning a.alias_id, a.person_id"""
