"""Persons brought up to date: those of new articles get aliases, and aliases that changed find their person again.

One process links at a time. Each step is a transaction: killed in between, ``ops.unlinked`` says what is left to do.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.merging.persons import CONFIDENCE, SINGLE, WEEKS, Alias, alias_key, parent
from etl.warehouse.copying import copy_rows
from etl.warehouse.faults import in_transaction

_LOCK = 0x4D455247  # as for incidents: one process at a time merges
_AT_ONCE = 5000  # persons of articles a transaction
_ROUNDS = 10  # of neighbours whose person may change because an alias's did


def link_persons(connection: Connection) -> int:
    """Link the persons of all new articles; answers how many."""
    total = 0
    while linked := in_transaction(connection, _link_some):
        total += linked
    return total


def _link_some(cursor: Cursor) -> int:
    cursor.execute("select pg_advisory_xact_lock(%s, 0)", (_LOCK,))
    cursor.execute(_FRESH, (_AT_ONCE,))
    fresh = cursor.fetchall()
    if not fresh:
        return 0
    cursor.execute("drop table if exists named")
    cursor.execute(
        """create temp table named (article_person_id bigint, party_code text, alias_key text, name text,
            latin_name text, tokens text[]) on commit drop"""
    )
    columns = ("article_person_id", "party_code", "alias_key", "name", "latin_name", "tokens")
    copy_rows(cursor, "named", columns, (
        (number, party, alias_key(key, latin), name, latin, key.split())
        for number, name, latin, key, party in fresh if party and key
    ))  # fmt: skip
    for statement in (_ALIASES, _LINK, _FORMS, _OFFICES, _BEST_FORM):
        cursor.execute(statement)
    cursor.execute("delete from ops.unlinked where article_person_id = any(%s)", ([row[0] for row in fresh],))
    cursor.execute("select distinct alias_id from named inner join news.article_person using (article_person_id)")
    _settle(cursor, [alias_id for (alias_id,) in cursor.fetchall()])
    return len(fresh)


def _settle(cursor: Cursor, changed: Sequence[int]) -> None:
    """Find the persons of aliases that changed and of their neighbours, until nobody's person changes any more."""
    cursor.execute("create temp table if not exists left_behind (person_id bigint) on commit drop")
    for _ in range(_ROUNDS):
        if not changed:
            break
        zone = _neighbours(cursor, changed)
        nodes = _load(cursor, _neighbours(cursor, zone))
        changed = _place(cursor, nodes, set(zone))
    cursor.execute(
        """delete from news.person as p where not exists (
            select from news.person_alias as a where a.person_id = p.person_id)
        and p.person_id in (select person_id from left_behind)"""
    )


@dataclass(slots=True)
class _Node:
    """An alias with its ids; ``root`` is the key of the person's own alias."""

    alias_id: int
    party: str
    alias: Alias
    root: str
    parent_id: int | None


def _place(cursor: Cursor, nodes: Sequence[_Node], zone: set[int]) -> list[int]:
    """Decide for the aliases of the zone, the highest first; answers those whose person changed."""
    parties: dict[str, dict[str, _Node]] = defaultdict(dict)
    for node in nodes:
        parties[node.party][node.alias.key] = node
    rows, moved = [], []
    for party, known in sorted(parties.items()):
        for node in sorted(known.values(), key=lambda n: n.alias.rank, reverse=True):
            if node.alias_id not in zone:
                continue
            near = [other.alias for other in known.values() if other is not node]
            joined = parent(node.alias, near, lambda key, known=known: known[key].root)  # type: ignore[misc]
            above = known[joined[0]] if joined else None
            root, why = (above.root if above else node.alias.key), joined[1] if joined else "itself"
            if root != node.root:
                moved.append(node.alias_id)
            node.root = root
            rows.append((node.alias_id, party, root, above.alias_id if above else None, why, CONFIDENCE[why]))
    _write(cursor, rows)
    return moved


