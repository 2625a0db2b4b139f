"""JSON: one object with `title`, `text` and, as far as known, `url`, `published_at`, `source`, `author`, `language`."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from etl.errors import ArticleError
from etl.formats.text import clean, compose, content_id, decode
from etl.model import Article


def recognizes(data: bytes, name: str) -> bool:
    """An object at the beginning, or the name."""
    return name.endswith(".json") or data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"


def read(data: bytes, uri: str) -> Iterator[Article]:
    """One article.

    Raises:
        ArticleError: ``malformed`` for broken JSON, ``missing_field`` where there is no text.
    """
    fields = _load(data)
    body = _string(fields, "text")
    if not body or not body.strip():
        raise ArticleError("missing_field", "the field `text` is absent or empty")
    title, text = compose(_string(fields, "title") or "", body)
    published_at = _published(_string(fields, "published_at"))
    yield Article(
        uri=uri,
        record=0,
        content_id=content_id(text),
        title=title,
        text=text,
        url=_line(fields, "url"),
        source=_line(fields, "source"),
        author=_line(fields, "author"),
        published_at=published_at,
        published_basis="metadata" if published_at else None,
        language_hint=_line(fields, "language"),
    )


def _load(data: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(decode(data))
    except ValueError as error:
        raise ArticleError("malformed", f"no valid JSON: {error}") from error
    except RecursionError as error:
        raise ArticleError("malformed", "JSON nested too deep") from error
    if not isinstance(fields, dict):
        raise ArticleError("malformed", f"a JSON object was expected, found a {type(fields).__name__}")
    return fields


def _string(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise ArticleError("malformed", f"the field `{name}` must be a string, found a {type(value).__name__}")
    return value


def _line(fields: dict[str, Any], name: str) -> str | None:
    """A short field on one line, at most 2,000 characters; ``None`` where it is empty."""
    value = _string(fields, name)
    return (" ".join(clean(value).split())[:2000] or None) if value else None


def _published(value: str | None) -> str | None:
    """An ISO 8601 date or date-time as it was given; anything else is not known rather than guessed."""
    if not value:
        return None
    value = value.strip()
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            parse(value)
        except ValueError:
            continue
        return value
    return None
