"""All formats, in the order in which they are asked.

A **container** holds documents: ``recognizes(head)`` and ``members(stream, head, limits)``, which streams them. A
**reader** reads one document: ``recognizes(head)`` and ``read(data, head)``, which yields a draft an article, and an
``ArticleError`` for a broken one among them. Adding a format takes such a module and its name in one of the two rows.
Content is asked before the name, so a name decides only where the bytes do not.
"""

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from etl.errors import ArticleError
from etl.formats import (
    compressed,
    email_message,
    feed,
    html_page,
    json_article,
    json_lines,
    markdown,
    newsml_g2,
    nitf,
    pdf,
    plain,
    tar_archive,
    warc,
    word,
    zip_archive,
)
from etl.formats.draft import Draft, Head, Member
from etl.formats.encoding import decode
from etl.formats.limits import Limits


class Container(Protocol):
    """A module that goes into a container."""

    def recognizes(self, head: Head) -> bool:
        """Whether the document that begins so is one."""

    def members(self, stream: BinaryIO, head: Head, limits: Limits) -> Iterator[Member | ArticleError]:
        """Its documents, streamed; a bad one is an error among them."""


class Reader(Protocol):
    """A module that reads one document."""

    def recognizes(self, head: Head) -> bool:
        """Whether the document that begins so is one."""

    def read(self, data: bytes, head: Head) -> Iterator[Draft | ArticleError]:
        """Its articles; raises ``ArticleError`` for a fault of the whole document."""


CONTAINERS: tuple[Container, ...] = (compressed, zip_archive, tar_archive, warc, json_lines)
READERS: tuple[Reader, ...] = (
    pdf, word, email_message, newsml_g2, nitf, feed, html_page, json_article, markdown, plain,
)  # fmt: skip
FORMATS = (
    "text, Markdown, HTML, JSON, JSON Lines, ninjs, NewsML-G2, NITF, RSS, Atom, e-mail, DOCX, PDF, WARC;"
    " gzip, bzip2, xz, zstd, zip, tar around them"
)


def container_for(head: Head) -> Container | None:
    """The container that begins so, if it is one."""
    return next((container for container in CONTAINERS if container.recognizes(head)), None)


def reader_for(head: Head, data: bytes) -> Reader:
    """The reader of a document.

    Raises:
        ArticleError: ``empty`` or ``not_text`` for what is that, ``unknown_format`` for text that no reader knows.
    """
    for reader in READERS:
        if reader.recognizes(head):
            return reader
    decode(data)
    raise ArticleError("unknown_format", f"no reader knows files like {head.name!r}; known: {FORMATS}")
