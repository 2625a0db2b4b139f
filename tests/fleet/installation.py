"""The installation of docker-compose.yml with articles in its inbox, with and without its profile celery."""

import itertools
import json
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from bench.warehouse.articles import article, language_of, leader
from tests.local.leftovers import await_nobody
from tests.ui.installing import free_port, running
from tests.ui.site import Site

REDIS = shutil.which("redis-server")
WORKERS = ("worker-1", "worker-2")
_SETTLED = 1_700_000_000  # seconds since 1970: a file of then is no longer being written
_LEFT_SECONDS = 60


@contextmanager
def fleet(articles: int, languages: Collection[str] = (), **chosen: str) -> Iterator[Site]:
    """Two workers, a Redis with a password, and so many articles, in these languages or in 16; all is stopped again.

    ``chosen`` are variables of its ``.env``.
    """
    with _place(articles, languages) as folder:
        (folder / "queue").mkdir(mode=0o700)
        celery = {"EXECUTOR": "CeleryExecutor", "PARALLELISM": "4", "JSON_LOGS": "True"}
        with running(folder, _redis_in(folder / "queue"), **celery | chosen) as site:
            for names in (("redis",), WORKERS):
                site.parts |= {name: site.start(name) for name in names}
                for name in names:
                    site.await_health(name)
            yield site


@contextmanager
def one_host(articles: int, languages: Collection[str] = (), **chosen: str) -> Iterator[Site]:
    """The same without workers: the scheduler runs the tasks itself."""
    with _place(articles, languages) as folder, running(folder, {}, **chosen) as site:
        yield site


@contextmanager
def _place(articles: int, languages: Collection[str]) -> Iterator[Path]:
    """A folder with an inbox, in which nobody is left at work in the end."""
    folder = Path(tempfile.mkdtemp(prefix="dyadwire-test-"))
    folder.chmod(0o711)
    try:
        _deliver(folder / "inbox", articles, languages)
        yield folder
        await_nobody(folder, _LEFT_SECONDS)
    finally:
        shutil.rmtree(folder)


def _redis_in(folder: Path) -> dict[str, str]:
    """What the file says of where Redis is, and what is said instead: a port and a folder of this machine."""
    port = free_port()
    return {
        "@redis:6379/": f"@127.0.0.1:{port}/",
        "redis-server -": f"redis-server - --bind 127.0.0.1 --port {port} --dir {folder}",
        "redis-cli": f"redis-cli -p {port}",
    }


def _deliver(inbox: Path, count: int, languages: Collection[str]) -> None:
    """A file an article: title and two paragraphs, every one with a number of its own in its title."""
    inbox.mkdir()
    numbers = (n for n in itertools.count() if not languages or language_of(leader(n)) in languages)
    for number in itertools.islice(numbers, count):
        told = article(number, date(2026, 1, 1)).article.text
        path = inbox / f"{number:06}.json"
        title, _, body = "\n".join(told.split("\n")[:3]).partition("\n\n")
        told_as = {"title": title, "text": body, "published_at": "2025-04-24"}
        path.write_text(json.dumps(told_as, ensure_ascii=False), encoding="utf-8")
        os.utime(path, (_SETTLED, _SETTLED))
