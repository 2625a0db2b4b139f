"""Sidecars: ``NAME.meta.json`` beside a file says what the file itself does not."""

import json

from etl.errors import ArticleError
from etl.formats.draft import Hints
from etl.formats.encoding import decode

LONGEST = 1024 * 1024  # bytes
_FIELDS = {"url": "url", "published_at": "published", "source": "source", "author": "author", "language": "language",
           "fetched_at": "fetched_at"}  # fmt: skip


def read_sidecar(data: bytes) -> Hints:
    """What a sidecar says: an object with ``url``, ``published_at``, ``source``, ``author``, ``language``,
    ``fetched_at``, all of them texts and none required. One that cannot be read hints at nothing but its fault: it is
    no reason to lose the article.
    """
    try:
        fields = json.loads(decode(data))
    except (ArticleError, ValueError, RecursionError) as error:
        return Hints(notes=(f"sidecar unreadable: {str(error)[:200]}",))
    if not isinstance(fields, dict):
        return Hints(notes=(f"sidecar unreadable: a JSON object was expected, found a {type(fields).__name__}",))
    known = {field: fields[name] for name, field in _FIELDS.items() if isinstance(fields.get(name), str)}
    odd = sorted(name for name in fields if name not in _FIELDS or not isinstance(fields[name], str | None))
    return Hints(**known, notes=(f"sidecar fields passed over: {', '.join(odd)[:200]}",) if odd else ())
