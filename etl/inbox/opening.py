"""Files opened with care: bounded, never waiting for a writer, known by their bytes."""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from etl.errors import ArticleError


@contextmanager
def opened(path: Path, max_bytes: int) -> Iterator[BinaryIO]:
    """The file, open for reading.

    Raises:
        ArticleError: ``too_large`` or ``unreadable``, the latter from the ``OSError`` that says why.
    """
    try:
        # Without O_NONBLOCK the opening of a pipe that took the file's place would wait for a writer for good.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError as error:
        raise ArticleError("unreadable", f"{shown(path)}: {error.strerror}") from error
    seen = os.fstat(descriptor)
    if not stat.S_ISREG(seen.st_mode):
        os.close(descriptor)
        raise ArticleError("unreadable", f"{shown(path)} is no regular file")
    with os.fdopen(descriptor, "rb") as file:
        if seen.st_size > max_bytes:
            raise _too_large(path, max_bytes)
        yield file


def read_file(path: Path, max_bytes: int) -> bytes:
    """The file's bytes as they are now; whether they are those that a scan saw, their hash tells.

    Raises:
        ArticleError: ``too_large`` or ``unreadable``, the latter from the ``OSError`` that says why.
    """
    with opened(path, max_bytes) as file:
        return read_stream(file, path, max_bytes)


def read_stream(file: BinaryIO, path: Path, max_bytes: int) -> bytes:
    """The bytes of an open file from its beginning. Raises as ``read_file``."""
    size = os.fstat(file.fileno()).st_size
    try:
        data = file.read(size + 1)  # not max_bytes: that much memory would be set aside
        if len(data) > size:  # it is growing
            data += file.read(max_bytes + 1 - len(data))
    except OSError as error:
        raise ArticleError("unreadable", f"{shown(path)}: {error.strerror}") from error
    if len(data) > max_bytes:
        raise _too_large(path, max_bytes)
    return data


def hash_file(path: Path, max_bytes: int) -> str:
    """sha256 (hex) of the file's bytes, streamed: what it is known by.

    Raises:
        ArticleError: as ``opened``.
    """
    with opened(path, max_bytes) as file:
        return hash_stream(file, path)


def hash_stream(file: BinaryIO, path: Path) -> str:
    """sha256 (hex) of an open file from where it stands, which it is set back to.

    Raises:
        ArticleError: ``unreadable``.
    """
    try:
        start = file.tell()
        digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # readinto is there
        file.seek(start)
    except OSError as error:
        raise ArticleError("unreadable", f"{shown(path)}: {error.strerror}") from error
    return digest


def sha256(data: bytes) -> str:
    """Hex digest of bytes."""
    return hashlib.sha256(data).hexdigest()


def _too_large(path: Path, max_bytes: int) -> ArticleError:
    return ArticleError("too_large", f"{shown(path)} is larger than {max_bytes:,} bytes (DYADWIRE_MAX_FILE_BYTES)")


def shown(path: Path) -> str:
    """The path for a message: a name that is no UTF-8 could be neither printed nor stored."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")
