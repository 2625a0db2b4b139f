"""One claimed file: its bytes, the articles in them, and what each of these says."""

import logging
from collections.abc import Iterator

from etl import extraction, formats, language
from etl.errors import ArticleError
from etl.inbox import read_file, sha256, to_path
from etl.model import Article, Extraction, Rejection
from etl.warehouse.claims import MOST_ATTEMPTS, ClaimedFile
from etl.warehouse.rows import FileResult

log = logging.getLogger(__name__)

_HEAD = 64  # bytes of a rejected file that are kept


def read_claimed(file: ClaimedFile, max_bytes: int) -> FileResult | None:
    """Read a claimed file and extract what it says; ``None`` where it is gone, and may be back for the next attempt.

    A file is its bytes: any of its addresses that still has them will do.
    """
    faults: list[Rejection] = []
    for uri in file.uris:
        data = _read(uri, file.sha256, max_bytes)
        if isinstance(data, bytes):
            return _extracted(file.source_file_id, data, uri)
        faults.append(data)
    if all(fault.reason == "vanished" for fault in faults) and file.attempts < MOST_ATTEMPTS:
        return None
    return FileResult(file.source_file_id, (), tuple(faults[:1]))


def _read(uri: str, digest: str, max_bytes: int) -> bytes | Rejection:
    try:
        data = read_file(to_path(uri), max_bytes)
    except ArticleError as error:
        gone = isinstance(error.__cause__, FileNotFoundError | NotADirectoryError)
        return Rejection("vanished" if gone else error.reason, error.detail, None, b"")
    if sha256(data) != digest:
        return Rejection("changed", f"{uri} is not what the scan saw", None, data[:_HEAD])
    return data


def _extracted(source_file_id: int, data: bytes, uri: str) -> FileResult:
    found = list(extract_articles(data, uri)) or [Rejection("empty", f"no article in {uri}", None, data[:_HEAD])]
    return FileResult(
        source_file_id,
        tuple(item for item in found if isinstance(item, Extraction)),
        tuple(item for item in found if isinstance(item, Rejection)),
    )


def extract_articles(data: bytes, uri: str) -> Iterator[Extraction | Rejection]:
    """Every article of a file with what it says; one that we fail on is a rejection, the others go on."""
    for item in formats.read_articles(data, uri):
        yield item if isinstance(item, Rejection) else _judged(item, data)


def _judged(article: Article, data: bytes) -> Extraction | Rejection:
    try:
        return extraction.extract(article, language.identify(article.text))
    except Exception as error:  # whatever it is, it must not take the batch down with it
        log.exception("extracting %s record %d", article.uri, article.record)
        return Rejection("internal_error", f"{type(error).__name__}: {error}", article.record, data[:_HEAD])
