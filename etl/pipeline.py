"""The use cases: all that the DAGs and the command line call. Reads at one end, writes at the other, pure between.

A night is ``scan_inbox``, ``process_batch`` for each batch that it answers, ``check_night``, and ``finish_night``
whatever happened. Each may be run again at any time.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from psycopg2.extensions import connection as Connection  # noqa: N812

from etl import extraction, formats, language
from etl.errors import ArticleError, ConfigurationError, NightFailed
from etl.inbox import Found, list_files, read_file, sha256, to_path
from etl.model import Article, Extraction, Rejection
from etl.settings import Settings
from etl.warehouse import checks, ledger
from etl.warehouse.database import connect
from etl.warehouse.ledger import MOST_ATTEMPTS, ClaimedFile, NewFile
from etl.warehouse.loader import load_batch
from etl.warehouse.rows import FileResult

log = logging.getLogger(__name__)
_T = TypeVar("_T")

MOST_BATCHES = 1000  # a night; Airflow maps no more than 1,024 tasks
_HASHED_AT_ONCE = 1000


def scan_inbox(settings: Settings, run_key: str, paths: Sequence[Path] | None = None) -> list[dict[str, int]]:
    """Enter new files in the ledger; answers the batches ``{number, first, last, files}``, as ranges of file ids.

    Left-overs of earlier runs are in the batches too. ``paths`` take the inbox's place; a file named there is taken as
    it is, however lately it was changed.
    """
    with closing(_connect(settings)) as connection:
        this_run = ledger.start_run(connection, run_key, settings.lease_seconds)
        found = [file for path in paths or [settings.inbox] for file in _listed(settings, path)]
        files = {file.uri: file for file in found}
        new = ledger.unknown(connection, ((f.uri, f.size, f.modified_at) for f in files.values()))
        for uris in _chunks(sorted(new), _HASHED_AT_ONCE):
            ledger.register(connection, [_hashed(settings, files[uri]) for uri in uris], this_run)
        waiting = ledger.open_files(connection)
    size = max(settings.batch_size, -(-len(waiting) // MOST_BATCHES))
    return [
        {"number": number, "first": ids[0], "last": ids[-1], "files": len(ids)}
        for number, ids in enumerate(_chunks(waiting, size), start=1)
    ]


def _listed(settings: Settings, path: Path) -> Sequence[Found]:
    settle = 0.0 if path.is_file() else settings.settle_seconds
    listing = list_files(path, settle_seconds=settle, now=datetime.now(UTC))
    if listing.waiting:
        log.info("%d files in %s are still being written and wait for the next run", len(listing.waiting), path)
    for ignored in listing.ignored:
        log.warning("%s is no regular file inside the inbox and is left alone", ignored)
    return listing.ready


def _hashed(settings: Settings, file: Found) -> NewFile:
    try:
        digest = sha256(read_file(file.path, settings.max_file_bytes))
    except ArticleError as error:
        return NewFile(file.uri, None, file.size, file.modified_at, error.reason, error.detail)
    return NewFile(file.uri, digest, file.size, file.modified_at)


def process_batch(settings: Settings, run_key: str, batch: Mapping[str, int]) -> dict[str, int]:
    """Claim, read, extract and load what is open of a batch; answers its counts.

    Raises:
        PassingError: the same batch may be tried again.
    """
    with closing(_connect(settings)) as connection:
        this_run = ledger.run_id(connection, run_key)
        with ledger.claiming(connection, this_run, batch["first"], batch["last"], settings.lease_seconds) as claim:
            results = [result for file in claim.files if (result := read_claimed(settings, file)) is not None]
            counts = load_batch(connection, claim.claim_id, this_run, results)
    left = len(claim.files) - len(results)
    if left:
        log.warning("%d files of the batch were gone; they wait for the next run", left)
    return {"loaded": counts.loaded, "quarantined": counts.quarantined, "articles": counts.articles,
            "copies": counts.copies, "events": counts.events}  # fmt: skip


def read_claimed(settings: Settings, file: ClaimedFile) -> FileResult | None:
    """Read a claimed file and extract what it says; ``None`` where the file is gone for now."""
    path = to_path(file.uri)
    try:
        data = read_file(path, settings.max_file_bytes)
    except ArticleError as error:
        if not path.exists():
            return (
                None
                if file.attempts < MOST_ATTEMPTS
                else _rejected(file, Rejection("vanished", f"{path} is gone", None, b""))
            )
        return _rejected(file, Rejection(error.reason, error.detail, None, b""))
    if sha256(data) != file.sha256:
        return _rejected(file, Rejection("changed", f"{path} is not what the scan saw", None, data[:64]))
    extractions: list[Extraction] = []
    rejections: list[Rejection] = []
    for item in extract_articles(data, file.uri):
        (extractions if isinstance(item, Extraction) else rejections).append(item)  # type: ignore[arg-type]
    return FileResult(file.source_file_id, file.uri, tuple(extractions), tuple(rejections))


def _rejected(file: ClaimedFile, rejection: Rejection) -> FileResult:
    return FileResult(file.source_file_id, file.uri, (), (rejection,))


def extract_articles(data: bytes, uri: str) -> Iterator[Extraction | Rejection]:
    """Every article of a file with what it says; an article that we fail on is a rejection, the others go on."""
    for item in formats.read_articles(data, uri):
        if isinstance(item, Rejection):
            yield item
            continue
        try:
            yield extract_article(item)
        except Exception as error:  # whatever it is, it must not take the batch down with it
            log.exception("extracting %s record %d", uri, item.record)
            yield Rejection("internal_error", f"{type(error).__name__}: {error}", item.record, data[:64])


def extract_article(article: Article) -> Extraction:
    """Identify the language and extract."""
    return extraction.extract(article, language.identify(article.text))


def check_night(settings: Settings, run_key: str) -> dict[str, int]:
    """Run the data checks, weigh the quarantine and close the run; answers its counts.

    Raises:
        NightFailed: a check of severity ``error`` returned rows, or more than ``settings.quarantine_share`` of the
            run's files ended in quarantine.
    """
    with closing(_connect(settings)) as connection:
        this_run = ledger.run_id(connection, run_key)
        results = checks.run_checks(connection, this_run)
        for result in results:
            level = (
                logging.INFO
                if not result.row_count
                else logging.ERROR
                if result.severity == "error"
                else logging.WARNING
            )
            log.log(level, "check %s (%s): %d rows", result.name, result.severity, result.row_count)
        counts = checks.close_run(connection, this_run, None, None)
        faults = [f"check {r.name} found {r.row_count} rows" for r in results if r.row_count and r.severity == "error"]
        if counts["quarantined"] > settings.quarantine_share * counts["found"]:
            reasons = checks.quarantine_reasons(connection, this_run)
            listed = ", ".join(f"{reason} {count}" for reason, count in reasons.items())
            faults.append(
                f"{counts['quarantined']} of {counts['found']} files quarantined ({listed}), more than the share of "
                f"{settings.quarantine_share:.0%} that DYADWIRE_QUARANTINE_SHARE allows"
            )
        detail = "; ".join(faults) or None
        counts = checks.close_run(connection, this_run, "failed" if faults else "succeeded", detail)
    if faults:
        raise NightFailed(f"{detail}. `dyadwire status` shows what and the remedy; what was loaded stays loaded")
    return counts


def finish_night(settings: Settings, run_key: str) -> dict[str, int]:
    """Close the run's row if nothing has closed it: the night ended before its checks."""
    with closing(_connect(settings)) as connection:
        try:
            this_run = ledger.run_id(connection, run_key)
        except LookupError:
            return {}
        if checks.run_state(connection, this_run) != "running":
            return checks.close_run(connection, this_run, None, None)
        return checks.close_run(connection, this_run, "failed", "ended before its checks")


def _connect(settings: Settings) -> Connection:
    if settings.database_url is None:
        raise ConfigurationError("no warehouse: set DYADWIRE_DATABASE_URL, or start one with `make up`")
    return connect(settings.database_url)


def _chunks(items: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
