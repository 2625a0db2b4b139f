"""How fast each format is read; and trafilatura and news-please alone on the pages that declare nothing."""

import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.util import find_spec
from typing import Any

import trafilatura

from bench.crew import Crew
from bench.material import page, texts
from bench.measuring import Figure, halves, measured
from bench.wrapping import LATIN, MANY, SINGLE, SLOW, wrapped
from etl.formats import read_articles
from etl.model import Article

_MOST_LOST = 0.1  # of a body's characters, where a page counts as read


def figures(crew: Crew, count: int) -> Iterator[Figure]:
    """Two rows a format: of one process, ``count`` articles, and of two, ``count`` each; then the rivals on one."""
    for name in (*SINGLE, *MANY):
        few = count // 10 if name in SLOW else count
        made = texts(2 * few, LATIN if name == "PDF" else None)
        yield from measured(crew, "read", f"read {name}", partial(_files, name), _read, halves(made))
    pages = texts(max(16, count // 40))
    for name, prepare, work in _rivals():
        yield from measured(crew, "HTML", name, prepare, work, [pages], partial=True)


def _rivals() -> Iterator[tuple[str, Callable[[Sequence[str]], Any], Callable[[Any], int]]]:
    yield "dyadwire", _pages, _by_dyadwire
    yield "trafilatura", _pages, _by_trafilatura
    if find_spec("newsplease"):
        yield "news-please", _pages, _by_news_please


def _files(name: str, share: Sequence[str]) -> tuple[tuple[str, list[bytes]], int]:
    file, data = wrapped(name, list(share))
    _read((file, data[:2]))
    return (file, data), sum(map(len, data))


def _read(material: tuple[str, list[bytes]]) -> int:
    file, data = material
    return sum(isinstance(item, Article) for each in data for item in read_articles(each, f"bench:{file}"))


def _pages(share: Sequence[str]) -> tuple[list[tuple[str, bytes]], int]:
    if find_spec("newsplease"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what else could be installed
            from newsplease import NewsPlease  # noqa: F401  # its import is not what is measured
    pages = [(text.partition("\n\n")[2], page(text, declares=False)) for text in share]
    for by in (_by_dyadwire, _by_trafilatura):
        by(pages[:2])
    return pages, sum(len(data) for _, data in pages)


def _is_whole(found: str | None, body: str) -> bool:
    return len("".join((found or "").split())) >= (1 - _MOST_LOST) * len("".join(body.split()))


def _by_dyadwire(pages: list[tuple[str, bytes]]) -> int:
    found = [next(iter(read_articles(data, "bench:a.html"))) for _, data in pages]
    return sum(isinstance(a, Article) and _is_whole(a.text, body) for a, (body, _) in zip(found, pages, strict=True))


def _by_trafilatura(pages: list[tuple[str, bytes]]) -> int:
    extract: Callable[..., str | None] = trafilatura.extract
    return sum(
        _is_whole(extract(data, favor_precision=True, include_comments=False, include_tables=False), body)
        for body, data in pages
    )


def _by_news_please(pages: list[tuple[str, bytes]]) -> int:
    from newsplease import NewsPlease

    found = [(NewsPlease.from_html(data.decode(), fetch_images=False).maintext, body) for body, data in pages]
    return sum(_is_whole(text, body) for text, body in found)
