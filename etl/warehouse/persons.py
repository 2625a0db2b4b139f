"""Persons brought up to date: those of new articles get aliases, and aliases that changed find their person again.

One process links at a time. Each step is a transaction: killed in between, ``ops.unlinked``, ``ops.uncounted`` and
``ops.unsettled`` say what is left to do.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.merging.persons import CONFIDENCE, WEEKS, Alias, Office, parent
from etl.merging.verdicts import NONE, Verdicts
from etl.warehouse.aliases import count_named, drop_empty, forget_counts, name_fresh, take_fresh, take_uncounted
from etl.warehouse.copying import copy_rows
from etl.warehouse.faults import in_transaction
from etl.warehouse.merging_lock import hold_merging
from etl.warehouse.verdicts import read_verdicts, take_unsettled, with_tied

_AT_ONCE = 5000  # persons of articles a transaction


def link_persons(connection: Connection) -> int:
    """Link the persons of all new articles, and count those again of which articles went; answers how many came."""
    in_transaction(connection, _count_again)
    total = 0
    while linked := in_transaction(connection, _link_some):
        total += linked
    in_transaction(connection, _follow_corrections)
    return total


def _link_some(cursor: Cursor) -> int:
    _begin(cursor)
    fresh = take_fresh(cursor, _AT_ONCE)
    if fresh:
        aliases = name_fresh(cursor, fresh)
        before = _with_kin(cursor, aliases)  # what changes may part them, so these are judged again as well
        count_named(cursor)
        _settle(cursor, {*before, *_with_kin(cursor, aliases)})
    return len(fresh)


def _count_again(cursor: Cursor) -> None:
    _begin(cursor)
    if noted := take_uncounted(cursor):
        before = _with_kin(cursor, noted)
        forget_counts(cursor, noted)
        count_named(cursor)
        gone = drop_empty(cursor, noted)
        copy_rows(cursor, "left_behind", ("person_id",), ((person_id,) for person_id in gone.values()))
        _settle(cursor, {*before, *_with_kin(cursor, noted)} - gone.keys())


def _follow_corrections(cursor: Cursor) -> None:
    _begin(cursor)
    if noted := take_unsettled(cursor):
        _settle(cursor, _with_kin(cursor, noted))


def _begin(cursor: Cursor) -> None:
    hold_merging(cursor)
    cursor.execute("drop table if exists left_behind")
    cursor.execute("create temp table left_behind (person_id bigint) on commit drop")


def _settle(cursor: Cursor, zone: Iterable[int]) -> None:
    """Find the persons of these aliases, then of those to whom that matters, until nobody's person changes any more."""
    due = sorted(zone)
    said = read_verdicts(cursor)
    while due:
        pairs = _pairs(cursor, due)
        nodes = _load(cursor, with_tied(cursor, {*due, *(other for others in pairs.values() for other in others)}))
        _pool(nodes, said)
        moved = _place(cursor, nodes, due, pairs, said)
        due = _with_kin(cursor, moved) if moved else []
    cursor.execute(_NOBODY)


@dataclass(slots=True)
class _Node:
    """An alias with its ids; ``root`` is the key of the person's own alias."""

    alias_id: int
    party: str
    alias: Alias
    root: str


def _pool(nodes: Mapping[int, _Node], said: Mapping[str, Verdicts]) -> None:
    """Rank what was made one by an analyst by the articles of all of it."""
    for party, verdicts in said.items():
        own = {node.alias.key: node for node in nodes.values() if node.party == party}
        for key, pooled in verdicts.pooled({key: node.alias for key, node in own.items()}).items():
            own[key].alias = pooled


def _place(
    cursor: Cursor, nodes: dict[int, _Node], zone: Sequence[int], pairs: Mapping[int, list[int]],
    said: Mapping[str, Verdicts],
) -> list[int]:  # fmt: skip
    """Decide for the aliases of the zone, the highest first; answers those whose person changed."""
    rows, moved = [], []
    named = {(node.party, node.alias.key): node for node in nodes.values()}
    for node in sorted((nodes[alias_id] for alias_id in zone), key=lambda n: n.alias.rank, reverse=True):
        near = [nodes[other] for other in pairs[node.alias_id]]
        above, why = _above(node, near, named, said.get(node.party, NONE))
        root = above.root if above else node.alias.key
        if root != node.root:
            moved.append(node.alias_id)
        node.root = root
        rows.append((node.alias_id, node.party, root, above.alias_id if above else None, why, CONFIDENCE[why]))
    _write(cursor, rows)
    return moved


def _above(
    node: _Node, near: Sequence[_Node], named: Mapping[tuple[str, str], _Node], verdicts: Verdicts
) -> tuple[_Node | None, str]:
    """Whom this alias joins, and why: what analysts have said, else the rules."""
    key = node.alias.key
    if joined := named.get((node.party, verdicts.into.get(key, ""))):
        return joined, "correction"
    parted = [other for one in verdicts.apart.get(key, ()) if (other := named.get((node.party, one)))]
    foreign = {other.root for other in parted if other.alias.rank > node.alias.rank}
    above, why = _by_rule(node, [other for other in near if other.root not in foreign])
    if above is None and foreign and _by_rule(node, near)[0]:
        return None, "correction"
    return above, why


