"""A night in a process that is killed at a named point: ``python -m tests.warehouse.dying POINT URL INBOX RUN_KEY``.

Exits with 0 where the point was never reached.
"""

import io
import os
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from etl import pipeline
from etl.reading.supervised import Supervised
from etl.settings import Settings
from etl.warehouse import copying, incidents, loader, occurrences

POISON = "poison"  # files with this in their name kill whoever reads them


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def then_die(function: Callable[..., Any]) -> Callable[..., Any]:
    def replacement(*arguments: Any, **options: Any) -> None:
        function(*arguments, **options)
        die()

    return replacement


def in_the_second(function: Callable[..., Any]) -> Callable[..., Any]:
    calls = count(1)

    def replacement(*arguments: Any) -> Any:
        if next(calls) == 2:
            die()
        return function(*arguments)

    return replacement


class DyingBuffer(io.BytesIO):
    """Rows of which the server gets the first bytes only."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            die()
        return super().read(40)


def in_copy_of(table: str) -> Callable[..., None]:
    copy_rows = copying.copy_rows

    def replacement(cursor: Any, name: str, *arguments: Any) -> None:
        if name == table:
            io.BytesIO = DyingBuffer  # type: ignore[misc]
        copy_rows(cursor, name, *arguments)

    return replacement


def poisoned(read: Callable[..., Any]) -> Callable[..., Any]:
    def replacement(self: Any, file: Any) -> Any:
        if POISON in file.places[0].uri:
            die()
        return read(self, file)

    return replacement


POINTS: dict[str, tuple[Any, str, Callable[[Any], Any]]] = {
    "after the scan": (pipeline, "scan_inbox", then_die),
    "after the claim": (pipeline, "read_in_portions", lambda _: die),
    "while reading": (Supervised, "read", in_the_second),
    "after reading": (pipeline, "load_portion", lambda _: die),
    "during the first COPY": (occurrences, "copy_rows", lambda _: in_copy_of("new_article")),
    "during a later COPY": (loader, "copy_rows", lambda _: in_copy_of("news.event")),
    "before the commit": (loader, "_finish", then_die),
    "after the commit": (pipeline, "load_portion", then_die),
    "in the middle of merging": (incidents, "copy_rows", lambda _: in_copy_of("member")),
    "poison": (Supervised, "read", poisoned),
}


def night(url: str, inbox: Path, run_key: str) -> dict[str, int]:
    """A whole night, in batches of three files."""
    settings = Settings(database_url=url, inbox=inbox, settle_seconds=0, batch_size=3, quarantine_share=1)
    for batch in pipeline.scan_inbox(settings, run_key):
        pipeline.process_batch(settings, run_key, batch)
    pipeline.merge_night(settings)
    return pipeline.check_night(settings, run_key)


if __name__ == "__main__":
    point, url, inbox, run_key = sys.argv[1:]
    module, name, change = POINTS[point]
    setattr(module, name, change(getattr(module, name)))
    night(url, Path(inbox), run_key)
