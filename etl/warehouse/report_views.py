"""Report views brought to the state of their files, each after those that it reads.

A view is replaced in place where its columns allow, for objects of analysts may depend on it. A materialized view, and
one whose columns changed, is dropped and made anew, together with those of ours that read it. What somebody else built
upon a view stands in the way of that and is never dropped.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from graphlib import TopologicalSorter

from psycopg2 import sql
from psycopg2.errors import InvalidTableDefinition
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.warehouse.sql_files import SqlFile

_READ = re.compile(r"\breport\.(\w+)")
_IS_MATERIALIZED = re.compile(r"^create materialized view\b", re.MULTILINE | re.IGNORECASE)
_DROP = {"v": sql.SQL("drop view report.{}"), "m": sql.SQL("drop materialized view report.{}")}

# Views of ours that read one, by way of others too, the furthest first.
_READERS = """
    with recursive reader as (
        select ('report.' || quote_ident(%(name)s))::regclass::oid as oid, 0 as depth
        union
        select rule.ev_class, reader.depth + 1
        from reader
        inner join pg_depend on pg_depend.refclassid = 'pg_class'::regclass and pg_depend.refobjid = reader.oid
        inner join pg_rewrite as rule on pg_depend.classid = 'pg_rewrite'::regclass and pg_depend.objid = rule.oid
        inner join pg_class as it on rule.ev_class = it.oid
        where rule.ev_class <> reader.oid and it.relnamespace = 'report'::regnamespace and it.relname = any(%(ours)s))
    select it.relname, it.relkind
    from reader inner join pg_class as it on reader.oid = it.oid
    group by it.relname, it.relkind order by max(reader.depth) desc, it.relname"""


def in_order(files: Iterable[SqlFile]) -> list[SqlFile]:
    """The files, each after those whose views its text names."""
    by_name = {file.name: file for file in sorted(files, key=lambda f: f.name)}
    reads = {
        name: sorted(set(_READ.findall(_statement(file))) & by_name.keys() - {name}) for name, file in by_name.items()
    }
    return [by_name[name] for name in TopologicalSorter(reads).static_order()]


def apply_views(cursor: Cursor, files: Sequence[SqlFile], changed: Collection[str], gone: Collection[str]) -> None:
    """Make the views of ``files`` that ``changed`` names, drop those of ``gone``, and make anew what fell with them."""
    ours = [*(file.name for file in files), *gone]
    due = set(changed)
    for name in sorted(gone):
        due |= _drop(cursor, name, ours)
    for file in in_order(files):
        if file.name in due:
            due |= _make(cursor, file, ours)


def _statement(file: SqlFile) -> str:
    """Without comments and quotations, which may name any view."""
    return re.sub(r"--[^\n]*|'(?:[^']|'')*'", "", file.text)


def _make(cursor: Cursor, file: SqlFile, ours: Sequence[str]) -> set[str]:
    """Make or replace the view; answers which others had to be dropped for it."""
    if _IS_MATERIALIZED.search(file.text) or _kind(cursor, file.name) == "m":
        dropped = _drop(cursor, file.name, ours)
        cursor.execute(file.text)
        return dropped
    cursor.execute("savepoint before_view")
    try:
        cursor.execute(file.text)
        dropped = set()
    except InvalidTableDefinition:
        cursor.execute("rollback to savepoint before_view")
        dropped = _drop(cursor, file.name, ours)
        cursor.execute(file.text)
    cursor.execute("release savepoint before_view")
    return dropped


def _kind(cursor: Cursor, name: str) -> str | None:
    """``v`` a view, ``m`` a materialized one, ``None`` if there is none."""
    cursor.execute("select relkind from pg_class where relnamespace = 'report'::regnamespace and relname = %s", (name,))
    row = cursor.fetchone()
    return None if row is None else str(row[0])


def _drop(cursor: Cursor, name: str, ours: Sequence[str]) -> set[str]:
    """Drop the view, if it is there, and those of ours that read it; answers the latter's names."""
    if _kind(cursor, name) is None:
        return set()
    cursor.execute(_READERS, {"name": name, "ours": list(ours)})
    readers = cursor.fetchall()
    for reader, kind in readers:
        cursor.execute(_DROP[kind].format(sql.Identifier(reader)))
    return {reader for reader, _ in readers} - {name}
