"""Corrections of who is one person: read for the merging, with the aliases that they make it look at."""

from collections import defaultdict
from collections.abc import Iterable

from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.merging.verdicts import Verdict, Verdicts, weigh


def read_verdicts(cursor: Cursor) -> dict[str, Verdicts]:
    """What is in force, by party."""
    cursor.execute(
        """select party_code, alias_key, other_key, kind = 'merge_persons' from news.correction
        where undone_at is null and party_code is not null order by correction_id"""
    )
    found: dict[str, list[Verdict]] = defaultdict(list)
    for party, key, other, is_one in cursor.fetchall():
        found[party].append(Verdict(key, other, is_one))
    return {party: weigh(verdicts) for party, verdicts in found.items()}


def with_tied(cursor: Cursor, aliases: Iterable[int]) -> list[int]:
    """These aliases, and those that corrections tie to them, by way of others too."""
    cursor.execute(_TIED, (list(aliases),))
    return [alias_id for (alias_id,) in cursor.fetchall()]


def take_unsettled(cursor: Cursor) -> list[int]:
    """The aliases of which corrections have come or gone since; their notes go with this transaction."""
    cursor.execute("delete from ops.unsettled returning alias_id")
    return sorted({alias_id for (alias_id,) in cursor.fetchall()})


_TIED = """
    with recursive tied (alias_id, party_code, alias_key) as (
        select alias_id, party_code, alias_key from news.person_alias
        where alias_id = any(%s::bigint[])
        union
        select b.alias_id, b.party_code, b.alias_key
        from tied inner join news.correction as c on c.undone_at is null and tied.party_code = c.party_code
            and tied.alias_key in (c.alias_key, c.other_key)
        inner join news.person_alias as b on c.party_code = b.party_code and b.alias_key in (c.alias_key, c.other_key))
    select alias_id from tied order by 1"""
