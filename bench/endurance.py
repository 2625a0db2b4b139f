"""One long night on two cores, and whether memory, file handles and connections stay what they were on the way.

    python -m bench.endurance --articles 100000

Articles as in ``python -m bench``, a file each, by ``dyadwire ingest --workers 2`` into a warehouse of its own. Exit
code 1 if an article is not there once, or if in the last fifth something takes a quarter more than in the second.
"""

import argparse
import os
import subprocess
import sys
import time
from contextlib import closing, suppress
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path

import psutil
from psycopg2.extensions import connection as Connection  # noqa: N812
from rich.console import Console

from bench.machine import machine
from bench.material import A_BUSY_DAY, deliver, texts
from bench.serving import serving
from bench.showing import show_plain
from etl.settings import PROJECT_ROOT
from etl.warehouse.database import connect

_SECONDS = 2.0  # between looks
_FIFTH, _MORE = 0.2, 1.25


@dataclass(frozen=True, slots=True)
class Look:
    """At one moment: articles loaded, seconds since the beginning, 10^6 bytes of the largest loading and of the largest
    reading process, open files of all of them, sessions on the server."""

    articles: int
    seconds: int
    loader_mb: int
    reader_mb: int
    files: int
    sessions: int


def main() -> int:
    """Prints a line each tenth of the night, and what came of it."""
    parser = argparse.ArgumentParser(prog="python -m bench.endurance", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, default=100_000)
    articles = parser.parse_args().articles
    console = Console()
    show_plain(console, f"A night of {articles:,} articles", machine())
    with serving() as databases:
        inbox = databases.folder / "inbox"
        deliver(inbox, texts(articles), A_BUSY_DAY)
        url = databases.fresh("long_night")
        began = time.perf_counter()
        looks = _watched(url, inbox, databases.folder / "night.log", articles, console)
        seconds = time.perf_counter() - began
        with closing(connect(url)) as connection:
            held = _asked(connection, "select count(*), count(distinct content_id) from news.article")
    rate = articles / looks[-1].seconds
    console.print(f"{seconds:,.0f} s with merging, reports and checks; {rate:.0f} articles a second were loaded")
    complaints = grown(looks, articles)
    for complaint in complaints:
        console.print(complaint, style="red")
    if held != (articles, articles):
        console.print(f"{held[0]:,} articles are there, {held[1]:,} texts", style="red")
    return 1 if complaints or held != (articles, articles) else 0


def _watched(url: str, inbox: Path, log: Path, articles: int, console: Console) -> list[Look]:
    """Looks at the night until it ends."""
    settings = {"DYADWIRE_DATABASE_URL": url, "DYADWIRE_INBOX": str(inbox), "DYADWIRE_SETTLE_SECONDS": "0"}
    began, told = time.perf_counter(), 0
    looks: list[Look] = []
    with log.open("wb") as output, closing(connect(url)) as connection:
        connection.autocommit = True
        night = psutil.Popen(
            [sys.executable, "-m", "etl.cli", "ingest", "--workers", "2"],
            cwd=PROJECT_ROOT,
            env=os.environ | settings,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            while night.poll() is None:
                loaded, sessions = _asked(connection, _LOOK)
                if loaded < articles or not looks or looks[-1].articles < articles:
                    looks.append(_look(night, loaded, sessions, round(time.perf_counter() - began)))
                    if loaded * 10 // articles > told:
                        told = loaded * 10 // articles
                        console.print(", ".join(f"{name} {value:,}" for name, value in asdict(looks[-1]).items()))
                time.sleep(_SECONDS)
        finally:
            with suppress(psutil.NoSuchProcess):
                for process in [*night.children(recursive=True), night]:
                    process.kill()
    if night.returncode:
        raise RuntimeError(f"the night ended with exit code {night.returncode}: {log.read_text()[-2000:]}")
    return looks


_LOOK = """
    select (select count(*) from ops.source_file where state = 'loaded'),
        (select count(*) from pg_stat_activity where backend_type = 'client backend')"""


def _look(night: psutil.Process, loaded: int, sessions: int, seconds: int) -> Look:
    loaders, readers, files = [0.0], [0.0], 0
    for process in [night, *night.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
            is_reader = "etl.reading.worker" in process.cmdline()
            (readers if is_reader else loaders).append(process.memory_info().rss / 1e6)
            files += process.num_fds()
    return Look(loaded, seconds, round(max(loaders)), round(max(readers)), files, sessions)


def grown(looks: list[Look], articles: int) -> list[str]:
    """What is over a quarter more in the last fifth of the night than ever in the second, in words."""
    early = [look for look in looks if _FIFTH <= look.articles / articles < 2 * _FIFTH]
    late = [look for look in looks if 1 - _FIFTH <= look.articles / articles < 1]
    if not early or not late:
        return ["the night was too short to see whether anything grows"]
    found = []
    for place, field in enumerate(fields(Look)[2:], start=2):
        before, after = (max(astuple(look)[place] for look in some) for some in (early, late))
        if after > _MORE * before:
            found.append(f"{field.name}: {before:,} early, {after:,} late")
    return found


def _asked(connection: Connection, query: str) -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return tuple(cursor.fetchone() or ())


if __name__ == "__main__":
    sys.exit(main())