def _write(cursor: Cursor, rows: Iterable[tuple[Any, ...]]) -> None:
    cursor.execute("drop table if exists placed")
    cursor.execute(
        """create temp table placed (alias_id bigint, party_code text, root text, parent_id bigint, joined_by text,
            confidence double precision) on commit drop"""
    )
    copy_rows(cursor, "placed", ("alias_id", "party_code", "root", "parent_id", "joined_by", "confidence"), rows)
    cursor.execute(
        """insert into left_behind select a.person_id from placed inner join news.person_alias as a using (alias_id)
        where a.person_id is not null"""
    )
    cursor.execute(
        """insert into news.person (party_code, alias_key) select distinct party_code, root from placed
        where not exists (select from news.person as p
            where p.party_code = placed.party_code and p.alias_key = placed.root) order by 1, 2"""
    )
    cursor.execute(
        """update news.person_alias as a set person_id = p.person_id, parent_id = placed.parent_id,
            joined_by = placed.joined_by, confidence = placed.confidence
        from placed inner join news.person as p on p.party_code = placed.party_code and p.alias_key = placed.root
        where a.alias_id = placed.alias_id and (a.person_id is distinct from p.person_id
            or a.parent_id is distinct from placed.parent_id or a.joined_by <> placed.joined_by)"""
    )


def _neighbours(cursor: Cursor, aliases: Sequence[int]) -> list[int]:
    """These, and those of their party that share a word of the name, or an office of one holder in the same weeks."""
    cursor.execute(_NEIGHBOURS, {"aliases": list(aliases), "single": sorted(SINGLE), "days": WEEKS.days})
    return [alias_id for (alias_id,) in cursor.fetchall()]


def _load(cursor: Cursor, aliases: Sequence[int]) -> list[_Node]:
    cursor.execute(_LOAD, (list(aliases),))
    return [_node(*row) for row in cursor.fetchall()]


def _node(
    alias_id: int, party: str, key: str, tokens: list[str], latin: str, articles: int, root: str | None,
    parent_id: int | None, offices: list[list[Any]] | None,
) -> _Node:  # fmt: skip
    held = {role: (first, last) if first else None for role, first, last in offices or ()}
    alias = Alias(key, tuple(tokens), tuple(latin.split()), articles, _dated(held))
    return _Node(alias_id, party, alias, root or key, parent_id)


def _dated(held: dict[str, tuple[str, str] | None]) -> dict[str, Any]:
    return {role: (date.fromisoformat(r[0]), date.fromisoformat(r[1])) if r else None for role, r in held.items()}


# A person's party is that of the first office that has one.
_FRESH = """
    select p.article_person_id, p.name, p.latin_name, p.name_key, (
        select r.party_code from news.person_role as r
        where r.article_id = p.article_id and r.person_number = p.number and r.party_code is not null
        order by r.number limit 1)
    from ops.unlinked as u inner join news.article_person as p using (article_person_id)
    order by u.article_person_id limit %s"""

_ALIASES = """
    insert into news.person_alias (party_code, alias_key, name, latin_name, tokens, articles)
    select distinct party_code, alias_key, '', '', '{}'::text[], 0 from named
    where not exists (select from news.person_alias as a
        where a.party_code = named.party_code and a.alias_key = named.alias_key) order by 1, 2"""

_LINK = """
    update news.article_person as p set alias_id = a.alias_id
    from named inner join news.person_alias as a using (party_code, alias_key)
    where p.article_person_id = named.article_person_id"""

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
        articles = counted.articles
    from best inner join counted using (alias_id) where a.alias_id = best.alias_id"""

_NEIGHBOURS = """
    select unnest(%(aliases)s::bigint[])
    union
    select b.alias_id from news.person_alias as a
    inner join news.person_alias as b on a.tokens && b.tokens and a.party_code = b.party_code
    where a.alias_id = any(%(aliases)s::bigint[])
    union
    select b.alias_id from news.person_office as o
    inner join news.person_alias as a using (alias_id)
    inner join news.person_office as other on o.role_code = other.role_code
        and o.first_on <= other.last_on + %(days)s and other.first_on <= o.last_on + %(days)s
    inner join news.person_alias as b on other.alias_id = b.alias_id and a.party_code = b.party_code
    where o.alias_id = any(%(aliases)s::bigint[]) and o.role_code = any(%(single)s)
    order by 1"""

_LOAD = """
    select a.alias_id, a.party_code, a.alias_key, a.tokens, a.latin_name, a.articles, p.alias_key, a.parent_id, (
        select jsonb_agg(jsonb_build_array(o.role_code, o.first_on, o.last_on))
        from news.person_office as o where o.alias_id = a.alias_id)
    from news.person_alias as a left join news.person as p using (person_id)
    where a.alias_id = any(%s)"""
