"""A file where it lies, with what its sidecar says: articles and rejections, whatever is wrong with it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from etl.errors import ArticleError
from etl.formats import Circumstances, Hints, Limits, read_articles
from etl.formats.sidecar import LONGEST, read_sidecar
from etl.inbox import opened, read_file, sidecar_of, to_uri
from etl.model import Article, Rejection


def read_path(path: Path, max_bytes: int, limits: Limits) -> Iterator[Article | Rejection]:
    """Every article of a file, and a rejection for each record that cannot be read, or for the file itself."""
    try:
        with opened(path, max_bytes) as file:
            told = Circumstances(limits, hints_beside(path), datetime.now(UTC).date())
            yield from read_articles(file, to_uri(path), told)
    except ArticleError as error:
        yield Rejection(error.reason, error.detail, None, b"")


def hints_beside(path: Path) -> Hints:
    """What the file's sidecar says, if it has one."""
    try:
        return read_sidecar(read_file(sidecar_of(path), LONGEST))
    except ArticleError as error:
        gone = isinstance(error.__cause__, FileNotFoundError)
        return Hints() if gone else Hints(notes=(f"sidecar unreadable: {error.detail}",))