def _by_rule(node: _Node, near: Sequence[_Node]) -> tuple[_Node | None, str]:
    known = {other.alias.key: other for other in near}
    joined = parent(node.alias, [other.alias for other in near], lambda key: known[key].root)
    return (known[joined[0]], joined[1]) if joined else (None, "itself")


def _write(cursor: Cursor, rows: Iterable[tuple[Any, ...]]) -> None:
    cursor.execute("drop table if exists placed")
    cursor.execute(
        """create temp table placed (alias_id bigint, party_code text, root text, parent_id bigint, joined_by text,
            confidence double precision) on commit drop"""
    )
    copy_rows(cursor, "placed", ("alias_id", "party_code", "root", "parent_id", "joined_by", "confidence"), rows)
    for statement in (_LEFT_BEHIND, _PERSONS, _PLACE):
        cursor.execute(statement)


def _with_kin(cursor: Cursor, aliases: Sequence[int]) -> list[int]:
    """These and those that corrections tie to them, and all that they may join or that may join them."""
    tied = with_tied(cursor, aliases)
    pairs = _pairs(cursor, tied)
    return sorted({*tied, *(other for others in pairs.values() for other in others)})


def _pairs(cursor: Cursor, aliases: Sequence[int]) -> dict[int, list[int]]:
    """Of each alias those of its party for which a reason may hold to be the same person."""
    cursor.execute(_PAIRS, {"aliases": list(aliases), "days": WEEKS.days})
    found: dict[int, list[int]] = defaultdict(list)
    for alias_id, other in cursor.fetchall():
        found[alias_id].append(other)
    return found


def _load(cursor: Cursor, aliases: Sequence[int]) -> dict[int, _Node]:
    cursor.execute(_LOAD, (list(aliases),))
    return {row[0]: _node(*row) for row in cursor.fetchall()}


def _node(
    alias_id: int, party: str, key: str, tokens: list[str], latin: str, articles: int, root: str | None,
    offices: list[list[Any]] | None,
) -> _Node:  # fmt: skip
    held = {role: Office(_day(first), _day(last), by_one) for role, first, last, by_one in offices or ()}
    return _Node(alias_id, party, Alias(key, tuple(tokens), tuple(latin.split()), articles, held), root or key)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# Pairs for which one of the reasons of `etl.merging.persons` may hold; which one does is decided there.
_PAIRS = """
    select a.alias_id, b.alias_id
    from unnest(%(aliases)s::bigint[]) as due (alias_id)
    inner join news.person_alias as a using (alias_id)
    inner join news.person_alias as b on a.party_tokens && b.party_tokens and a.alias_id <> b.alias_id
    where a.names = b.names or exists (
        select from news.person_office as o
        inner join news.person_office as other on o.role_code = other.role_code
        inner join ref.role as r on o.role_code = r.role_code
        where o.alias_id = a.alias_id and other.alias_id = b.alias_id and (
            (r.is_held_by_one and (o.first_on is null or other.first_on is null))
            or (o.first_on <= other.last_on + %(days)s and other.first_on <= o.last_on + %(days)s))
        and (a.tokens <@ b.tokens or b.tokens <@ a.tokens or (r.is_held_by_one and a.tokens[1] = b.tokens[1])))"""

_LOAD = """
    select a.alias_id, a.party_code, a.alias_key, a.tokens, a.latin_name, a.articles, p.alias_key, (
        select jsonb_agg(jsonb_build_array(o.role_code, o.first_on, o.last_on, r.is_held_by_one))
        from news.person_office as o inner join ref.role as r using (role_code) where o.alias_id = a.alias_id)
    from news.person_alias as a left join news.person as p using (person_id)
    where a.alias_id = any(%s)"""

_LEFT_BEHIND = """
    insert into left_behind select a.person_id from placed inner join news.person_alias as a using (alias_id)
    where a.person_id is not null"""

_PERSONS = """
    insert into news.person (party_code, alias_key) select distinct party_code, root from placed
    where not exists (select from news.person as p
        where p.party_code = placed.party_code and p.alias_key = placed.root) order by 1, 2"""

_PLACE = """
    update news.person_alias as a set person_id = p.person_id, parent_id = placed.parent_id,
        joined_by = placed.joined_by, confidence = placed.confidence
    from placed inner join news.person as p on p.party_code = placed.party_code and p.alias_key = placed.root
    where a.alias_id = placed.alias_id and (a.person_id is distinct from p.person_id
        or a.parent_id is distinct from placed.parent_id or a.joined_by <> placed.joined_by)"""

_NOBODY = """
    delete from news.person as p where p.person_id in (select person_id from left_behind)
    and not exists (select from news.person_alias as a where a.person_id = p.person_id)"""
