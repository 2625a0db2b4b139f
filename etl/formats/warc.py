"""WARC files, as Common Crawl News publishes them: streamed, each response a document with its own address."""

from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from etl.errors import ArticleError
from etl.formats.draft import Head, Hints, Member
from etl.formats.limits import Limits
from etl.formats.page_markup import media_type
from etl.formats.streams import Counted, Unpacked, buffered

_TAKEN = ("response", "resource", "conversion")
# Media types of documents that can hold an article; pictures, styles, fonts and scripts are passed over.
_TEXTS = (
    "text/html", "text/plain", "text/markdown", "application/xhtml+xml", "application/xml", "text/xml",
    "message/rfc822", "application/json", "application/ld+json", "application/rss+xml", "application/atom+xml",
    "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)  # fmt: skip
# What warcio raises for broken records: its own errors, and those of parts that it takes to be there.
_FAULTS = (
    ArchiveLoadFailed, StatusAndHeadersParserException, OSError, EOFError, ValueError, AttributeError, TypeError,
    LookupError,
)  # fmt: skip


def recognizes(head: Head) -> bool:
    """By the first line."""
    return head.data.startswith((b"WARC/1.", b"WARC/0."))


def members(stream: BinaryIO, head: Head, limits: Limits) -> Iterator[Member | ArticleError]:
    """The answers that a crawler got with status 200 and that can hold an article, under their addresses.

    Raises:
        ArticleError: ``malformed`` where the file is broken, after the records before that place.
    """
    packed = Counted(stream)
    for number, record in _records(packed):
        if record.rec_type is None:
            raise ArticleError("malformed", f"a broken WARC: record {number:,} has no type")
        if record.rec_type not in _TAKEN:
            continue
        media, charset = media_type(_http(record, "Content-Type") or "text/html")
        if _status(record) != "200" or media not in _TEXTS:
            continue
        url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
        hints = Hints(url=url, fetched_at=record.rec_headers.get_header("WARC-Date"), charset=charset)
        yield Member(url or f"record {number}", buffered(Unpacked(_whole(record), packed, limits, _FAULTS)), hints)


def _records(packed: Counted) -> Iterator[tuple[int, Any]]:
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(buffered(packed), no_record_parse=False), start=1):
            yield number, record
    except _FAULTS as error:
        raise ArticleError("malformed", f"a broken WARC after {number:,} records: {error}") from error


def _whole(record: Any) -> BinaryIO:
    try:
        return cast(BinaryIO, _Whole(record))
    except _FAULTS as error:
        raise ArticleError("malformed", f"a broken WARC: {error}") from error


class _Whole:
    """The content of a record; one that is shorter than its length says is cut off."""

    def __init__(self, record: Any) -> None:
        self._record = record
        self._content = record.content_stream()

    def read(self, size: int) -> bytes:
        data = bytes(self._content.read(size))
        if not data and getattr(self._record.raw_stream, "limit", 0) > 0:
            raise EOFError("the file ends in the middle of a record")
        return data


def _http(record: Any, name: str) -> str | None:
    """A header of the server's answer, or of the record where it is no answer."""
    value = (record.http_headers or record.rec_headers).get_header(name)
    return str(value) if value else None


def _status(record: Any) -> str:
    return str(record.http_headers.get_statuscode()) if record.http_headers else "200"
