"""From the inbox into the ledger: what has arrived, known by its bytes."""

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice
from pathlib import Path

from psycopg2.extensions import connection as Connection  # noqa: N812

from etl.errors import ArticleError
from etl.inbox import Found, FoundFile, hash_found, look_into, sha256
from etl.reading.fetching import AT_ONCE
from etl.settings import Settings
from etl.warehouse import ledger
from etl.warehouse.ledger import NewFile

log = logging.getLogger(__name__)

_LISTED_AT_ONCE = 20_000  # of a bucket of millions, no more are in memory
_HASHED_AT_ONCE = 1000
_LONGEST_URI = 2000  # characters; PostgreSQL's indexes hold values of up to 2.7 KB


def enter_new(connection: Connection, settings: Settings, this_run: int, places: Sequence[Path | str]) -> None:
    """Enter what is new in folders, files and buckets in the ledger.

    Raises:
        ConfigurationError, PassingError: a place is not there, or does not answer.
    """
    now = datetime.now(UTC)
    found = chain.from_iterable(_listed(settings, place, now) for place in places)
    while listed := {file.uri: file for file in islice(found, _LISTED_AT_ONCE)}:
        new = sorted(ledger.unknown(connection, ((f.uri, f.size, f.modified_at) for f in listed.values())))
        for start in range(0, len(new), _HASHED_AT_ONCE):
            some = [listed[uri] for uri in new[start : start + _HASHED_AT_ONCE]]
            ledger.register(connection, _hashed(settings, some), this_run)


def _listed(settings: Settings, place: Path | str, now: datetime) -> Iterator[Found]:
    settle = 0.0 if isinstance(place, Path) and place.is_file() else settings.settle_seconds
    waiting = 0
    for found, is_ready in look_into(place, settle_seconds=settle, now=now):
        if is_ready:
            yield _shortened(found)
        else:
            waiting += 1
    if waiting:
        says = "%d files in %s are unfinished or were changed a moment ago and wait for the next run"
        log.warning(says, waiting, place)


def _shortened(file: Found) -> Found:
    """An address too long for the ledger, cut and made distinct again by a hash; `_known_by` will reject the file."""
    if len(file.uri) <= _LONGEST_URI:
        return file
    uri = f"{file.uri[:_LONGEST_URI]}...{sha256(file.uri.encode())}"
    return replace(file, uri=uri)


def _hashed(settings: Settings, files: Sequence[Found]) -> list[NewFile]:
    if all(isinstance(file, FoundFile) for file in files):
        return [_known_by(settings, file) for file in files]
    with ThreadPoolExecutor(AT_ONCE) as pool:  # an object takes a while to come
        return list(pool.map(partial(_known_by, settings), files))


def _known_by(settings: Settings, file: Found) -> NewFile:
    try:
        if len(file.uri) > _LONGEST_URI:
            raise ArticleError("unreadable", f"its address is longer than {_LONGEST_URI:,} characters")
        digest = hash_found(file, settings.max_file_bytes)
    except ArticleError as error:
        return NewFile(file.uri, None, file.size, file.modified_at, error.reason, error.detail)
    return NewFile(file.uri, digest, file.size, file.modified_at)
