"""All formats, in the order in which they are asked.

To add one, write a module with ``recognizes(data, name)`` and ``read(data, uri)`` and add its line to ``READERS``: a
reader yields articles and raises ``ArticleError`` for what it cannot read.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from etl.errors import ArticleError
from etl.formats import json_article, plain
from etl.formats.text import decode
from etl.model import Article, Rejection

HEAD = 64  # bytes of a rejected file that are kept


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: whether the bytes (or the file's name, lower case) look like it, and how to read them."""

    name: str
    recognizes: Callable[[bytes, str], bool]
    read: Callable[[bytes, str], Iterator[Article]]


READERS = (
    Reader("json", json_article.recognizes, json_article.read),
    Reader("plain", plain.recognizes, plain.read),
)


def read_articles(data: bytes, uri: str) -> Iterator[Article | Rejection]:
    """Every article of a file, and a rejection for each that cannot be read; raises nothing.

    A fault of the whole file is one rejection with ``record`` ``None``.
    """
    try:
        yield from _reader_for(data, uri).read(data, uri)
    except ArticleError as error:
        yield Rejection(error.reason, error.detail, error.record, data[:HEAD])


def _reader_for(data: bytes, uri: str) -> Reader:
    name = uri.rpartition("/")[2].lower()
    for reader in READERS:
        if reader.recognizes(data, name):
            return reader
    decode(data)
    raise ArticleError(
        "unknown_format", f"no reader knows files like {name!r}; known: {', '.join(r.name for r in READERS)}"
    )
