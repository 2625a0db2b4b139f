"""A file that the ledger knows: its bytes at one of its addresses, and everything in them."""

import io
import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from etl.errors import ArticleError
from etl.formats import Circumstances, Limits
from etl.inbox import hash_stream, opened, read_stream, sha256
from etl.model import Extraction, Rejection
from etl.reading.articles import Watch, extract_articles
from etl.reading.at_path import hints_beside

_IN_MEMORY = 8 * 1024 * 1024  # bytes of a file that is read once and for all; a larger one is streamed


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file's bytes may be: its address, and the path on this machine or why there is none."""

    uri: str
    path: Path | None
    fault: Rejection | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to read: all places that had its bytes, the first seen first, their hash, and the bounds."""

    places: tuple[Place, ...]
    sha256: str
    max_file_bytes: int
    limits: Limits


class Changed(Exception):  # noqa: N818  # no error of ours: the file is another one now
    """The file was changed or cut off while it was being read; what was read so far may be of either."""


def read_wanted(file: Wanted, watch: Watch) -> Iterator[Extraction | Rejection]:
    """Everything in the file, from the first of its places that still has the bytes.

    Where none has them, one rejection: ``vanished``, ``changed`` or ``unreadable``.

    Raises:
        Changed: a large file changed on the way.
    """
    fault: Rejection | None = None
    for place in file.places:
        if place.path is None:
            fault = fault or place.fault
            continue
        with ExitStack() as stack:
            try:
                stream = _unchanged(stack, place.path, file)
            except ArticleError as error:
                fault = fault or fault_of(error)
                continue
            before = _state(stream)
            unparsed = {number: why for (number, step), why in watch.stuck.items() if step == "parse"}
            today = datetime.now(UTC).date()
            hints = hints_beside(place.path)
            told = Circumstances(file.limits, hints, today, lambda n: watch.begin(n, "parse"), unparsed)
            yield from extract_articles(stream, place.uri, told, watch)
            if _state(stream) != before:
                raise Changed(place.uri)
            return
    yield fault or Rejection("vanished", "no address of the file is known", None, b"")


def _unchanged(stack: ExitStack, path: Path, file: Wanted) -> BinaryIO:
    """The file at its beginning, its bytes those that the scan saw."""
    stream = stack.enter_context(opened(path, file.max_file_bytes))
    if os.fstat(stream.fileno()).st_size <= _IN_MEMORY:
        data = read_stream(stream, path, file.max_file_bytes)
        digest, stream = sha256(data), io.BytesIO(data)
    else:
        digest = hash_stream(stream, path)
    if digest != file.sha256:
        raise ArticleError("changed", f"{path} is not what the scan saw")
    return stream


def _state(stream: BinaryIO) -> tuple[int, int] | None:
    """Size and time of change of what is streamed; bytes in memory don't change."""
    if isinstance(stream, io.BytesIO):
        return None
    seen = os.fstat(stream.fileno())
    return seen.st_size, seen.st_mtime_ns


def fault_of(error: ArticleError) -> Rejection:
    """What an error says of the file, and ``vanished`` where it says that there is none."""
    gone = isinstance(error.__cause__, FileNotFoundError | NotADirectoryError)
    return Rejection("vanished" if gone else error.reason, error.detail, None, b"")
