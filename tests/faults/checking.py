"""What must hold of a warehouse after a harm and an undisturbed night: nothing is lost, twice, or there by halves."""

import json
from contextlib import closing

from etl.warehouse.checks import run_checks
from etl.warehouse.claims import LOCK_CLASS
from etl.warehouse.database import connect
from tests.warehouse import natural_keys
from tests.warehouse.builders import fetch

_UNFINISHED = "select uri, state from ops.source_file where state not in ('loaded', 'duplicate', 'quarantined')"
_TWICE = "select content_id, count(*) from news.article group by 1 having count(*) > 1"
_FILES = "select uri, state, reason_code from ops.source_file order by uri"
_KEPT = """
    select uri, record, quarantine.reason_code from ops.quarantine inner join ops.source_file using (source_file_id)
    order by 1, 2, 3"""
_SLICES = """
    select 'mention', m.number, a.text, m.start_offset, m.end_offset, m.surface
    from news.mention as m inner join news.article as a using (article_id)
    union all select 'role', r.number, a.text, r.start_offset, r.end_offset, r.surface
    from news.person_role as r inner join news.article as a using (article_id)"""
_LAST = "select state, found, detail from ops.run order by run_id desc limit 1"
_COUNTED = ("ops.source_file", "ops.quarantine", "news.article", "news.article_copy", "news.event", "news.incident")

Content = dict[str, list[str]]


def content(url: str) -> Content:
    """Relation -> rows by natural keys; of the ledger and the quarantine what an operator sees of a file's end."""
    found = without(natural_keys.rows(url), frozenset({"run_key"}))
    with closing(connect(url)) as connection:
        found["ops.source_file"] = [json.dumps(row) for row in fetch(connection, _FILES)]
        found["ops.quarantine"] = [json.dumps(row) for row in fetch(connection, _KEPT)]
    return found


def without(rows: Content, columns: frozenset[str]) -> Content:
    """The rows without columns that a harm, or the night itself, is meant to change."""
    return {name: sorted(_without(row, columns) for row in found) for name, found in rows.items()}


def _without(row: str, columns: frozenset[str]) -> str:
    fields = json.loads(row)
    if isinstance(fields, dict):
        fields = {name: value for name, value in fields.items() if name not in columns}
    return json.dumps(fields, sort_keys=True)


def counts(url: str) -> dict[str, object]:
    """Rows of the tables that a night adds to."""
    with closing(connect(url)) as connection:
        return {table: fetch(connection, f"select count(*) from {table}")[0][0] for table in _COUNTED}  # noqa: S608


def complaints(url: str, expected: Content, masked: frozenset[str] = frozenset()) -> list[str]:
    """What does not hold, in words; of a warehouse that is as an undisturbed one nothing."""
    found = []
    with closing(connect(url)) as connection:
        if left := fetch(connection, _UNFINISHED):
            found.append(f"files without an end: {left}")
        if twice := fetch(connection, _TWICE):
            found.append(f"articles that are there twice: {twice}")
        if torn := [row[:2] + row[3:] for row in fetch(connection, _SLICES) if not _slices(row)]:
            found.append(f"offsets that do not slice to their surface: {torn[:3]}")
        locks = "select count(*) from pg_locks where locktype = 'advisory' and classid = %s"
        if fetch(connection, locks, LOCK_CLASS) != [(0,)]:
            found.append("a claim's lock is left")
        found += [result.line for result in run_checks(connection) if result.is_fault]
    return found + differences(without(expected, masked), without(content(url), masked))


def differences(wanted: Content, found: Content) -> list[str]:
    """A line for each relation whose rows are others."""
    return [_difference(name, wanted[name], found[name]) for name in wanted if wanted[name] != found[name]]


def _slices(row: tuple[object, ...]) -> bool:
    _, _, text, start, end, surface = row
    assert isinstance(text, str) and isinstance(start, int) and isinstance(end, int)
    return text[start:end] == surface


def last_night(url: str) -> tuple[object, ...]:
    """Of the last run its state, the files that it found, what was at fault."""
    with closing(connect(url)) as connection:
        return fetch(connection, _LAST)[0]


def _difference(name: str, wanted: list[str], found: list[str]) -> str:
    less, more = sorted(set(wanted) - set(found)), sorted(set(found) - set(wanted))
    shown = "".join(f"\n    - {row[:300]}" for row in less[:2]) + "".join(f"\n    + {row[:300]}" for row in more[:2])
    return f"{name}: {len(wanted)} rows expected, {len(found)} there; {len(less)} missing, {len(more)} too many{shown}"
