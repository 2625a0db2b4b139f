"""Articles and megabytes a second by stage, by one process and by two; memory; files on disk to rows committed.

    python -m bench                      all parts, minutes; BENCH=quick: a tenth of the articles
    python -m bench --only extract       one part; may be given several times

Texts are made of the labelled articles' paragraphs, about 3,000 characters each, mixed languages, every one different.
The figures go to artifacts/bench.json too.
"""

import argparse
import json
import os
import signal
import time
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console

from bench import extracting, languages, loading, nights, reading, worker
from bench.crew import Crew
from bench.machine import machine
from bench.material import LENGTH
from bench.measuring import Figure
from bench.serving import serving
from bench.showing import show, show_plain, show_stages
from etl.settings import PROJECT_ROOT

PARTS = ("read", "identify", "extract", "worker", "load", "night")
_QUICK, _FULL = 112, 1600  # articles of a stage and a process; a multiple of the number of languages
_WIDTH = 120  # columns of the widest table
_LIMIT = "COPY of the same rows by psql"


def run(parts: tuple[str, ...], count: int, console: Console) -> dict[str, Any]:
    """Measure the parts and print them as they come; answers what goes into the file."""
    start, told = time.perf_counter(), machine()
    show_plain(console, f"Articles of {LENGTH:,} characters", told)
    found: list[Figure] = []
    answer: dict[str, Any] = {**told, "articles": count, "characters": LENGTH, "parts": parts}

    def add(figures: list[Figure]) -> None:
        found.extend(figures)
        show(console, figures)

    if "worker" in parts:  # before anything else takes memory
        answer["worker"] = asdict(worker.measure(2 * count))
        show_plain(console, "worker", answer["worker"])
    with ExitStack() as stack:
        crew = stack.enter_context(Crew(2))
        for name, part in (("read", reading), ("identify", languages), ("extract", extracting)):
            if name in parts:
                add(list(part.figures(crew, count)))
        if "load" in parts or "night" in parts:
            databases = stack.enter_context(serving())
        if "load" in parts:
            add(list(loading.figures(crew, 2 * count, databases)))
            by = {figure.stage: figure for figure in found if figure.part == "load" and figure.cores == 1}
            answer["load_of_copy"] = {
                "by the clock": round(by[_LIMIT].seconds / by["load"].seconds, 3),
                "by the processor": round((by[_LIMIT].processor or 0) / (by["load"].processor or 1), 3),
            }
            show_plain(console, "rate of loading, as a share of COPY's", answer["load_of_copy"])
        if "night" in parts:
            figures, answer["stages"] = nights.figures(crew, 2 * count, databases)
            add(figures)
            show_stages(console, answer["stages"])
    answer |= {"load_at_end": round(os.getloadavg()[0], 1), "seconds": round(time.perf_counter() - start, 1)}
    return answer | {"figures": [figure.row for figure in found]}


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--only", action="append", choices=PARTS, help="a part; may be given several times")
    parser.add_argument(
        "--output", type=Path, default=PROJECT_ROOT / "artifacts" / "bench.json", help="for the figures"
    )
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the server is stopped then, too
    console = Console(width=max(Console().width, _WIDTH))
    count = _QUICK if os.environ.get("BENCH") == "quick" else _FULL
    figures = run(tuple(arguments.only or PARTS), count, console)
    arguments.output.parent.mkdir(exist_ok=True)
    arguments.output.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    console.print(f"{figures['seconds']:,} s; load {figures['load']} to {figures['load_at_end']}")
    console.print(f"written: {arguments.output}")


if __name__ == "__main__":
    main()
