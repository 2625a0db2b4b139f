"""What the rules of now say of an article against what the warehouse holds of it, kept until it is applied."""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.difference import Change, Record, difference
from etl.model import Article, Extraction, Rejection
from etl.warehouse.copying import copy_rows
from etl.warehouse.faults import in_transaction
from etl.warehouse.quarantine import legible
from etl.warehouse.records import as_json, record_of, stored_records

MADE_FROM = "concat_ws(' ', a.source_file_id, a.record, a.rules_version, coalesce(a.published_at, '-'))"
"""Of ``news.article as a``: other where a loader or another reprocessing has made the article anew."""

_JUDGED = ("article_id", "state", "made_from", "extraction", "reason_code", "detail")
_CHANGE = ("reprocessing_id", "article_id", "number", "language_code", "kind", "change", "type", "mode", "parties",
           "reasons", "before", "after")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article that is to be compared: as its file gave it, and what it was made from."""

    article_id: int
    made_from: str
    article: Article


def waiting(connection: Connection, reprocessing_id: int, first: int, last: int, most: int) -> list[Waiting]:
    """The first articles of a range that are to be compared. Those that are gone are set aside as outdated."""
    values = {"id": reprocessing_id, "first": first, "last": last, "most": most}

    def take(cursor: Cursor) -> list[Waiting]:
        cursor.execute(_GONE, values)
        cursor.execute(_WAITING, values)
        return [
            Waiting(article_id, made_from, Article(*[*told, tuple(notes)]))
            for article_id, made_from, *told, notes in cursor.fetchall()
        ]

    return in_transaction(connection, take)


def keep_compared(
    connection: Connection, reprocessing_id: int, compared: Sequence[tuple[Waiting, Extraction | Rejection]]
) -> Counter[str]:
    """Keep what a portion came to, one transaction; answers how many are the same, changed and failed.

    An article that was made anew since it was taken stays waiting.
    """
    return in_transaction(connection, lambda cursor: _keep(cursor, reprocessing_id, compared))


def _keep(
    cursor: Cursor, reprocessing_id: int, compared: Sequence[tuple[Waiting, Extraction | Rejection]]
) -> Counter[str]:
    cursor.execute(_MINE, (reprocessing_id, [taken.article_id for taken, _ in compared]))
    mine = {article_id for (article_id,) in cursor.fetchall()}
    stored = stored_records(cursor, mine)
    made_from = _made_from(cursor, mine)  # after the records: whoever made it anew in between is noticed here
    judged: list[tuple[Any, ...]] = []
    changes: list[tuple[Any, ...]] = []
    for taken, result in compared:
        number = taken.article_id
        if number not in stored or made_from.get(number) != taken.made_from:
            continue
        if isinstance(result, Rejection):
            judged.append((number, "failed", taken.made_from, None, result.reason, legible(result.detail)))
            continue
        old, new = stored[number], record_of(result)
        found = difference(old, new)
        kept = json.dumps(as_json(new)) if found else None
        judged.append((number, "changed" if found else "same", taken.made_from, kept, None, None))
        changes += (_change_row(reprocessing_id, number, n, old, change) for n, change in enumerate(found))
    _write(cursor, reprocessing_id, judged)
    copy_rows(cursor, "ops.reprocessing_change", _CHANGE, changes)
    return Counter(state for _, state, *_ in judged)


def _made_from(cursor: Cursor, articles: Collection[int]) -> dict[int, str]:
    cursor.execute(
        f"select article_id, {MADE_FROM} from news.article as a where article_id = any(%s)",  # noqa: S608  # of ours
        (list(articles),),
    )
    return dict(cursor.fetchall())


def _change_row(reprocessing_id: int, article_id: int, number: int, old: Record, change: Change) -> tuple[Any, ...]:
    """Type, mode and parties are those after the change, of what is lost those before."""
    said = change.after or change.before
    kind = {"event": said.get("type"), "agreement": said.get("kind")}.get(change.kind)
    return (
        reprocessing_id, article_id, number, old.article["language_code"], change.kind, change.how, kind,
        said.get("mode"), _parties(change, said), list(change.reasons), json.dumps(dict(change.before)),
        json.dumps(dict(change.after)),
    )  # fmt: skip


def _parties(change: Change, said: Any) -> list[str]:
    if change.kind == "event":
        return sorted((said["actor_party"], said["recipient_party"]))
    if change.kind == "agreement":
        return list(said["parties"])
    return sorted({role["party_code"] for role in said.get("roles", ()) if role["party_code"]})


def _write(cursor: Cursor, reprocessing_id: int, judged: Sequence[tuple[Any, ...]]) -> None:
    cursor.execute("drop table if exists judged")
    cursor.execute(
        """create temp table judged (article_id bigint, state text, made_from text, extraction jsonb, reason_code text,
            detail text) on commit drop"""
    )
    copy_rows(cursor, "judged", _JUDGED, judged)
    cursor.execute(
        """update ops.reprocessing_article as r set state = j.state, made_from = j.made_from,
            extraction = j.extraction, reason_code = j.reason_code, detail = j.detail
        from judged as j where r.reprocessing_id = %s and r.article_id = j.article_id""",
        (reprocessing_id,),
    )
    cursor.execute("update ops.reprocessing set touched_at = now() where reprocessing_id = %s", (reprocessing_id,))


_GONE = """
    update ops.reprocessing_article as r set state = 'outdated'
    where r.reprocessing_id = %(id)s and r.article_id between %(first)s and %(last)s and r.state = 'waiting'
    and not exists (select from news.article as a where a.article_id = r.article_id)"""

# A day that the extraction read in the text it reads again.
_WAITING = f"""
    select a.article_id, {MADE_FROM}, f.uri, a.record, a.content_id, a.title, a.text, a.url, s.name, a.author,
        case when a.published_basis <> 'dateline' then a.published_at end,
        case when a.published_basis <> 'dateline' then a.published_basis end, null, a.fetched_at, a.notes
    from ops.reprocessing_article as r inner join news.article as a using (article_id)
    inner join ops.source_file as f on a.source_file_id = f.source_file_id
    left join news.source as s on a.source_id = s.source_id
    where r.reprocessing_id = %(id)s and r.article_id between %(first)s and %(last)s and r.state = 'waiting'
    order by a.article_id limit %(most)s"""  # noqa: S608  # an expression of ours

_MINE = """
    select article_id from ops.reprocessing_article
    where reprocessing_id = %s and article_id = any(%s) and state = 'waiting' order by article_id for update"""
