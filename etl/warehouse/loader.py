"""One batch, one transaction: articles and all that hangs on them, copies, quarantine, and the files' end states.

Articles go through a temporary table and an anti-join, in the order of their key, so that two loaders of the same texts
neither clash nor wait in a circle. What hangs on an article that this transaction has made cannot clash with anything
and is copied straight into its table.
"""

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import psycopg2
from psycopg2 import errors
from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.errors import PassingError
from etl.model import Extraction, Rejection
from etl.warehouse.copying import copy_rows
from etl.warehouse.rows import ARTICLE, CHILDREN, FileResult, Row, article_row, child_rows

_TRIES = 5  # at a transaction that a deadlock or a serialization failure ended


@dataclass(frozen=True, slots=True)
class Loaded:
    """Counts of what one batch brought."""

    loaded: int = 0
    quarantined: int = 0
    articles: int = 0
    copies: int = 0
    events: int = 0


def load_batch(connection: Connection, claim_id: int, this_run: int, results: Sequence[FileResult]) -> Loaded:
    """Load the results of a claim; files that another claimant has taken over meanwhile are left to it.

    Where the rows of one file are refused, the others are loaded all the same and it is quarantined.

    Raises:
        PassingError: the connection was lost, or the tries at a deadlock ran out; nothing was loaded.
    """
    for attempt in range(_TRIES):
        try:
            with connection, connection.cursor() as cursor:
                return _load(cursor, claim_id, this_run, results)
        except (errors.DeadlockDetected, errors.SerializationFailure):
            time.sleep(0.05 * 2**attempt)
        except (psycopg2.IntegrityError, psycopg2.DataError):
            return _load_one_by_one(connection, claim_id, this_run, results)
        except (psycopg2.OperationalError, psycopg2.InterfaceError) as error:
            raise PassingError(f"loading a batch of {len(results)} files: {error}") from error
    raise PassingError(f"loading a batch of {len(results)} files: deadlocked {_TRIES} times in a row")


def _load_one_by_one(connection: Connection, claim_id: int, this_run: int, results: Sequence[FileResult]) -> Loaded:
    """The slow way, still in one transaction: a file whose rows are refused is undone and quarantined."""
    total = Loaded()
    with connection, connection.cursor() as cursor:
        for result in results:
            cursor.execute("savepoint one_file")
            try:
                counts = _load(cursor, claim_id, this_run, [result])
            except (psycopg2.IntegrityError, psycopg2.DataError) as error:
                cursor.execute("rollback to savepoint one_file")
                refused = Rejection("internal_error", f"its rows were refused: {error}".strip(), None, b"")
                counts = _load(cursor, claim_id, this_run, [replace(result, extractions=(), rejections=(refused,))])
            cursor.execute("release savepoint one_file")
            total = Loaded(*(a + b for a, b in zip(_values(total), _values(counts), strict=True)))
    return total


def _values(counts: Loaded) -> tuple[int, ...]:
    return counts.loaded, counts.quarantined, counts.articles, counts.copies, counts.events


def _load(cursor: Cursor, claim_id: int, this_run: int, results: Sequence[FileResult]) -> Loaded:
    cursor.execute(
        """select source_file_id from ops.source_file where claim_id = %s and state = 'claimed'
        and source_file_id = any(%s) order by source_file_id for update""",
        (claim_id, [r.source_file_id for r in results]),
    )
    own = {number for (number,) in cursor.fetchall()}
    mine = sorted((r for r in results if r.source_file_id in own), key=lambda r: r.source_file_id)
    first: dict[str, tuple[int, Extraction]] = {}
    copies: list[Row] = []
    for result in mine:
        for found in result.extractions:
            article = found.article
            if first.setdefault(article.content_id, (result.source_file_id, found))[1] is not found:
                copies.append(
                    (
                        article.content_id,
                        result.source_file_id,
                        article.record,
                        article.uri,
                        article.url,
                        article.source,
                    )
                )
    made = _articles(cursor, first)
    copies += [(c, number, f.article.record, f.article.uri, f.article.url, f.article.source)
               for c, (number, f) in first.items() if c not in made]  # fmt: skip
    events = _children(cursor, {made[c]: found for c, (_, found) in first.items() if c in made})
    _copies(cursor, copies)
    quarantined = _finish(cursor, this_run, mine)
    return Loaded(len(mine) - quarantined, quarantined, len(made), len(copies), events)


