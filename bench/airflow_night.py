"""How much longer a night takes by Airflow than by the command line.

    python -m bench.airflow_night --articles 10000

The same articles, a file each: by the installation of docker-compose.yml (no containers; the scheduler runs two tasks
at a time), from the trigger to the run's end, and by ``dyadwire ingest --workers 2``, from the command to its end. Both
read, extract, load, merge and check; the command refreshes the reports too, which Airflow does in a run of its own.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from rich.console import Console

from bench.machine import machine
from bench.material import A_BUSY_DAY, deliver, texts
from bench.serving import serving
from bench.showing import show_plain
from etl.settings import PROJECT_ROOT
from etl.warehouse.database import connect
from tests.ui.installing import airflow, await_end, running

_MOST_SECONDS = 3600.0


def main() -> int:
    """Prints the seconds of both; exit code 1 if either has not loaded all."""
    parser = argparse.ArgumentParser(prog="python -m bench.airflow_night", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, default=10_000)
    articles = parser.parse_args().articles
    console = Console()
    show_plain(console, f"A night of {articles:,} articles", machine())
    with tempfile.TemporaryDirectory(prefix="dyadwire-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        deliver(folder / "inbox", texts(articles), A_BUSY_DAY)
        by_airflow, one = _by_airflow(folder)
        by_command, other = _by_command(folder / "inbox")
    took = {"by Airflow": by_airflow, "by the command line": by_command, "difference": by_airflow - by_command}
    show_plain(console, "seconds", {name: round(seconds, 1) for name, seconds in took.items()})
    if (one, other) != (articles, articles):
        console.print(f"loaded: {one:,} by Airflow, {other:,} by the command line", style="red")
    return 0 if (one, other) == (articles, articles) else 1


def _by_airflow(folder: Path) -> tuple[float, int]:
    """Seconds, and articles in the warehouse afterwards."""
    with running(folder, {}) as site, airflow(site) as api:
        began = time.perf_counter()
        state, tasks = await_end(api, api.trigger(), _MOST_SECONDS)
        seconds = time.perf_counter() - began
        if state != "success":
            raise RuntimeError(f"the night ended as {state}: {tasks}")
        return seconds, _articles(site.server.url("dyadwire"))


def _by_command(inbox: Path) -> tuple[float, int]:
    with serving() as databases:
        url = databases.fresh("by_command")
        settings = {"DYADWIRE_DATABASE_URL": url, "DYADWIRE_INBOX": str(inbox)}
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "etl.cli", "ingest", "--workers", "2"],
            cwd=PROJECT_ROOT,
            env=os.environ | settings,
            timeout=_MOST_SECONDS,
            check=True,
        )
        return time.perf_counter() - began, _articles(url)


def _articles(url: str) -> int:
    with closing(connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute("select count(*) from news.article")
        return int((cursor.fetchone() or (0,))[0])


if __name__ == "__main__":
    sys.exit(main())
