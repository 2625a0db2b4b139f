"""Articles a second by stage, on one core: read each format, identify, extract each language, load, and end to end.

    python -m bench            BENCH=quick for a tenth of the articles

Texts are made of the labelled articles' paragraphs, about 3,000 characters each, mixed languages, every one different.
The figures go to artifacts/bench.json too.
"""

import json
import os
import platform
import subprocess
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import reading
from bench.material import LENGTH, languages, texts
from bench.measuring import Figure, timed
from etl import pipeline
from etl.extraction import extract
from etl.formats import read_articles
from etl.language import identify
from etl.lexicon import available_languages, lexicon_for
from etl.model import Article
from etl.settings import PROJECT_ROOT, Settings
from etl.warehouse import embedded
from etl.warehouse.database import create_database_if_missing
from etl.warehouse.migrate import migrate

COUNT = 100 if os.environ.get("BENCH") == "quick" else 1000
OUTPUT = PROJECT_ROOT / "artifacts" / "bench.json"


def end_to_end(made: list[str]) -> Figure:
    """Files on disk to rows committed, on an embedded server with durable settings."""
    with tempfile.TemporaryDirectory(prefix="dyadwire-bench-") as folder:
        Path(folder).chmod(0o755)
        inbox = Path(folder, "inbox")
        inbox.mkdir()
        for number, text in enumerate(made):
            (inbox / f"{number:06d}.txt").write_text(text, encoding="utf-8")
        server = embedded.start(Path(folder, "state"))
        try:
            create_database_if_missing(server.url("postgres"), "dyadwire")
            migrate(server.url("dyadwire"))
            settings = Settings(database_url=server.url("dyadwire"), inbox=inbox, settle_seconds=0)

            def night() -> None:
                for batch in pipeline.scan_inbox(settings, "bench"):
                    pipeline.process_batch(settings, "bench", batch)

            return timed("files to rows, end to end", len(made), _size(made), night)
        finally:
            embedded.stop(server)


def extraction(made: list[str]) -> list[Figure]:
    """Identification, and extraction of the mix and of each language by itself."""
    articles = _articles(made)
    known = [identify(a.text) for a in articles]
    figures = [
        timed("identify the language", len(articles), _size(made), lambda: [identify(a.text) for a in articles]),
        timed(
            "extract", len(articles), _size(made), lambda: [extract(a, k) for a, k in zip(articles, known, strict=True)]
        ),
    ]
    for language in languages():
        few = texts(max(10, len(made) // 20), language)
        own = _articles(few)
        figures.append(
            timed(
                f"extract {language}", len(own), _size(few), lambda own=own: [extract(a, identify(a.text)) for a in own]
            )
        )
    return figures


def _articles(made: list[str]) -> list[Article]:
    return [
        a for n, t in enumerate(made) for a in read_articles(t.encode(), f"bench:{n}.txt") if isinstance(a, Article)
    ]


def _size(made: list[str]) -> int:
    return sum(len(text.encode()) for text in made)


def _machine(ready: float) -> dict[str, object]:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()  # fmt: skip
    return {
        "machine": platform.machine(), "cores": os.cpu_count(), "python": platform.python_version(),
        "commit": commit or None, "articles": COUNT, "characters": LENGTH, "ready_seconds": round(ready, 2),
    }  # fmt: skip


def main() -> None:
    """Measure, print and write."""
    start = time.perf_counter()
    for language in available_languages():
        lexicon_for(language)
    identify("A sentence that is long enough to load the models of the languages.")
    machine = _machine(time.perf_counter() - start)
    made = texts(COUNT)
    figures = [*reading.figures(made), *extraction(made), end_to_end(made)]
    table = Table("stage", "articles", "articles/s", "MB/s", title=f"Articles of {LENGTH:,} characters, one process")
    for figure in figures:
        table.add_row(figure.stage, str(figure.articles), f"{figure.rate:,.0f}", f"{figure.megabytes:,.1f}")
    console = Console()
    console.print(", ".join(f"{name} {value}" for name, value in machine.items()))
    console.print(table)
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps({**machine, "figures": [asdict(f) for f in figures]}, indent=1) + "\n")
    console.print(f"written: {OUTPUT}")


if __name__ == "__main__":
    main()
