"""JSON: one object with `title`, `text` and, as far as known, `url`, `published_at`, `source`, `author`, `language`."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from etl.errors import ArticleError
from etl.formats.encoding import decode
from etl.formats.text import clean, compose, content_id
from etl.model import Article

_OBJECT = re.compile(r'\{\s*["}]')
_USUAL = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
_LONGEST = 2000  # characters of a field that is no text; longer ones are cut


def recognizes(head: str, name: str) -> bool:
    """An object with a field at the beginning, or the name."""
    return _OBJECT.match(head) is not None or name.endswith(".json")


def read(data: bytes, uri: str) -> Iterator[Article]:
    """One article.

    Raises:
        ArticleError: ``malformed`` for broken JSON and for a field of the wrong type, ``missing_field`` where there is
            no text.
    """
    fields = _load(data)
    body = clean(_string(fields, "text") or "")
    if not body.strip():
        raise ArticleError("missing_field", "the field `text` is absent or empty")
    title, text = compose(_string(fields, "title") or "", body)
    published_at = _published(fields.get("published_at"))
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
    """A short field on one line; ``None`` where it is empty."""
    value = _string(fields, name)
    return (" ".join(clean(value).split())[:_LONGEST] or None) if value else None


def _published(value: object) -> str | None:
    """An ISO 8601 date or date-time, beginning YYYY-MM-DD; ``None`` for what is none: no reason to lose an article."""
    if not isinstance(value, str):
        return None
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            iso = parse(value.strip()).isoformat()
        except ValueError:
            continue
        # As it was given, unless in one of the rarer notations (2025W174, 20250424T10) or with an odd separator.
        return value.strip() if _USUAL.fullmatch(value.strip()) else iso
    return None
