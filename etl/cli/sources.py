"""What the paths after ``dyadwire extract`` stand for: files in the order in which their articles are printed."""

import math
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from etl.cli.logs import say
from etl.inbox import list_files, to_uri

STDIN = Path("-")
_STDIN_URI = "stdin:article.txt"  # named so that it is read as plain text
_ANY_AGE = -math.inf  # nothing is too fresh: whoever names a folder here wants what is in it now


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or standard input already read (``data``), because a worker process cannot read ours."""

    uri: str
    path: Path | None = None
    data: bytes | None = None


def list_sources(paths: Iterable[Path], max_bytes: int) -> list[Source]:
    """Files as named; folders as the inbox lists them, recursively and sorted; ``-`` is standard input.

    Standard input is read to one byte over ``max_bytes``, which is enough to reject it as too large.
    """
    sources: list[Source] = []
    for path in paths:
        if path == STDIN:
            sources.append(Source(_STDIN_URI, data=sys.stdin.buffer.read(max_bytes + 1)))
        elif path.is_dir():
            sources.extend(_in_folder(path))
        else:
            sources.append(Source(to_uri(path), path=path))
    return sources


def _in_folder(folder: Path) -> Iterable[Source]:
    listing = list_files(folder, settle_seconds=_ANY_AGE, now=datetime.now(UTC))
    for path in listing.ignored:
        say(f"passed over {path}: no regular file of this folder", "dim")
    return (Source(found.uri, path=found.path) for found in listing.ready)
