"""TAR archives, read from front to back; nothing is ever written to a disk."""

import tarfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from etl.errors import ArticleError
from etl.formats.archived import is_passed_over, unsafe
from etl.formats.draft import Head, Member
from etl.formats.limits import Limits
from etl.formats.streams import Unpacked, buffered

_MAGIC = slice(257, 262)
_FAULTS = (tarfile.TarError, OSError, EOFError, ValueError, OverflowError)


def recognizes(head: Head) -> bool:
    """By the mark in the first header, or by name for archives older than the mark."""
    return head.data[_MAGIC] == b"ustar" or (head.name.endswith(".tar") and not head.data.startswith(b"PK"))


def members(stream: BinaryIO, head: Head, limits: Limits) -> Iterator[Member | ArticleError]:
    """The files inside, in their order.

    Raises:
        ArticleError: ``malformed`` where the archive is broken or cut off, after the members before that place.
    """
    try:
        with tarfile.open(fileobj=stream, mode="r|", errorlevel=2) as archive:
            for entry in archive:
                archive.members = []  # type: ignore[attr-defined]  # it would remember them all
                if entry.isdir() or is_passed_over(entry.name):
                    continue
                if fault := unsafe(entry.name, _kind(entry)):
                    yield fault
                    continue
                content = archive.extractfile(entry)
                if content is not None:
                    unpacked = Unpacked(cast(BinaryIO, content), entry.size, limits, _FAULTS)  # as large as packed
                    yield Member(entry.name, buffered(unpacked))
    except _FAULTS as error:
        raise ArticleError("malformed", f"a broken TAR archive: {error}") from error


def _kind(entry: tarfile.TarInfo) -> str | None:
    if entry.isreg():
        return None
    return "link" if entry.issym() or entry.islnk() else "device or pipe"
