"""The two databases of an installation: Airflow's own, always on the embedded server, and the warehouse."""

from contextlib import closing
from urllib.parse import urlsplit

import psycopg2
from psycopg2 import sql

from etl.local import processes, record
from etl.local.configuration import load_secrets
from etl.settings import Settings
from etl.warehouse import embedded
from etl.warehouse.database import create_database_if_missing
from etl.warehouse.migrate import migrate

METADATA = "airflow"
WAREHOUSE = "dyadwire"
READER = "dyadwire_page"


class Databases:
    """The addresses are known once ``start`` has returned.

    Attributes:
        pids: the server's process, if it is this process that started it; it is stopped in its own way.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._server: embedded.Server | None = None
        self._found_running = False
        self.pids: frozenset[int] = frozenset()

    def start(self) -> None:
        """Starts the embedded server, or finds it running, and makes the databases that are missing."""
        self._found_running = self._runs_for_another()
        self._server = embedded.start(self._settings.state_dir)
        if not self._found_running:
            self.pids = processes.children() | {self._server.pid}
        create_database_if_missing(self._server.url(), METADATA)
        if self._settings.database_url is None:
            create_database_if_missing(self._server.url(), WAREHOUSE)

    def _runs_for_another(self) -> bool:
        """Whether the server runs and was not left behind by a keeper that was killed. For the holder of the lock."""
        found = embedded.running(self._settings.state_dir)
        before = record.last(self._settings.state_dir)
        return found is not None and (before is None or before.server_pid != found.pid)

    @property
    def server_pid(self) -> int | None:
        """The embedded server's, if it is ours to stop."""
        return None if self._server is None or self._found_running else self._server.pid

    @property
    def metadata_url(self) -> str:
        """Airflow's database, as a SQLAlchemy address."""
        return self._running().url(METADATA).replace("postgresql://", "postgresql+psycopg2://", 1)

    @property
    def warehouse_url(self) -> str:
        return self._settings.database_url or self._running().url(WAREHOUSE)

    def migrate_warehouse(self) -> None:
        migrate(self.warehouse_url)

    def make_reader(self) -> str | None:
        """The address by which the page in Airflow reads the warehouse; its login is made on the embedded server.

        ``None`` where the warehouse is on another server and no ``DYADWIRE_READER_URL`` is set: logins there are made
        by whoever runs it. Call it after ``migrate_warehouse``, which makes the role.
        """
        if self._settings.database_url is not None or self._settings.reader_url is not None:
            return self._settings.reader_url
        password = load_secrets(self._settings.state_dir).reader_password
        login = sql.Identifier(READER)
        with closing(psycopg2.connect(self.warehouse_url)) as connection, connection, connection.cursor() as cursor:
            cursor.execute("select 1 from pg_roles where rolname = %s", (READER,))
            if cursor.fetchone() is None:
                cursor.execute(sql.SQL("create role {} login connection limit 20").format(login))
            cursor.execute(sql.SQL("alter role {} password %s").format(login), (password,))
            cursor.execute(sql.SQL("alter role {} set default_transaction_read_only = on").format(login))
            cursor.execute(sql.SQL("grant dyadwire_reader to {}").format(login))
        place = urlsplit(self.warehouse_url)
        return f"postgresql://{READER}:{password}@{place.hostname}:{place.port}/{WAREHOUSE}"

    def metadata_mark(self) -> str | None:
        """Which Airflow made the tables; kept as the database's comment, so that it goes where they go."""
        query = "select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()"
        with closing(psycopg2.connect(self._running().url(METADATA))) as connection, connection.cursor() as cursor:
            cursor.execute(query)
            row = cursor.fetchone()
        return None if row is None or row[0] is None else str(row[0])

    def set_metadata_mark(self, mark: str) -> None:
        with closing(psycopg2.connect(self._running().url(METADATA))) as connection, connection.cursor() as cursor:
            cursor.execute(f"comment on database {METADATA} is %s", (mark,))
            connection.commit()

    def stop(self) -> None:
        """Stops the server, unless it ran before ``start``."""
        if not self._found_running:
            self.stop_orphan()

    def stop_orphan(self) -> bool:
        """Stops a running server whoever started it; answers whether there was one."""
        server = embedded.running(self._settings.state_dir)
        if server is not None:
            embedded.stop(server)
        return server is not None

    def _running(self) -> embedded.Server:
        if self._server is None:
            raise RuntimeError("the databases have not been started")
        return self._server
