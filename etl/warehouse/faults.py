"""What an error of PostgreSQL means for the work that it ended: at once again, later, or once it is put straight."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import psycopg2
from psycopg2 import errors
from psycopg2.extensions import connection as Connection  # noqa: N812
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.errors import ConfigurationError, PassingError

_TRIES = 5
_FIRST_PAUSE = 0.05  # seconds; doubled from try to try
_T = TypeVar("_T")


@contextmanager
def explained(doing: str) -> Iterator[None]:
    """Errors of the server as ours.

    Raises:
        PassingError: the connection was lost, the server is short of something, or tries at a deadlock ran out.
        ConfigurationError: a right or a table is missing.
    """
    try:
        yield
    except (psycopg2.OperationalError, psycopg2.InterfaceError) as error:
        raise PassingError(f"{doing}: {_one_line(error)}") from error
    except psycopg2.ProgrammingError as error:
        raise ConfigurationError(
            f"{doing}: {_one_line(error)}; grant the right, or bring the tables up to date with `dyadwire db migrate`"
        ) from error


def in_transaction(connection: Connection, work: Callable[[Cursor], _T]) -> _T:
    """Do ``work`` in a transaction of its own, again from the start where a deadlock or the like ended it."""
    for attempt in range(_TRIES - 1):
        try:
            with connection, connection.cursor() as cursor:
                return work(cursor)
        except (errors.DeadlockDetected, errors.SerializationFailure):
            time.sleep(_FIRST_PAUSE * 2**attempt)
    with connection, connection.cursor() as cursor:
        return work(cursor)


def _one_line(error: psycopg2.Error) -> str:
    return " ".join(str(error).split())
