"""One portion of a batch, one transaction: articles and all that hangs on them, copies, quarantine, end states.

Articles go through a temporary table and an anti-join, in the order of their key, so that two loaders of the same texts
neither clash nor wait in a circle. What hangs on an article that this transaction has made cannot clash with anything
and is copied straight into its table.
"""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import psycopg2
from psycopg2 import errors
from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import cursor as Cursor  # noqa: N812
from structlog.contextvars import bound_contextvars

from etl.errors import ArticleError, PassingError
from etl.model import Extraction, Rejection
from etl.similarity import fingerprint
from etl.warehouse.claims import Claim
from etl.warehouse.copying import copy_rows
from etl.warehouse.corrections import apply_again
from etl.warehouse.faults import explained, in_transaction
from etl.warehouse.occurrences import Occurrence, first_of_each, overtake, overtaken, stage_articles
from etl.warehouse.quarantine import quarantine
from etl.warehouse.rows import CHILDREN, COPY, FileResult, Row, child_rows, copy_row
from etl.warehouse.stories import one_at_a_time, place_articles
from etl.warehouse.unmerged import leave

log = logging.getLogger(__name__)

REFUSED = (psycopg2.IntegrityError, psycopg2.DataError, errors.ProgramLimitExceeded, ArticleError, ValueError)
"""The rows' own fault, however often they are tried. ValueError: a date that there is none of."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Counts: files loaded and quarantined, articles and events added, further copies of known articles."""

    loaded: int = 0
    quarantined: int = 0
    articles: int = 0
    copies: int = 0
    events: int = 0

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(
            self.loaded + other.loaded,
            self.quarantined + other.quarantined,
            self.articles + other.articles,
            self.copies + other.copies,
            self.events + other.events,
        )


def load_portion(connection: Connection, claim: Claim, this_run: int, results: Sequence[FileResult]) -> Loaded:
    """Load results of a claim and renew its lease; files that another claimant has taken over are left to it.

    Where rows are refused, each file is loaded by itself, and an article that is refused is quarantined.

    Raises:
        PassingError: the connection was lost, or the tries at a deadlock ran out; what was not loaded can be later.
        ConfigurationError: a right or a table is missing.
    """
    with explained(f"loading a portion of {len(results)} files"):
        try:
            return in_transaction(connection, lambda cursor: _load(cursor, claim, this_run, results))
        except REFUSED:
            log.exception("rows were refused; loading %d files one by one", len(results))
        total = Loaded()
        for result in results:
            with bound_contextvars(source_file_id=result.source_file_id):
                total += _load_alone(connection, claim, this_run, result)
        return total


def _load(cursor: Cursor, claim: Claim, this_run: int, results: Sequence[FileResult]) -> Loaded:
    hashes = _own_files(cursor, claim, results)
    mine = [result for result in results if result.source_file_id in hashes]
    found = [(result.source_file_id, extraction) for result in mine for extraction in result.extractions]
    return _store(cursor, found, hashes) + _finish(cursor, this_run, mine)


def _load_alone(connection: Connection, claim: Claim, this_run: int, result: FileResult) -> Loaded:
    """The slow way, one file a transaction: an article whose rows are refused is undone and quarantined."""

    def load(cursor: Cursor) -> Loaded:
        hashes = _own_files(cursor, claim, [result])
        if not hashes:
            return Loaded()
        total, good, rejected = Loaded(), [], list(result.rejections)
        for found in sorted(result.extractions, key=lambda e: e.article.content_id):
            cursor.execute("savepoint one_article")
            try:
                total += _store(cursor, [(result.source_file_id, found)], hashes)
                good.append(found)
            except REFUSED as error:
                cursor.execute("rollback to savepoint one_article")
                rejected.append(_refusal(found, error))
                log.warning("record %s goes to quarantine: %s", found.article.record, rejected[-1].detail)
            cursor.execute("release savepoint one_article")
        judged = replace(result, extractions=tuple(good), rejections=tuple(rejected))
        return total + _finish(cursor, this_run, [judged])

    return in_transaction(connection, load)


def _refusal(found: Extraction, error: Exception) -> Rejection:
    reason = error.reason if isinstance(error, ArticleError) else "internal_error"
    said = " ".join(str(error).split())
    return Rejection(reason, f"its rows were refused: {type(error).__name__}: {said}", found.article.record, b"")


def _own_files(cursor: Cursor, claim: Claim, results: Sequence[FileResult]) -> dict[int, str]:
    """Ids and hashes of the files that the claim still holds, locked until the end of the transaction; all its leases
    renewed."""
    cursor.execute(
        """with own as (
            select source_file_id from ops.source_file where claim_id = %s and state = 'claimed'
            order by source_file_id for update)
        update ops.source_file set lease_until = now() + make_interval(secs => %s)
        from own where source_file.source_file_id = own.source_file_id
        returning source_file.source_file_id, source_file.sha256""",
        (claim.claim_id, claim.lease_seconds),
    )
    asked = {result.source_file_id for result in results}
    return {number: sha256 for number, sha256 in cursor.fetchall() if number in asked}


