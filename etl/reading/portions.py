"""What is read, gathered into portions that are each loaded in one transaction, however large a file is."""

import logging
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from structlog.contextvars import bound_contextvars

from etl.model import Extraction, Rejection
from etl.reading.claimed import Wanted
from etl.reading.supervised import Ended, Supervised
from etl.reporting.plain_text import clean
from etl.warehouse.claims import MOST_ATTEMPTS, ClaimedFile
from etl.warehouse.rows import FileResult

PORTION = 500  # records
_MOST_LOGGED = 10  # rejections of one file; all of them are in the quarantine

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Gathered:
    """One file as far as it has been read since the last portion."""

    extractions: list[Extraction] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.extractions) + len(self.rejections)

    def add(self, item: Extraction | Rejection) -> None:
        if isinstance(item, Extraction):
            self.extractions.append(item)
        else:
            self.rejections.append(item)

    def result(self, file: ClaimedFile, *, is_whole: bool) -> FileResult:
        return FileResult(file.source_file_id, tuple(self.extractions), tuple(self.rejections), is_whole)


def read_in_portions(
    reader: Supervised, files: Iterable[tuple[ClaimedFile, Wanted]], most_seconds: float
) -> Iterator[list[FileResult]]:
    """Portions of ``PORTION`` records, or of what ``most_seconds`` have brought: a lease has to be renewed in time.

    A file that is gone, and may be back for its next attempt, is in none of them; one that changed on the way is in
    them without an end.
    """
    portion: list[FileResult] = []
    began = time.monotonic()
    for file, wanted in files:
        gathered = _Gathered()
        for item in _named(reader.read(wanted), file):
            if isinstance(item, Ended):
                if item.how == "whole" and not _may_be_back(file, gathered):
                    portion.append(gathered.result(file, is_whole=True))
                break
            gathered.add(item)
            if _records(portion) + len(gathered) >= PORTION or time.monotonic() - began > most_seconds:
                yield [*portion, gathered.result(file, is_whole=False)]
                portion, gathered, began = [], _Gathered(), time.monotonic()
        if _records(portion) >= PORTION or time.monotonic() - began > most_seconds:
            yield portion
            portion, began = [], time.monotonic()
    if portion:
        yield portion


def _named(
    items: Iterator[Extraction | Rejection | Ended], file: ClaimedFile
) -> Iterator[Extraction | Rejection | Ended]:
    """The items; what is logged while one is made carries the file's number in the ledger and its address."""
    rejected = 0
    while True:
        with bound_contextvars(source_file_id=file.source_file_id, address=file.uris[0]):
            try:
                item = next(items)
            except StopIteration:
                return
            if isinstance(item, Rejection):
                rejected += 1
                _log_rejection(item, rejected)
        yield item


def _log_rejection(rejection: Rejection, number: int) -> None:
    if number <= _MOST_LOGGED:
        record = "the file" if rejection.record is None else f"record {rejection.record}"
        log.info("%s goes to quarantine: %s: %s", record, rejection.reason, clean(rejection.detail))
    elif number == _MOST_LOGGED + 1:
        log.info("further records of it go to quarantine")


def _records(portion: list[FileResult]) -> int:
    return sum(len(result.extractions) + len(result.rejections) for result in portion)


def _may_be_back(file: ClaimedFile, gathered: _Gathered) -> bool:
    return file.attempts < MOST_ATTEMPTS and [r.reason for r in gathered.rejections] == ["vanished"]
