"""Files of a folder, listed in order."""

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes

from etl.errors import ConfigurationError
from etl.inbox.address import SAFE

SIDECAR = ".meta.json"  # what the file beside it lacks: address, date, publisher
UNFINISHED = (".part", ".tmp", ".crdownload", ".partial", ".swp", "~")


@dataclass(frozen=True, slots=True)
class Found:
    """A file or an object as the inbox lists it, unread. ``size`` in bytes, ``modified_at`` in UTC."""

    uri: str
    size: int
    modified_at: datetime


@dataclass(frozen=True, slots=True)
class FoundFile(Found):
    """A file of this machine."""

    path: Path


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies in an inbox: ready files by path, files that still wait, and things that are no files."""

    ready: tuple[FoundFile, ...]
    waiting: tuple[FoundFile, ...]
    ignored: tuple[Path, ...]


def list_files(root: Path, *, settle_seconds: float, now: datetime) -> Listing:
    """All files below ``root`` (or the file ``root`` itself), sorted by the bytes of their paths.

    A file changed within ``settle_seconds`` of ``now``, or named like an unfinished one, waits, and so does one whose
    sidecar was. A sidecar (``NAME.meta.json`` beside ``NAME``) is part of its file and not listed. Hidden folders are
    left out. Links are followed only to files inside ``root``; folders behind links, and folders that may not be read,
    are among ``ignored``.

    Raises:
        ConfigurationError: ``root`` is not there or may not be read.
    """
    try:
        root = root.resolve(strict=True)
        paths, ignored = ([root], []) if root.is_file() else _walk(root)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        reason = error.strerror if isinstance(error, OSError) else error
        raise ConfigurationError(f"inbox {root}: {reason}; create the folder or set DYADWIRE_INBOX") from error
    names = set(paths)
    sidecars = {sidecar_of(path) for path in paths} & names
    ready: list[FoundFile] = []
    waiting: list[FoundFile] = []
    for path in sorted(names - sidecars, key=os.fsencode):
        both = [_look_at(each, root) for each in (path, sidecar_of(path)) if each == path or each in sidecars]
        if (found := both[0]) is None:
            ignored.append(path)
        elif (path != root and is_unfinished(path.name)) or not is_settled(both, settle_seconds, now):
            waiting.append(found)
        else:
            ready.append(found)
    return Listing(tuple(ready), tuple(waiting), tuple(sorted(ignored, key=os.fsencode)))


def sidecar_of(path: Path) -> Path:
    """Where the sidecar of a file lies, if it has one."""
    return path.with_name(path.name + SIDECAR)


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


def is_settled(files: Iterable[Found | None], settle_seconds: float, now: datetime) -> bool:
    """Whether none was changed a moment ago; a time far ahead of ours is a wrong clock's and no sign of writing."""
    return not any(each and abs((now - each.modified_at).total_seconds()) < settle_seconds for each in files)


def is_unfinished(name: str) -> bool:
    """Whether who writes the file says by its name that it is not whole yet."""
    return name.startswith(".") or name.lower().endswith(UNFINISHED)


def _look_at(path: Path, root: Path) -> FoundFile | None:
    """The file's figures, or ``None`` for what is no regular file inside the root."""
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(root):
            return None
        seen = path.stat()
    except (OSError, RuntimeError):
        return None
    if not stat.S_ISREG(seen.st_mode):
        return None
    return FoundFile(to_uri(path), seen.st_size, _moment(seen.st_mtime), path)


def _moment(seconds: float) -> datetime:
    """A file system holds times that no calendar of ours does."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.max.replace(tzinfo=UTC) if seconds > 0 else datetime.min.replace(tzinfo=UTC)


def to_uri(path: Path) -> str:
    """``file:///...`` as ``Path.as_uri``: spaces and bytes that are no ASCII, even no UTF-8, are percent-encoded."""
    return "file://" + quote_from_bytes(os.fsencode(path.absolute()), safe=SAFE)


def to_path(uri: str) -> Path:
    """The path of a ``file://`` address."""
    return Path(os.fsdecode(unquote_to_bytes(uri.removeprefix("file://"))))
