"""All formats, in the order in which they are asked.

Adding one takes a module with two functions and one line in ``READERS``::

    def recognizes(head: str, name: str) -> bool: ...   # by the file's beginning if that tells, else by its name
    def read(data: bytes, uri: str) -> Iterator[Article | Rejection]: ...   # raises ArticleError for a fault

A reader of many records yields a ``Rejection`` with the record's number for a broken one and goes on with the next.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from etl.errors import ArticleError
from etl.formats import json_article, plain
from etl.formats.encoding import decode
from etl.model import Article, Rejection

HEAD = 64  # bytes of a rejected file that are kept
_LOOKED_AT = 512  # bytes whose ASCII characters, stripped on the left, ``recognizes`` is shown


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: whether a file looks like it, by its beginning or its name (lower case), and how to read it."""

    name: str
    recognizes: Callable[[str, str], bool]
    read: Callable[[bytes, str], Iterator[Article | Rejection]]


READERS = (
    Reader("json", json_article.recognizes, json_article.read),
    Reader("plain", plain.recognizes, plain.read),
)


def read_articles(data: bytes, uri: str) -> Iterator[Article | Rejection]:
    """Every article of a file, and a rejection for each that cannot be read; raises nothing.

    A fault of the whole file is one rejection with ``record`` ``None``; one of our own is reason ``internal_error``.
    """
    try:
        yield from _reader_for(data, uri).read(data, uri)
    except ArticleError as error:
        yield Rejection(error.reason, error.detail, error.record, data[:HEAD])
    except Exception as error:  # noqa: BLE001  # a reader's bug costs this file, not its batch
        yield Rejection("internal_error", f"{type(error).__name__}: {error}", None, data[:HEAD])


def _reader_for(data: bytes, uri: str) -> Reader:
    name = uri.rpartition("/")[2].lower()
    head = _head(data)
    for reader in READERS:
        if reader.recognizes(head, name):
            return reader
    decode(data)  # what is empty or no text at all is told as that
    raise ArticleError(
        "unknown_format", f"no reader knows files like {name!r}; known: {', '.join(r.name for r in READERS)}"
    )


def _head(data: bytes) -> str:
    """The beginning as far as it is ASCII, in whatever width: enough for the signs that formats begin with."""
    return data[:_LOOKED_AT].replace(b"\0", b"").decode("ascii", errors="ignore").lstrip()
