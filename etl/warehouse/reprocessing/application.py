"""What was compared, written: a portion of articles in one transaction, with all that follows from it.

An article keeps its number, its text, its file and its copies; what the extraction says of it is put in the place of
what it said before, corrections are applied to that, and merging finds notes of what was and of what is.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.difference import Record
from etl.errors import ArticleError
from etl.warehouse.copying import copy_rows
from etl.warehouse.corrections import apply_again
from etl.warehouse.faults import in_transaction
from etl.warehouse.loader import REFUSED
from etl.warehouse.merging_lock import hold_merging
from etl.warehouse.quarantine import legible
from etl.warehouse.records import EXTRACTED, of_json
from etl.warehouse.reprocessing.comparison import MADE_FROM
from etl.warehouse.rows import CHILDREN, Row
from etl.warehouse.stories import one_at_a_time, place_articles
from etl.warehouse.unmerged import leave

log = logging.getLogger(__name__)


def apply_some(
    connection: Connection, reprocessing_id: int, rules_version: str, first: int, last: int, most: int
) -> Counter[str]:
    """Write the first articles of a range that are to be written; answers how many were applied, outdated and failed.

    Nothing left gives nothing. Where rows are refused, each article is written by itself, and the refused one fails.
    """

    def write(work: Callable[[Cursor, Mapping[int, Record], str], dict[int, Exception]]) -> Counter[str]:
        return in_transaction(
            connection, lambda cursor: _apply(cursor, reprocessing_id, rules_version, (first, last, most), work)
        )

    try:
        return write(_all_at_once)
    except REFUSED:
        log.exception("rows were refused; writing %d articles one by one", most)
    return write(_one_by_one)


def _apply(
    cursor: Cursor,
    reprocessing_id: int,
    rules_version: str,
    which: tuple[int, int, int],
    work: Callable[[Cursor, Mapping[int, Record], str], dict[int, Exception]],
) -> Counter[str]:
    first, last, most = which
    values = {"id": reprocessing_id, "first": first, "last": last, "most": most, "rules": rules_version}
    cursor.execute(_DUE, values)
    due = {article_id: (made_from, kept) for article_id, made_from, kept in cursor.fetchall()}
    if not due:
        return Counter()
    if any(kept for _, kept in due.values()):
        one_at_a_time(cursor)  # in the order in which a loader takes them
        hold_merging(cursor)
    cursor.execute(_HOLD, (list(due),))
    held = dict(cursor.fetchall())
    current = [number for number, (made_from, _) in due.items() if held.get(number) == made_from]
    records = {number: of_json(due[number][1]) for number in current if due[number][1]}
    changed = {number: record for number, record in records.items() if record is not None}
    same = [number for number in current if number not in records]
    for table in ("news.article", "news.event", "news.article_agreement"):
        cursor.execute(
            f"update {table} set rules_version = %s where article_id = any(%s) and rules_version <> %s",  # noqa: S608
            (rules_version, same, rules_version),
        )
    refused = work(cursor, changed, rules_version) if changed else {}
    done = [number for number in (*same, *changed) if number not in refused]
    outdated = [number for number in due if number not in same and number not in changed]
    return _enter(cursor, reprocessing_id, done, outdated, refused)


def _all_at_once(cursor: Cursor, changed: Mapping[int, Record], rules_version: str) -> dict[int, Exception]:
    leave(cursor, [], changed)  # what these say until now
    redated, addresses = _redated(cursor, changed)
    _replace(cursor, changed, rules_version)
    moved = place_articles(cursor, {}, redated, addresses)
    apply_again(cursor, list(changed))
    leave(cursor, changed, moved)
    return {}


def _one_by_one(cursor: Cursor, changed: Mapping[int, Record], rules_version: str) -> dict[int, Exception]:
    refused: dict[int, Exception] = {}
    for number, record in changed.items():
        cursor.execute("savepoint one_article")
        try:
            _all_at_once(cursor, {number: record}, rules_version)
        except REFUSED as error:
            cursor.execute("rollback to savepoint one_article")
            refused[number] = error
        cursor.execute("release savepoint one_article")
    return refused


def _redated(cursor: Cursor, changed: Mapping[int, Record]) -> tuple[list[int], list[str]]:
    """Articles that were published on another day than it was thought, and addresses whose latest version that says."""
    cursor.execute(
        "select article_id, published_on::text, published_at, url from news.article where article_id = any(%s)",
        (list(changed),),
    )
    redated, addresses = [], []
    for article_id, day, moment, url in cursor.fetchall():
        new = changed[article_id].article
        if day != new["published_on"]:
            redated.append(article_id)
        if url and moment != new["published_at"]:
            addresses.append(url)
    return redated, addresses


def _replace(cursor: Cursor, changed: Mapping[int, Record], rules_version: str) -> None:
    """What was extracted in the place of what was."""
    cursor.execute("drop table if exists extracted_anew")
    cursor.execute(
        f"""create temp table extracted_anew on commit drop as
        select article_id, {", ".join(EXTRACTED)} from news.article limit 0"""  # noqa: S608  # names of ours
    )
    copy_rows(cursor, "extracted_anew", ("article_id", *EXTRACTED), (
        (number, *(record.article[name] for name in EXTRACTED)) for number, record in changed.items()
    ))  # fmt: skip
    cursor.execute(
        f"""update news.article as a set rules_version = %s, {", ".join(f"{name} = n.{name}" for name in EXTRACTED)}
        from extracted_anew as n where a.article_id = n.article_id""",  # noqa: S608  # names of ours
        (rules_version,),
    )
    for table in reversed(CHILDREN):
        cursor.execute(f"delete from {table} where article_id = any(%s)", (list(changed),))  # noqa: S608
    rows: dict[str, list[Row]] = defaultdict(list)
    for number, record in changed.items():
        fixed = {"article_id": number, "rules_version": rules_version}
        for table, said in record.rows.items():
            rows[table] += (tuple({**row, **fixed}[name] for name in CHILDREN[table]) for row in said)
    for table, columns in CHILDREN.items():
        copy_rows(cursor, table, columns, rows[table])


def _enter(
    cursor: Cursor, reprocessing_id: int, done: Sequence[int], outdated: Sequence[int], refused: Mapping[int, Exception]
) -> Counter[str]:
    for state, numbers in (("applied", done), ("outdated", outdated)):
        cursor.execute(_STATE, {"state": state, "id": reprocessing_id, "articles": list(numbers), "reason": None,
                                "detail": None})  # fmt: skip
    for number, error in refused.items():
        reason = error.reason if isinstance(error, ArticleError) else "internal_error"
        detail = legible(f"its rows were refused: {type(error).__name__}: {' '.join(str(error).split())}")
        values: dict[str, Any] = {"state": "failed", "id": reprocessing_id, "articles": [number], "reason": reason}
        cursor.execute(_STATE, values | {"detail": detail})
    cursor.execute("update ops.reprocessing set touched_at = now() where reprocessing_id = %s", (reprocessing_id,))
    return Counter({"applied": len(done), "outdated": len(outdated), "failed": len(refused)})


_DUE = """
    select article_id, made_from, extraction from ops.reprocessing_article as r
    where reprocessing_id = %(id)s and article_id between %(first)s and %(last)s
    and (state = 'changed' or (state = 'same' and exists (
        select from news.article as a where a.article_id = r.article_id and a.rules_version <> %(rules)s)))
    order by article_id limit %(most)s for update of r"""

_HOLD = f"""
    select article_id, {MADE_FROM} from news.article as a where article_id = any(%s)
    order by article_id for update"""  # noqa: S608  # an expression of ours

_STATE = """
    update ops.reprocessing_article set state = %(state)s, extraction = null, reason_code = %(reason)s,
        detail = %(detail)s
    where reprocessing_id = %(id)s and article_id = any(%(articles)s)"""