def _store(cursor: Cursor, found: Sequence[Occurrence], hashes: Mapping[int, str]) -> Loaded:
    """Articles with the id of their file: those new to the warehouse with all their facts, the others as copies, or in
    the place of an occurrence that comes after them."""
    if not found:
        return Loaded()
    first = first_of_each(found, hashes)
    _sources(cursor, [extraction for _, extraction in found])
    made = _articles(cursor, [found[position] for position in first.values()])
    new = {number: found[first[content_id]][1] for content_id, number in made.items()}
    events = _children(cursor, new)
    prints = {number: fingerprint(extraction.article.text) for number, extraction in new.items()}
    one_at_a_time(cursor)  # before rows that other loaders may hold, so that nobody waits in a circle
    stored = {first[content_id] for content_id in made}
    copied = _copies(cursor, [copy_row(e, n) for position, (n, e) in enumerate(found) if position not in stored])
    known = [found[position] for content_id, position in first.items() if content_id not in made]
    better, redated = overtaken(cursor, known, hashes)
    addresses = [e.article.url for e in [*new.values(), *(e for _, e in better.values())] if e.article.url]
    if better:
        leave(cursor, [], better)  # what these say until now
        addresses += overtake(cursor, better)
        _children(cursor, {number: extraction for number, (_, extraction) in better.items()})
    moved = place_articles(cursor, prints, redated, addresses)
    apply_again(cursor, [*new, *better])
    leave(cursor, [*new, *better], [*copied, *moved])
    return Loaded(articles=len(made), copies=len(copied), events=events)


def _sources(cursor: Cursor, found: Sequence[Extraction]) -> None:
    """Publishers that are new: in one statement a transaction, for two in different order could deadlock."""
    cursor.execute(
        """insert into news.source (name) select name from unnest(%s::text[]) as arrived (name)
        where not exists (select from news.source where source.name = arrived.name)
        order by name collate "C" on conflict do nothing""",
        (sorted({e.article.source for e in found if e.article.source is not None}),),
    )


def _articles(cursor: Cursor, found: Sequence[Occurrence]) -> dict[str, int]:
    """Insert the articles that are new; content id -> article id of those."""
    stage_articles(cursor, found)
    cursor.execute(
        """insert into news.article (content_id, source_file_id, record, source_id, language_code, language_confidence,
            title, text, url, author, agency, published_at, published_on, published_basis, dateline_place,
            dateline_country, dateline_start, dateline_end, tone_score, tone_label, rules_version, fetched_at, notes)
        select n.content_id, n.source_file_id, n.record, s.source_id, n.language_code, n.language_confidence, n.title,
            n.text, n.url, n.author, n.agency, n.published_at, n.published_on, n.published_basis, n.dateline_place,
            n.dateline_country, n.dateline_start, n.dateline_end, n.tone_score, n.tone_label, n.rules_version,
            n.fetched_at, n.notes
        from new_article as n left join news.source as s on n.source_name = s.name
        where not exists (select from news.article as a where a.content_id = n.content_id)
        order by n.content_id on conflict (content_id) do nothing returning content_id, article_id"""
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


def _copies(cursor: Cursor, copies: Sequence[Row]) -> list[int]:
    """Further occurrences of texts known from this batch, an earlier one or another loader's; answers the article of
    each that is new.

    The occurrence that the article itself was made from is none, should its file be loaded again.
    """
    if not copies:
        return []
    cursor.execute("drop table if exists new_copy")
    cursor.execute(
        """create temp table new_copy (content_id text, source_file_id bigint, record integer, url text,
            source_name text, published_at text) on commit drop"""
    )
    copy_rows(cursor, "new_copy", COPY, copies)
    cursor.execute(
        """insert into news.article_copy (source_file_id, record, article_id, uri, url, source_id, published_at)
        select c.source_file_id, c.record, a.article_id, f.uri, c.url, s.source_id, c.published_at
        from new_copy as c inner join news.article as a on c.content_id = a.content_id
        inner join ops.source_file as f on c.source_file_id = f.source_file_id
        left join news.source as s on c.source_name = s.name
        where (a.source_file_id, a.record) <> (c.source_file_id, c.record)
        order by c.source_file_id, c.record on conflict do nothing returning article_id"""
    )
    added = [article_id for (article_id,) in cursor.fetchall()]
    cursor.execute(
        """select from new_copy where not exists (
            select from news.article where article.content_id = new_copy.content_id)"""
    )
    if cursor.rowcount:
        raise PassingError("an article was deleted while its copy was being loaded")
    return added


def _finish(cursor: Cursor, this_run: int, results: Sequence[FileResult]) -> Loaded:
    """Quarantine rows, and the end states of files that are whole; one with a good article in any part is loaded."""
    quarantine(cursor, this_run, ((result.source_file_id, r) for result in results for r in result.rejections))
    whole = sorted(result.source_file_id for result in results if result.is_whole)
    cursor.execute(
        """with judged as (
            select w.source_file_id,
                exists (select from news.article as a where a.source_file_id = w.source_file_id)
                or exists (select from news.article_copy as c where c.source_file_id = w.source_file_id) as is_good
            from unnest(%s::bigint[]) as w (source_file_id))
        update ops.source_file set finished_at = now(), lease_until = null,
            state = case when is_good then 'loaded' else 'quarantined' end,
            reason_code = case when not is_good then first.reason_code end,
            detail = case when not is_good then first.detail end
        from judged left join lateral (
            select q.reason_code, q.detail from ops.quarantine as q where q.source_file_id = judged.source_file_id
            order by q.record nulls first limit 1) as first on true
        where source_file.source_file_id = judged.source_file_id returning is_good""",
        (whole,),
    )
    ended = [is_good for (is_good,) in cursor.fetchall()]
    return Loaded(loaded=ended.count(True), quarantined=ended.count(False))
