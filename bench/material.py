"""What is measured on: articles of the labelled paragraphs, and pages, feeds and crawls around them."""

import gzip
import json
import os
import random
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from html import escape
from pathlib import Path

from etl.formats import read_articles
from etl.model import Article
from etl.settings import PROJECT_ROOT

LENGTH = 3000  # characters of an article
_LINKS = 450  # in a page's navigation and again in its footer: about 120 kB a page, as news sites serve them
_FIRST_DAY = date(2024, 1, 1)
_A_DAY = 10  # articles
A_BUSY_DAY = 150  # of a long night, whose days else would lie in the future
_SETTLED = 1_700_000_000  # seconds since 1970: a file of then is no longer being written


@cache
def _paragraphs() -> dict[str, list[str]]:
    found = {}
    samples = PROJECT_ROOT / "seeds" / "articles"
    for folder in sorted(p for p in samples.iterdir() if p.is_dir() and len(p.name) == len("en")):  # one language each
        items = [a for p in sorted(folder.iterdir()) for a in read_articles(p.read_bytes(), p.as_uri())]
        found[folder.name] = [line for a in items if isinstance(a, Article) for line in a.text.split("\n") if line]
    return found


def paragraphs(language: str) -> list[str]:
    """Lines of the labelled articles in that language."""
    return _paragraphs()[language]


def languages() -> list[str]:
    """Those that there are labelled articles of."""
    return sorted(_paragraphs())


def texts(count: int, of: str | Sequence[str] | None = None) -> list[str]:
    """Articles of about ``LENGTH`` characters, every one different, the same at every call; the languages in turn."""
    chance = random.Random(0)  # noqa: S311  # reproducible, not secret
    chosen = [of] if isinstance(of, str) else of or languages()
    made = []
    for number in range(count):
        lines = _paragraphs()[chosen[number % len(chosen)]]
        body: list[str] = []
        while sum(map(len, body)) < LENGTH:
            body.append(chance.choice(lines))
        made.append(f"{chance.choice(lines)} {number}\n\n" + "\n".join(body) + "\n")
    return made


def page(text: str, *, declares: bool) -> bytes:
    """A news page around a text; ``declares`` it in JSON-LD too, as most publishers do."""
    title, _, body = text.partition("\n\n")
    links = "".join(
        f"<li class='item'><a href='/section/{n}/story-{n}.html' title='x'>Link number {n} to another story</a>"
        f"<span>12:{n % 60:02}</span></li>"
        for n in range(_LINKS)
    )
    fields = {"@type": "NewsArticle", "headline": title, "articleBody": body, "datePublished": "2025-04-24"}
    script = f'<script type="application/ld+json">{json.dumps(fields)}</script>' if declares else ""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in body.split("\n") if line)
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{escape(title)}</title>{script}</head><body>"
        f"<nav><ul>{links}</ul></nav><article><h1>{escape(title)}</h1>{paragraphs}</article>"
        f"<footer><ul>{links}</ul></footer></body></html>"
    ).encode()


def dated(text: str, number: int, a_day: int = _A_DAY) -> bytes:
    """Our own JSON, so many articles a day: without days, sentences that come back in many texts would all tell one
    happening."""
    title, _, body = text.partition("\n\n")
    day = _FIRST_DAY + timedelta(days=number // a_day)
    return json.dumps({"title": title, "text": body, "published_at": day.isoformat()}, ensure_ascii=False).encode()


def deliver(inbox: Path, made: Sequence[str], a_day: int = _A_DAY) -> int:
    """Make the inbox, with a file for each text; answers their bytes."""
    inbox.mkdir()
    for number, text in enumerate(made):
        path = inbox / f"{number:06d}.json"
        path.write_bytes(dated(text, number, a_day))
        os.utime(path, (_SETTLED, _SETTLED))
    return sum(file.stat().st_size for file in inbox.iterdir())


def crawl(pages: list[bytes]) -> bytes:
    """A compressed WARC, a member a record, as Common Crawl News publishes them."""
    return b"".join(gzip.compress(_record(n, each), 6) for n, each in enumerate(pages))


def _record(number: int, body: bytes) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://paper.example/2025/04/24/{number}\r\n"
        f"WARC-Date: 2025-04-25T01:02:03Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"
