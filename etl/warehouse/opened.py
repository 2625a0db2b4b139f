"""The warehouse that the settings name, opened for one piece of work."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from psycopg2.extensions import connection as Connection  # noqa: N812

from etl.errors import ConfigurationError
from etl.settings import Settings
from etl.warehouse.database import connect
from etl.warehouse.faults import explained


@contextmanager
def opened(settings: Settings, doing: str) -> Iterator[Connection]:
    """A connection for the time of the ``with`` block; ``doing`` begins the message of an error.

    Raises ConfigurationError where no warehouse is set, and errors of the server as ``explained`` does.
    """
    if settings.database_url is None:
        raise ConfigurationError(
            "no warehouse: set DYADWIRE_DATABASE_URL, in Airflow make the connection dyadwire_warehouse, or `make up`"
        )
    with explained(doing), closing(connect(settings.database_url)) as connection:
        yield connection
