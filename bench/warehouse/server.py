"""An embedded server for the benchmark alone, its folder thrown away in the end or kept to be used again."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from etl.warehouse import embedded
from etl.warehouse.database import connect, create_database_if_missing
from etl.warehouse.migrate import migrate

DATABASE = "dyadwire"
_HURRIED = (
    "fsync = off",
    "full_page_writes = off",
    "max_wal_size = '16GB'",
    "autovacuum = off",
    "checkpoint_timeout = '1h'",
)


@dataclass(frozen=True, slots=True)
class Filled:
    """What a folder holds: how many articles, up to which day, and how long it took to fill."""

    articles: int
    last_day: str
    seconds: int = 0

    @property
    def day(self) -> date:
        return date.fromisoformat(self.last_day)


@contextmanager
def serving(folder: Path | None) -> Iterator[tuple[str, Path]]:
    """URL of a migrated warehouse and its folder; without a ``folder`` in one that is gone afterwards."""
    where = folder or Path(tempfile.mkdtemp(prefix="dyadwire-bench-"))
    try:
        where.mkdir(exist_ok=True)
        where.chmod(0o711)
        server = embedded.start(where / "state")
        try:
            create_database_if_missing(server.url(), DATABASE)
            migrate(server.url(DATABASE))
            yield server.url(DATABASE), where
        finally:
            embedded.stop(server)
    finally:
        if folder is None:
            shutil.rmtree(where)


@contextmanager
def hurried(url: str) -> Iterator[None]:
    """With a server that is fast to fill and would not survive a power cut; as it comes afterwards."""
    _set(url, *(f"alter system set {setting}" for setting in _HURRIED))
    try:
        yield
    finally:
        _set(url, *(f"alter system reset {setting.split()[0]}" for setting in _HURRIED), "checkpoint")


def _set(url: str, *statements: str) -> None:
    with closing(connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            for statement in (*statements, "select pg_reload_conf()"):
                cursor.execute(statement)


def remember(folder: Path, filled: Filled) -> None:
    """Note in the folder what it holds, for those who use it again."""
    (folder / "filled.json").write_text(json.dumps(asdict(filled)), encoding="utf-8")


def recall(folder: Path) -> Filled | None:
    """What the folder holds; ``None`` if it was not filled to the end."""
    note = folder / "filled.json"
    return Filled(**json.loads(note.read_text(encoding="utf-8"))) if note.exists() else None
