"""Reprocessings: which articles were chosen, in which batches, and how far each has got."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import cursor as Cursor  # noqa: N812
from psycopg2.extras import RealDictCursor

from etl.errors import ConfigurationError
from etl.warehouse.faults import in_transaction

MOST_BATCHES = 1000  # Airflow maps no more than 1,024 tasks
KEPT_DAYS = 30
"""What a reprocessing found is kept so long after it was last worked on."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which articles: all conditions that are given have to hold, and none given means all articles.

    ``languages`` are codes as articles have them, the days those of publication, both included; ``dyads`` are pairs of
    parties (``KZ-PK`` or ``KAZ-PAK``) that an article names both of. ``is_other_rules_only`` leaves out what the rules
    of now have made.
    """

    languages: tuple[str, ...] = ()
    first_published_on: date | None = None
    last_published_on: date | None = None
    dyads: tuple[str, ...] = ()
    is_other_rules_only: bool = False


@dataclass(frozen=True, slots=True)
class Reprocessing:
    """A row of ``ops.reprocessing``: its number, how far it has got, and by which rules."""

    reprocessing_id: int
    state: str
    rules_version: str
    batch_size: int


def begin(connection: Connection, run_key: str, chosen: Chosen, batch_size: int, rules_version: str) -> int:
    """Enter a reprocessing with its articles; answers its number. A known ``run_key`` is the same one again.

    Raises:
        ConfigurationError: a language or a party that is none, or days in the wrong order.
    """

    def enter(cursor: Cursor) -> int:
        cursor.execute("select reprocessing_id from ops.reprocessing where run_key = %s", (run_key,))
        if known := cursor.fetchone():
            return int(known[0])
        _expire(cursor)
        values: dict[str, Any] = {
            "key": run_key, "languages": _languages(cursor, chosen.languages), "first": chosen.first_published_on,
            "last": chosen.last_published_on, "is_other": chosen.is_other_rules_only, "size": batch_size,
            "rules": rules_version,
        }  # fmt: skip
        _check_days(chosen)
        pairs = [_parties(cursor, dyad) for dyad in chosen.dyads]
        values |= {"a": [a for a, _ in pairs], "b": [b for _, b in pairs], "dyads": [f"{a}-{b}" for a, b in pairs]}
        cursor.execute(_ENTER, values)
        values["id"] = int((cursor.fetchone() or (0,))[0])
        cursor.execute(_CHOOSE, values)
        return int(values["id"])

    return in_transaction(connection, enter)


def _check_days(chosen: Chosen) -> None:
    first, last = chosen.first_published_on, chosen.last_published_on
    if first and last and last < first:
        raise ConfigurationError(f"no article was published from {first} to {last}: put the earlier day first")


def _languages(cursor: Cursor, languages: Sequence[str]) -> list[str]:
    cursor.execute("select language_code from ref.language where language_code = any(%s)", (list(languages),))
    known = {code for (code,) in cursor.fetchall()}
    if unknown := sorted(set(languages) - known):
        raise ConfigurationError(f"there is no language {unknown[0]!r}; ref.language has the codes: de, kk, ur ...")
    return sorted(known)


def _parties(cursor: Cursor, dyad: str) -> tuple[str, str]:
    """The codes of a pair, in the order of their letters."""
    codes = dyad.upper().split("-")
    if len(codes) != 2:
        raise ConfigurationError(f"{dyad!r} is no dyad; a dyad is two parties with a hyphen between: KZ-PK")
    found = []
    for code in codes:
        cursor.execute("select party_code from ref.party where party_code = %s or iso2 = %s order by 1", (code, code))
        row = cursor.fetchone()
        if row is None:
            raise ConfigurationError(
                f"there is no party {code!r} (dyad {dyad!r}); ref.party has the codes: KZ, KAZ, EU"
            )
        found.append(str(row[0]))
    a, b = sorted(found)
    if a == b:
        raise ConfigurationError(f"{dyad!r} is no dyad: both are the same party")
    return a, b


def find(connection: Connection, reprocessing_id: int) -> Reprocessing:
    """The reprocessing of this number.

    Raises:
        ConfigurationError: there is none, or what it found was not kept so long.
    """
    with connection, connection.cursor() as cursor:
        cursor.execute(
            """select reprocessing_id, state, rules_version, batch_size from ops.reprocessing
            where reprocessing_id = %s""",
            (reprocessing_id,),
        )
        row = cursor.fetchone()
    if row is None:
        raise ConfigurationError(f"there is no reprocessing {reprocessing_id}; report.reprocessing has their numbers")
    if row[1] == "expired":
        raise ConfigurationError(
            f"reprocessing {reprocessing_id} was last worked on over {KEPT_DAYS} days ago and is no longer kept;"
            " begin a new one"
        )
    return Reprocessing(*row)


def to_compare(connection: Connection, of: Reprocessing) -> list[dict[str, int]]:
    """Batches ``{number, first, last, articles}`` of what is to be compared, as ranges of article ids."""
    return _batches(connection, of, "state = 'waiting'")


def to_apply(connection: Connection, of: Reprocessing) -> list[dict[str, int]]:
    """Batches of what is to be written: articles that changed, and those that other rules made to the same effect."""
    return _batches(
        connection,
        of,
        """(state = 'changed' or (state = 'same' and exists (
            select from news.article as a
            where a.article_id = r.article_id and a.rules_version <> %(rules)s)))""",
    )


def _batches(connection: Connection, of: Reprocessing, which: str) -> list[dict[str, int]]:
    values = {"id": of.reprocessing_id, "rules": of.rules_version}
    with connection, connection.cursor() as cursor:
        cursor.execute(
            f"""select article_id from ops.reprocessing_article as r
            where reprocessing_id = %(id)s and {which} order by article_id""",  # noqa: S608  # conditions of ours
            values,
        )
        ids = [article_id for (article_id,) in cursor.fetchall()]
    size = max(of.batch_size, math.ceil(len(ids) / MOST_BATCHES))
    cut = [ids[start : start + size] for start in range(0, len(ids), size)]
    return [{"number": n, "first": b[0], "last": b[-1], "articles": len(b)} for n, b in enumerate(cut, start=1)]


def enter_state(connection: Connection, reprocessing_id: int, state: str) -> None:
    """Write how far it has got; ``applied`` is its end."""
    in_transaction(
        connection,
        lambda cursor: cursor.execute(
            """update ops.reprocessing set state = %s, touched_at = now(),
                finished_at = case when %s = 'applied' then now() end
            where reprocessing_id = %s""",
            (state, state, reprocessing_id),
        ),
    )


def counts(connection: Connection, reprocessing_id: int) -> dict[str, int]:
    """How many articles are in each state, and how many corrections in force fit nothing in those that were applied."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "select state, count(*) from ops.reprocessing_article where reprocessing_id = %s group by 1",
            (reprocessing_id,),
        )
        found = dict.fromkeys(("waiting", "same", "changed", "applied", "outdated", "failed"), 0)
        found |= {state: int(articles) for state, articles in cursor.fetchall()}
        cursor.execute(_UNMATCHED, (reprocessing_id,))
        found["unmatched"] = int((cursor.fetchone() or (0,))[0])
        return found


