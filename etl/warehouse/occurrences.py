"""Which of several occurrences of one text the article is made from, whatever the order in which they come.

What an article says depends on its day of publication, so it must not be the day of the copy that was loaded first. The
occurrence that comes before all others by ``precedence`` makes the article, with its address, publisher and date; one
that arrives after a lesser one takes its place, and the lesser one becomes a copy (docs/decisions/0015).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.model import Extraction
from etl.warehouse.copying import copy_rows
from etl.warehouse.merging_lock import hold_merging
from etl.warehouse.rows import ARTICLE, CHILDREN, article_row, published_day

Occurrence = tuple[int, Extraction]  # the id of the file, and what was found in it

_OPEN = datetime.max.replace(tzinfo=UTC)  # of a publication that is known to the day at most


def precedence(
    published_at: str | None, url: str | None, source: str | None, sha256: str, record: int
) -> tuple[Any, ...]:
    """Occurrences of one text in the order of this key: the first makes the article.

    The earliest day as its publisher writes it, then the earliest moment; one with an address or a publisher before one
    without. The file's hash and the number in it decide what is left, since no two occurrences share them.
    """
    day = published_day(published_at)
    return (
        day is None, day or date.max, _moment(published_at), url is None, url or "", source is None, source or "",
        sha256, record,
    )  # fmt: skip


def _moment(published_at: str | None) -> datetime:
    """The moment of an ISO 8601 date-time, in UTC where it names no zone."""
    if published_at is None or "T" not in published_at.replace(" ", "T"):
        return _OPEN
    try:
        moment = datetime.fromisoformat(published_at)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return _OPEN


def first_of_each(found: Sequence[Occurrence], hashes: Mapping[int, str]) -> dict[str, int]:
    """Content id -> position of the occurrence that comes before the others in ``found``."""
    first: dict[str, int] = {}
    for position, occurrence in enumerate(found):
        content_id = occurrence[1].article.content_id
        known = first.get(content_id)
        if known is None or _key(occurrence, hashes) < _key(found[known], hashes):
            first[content_id] = position
    return first


def _key(occurrence: Occurrence, hashes: Mapping[int, str]) -> tuple[Any, ...]:
    number, found = occurrence
    a = found.article
    return precedence(found.published_at, a.url, a.source, hashes[number], a.record)


def stage_articles(cursor: Cursor, found: Iterable[Occurrence]) -> None:
    """The rows of ``news.article`` in the temporary table ``new_article``, publishers by their names."""
    cursor.execute("drop table if exists new_article")
    cursor.execute(
        """create temp table new_article on commit drop as
        select content_id, source_file_id, record, null::text as source_name, language_code, language_confidence, title,
            text, url, author, agency, published_at, published_on, published_basis, dateline_place, dateline_country,
            dateline_start, dateline_end, tone_score, tone_label, rules_version, fetched_at, notes
        from news.article limit 0"""
    )
    copy_rows(cursor, "new_article", ARTICLE, (article_row(extraction, number) for number, extraction in found))


def overtaken(
    cursor: Cursor, found: Sequence[Occurrence], hashes: Mapping[int, str]
) -> tuple[dict[int, Occurrence], list[int]]:
    """Article id -> occurrence, of articles that were made from a lesser one; and those of them that were published on
    another day than it was thought. No other loader may be at it."""
    arrived = {occurrence[1].article.content_id: occurrence for occurrence in found}
    cursor.execute(
        """select a.content_id, a.article_id, a.published_at, a.url, s.name, coalesce(f.sha256, ''), a.record
        from news.article as a inner join ops.source_file as f on a.source_file_id = f.source_file_id
        left join news.source as s on a.source_id = s.source_id where a.content_id = any(%s)""",
        (list(arrived),),
    )
    better, redated = {}, []
    for content_id, article_id, *stored in cursor.fetchall():
        occurrence = arrived[content_id]
        if _key(occurrence, hashes) < precedence(*stored):
            better[article_id] = occurrence
            if published_day(occurrence[1].published_at) != published_day(stored[0]):
                redated.append(article_id)
    return better, redated


def overtake(cursor: Cursor, by: Mapping[int, Occurrence]) -> list[str]:
    """Make articles from other occurrences; their facts are gone afterwards. Answers the addresses that they had."""
    hold_merging(cursor)
    stage_articles(cursor, by.values())
    articles = {"articles": list(by)}
    cursor.execute("select url from news.article where article_id = any(%(articles)s) and url is not null", articles)
    addresses = [url for (url,) in cursor.fetchall()]
    for statement in (_DEMOTE, _PROMOTED, _REPLACE):
        cursor.execute(statement, articles)
    for table in reversed(CHILDREN):
        cursor.execute(f"delete from {table} where article_id = any(%(articles)s)", articles)  # noqa: S608
    return addresses


_DEMOTE = """
    insert into news.article_copy (source_file_id, record, article_id, uri, url, source_id, published_at)
    select a.source_file_id, a.record, a.article_id, f.uri, a.url, a.source_id, a.published_at
    from news.article as a inner join new_article as n on a.content_id = n.content_id
    inner join ops.source_file as f on a.source_file_id = f.source_file_id
    where (a.source_file_id, a.record) <> (n.source_file_id, n.record)
    order by a.source_file_id, a.record on conflict do nothing"""

_PROMOTED = """
    delete from news.article_copy as c using new_article as n
    where (c.source_file_id, c.record) = (n.source_file_id, n.record)"""

# Which version of its address is the latest is found anew afterwards.
_REPLACE = """
    update news.article as a set source_file_id = n.source_file_id, record = n.record, source_id = s.source_id,
        language_code = n.language_code, language_confidence = n.language_confidence, title = n.title, url = n.url,
        author = n.author, agency = n.agency, published_at = n.published_at, published_on = n.published_on,
        published_basis = n.published_basis, dateline_place = n.dateline_place, dateline_country = n.dateline_country,
        dateline_start = n.dateline_start, dateline_end = n.dateline_end, tone_score = n.tone_score,
        tone_label = n.tone_label, rules_version = n.rules_version, fetched_at = n.fetched_at, notes = n.notes,
        is_latest = true
    from new_article as n left join news.source as s on n.source_name = s.name
    where a.content_id = n.content_id"""
