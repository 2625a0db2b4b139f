"""Calls of an analyst, and articles loaded anew as new rules would have them."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from psycopg2 import errors, extensions, sql

from etl.model import Event, Span
from etl.settings import PROJECT_ROOT
from etl.warehouse.database import connect
from tests.warehouse.builders import BuiltFile, fetch, load

PASSWORD = "Tz7-visible"
_TIMES = count()


@contextmanager
def login(url: str, role: str, name: str = "test_analyst") -> Iterator[extensions.connection]:
    """A connection of somebody who is a member of ``role`` and nothing else."""
    user = sql.Identifier(name)
    with closing(connect(url)) as owner:
        owner.autocommit = True
        with owner.cursor() as cursor:
            cursor.execute(sql.SQL("create role {} login password %s in role {}").format(user, sql.Identifier(role)),
                           (PASSWORD,))  # fmt: skip
            try:
                with closing(connect(f"postgresql://{name}:{PASSWORD}@{url.split('@')[1]}")) as connection:
                    yield connection
            finally:
                cursor.execute(sql.SQL("drop owned by {}").format(user))  # a temporary table that is still to go
                cursor.execute(sql.SQL("drop role {}").format(user))


def call(connection: extensions.connection, function: str, *arguments: object) -> int:
    """The number of the correction that a function of schema news answers."""
    places = ", ".join(["%s"] * len(arguments))
    ((made,),) = fetch(connection, f"select news.{function}({places})", *arguments)  # names of ours
    assert isinstance(made, int)
    return made


def refusal(connection: extensions.connection, function: str, *arguments: object) -> str:
    """What a function says against these arguments: what is wrong, and the remedy."""
    with pytest.raises(errors.InvalidParameterValue) as caught:
        call(connection, function, *arguments)
    if not connection.autocommit:
        connection.rollback()
    assert caught.value.diag.message_hint, "no remedy"
    return f"{caught.value.diag.message_primary}. {caught.value.diag.message_hint}"


def event_of(connection: extensions.connection, title: str) -> int:
    """The number that the only event of the article has now."""
    ((number,),) = fetch(
        connection,
        "select event_id from news.event inner join news.article using (article_id) where title = %s",
        title,
    )
    assert isinstance(number, int)
    return number


def events(connection: extensions.connection) -> list[tuple[object, ...]]:
    """What the articles say of events now, without numbers."""
    return fetch(
        connection,
        """select a.title, e.number, e.actor_party, e.recipient_party, e.status, e.date_text, e.date_precision,
            e.date_basis, e.event_date, e.told_on, e.is_rejected, e.extracted
        from news.event as e inner join news.article as a using (article_id) order by 1, 2""",
    )


def told_again(file: BuiltFile, *, ahead: int = 0, **changes: Any) -> BuiltFile:
    """The article as other rules have it: ``ahead`` further events before its own, which changes and moves a little."""
    (found,) = file.extractions
    (event,) = found.events
    moved = replace(event, evidence=Span(event.evidence.start + 3, event.evidence.end - 2), rule="en.new")
    return BuiltFile(file.uri, (replace(found, events=(*_others(event, ahead), replace(moved, **changes))),))


def _others(event: Event, count: int) -> tuple[Event, ...]:
    kinds = (("COOPERATE", None), ("CONSULT", "phone"), ("AID", None))
    return tuple(replace(event, type=kind, mode=mode) for kind, mode in kinds[:count])


def reload(connection: extensions.connection, *files: BuiltFile) -> None:
    """Delete the articles of these files and load them anew, as a reprocessing does; the ledger sees other files."""
    for file in files:
        for found in file.extractions:
            fetch(connection, "delete from news.article where content_id = %s returning 1", found.article.content_id)
    load(connection, [replace(file, uri=f"{file.uri} {next(_TIMES)}") for file in files])


def check(connection: extensions.connection, name: str) -> list[tuple[object, ...]]:
    """The rows of a data check: its faults."""
    text = (PROJECT_ROOT / "sql" / "checks" / f"{name}.sql").read_text(encoding="utf-8")
    return fetch(connection, text.replace("%", "%%"))
