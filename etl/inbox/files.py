"""Files of a folder: listed in order, opened with care."""

import hashlib
import os
import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes

from etl.errors import ArticleError, ConfigurationError

UNFINISHED = (".part", ".tmp", ".crdownload", ".partial", ".swp", "~")


@dataclass(frozen=True, slots=True)
class Found:
    """A file as the folder lists it, unread. ``size`` in bytes, ``modified_at`` in UTC."""

    uri: str
    path: Path
    size: int
    modified_at: datetime


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies in an inbox: ready files by path, files that still wait, and things that are no files."""

    ready: tuple[Found, ...]
    waiting: tuple[Path, ...]
    ignored: tuple[Path, ...]


def list_files(root: Path, *, settle_seconds: float, now: datetime) -> Listing:
    """All files below ``root`` (or the file ``root`` itself), sorted by the bytes of their paths.

    A file changed within ``settle_seconds`` of ``now``, or named like an unfinished one, waits. Hidden folders are left
    out. Links are followed only to files inside ``root``; folders behind links, and folders that may not be read, are
    among ``ignored``.

    Raises:
        ConfigurationError: ``root`` is not there or may not be read.
    """
    try:
        root = root.resolve(strict=True)
        paths, ignored = ([root], []) if root.is_file() else _walk(root)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        reason = error.strerror if isinstance(error, OSError) else error
        raise ConfigurationError(f"inbox {root}: {reason}; create the folder or set DYADWIRE_INBOX") from error
    ready: list[Found] = []
    waiting: list[Path] = []
    for path in sorted(paths, key=os.fsencode):
        if path != root and _is_unfinished(path):
            waiting.append(path)
        elif (found := _look_at(path, root)) is None:
            ignored.append(path)
        elif abs((now - found.modified_at).total_seconds()) < settle_seconds:
            waiting.append(path)
        else:  # a time far ahead of ours is a wrong clock's and no sign of writing
            ready.append(found)
    return Listing(tuple(ready), tuple(waiting), tuple(sorted(ignored, key=os.fsencode)))


def _walk(root: Path) -> tuple[list[Path], list[Path]]:
    """Every entry below a folder that is no folder, and the folders not gone into, but for the hidden ones."""
    entries: list[Path] = []
    passed: list[Path] = []

    def closed(error: OSError) -> None:
        if Path(error.filename) == root:
            raise error
        passed.append(Path(error.filename))

    for folder, names, files in os.walk(root, onerror=closed):
        names[:] = [name for name in names if not name.startswith(".")]
        passed += [Path(folder, name) for name in names if Path(folder, name).is_symlink()]
        entries += [Path(folder, name) for name in files]
    return entries, passed


def _is_unfinished(path: Path) -> bool:
    return path.name.startswith(".") or path.name.lower().endswith(UNFINISHED)


def _look_at(path: Path, root: Path) -> Found | None:
    """The file's figures, or ``None`` for what is no regular file inside the root."""
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(root):
            return None
        seen = path.stat()
    except (OSError, RuntimeError):
        return None
    if not stat.S_ISREG(seen.st_mode):
        return None
    return Found(to_uri(path), path, seen.st_size, _moment(seen.st_mtime))


def _moment(seconds: float) -> datetime:
    """A file system holds times that no calendar of ours does."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.max.replace(tzinfo=UTC) if seconds > 0 else datetime.min.replace(tzinfo=UTC)


def to_uri(path: Path) -> str:
    """``file:///...`` as ``Path.as_uri``: spaces and bytes that are no ASCII, even no UTF-8, are percent-encoded."""
    return "file://" + quote_from_bytes(os.fsencode(path.absolute()), safe="/-._~()+,=@&!'")


def to_path(uri: str) -> Path:
    """The path of a ``file://`` address."""
    return Path(os.fsdecode(unquote_to_bytes(uri.removeprefix("file://"))))


def read_file(path: Path, max_bytes: int) -> bytes:
    """The file's bytes as they are now; whether they are those that a scan saw, their hash tells.

    Raises:
        ArticleError: ``too_large`` or ``unreadable``, the latter from the ``OSError`` that says why.
    """
    try:
        # Without O_NONBLOCK the opening of a pipe that took the file's place would wait for a writer for good.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            seen = os.fstat(file.fileno())
            if not stat.S_ISREG(seen.st_mode):
                raise ArticleError("unreadable", f"{_shown(path)} is no regular file")
            data = file.read(min(seen.st_size, max_bytes) + 1)  # not max_bytes: that much memory would be set aside
            if len(data) > seen.st_size:  # it is growing
                data += file.read(max_bytes + 1 - len(data))
    except OSError as error:
        raise ArticleError("unreadable", f"{_shown(path)}: {error.strerror}") from error
    if len(data) > max_bytes:
        raise ArticleError("too_large", f"{_shown(path)} is larger than {max_bytes:,} bytes (DYADWIRE_MAX_FILE_BYTES)")
    return data


def _shown(path: Path) -> str:
    """The path for a message: a name that is no UTF-8 could be neither printed nor stored."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def sha256(data: bytes) -> str:
    """Hex digest: what a file is known by."""
    return hashlib.sha256(data).hexdigest()
