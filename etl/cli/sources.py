"""What the paths after ``dyadwire extract`` stand for: files in the order in which their articles are printed."""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

STDIN = Path("-")
_UNFINISHED = (".part", ".tmp")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or standard input already read (``data``), because a worker process cannot read ours."""

    uri: str
    path: Path | None = None
    data: bytes | None = None


def list_sources(paths: Iterable[Path], max_bytes: int) -> list[Source]:
    """Files as named; folders recursively, sorted by path; ``-`` is standard input, taken as plain text.

    Inside folders the names that the inbox passes over (dot-files, ``*.part``, ``*.tmp``) are passed over here too.
    Standard input is read to one byte over ``max_bytes``, which is enough to reject it as too large.
    """
    sources: list[Source] = []
    for path in paths:
        if path == STDIN:
            sources.append(Source("stdin.txt", data=sys.stdin.buffer.read(max_bytes + 1)))
        elif path.is_dir():
            sources.extend(Source(file.as_posix(), path=file) for file in _walk(path))
        else:
            sources.append(Source(path.as_posix(), path=path))
    return sources


def _walk(folder: Path) -> list[Path]:
    """Symbolic links to folders are not followed: a loop of them would never end."""
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(
            Path(parent, name) for name in names if not name.startswith(".") and not name.endswith(_UNFINISHED)
        )
    return sorted(found)
