"""What lies in an inbox, wherever that is: in a folder, or in a bucket of object storage."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from etl.inbox.address import Address
from etl.inbox.files import Found, FoundFile, list_files, to_uri
from etl.inbox.objects import list_objects
from etl.inbox.opening import hash_file, shown
from etl.inbox.store import fetch, fetch_alone

log = logging.getLogger(__name__)


def look_into(inbox: Path | str, *, settle_seconds: float, now: datetime) -> Iterator[tuple[Found, bool]]:
    """Every file that may be an article file, and whether it is ready or still waits; what is none is logged.

    Raises ConfigurationError and PassingError as ``list_files`` and ``list_objects`` do.
    """
    if isinstance(inbox, str):
        yield from list_objects(inbox, settle_seconds=settle_seconds, now=now)
        return
    listing = list_files(inbox, settle_seconds=settle_seconds, now=now)
    for ignored in listing.ignored:
        log.warning("%s is no regular file inside the inbox and is left alone", shown(ignored))
    yield from ((found, True) for found in listing.ready)
    yield from ((found, False) for found in listing.waiting)


def root_of(inbox: Path | str) -> str:
    """What the addresses of all files of an inbox begin with."""
    uri = Address.parse(inbox).uri if isinstance(inbox, str) else to_uri(inbox.resolve())
    return uri.rstrip("/") + "/"


@contextmanager
def copied(found: Found, max_bytes: int) -> Iterator[Path]:
    """The file where it lies; an object as a copy with its sidecar beside it, for the time of the ``with`` block.

    Raises:
        ArticleError: the object is ``too_large`` or ``unreadable``.
    """
    if isinstance(found, FoundFile):
        yield found.path
        return
    with TemporaryDirectory(prefix="dyadwire-") as folder:
        yield fetch(found.uri, Path(folder), max_bytes)


def hash_found(found: Found, max_bytes: int) -> str:
    """sha256 (hex) of a file's or an object's bytes.

    Raises:
        ArticleError: ``too_large`` or ``unreadable``.
    """
    if isinstance(found, FoundFile):
        return hash_file(found.path, max_bytes)
    with TemporaryDirectory(prefix="dyadwire-") as folder:
        return hash_file(fetch_alone(found.uri, Path(folder), max_bytes), max_bytes)
