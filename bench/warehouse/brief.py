"""How long each question of the brief takes, asked as `dyadwire brief` asks them."""

import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from psycopg2 import extensions
from psycopg2.extensions import connection as Connection  # noqa: N812

from bench.warehouse.lists import QUESTIONS
from bench.warehouse.processor import processor_seconds
from bench.warehouse.timing import RUNS, Timing
from etl.reporting.brief import queries
from etl.reporting.brief.content import Scope
from etl.reporting.brief.reading import read_brief

_NAMES = {text: name.lower() for name, text in vars(queries).items() if name.isupper() and isinstance(text, str)}


class _Listening:
    """A connection that notes what its cursors are asked: name, rows, seconds by the clock and on the processor."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.heard: list[tuple[str, int, float, float]] = []

    def cursor(self, cursor_factory: type[extensions.cursor] = extensions.cursor) -> extensions.cursor:
        heard = self.heard

        class Cursor(cursor_factory):  # type: ignore[valid-type,misc]
            def execute(self, query: Any, vars: Any = None) -> None:  # psycopg2's name for it
                start, running = time.perf_counter(), processor_seconds(self.connection)
                super().execute(query, vars)
                took = time.perf_counter() - start, processor_seconds(self.connection) - running
                heard.append((_NAMES.get(query, "?"), self.rowcount, *took))

        return self.connection.cursor(cursor_factory=Cursor)


def brief_timings(connection: Connection, day: date) -> Iterator[Timing]:
    """Each question of the brief of all countries, of one, and of a pair."""
    values = QUESTIONS["values"]
    for codes in ((), (values["country"],), tuple(sorted((values["hot_a"], values["hot_b"])))):
        runs: list[dict[str, list[tuple[int, float, float]]]] = []
        for _ in range(RUNS + 1):
            listening = _Listening(connection)
            with connection:
                read_brief(cast(Connection, listening), day, Scope(codes, codes))
            asked: dict[str, list[tuple[int, float, float]]] = defaultdict(list)
            for name, *figures in listening.heard:
                asked[name].append(cast(tuple[int, float, float], tuple(figures)))
            runs.append(asked)
        for name in runs[0]:
            warm = [max(run[name], key=lambda figures: figures[1]) for run in runs[1:]]
            yield Timing(
                f"brief/{name}", "-".join(codes), warm[0][0], statistics.median(w[1] for w in warm) * 1000,
                min(w[1] for w in warm) * 1000, min(w[2] for w in warm) * 1000, QUESTIONS["limits"]["brief"],
            )  # fmt: skip
