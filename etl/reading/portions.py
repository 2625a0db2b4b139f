"""What is read, gathered into portions that are each loaded in one transaction, however large a file is."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from etl.model import Extraction, Rejection
from etl.reading.claimed import Wanted
from etl.reading.supervised import Ended, Supervised
from etl.warehouse.claims import MOST_ATTEMPTS, ClaimedFile
from etl.warehouse.rows import FileResult

PORTION = 500  # records


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
        for item in reader.read(wanted):
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


def _records(portion: list[FileResult]) -> int:
    return sum(len(result.extractions) + len(result.rejections) for result in portion)


def _may_be_back(file: ClaimedFile, gathered: _Gathered) -> bool:
    return file.attempts < MOST_ATTEMPTS and [r.reason for r in gathered.rejections] == ["vanished"]
