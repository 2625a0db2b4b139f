"""The process that reads and extracts, as a night starts it: seconds until it answers, and the most memory it takes."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.extracting import articles
from bench.material import languages, texts
from etl.model import Extraction
from etl.reading.stored import Stored
from etl.reading.supervised import reading
from etl.settings import get_settings


@dataclass(frozen=True, slots=True)
class Worker:
    """Seconds from nothing to the answer on a first, English article, start included, and to one of each language;
    peak resident memory (10^6 bytes) after those, and after ``articles``."""

    articles: int
    first_answer_seconds: float
    all_languages_seconds: float
    all_languages_megabytes: float
    peak_megabytes: float


def measure(count: int) -> Worker:
    """Start a worker and let it extract ``count`` articles in all languages."""
    settings = get_settings()
    one, *_ = articles(texts(1, "en"))
    mixed = articles(texts(count))
    start = time.perf_counter()
    with reading(settings) as reader:

        def extracted(number: int) -> Iterator[Extraction]:
            yield from (item for item in reader.read(Stored(mixed[number])) if isinstance(item, Extraction))

        found = [item for item in reader.read(Stored(one)) if isinstance(item, Extraction)]
        first = time.perf_counter() - start
        spoken = len(languages())
        found += [item for number in range(spoken) for item in extracted(number)]
        every, memory = time.perf_counter() - start, _peak()
        found += [item for number in range(spoken, count) for item in extracted(number)]
        if len(found) != count + 1:
            raise RuntimeError(f"{len(found)} of {count + 1} articles were extracted; the measurement is worth nothing")
        return Worker(count + 1, round(first, 2), round(every, 2), memory, _peak())


def _peak() -> float:
    """Of the one process that the reader has started, by the kernel's account."""
    (pid,) = (p.pid for p in psutil.Process().children() if "etl.reading.worker" in p.cmdline())
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return round(int(kilobytes) * 1024 / 1e6, 1)
