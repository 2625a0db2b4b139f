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
    """All files below ``root`` (or the file ``root`` itself), sorted.

    A file changed in the last ``settle_seconds`` before ``now``, or named like an unfinished one, waits. Links are
    followed only to files inside ``root``; folders behind links never.

    Raises:
        ConfigurationError: ``root`` is not there or may not be read.
    """
    try:
        root = root.resolve(strict=True)
        paths = [root] if root.is_file() else sorted(_walk(root), key=os.fsencode)
    except OSError as error:
        raise ConfigurationError(f"inbox {root}: {error.strerror}; create the folder or set DYADWIRE_INBOX") from error
    ready: list[Found] = []
    waiting: list[Path] = []
    ignored: list[Path] = []
    for path in paths:
        found = None if _is_unfinished(path, root) else _look_at(path, root)
        if _is_unfinished(path, root):
            waiting.append(path)
        elif found is None:
            ignored.append(path)
        elif (now - found.modified_at).total_seconds() < settle_seconds:
            waiting.append(path)
        else:
            ready.append(found)
    return Listing(tuple(ready), tuple(waiting), tuple(ignored))


def _walk(root: Path) -> list[Path]:
    """Every entry below a folder that is no folder; hidden folders are left out."""
    found: list[Path] = []
    for folder, names, files in os.walk(root, followlinks=False, onerror=_raise):
        names[:] = sorted(name for name in names if not name.startswith("."))
        found += [Path(folder, name) for name in files]
    return found


def _raise(error: OSError) -> None:
    raise error


def _is_unfinished(path: Path, root: Path) -> bool:
    return path != root and (path.name.startswith(".") or path.name.lower().endswith(UNFINISHED))


def _look_at(path: Path, root: Path) -> Found | None:
    """The file's figures, or ``None`` for what is no regular file inside the root."""
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(root):
            return None
        seen = path.stat()
    except OSError:
        return None
    if not stat.S_ISREG(seen.st_mode):
        return None
    return Found(to_uri(path), path, seen.st_size, datetime.fromtimestamp(seen.st_mtime, UTC))


def to_uri(path: Path) -> str:
    """``file:///...``; bytes that are no ASCII are percent-encoded."""
    return "file://" + quote_from_bytes(os.fsencode(path.absolute()), safe="/-._~ ()+,=@&!'")


def to_path(uri: str) -> Path:
    """The path of a ``file://`` address."""
    return Path(os.fsdecode(unquote_to_bytes(uri.removeprefix("file://"))))


def read_file(path: Path, max_bytes: int) -> bytes:
    """The file's bytes.

    Raises:
        ArticleError: ``too_large`` or ``unreadable``.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise ArticleError("unreadable", f"{path} is no regular file")
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise ArticleError("unreadable", f"{path}: {error.strerror}") from error
    if len(data) > max_bytes:
        raise ArticleError("too_large", f"{path} is larger than {max_bytes:,} bytes (DYADWIRE_MAX_FILE_BYTES)")
    return data


def sha256(data: bytes) -> str:
    """Hex digest: what a file is known by."""
    return hashlib.sha256(data).hexdigest()
