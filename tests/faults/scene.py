"""A warehouse of its own for each harm, on one server, beside an inbox whose undisturbed outcome is known."""

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from psycopg2 import sql
from psycopg2.extensions import connection as Connection  # noqa: N812

from etl.warehouse import embedded
from etl.warehouse.database import connect
from tests.faults import checking
from tests.faults.checking import Content
from tests.faults.night import Night, Preparation, begin
from tests.warehouse.builders import fetch

BATCH = 7  # files
DEADLINE = 60.0  # seconds for what has to come about
_TEMPLATE = "warehouse_template"
_OTHERS = """select count(*) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'"""


class Skipped(Exception):  # noqa: N818  # no error: this machine does not let us do that harm
    """Why a harm cannot be done here."""


@dataclass
class Ground:
    """What all harms share: the server, the inbox, what an undisturbed night makes of it and how long it takes."""

    server: embedded.Server
    folder: Path
    seed: int
    expected: Content = field(default_factory=dict)
    seconds: float = 0.0
    numbers: Iterator[int] = field(default_factory=count)

    @property
    def inbox(self) -> Path:
        """The folder of articles; it is as it was after every harm."""
        return self.folder / "inbox"

    @contextmanager
    def scene(self, name: str) -> Iterator["Scene"]:
        """A fresh warehouse, dropped in the end whoever is connected; chance is that of the seed and the name."""
        database = f"harm_{next(self.numbers)}"
        chance = random.Random(f"{self.seed} {name}")  # noqa: S311  # reproducible, not secret
        # A copy by WAL takes over how far ahead the template's sequences are logged, and a crash would set them back.
        self._administer("create database {} template {} strategy file_copy", database, _TEMPLATE)
        with ExitStack() as after:
            after.callback(lambda: self._administer("drop database if exists {} with (force)", database))
            with ExitStack() as harm:
                yield Scene(self, self.server.url(database), chance, harm, after)

    def _administer(self, statement: str, *names: str) -> None:
        self.server = embedded.start(self.server.state_dir)  # found running, but after a harm to itself
        with closing(connect(self.server.url())) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@dataclass
class Scene:
    """One warehouse and the nights on it. ``harm`` ends before the undisturbed night, ``after`` when it is gone."""

    ground: Ground
    url: str
    chance: random.Random
    harm: ExitStack
    after: ExitStack
    masked: frozenset[str] = frozenset()
    batch: int = BATCH
    kills: int = 0  # processes that were alive and were sent SIGKILL

    def environment(self, url: str | None = None) -> dict[str, str]:
        """The command's settings, as in a shell."""
        return {
            "DYADWIRE_DATABASE_URL": url or self.url,
            "DYADWIRE_INBOX": str(self.ground.inbox),
            "DYADWIRE_STATE_DIR": str(self.ground.folder / "state"),
            "DYADWIRE_SETTLE_SECONDS": "0",
            "DYADWIRE_BATCH_SIZE": str(self.batch),
            "DYADWIRE_QUARANTINE_SHARE": "1",
        }

    def log(self) -> Path:
        """A file for one night's output."""
        return self.ground.folder / f"night-{next(self.ground.numbers)}.log"

    def begin(self, *prepare: Preparation, url: str | None = None, **environment: str) -> Night:
        """A night that is under way, and killed with the harm if it still is then."""
        night = begin(["ingest"], self.environment(url) | environment, self.log(), *prepare)
        self.harm.callback(night.kill)
        return night

    def asked(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Rows of a query by a session of our own."""
        with closing(connect(self.url)) as connection:
            return fetch(connection, query, *values)

    def moment(self) -> float:
        """Some time within a night, seconds."""
        return self.chance.uniform(0.0, self.ground.seconds)

    def mend(self) -> None:
        """The harm is over, the server is up, and has noticed whose processes are gone."""
        self.harm.close()
        self.ground.server = embedded.start(self.ground.server.state_dir)
        with closing(connect(self.url)) as connection:
            await_answer(connection, _OTHERS, 0)

    def complaints(self) -> list[str]:
        """What does not hold after the next night, and after one more that must add nothing."""
        found = []
        for turn in ("next", "one more"):
            before = checking.counts(self.url)
            night = self.begin()
            code = night.end()
            state, files, detail = checking.last_night(self.url)
            if code not in (0, 1) or state != "succeeded" or not night.is_explained:
                found.append(f"the {turn} night: exit code {code}, run {state} ({detail}): {night.said()[-600:]}")
            if turn == "one more" and (files != 0 or checking.counts(self.url) != before):
                found.append(f"one more night added something: {files} files, {before} before")
        return found + checking.complaints(self.url, self.ground.expected, self.masked)


def await_answer(connection: Connection, query: str, wanted: object, *values: object) -> None:
    """Until the query's first column is as wanted."""
    deadline = time.monotonic() + DEADLINE
    while (found := fetch(connection, query, *values)) != [(wanted,)]:
        assert time.monotonic() < deadline, f"{query}: {found}"
        time.sleep(0.01)