def sums(connection: Connection, reprocessing_id: int) -> list[dict[str, Any]]:
    """What changes by kind, type and language, as ``report.reprocessing_sum`` has it, most first."""
    with connection, connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(
            """select * from report.reprocessing_sum where reprocessing_id = %s
            order by array_position(array['event', 'agreement', 'person', 'article'], kind),
                gained + lost + altered desc, type, language_code""",
            (reprocessing_id,),
        )
        return [dict(row) for row in cursor.fetchall()]


def _expire(cursor: Cursor) -> None:
    """Forget what old ones found: the texts of it take as much room as what is loaded."""
    cursor.execute(
        """update ops.reprocessing set state = 'expired'
        where state <> 'expired' and touched_at < now() - make_interval(days => %s) returning reprocessing_id""",
        (KEPT_DAYS,),
    )
    gone = [number for (number,) in cursor.fetchall()]
    cursor.execute("delete from ops.reprocessing_article where reprocessing_id = any(%s)", (gone,))


_ENTER = """
    insert into ops.reprocessing (run_key, chosen_languages, first_published_on, last_published_on, chosen_dyads,
        is_other_rules_only, batch_size, rules_version)
    values (%(key)s, %(languages)s, %(first)s, %(last)s, %(dyads)s, %(is_other)s, %(size)s, %(rules)s)
    returning reprocessing_id"""

_CHOOSE = """
    insert into ops.reprocessing_article (reprocessing_id, article_id)
    select %(id)s, a.article_id from news.article as a
    where (cardinality(%(languages)s::text[]) = 0 or a.language_code = any(%(languages)s))
    and (%(first)s::date is null or a.published_on >= %(first)s)
    and (%(last)s::date is null or a.published_on <= %(last)s)
    and (not %(is_other)s or a.rules_version <> %(rules)s)
    and (cardinality(%(dyads)s::text[]) = 0 or exists (
        select from unnest(%(a)s::text[], %(b)s::text[]) as pair (a, b)
        where exists (
            select from news.article_dyad as d
            where d.article_id = a.article_id and d.a_party = pair.a and d.b_party = pair.b)
        or (
            exists (select from news.article_party as p where p.article_id = a.article_id and p.party_code = pair.a)
            and exists (
                select from news.article_party as p where p.article_id = a.article_id and p.party_code = pair.b))))
    order by a.article_id"""

_UNMATCHED = """
    select count(*) from news.correction as c
    inner join news.article as a using (content_id)
    inner join ops.reprocessing_article as r on a.article_id = r.article_id and r.state = 'applied'
    where r.reprocessing_id = %s and c.undone_at is null
    and not exists (select from news.corrected_fact as f where f.correction_id = c.correction_id)"""
