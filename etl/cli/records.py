"""One source to its extraction records: read, identify, extract; runs in this process or in a worker."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from etl.cli.sources import Source
from etl.extraction import extract, to_record
from etl.formats import Circumstances, Limits, read_articles
from etl.language import identify
from etl.model import Article, Rejection
from etl.reading.at_path import read_path

# Line ends of Unicode that JSON allows bare, but at which some readers of JSON Lines would split; and the control
# characters that a terminal obeys.
_ESCAPED = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029)}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: a record, or a rejection; never both."""

    uri: str
    record: dict[str, Any] | None = None
    rejection: Rejection | None = None


def read_records(source: Source, *, published: str | None, max_bytes: int, limits: Limits) -> list[Outcome]:
    """Every article of the source, in file order. A fault of ours rejects that article and leaves the rest alone."""
    outcomes: list[Outcome] = []
    try:
        for item in _items(source, max_bytes, limits):
            outcomes.append(_outcome(source.uri, item, published))
    except Exception as error:  # noqa: BLE001  a reader's fault must not stop the other files
        outcomes.append(Outcome(source.uri, rejection=_internal(error, None)))
    return outcomes


def _items(source: Source, max_bytes: int, limits: Limits) -> Iterable[Article | Rejection]:
    if source.path is not None:
        return read_path(source.path, max_bytes, limits)
    data = source.data or b""
    if len(data) > max_bytes:
        return [Rejection("too_large", f"standard input holds more than {max_bytes} bytes", None, b"")]
    return read_articles(data, source.uri, Circumstances(limits, today=datetime.now(UTC).date()))


def _outcome(uri: str, item: Article | Rejection, published: str | None) -> Outcome:
    if isinstance(item, Rejection):
        return Outcome(uri, rejection=item)
    article = item
    if article.published_at is None and published is not None:
        article = replace(article, published_at=published, published_basis="argument")
    try:
        return Outcome(uri, record=to_record(extract(article, identify(article.text))))
    except Exception as error:  # noqa: BLE001  one article's fault must not stop the others
        return Outcome(uri, rejection=_internal(error, article.record))


def _internal(error: Exception, record: int | None) -> Rejection:
    return Rejection("internal_error", f"{type(error).__name__}: {error}", record, b"")


def to_line(record: dict[str, Any]) -> bytes:
    """The record as one line of JSON Lines, UTF-8; readable letters, except where a line or terminal would break."""
    # A lone surrogate cannot be UTF-8; "backslashreplace" writes it as JSON's own escape.
    return (json.dumps(record, ensure_ascii=False).translate(_ESCAPED) + "\n").encode("utf-8", "backslashreplace")
