"""JSON: an article as an object, or several in a list; whose field names are known, ``json_fields`` says."""

import json
import re
from collections.abc import Iterator
from typing import Any

from etl.errors import ArticleError
from etl.formats import json_fields as names
from etl.formats.draft import Draft, Head
from etl.formats.encoding import decode
from etl.formats.ninjs import is_ninjs, read_ninjs
from etl.formats.text import clean

_BEGINNING = re.compile(r'\{\s*["}]|\[\s*[{\]]')
_LISTS = ("articles", "items", "results", "data", "@graph", "itemListElement")  # names under which lists come


def recognizes(head: Head) -> bool:
    """An object with a field, or a list of objects, at the beginning; or the name."""
    return _BEGINNING.match(head.text) is not None or head.name.endswith(".json")


def read(data: bytes, head: Head) -> Iterator[Draft | ArticleError]:
    """One article, or those of a list.

    Raises:
        ArticleError: ``malformed`` for broken JSON and a text of the wrong type, ``too_deep``, ``missing_field`` where
            there is no text.
    """
    value = _load(data)
    listed = value if isinstance(value, list) else _listed(value)
    if listed is None:
        yield _draft(value)
        return
    for item in listed:
        try:
            yield _draft(item)
        except ArticleError as error:
            yield error


def _load(data: bytes) -> Any:
    try:
        return json.loads(decode(data))
    except RecursionError as error:
        raise ArticleError("too_deep", "JSON nested too deep") from error
    except ValueError as error:
        raise ArticleError("malformed", f"no valid JSON: {error}") from error


def _listed(value: object) -> list[Any] | None:
    """The articles of an object that is a list by its make, and no article itself."""
    if not isinstance(value, dict) or any(name in value for name in names.TEXT):
        return None
    return next((value[name] for name in _LISTS if isinstance(value.get(name), list)), None)


def _draft(fields: Any) -> Draft:
    if not isinstance(fields, dict):
        raise ArticleError("malformed", f"a JSON object was expected, found a {type(fields).__name__}")
    if is_ninjs(fields):
        return read_ninjs(fields)
    body = names.text_of(fields, names.TEXT)
    if body is None or not clean(body).strip():
        raise ArticleError("missing_field", "the field `text` is absent or empty, and so are its other names")
    published = names.name_of(fields, names.PUBLISHED)
    modified = None if published else names.name_of(fields, names.MODIFIED)
    source, url = names.name_of(fields, names.SOURCE), names.name_of(fields, names.URL, is_address=True)
    if source and source.startswith(("http://", "https://")):  # trafilatura's `source` is the address
        url, source = url or source, names.name_of(fields, names.SOURCE[1:])
    return Draft(
        title=names.text_of(fields, names.TITLE) or "",
        body=body,
        url=url,
        source=source,
        author=names.name_of(fields, names.AUTHOR),
        published=published or modified,
        language=names.name_of(fields, names.LANGUAGE),
        notes=("published_at is the time of the last change",) if modified else (),
    )
