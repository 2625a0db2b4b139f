"""Articles a second by stage, on one core: identify, extract, load, and end to end.

    python -m bench            BENCH=quick for a tenth of the articles

Texts are made of the labelled articles' paragraphs, about 3,000 characters each, mixed languages, every one different.
"""

import os
import platform
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

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

LENGTH = 3000  # characters
COUNT = 100 if os.environ.get("BENCH") == "quick" else 1000


@dataclass(frozen=True)
class Figure:
    """One row of the table."""

    stage: str
    articles: int
    seconds: float


def texts(count: int) -> list[str]:
    """Articles of about ``LENGTH`` characters from the samples' paragraphs, the same at every call."""
    chance = random.Random(0)  # noqa: S311  # reproducible, not secret
    by_language = {}
    for folder in sorted(p for p in (PROJECT_ROOT / "seeds" / "articles").iterdir() if p.is_dir()):
        found = [a for p in sorted(folder.iterdir()) for a in read_articles(p.read_bytes(), p.as_uri())]
        by_language[folder.name] = [
            line for a in found if isinstance(a, Article) for line in a.text.split("\n") if line
        ]
    made = []
    for number in range(count):
        lines = by_language[sorted(by_language)[number % len(by_language)]]
        body: list[str] = []
        while sum(map(len, body)) < LENGTH:
            body.append(chance.choice(lines))
        made.append(f"{chance.choice(lines)} {number}\n\n" + "\n".join(body) + "\n")
    return made


def timed(stage: str, count: int, work: Callable[[], object]) -> Figure:
    """Run once and time it by the wall."""
    start = time.perf_counter()
    work()
    return Figure(stage, count, time.perf_counter() - start)


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

            return timed("files to rows, end to end", len(made), night)
        finally:
            embedded.stop(server)


def main() -> None:
    """Measure and print."""
    start = time.perf_counter()
    for language in available_languages():
        lexicon_for(language)
    identify("A sentence that is long enough to load the models of the languages.")
    ready = time.perf_counter() - start
    made = texts(COUNT)
    articles = [
        a for n, t in enumerate(made) for a in read_articles(t.encode(), f"bench:{n}.txt") if isinstance(a, Article)
    ]
    known = [identify(a.text) for a in articles]
    figures = [
        timed("identify the language", len(articles), lambda: [identify(a.text) for a in articles]),
        timed("extract", len(articles), lambda: [extract(a, k) for a, k in zip(articles, known, strict=True)]),
        end_to_end(made),
    ]
    table = Table("stage", "articles", "articles/s", title=f"{COUNT} articles of {LENGTH:,} characters, one process")
    for figure in figures:
        table.add_row(figure.stage, str(figure.articles), f"{figure.articles / figure.seconds:,.0f}")
    console = Console()
    console.print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; ready in {ready:.1f} s"
    )
    console.print(table)


if __name__ == "__main__":
    main()
