"""How fast each format is read, and trafilatura alone on the same pages."""

from collections.abc import Callable, Iterable

import trafilatura

from bench.material import crawl, json_article, page
from bench.measuring import Figure, timed
from etl.formats import read_articles
from etl.model import Article


def _read(files: Iterable[tuple[str, bytes]], expected: int) -> None:
    found = sum(isinstance(item, Article) for name, data in files for item in read_articles(data, f"bench:{name}"))
    if found != expected:
        raise RuntimeError(f"{found} of {expected} articles were read: the measurement is worth nothing")


def figures(texts: list[str]) -> list[Figure]:
    """A row a format. Pages and crawls are slower, so they get a tenth of the articles."""
    few = texts[: max(1, len(texts) // 10)]
    declared, bare = [page(t, declares=True) for t in few], [page(t, declares=False) for t in few]
    warc = crawl(declared)
    return [
        _row("text", "a.txt", [t.encode() for t in texts]),
        _row("JSON", "a.json", [json_article(t) for t in texts]),
        _row("JSON Lines", "a.jsonl", [b"\n".join(json_article(t) for t in texts)], len(texts)),
        _row("HTML with JSON-LD", "a.html", declared),
        _row("HTML without", "a.html", bare),
        timed("trafilatura alone on these", len(bare), sum(map(len, bare)), lambda: _trafilatura(bare)),
        _row("WARC of pages with JSON-LD", "a.warc.gz", [warc], len(declared)),
    ]


def _row(name: str, file: str, data: list[bytes], articles: int | None = None) -> Figure:
    count = articles or len(data)
    return timed(f"read {name}", count, sum(map(len, data)), lambda: _read(((file, each) for each in data), count))


def _trafilatura(pages: list[bytes]) -> None:
    extract: Callable[..., str | None] = trafilatura.extract
    for each in pages:
        extract(each, favor_precision=True, include_comments=False, include_tables=False)
