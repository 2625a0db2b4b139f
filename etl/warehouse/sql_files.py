"""The SQL files of the project: where they are, their hashes, and how a migration runs one."""

import hashlib
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from alembic import op

from etl.errors import ConfigurationError
from etl.settings import PROJECT_ROOT

SQL_DIR = PROJECT_ROOT / "sql"
MIGRATIONS_DIR = SQL_DIR / "migrations"


@dataclass(frozen=True, slots=True)
class SqlFile:
    """``path`` is relative to the project, with forward slashes; ``sha256`` is of the content as read here."""

    path: str
    name: str
    text: str
    sha256: str


def read_folder(folder: Path, pattern: str = "*.sql") -> list[SqlFile]:
    """The files of ``folder`` by name; ConfigurationError if there are none, as in a broken checkout."""
    files = [read(path) for path in sorted(folder.glob(pattern))]
    if not files:
        raise ConfigurationError(f"{folder} holds no {pattern}; the checkout is incomplete.")
    return files


def read(path: Path) -> SqlFile:
    """One file; ConfigurationError if it is not there or not UTF-8."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"Cannot read {path}: {error}. The checkout is incomplete.") from error
    return SqlFile(path.relative_to(PROJECT_ROOT).as_posix(), path.stem, text, hashlib.sha256(data).hexdigest())


def newest_revision() -> str:
    """The last migration's revision: the number that its file's name begins with."""
    names: Iterable[str] = (path.name for path in (MIGRATIONS_DIR / "versions").glob("[0-9]*_*.py"))
    return max(names).split("_", 1)[0]


def run_migration(name: str) -> None:
    """Run ``sql/migrations/sql/<name>`` on Alembic's connection, inside its transaction.

    Through the raw cursor: SQLAlchemy would read ``:name`` as a parameter, and its drivers ``%``.
    """
    raw = op.get_bind().connection.dbapi_connection
    if raw is None:
        raise RuntimeError("Alembic's connection is closed")
    with closing(raw.cursor()) as cursor:
        cursor.execute(read(MIGRATIONS_DIR / "sql" / name).text)
