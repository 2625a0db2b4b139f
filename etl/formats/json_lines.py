"""JSON Lines: a document a line, streamed; a line that is too long is passed over without being held."""

import io
import json
from collections.abc import Iterator
from typing import BinaryIO

from etl.errors import ArticleError
from etl.formats.draft import Head, Member
from etl.formats.limits import Limits

_BOM = b"\xef\xbb\xbf"
_PART = 64 * 1024  # bytes of a line that is thrown away, at a time


def recognizes(head: Head) -> bool:
    """By name, or by a whole object on the first line and another one beginning on the second."""
    if head.name.endswith((".jsonl", ".ndjson", ".jsonlines")):
        return True
    first, _, rest = head.data.removeprefix(_BOM).lstrip().partition(b"\n")
    if not first.startswith(b"{") or not rest.lstrip().startswith(b"{"):
        return False
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return True


def members(stream: BinaryIO, head: Head, limits: Limits) -> Iterator[Member | ArticleError]:
    """The lines that are not blank, as ``line 1`` and so on."""
    number = 0
    while line := stream.readline(limits.document_bytes + 1):
        number += 1
        if len(line) > limits.document_bytes:
            while len(rest := stream.readline(_PART)) == _PART and not rest.endswith(b"\n"):
                pass
            yield ArticleError(
                "too_large", f"line {number}: over {limits.document_bytes:,} bytes (DYADWIRE_MAX_DOCUMENT_BYTES)"
            )
        elif content := line.removeprefix(_BOM if number == 1 else b"").strip():
            yield Member(f"line {number}.json", io.BytesIO(content))
