"""An embedded server of its own with durable settings, and fresh warehouses on it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from etl.warehouse import embedded
from etl.warehouse.database import create_database_if_missing
from etl.warehouse.migrate import migrate


@dataclass(frozen=True, slots=True)
class Databases:
    """A running server, and a folder for files."""

    server: embedded.Server
    folder: Path

    def fresh(self, name: str) -> str:
        """Address of a new, migrated warehouse."""
        create_database_if_missing(self.server.url(), name)
        migrate(self.server.url(name))
        return self.server.url(name)


@contextmanager
def serving() -> Iterator[Databases]:
    """A server that is gone afterwards, with all that it holds."""
    with tempfile.TemporaryDirectory(prefix="dyadwire-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        server = embedded.start(folder / "state")
        try:
            yield Databases(server, folder)
        finally:
            embedded.stop(server)