def _articles(cursor: Cursor, first: dict[str, tuple[int, Extraction]]) -> dict[str, int]:
    """Insert the articles that are new; content id -> article id of those."""
    cursor.execute("drop table if exists new_article")
    cursor.execute(
        """create temp table new_article on commit drop as
        select content_id, source_file_id, record, null::text as source_name, language_code, language_confidence, title,
            text, url, author, agency, published_at, published_on, published_basis, dateline_place, dateline_country,
            dateline_start, dateline_end, tone_score, tone_label, rules_version from news.article limit 0"""
    )
    copy_rows(cursor, "new_article", ARTICLE, (article_row(found, number) for number, found in first.values()))
    cursor.execute(
        """insert into news.source (name) select distinct source_name from new_article
        where source_name is not null and not exists (select from news.source where name = source_name)
        order by source_name on conflict do nothing"""
    )
    cursor.execute(
        """insert into news.article (content_id, source_file_id, record, source_id, language_code, language_confidence,
            title, text, url, author, agency, published_at, published_on, published_basis, dateline_place,
            dateline_country, dateline_start, dateline_end, tone_score, tone_label, rules_version)
        select n.content_id, n.source_file_id, n.record, s.source_id, n.language_code, n.language_confidence, n.title,
            n.text, n.url, n.author, n.agency, n.published_at, n.published_on, n.published_basis, n.dateline_place,
            n.dateline_country, n.dateline_start, n.dateline_end, n.tone_score, n.tone_label, n.rules_version
        from new_article as n left join news.source as s on s.name = n.source_name
        where not exists (select from news.article as a where a.content_id = n.content_id)
        order by n.content_id on conflict do nothing returning content_id, article_id"""
    )
    return dict(cursor.fetchall())


def _children(cursor: Cursor, articles: dict[int, Extraction]) -> int:
    """Everything below the new articles; answers how many events."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for article_id, found in articles.items():
        for table, row in child_rows(found, article_id):
            rows[table].append(row)
    for table, columns in CHILDREN.items():
        copy_rows(cursor, table, columns, rows[table])
    return len(rows["news.event"])


def _copies(cursor: Cursor, copies: list[Row]) -> None:
    """Further occurrences of texts that are known, from this batch, an earlier one or another loader's."""
    if not copies:
        return
    cursor.execute("drop table if exists new_copy")
    cursor.execute(
        """create temp table new_copy (content_id text, source_file_id bigint, record integer, uri text, url text,
            source_name text) on commit drop"""
    )
    copy_rows(cursor, "new_copy", ("content_id", "source_file_id", "record", "uri", "url", "source_name"), copies)
    cursor.execute(
        """insert into news.source (name) select distinct source_name from new_copy
        where source_name is not null and not exists (select from news.source where name = source_name)
        order by source_name on conflict do nothing"""
    )
    cursor.execute(
        """insert into news.article_copy (source_file_id, record, article_id, uri, url, source_id)
        select c.source_file_id, c.record, a.article_id, c.uri, c.url, s.source_id
        from new_copy as c inner join news.article as a on a.content_id = c.content_id
        left join news.source as s on s.name = c.source_name
        order by c.source_file_id, c.record on conflict do nothing"""
    )


def _finish(cursor: Cursor, this_run: int, results: Sequence[FileResult]) -> int:
    """Quarantine rows and the files' end states; answers how many files ended in quarantine."""
    for result in results:
        for r in result.rejections:
            cursor.execute(
                """insert into ops.quarantine (source_file_id, record, reason_code, detail, head, run_id)
                values (%s, %s, %s, %s, %s, %s) on conflict do nothing""",
                (result.source_file_id, r.record, r.reason, r.detail.replace("\0", "")[:4000], r.head, this_run),
            )
    loaded = [r.source_file_id for r in results if r.extractions]
    cursor.execute(
        """update ops.source_file set state = 'loaded', finished_at = now(), lease_until = null
        where source_file_id = any(%s)""",
        (loaded,),
    )
    refused = [r for r in results if not r.extractions]
    for result in refused:
        reason = result.rejections[0]
        cursor.execute(
            """update ops.source_file set state = 'quarantined', reason_code = %s, detail = %s, finished_at = now(),
                lease_until = null where source_file_id = %s""",
            (reason.reason, reason.detail.replace("\0", "")[:4000], result.source_file_id),
        )
    return len(refused)
