"""Timing by the wall, in figures that print and go into a file."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bench.crew import Crew


@dataclass(frozen=True)
class Figure:
    """One row of a table: so many articles of so many bytes in so many seconds, by so many processes.

    ``right`` is how many of the articles came out as they should, where that is not all there is to expect.
    ``processor`` is how many seconds the processes ran, where all of the work is theirs; a busy machine
    changes that less.
    """

    part: str
    stage: str
    cores: int
    articles: int
    size: int  # bytes
    seconds: float
    right: int | None = None
    processor: float | None = None

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds

    @property
    def megabytes(self) -> float:
        """Megabytes (10^6) a second."""
        return self.size / 1e6 / self.seconds

    @property
    def row(self) -> dict[str, Any]:
        """For the file."""
        return {
            **asdict(self),
            "articles_a_second": round(self.rate, 1),
            "megabytes_a_second": round(self.megabytes, 3),
        }


def timed(part: str, stage: str, articles: int, work: Callable[[], object], size: int = 0) -> Figure:
    """Run once in this process and time it."""
    start = time.perf_counter()
    work()
    return Figure(part, stage, 1, articles, size, time.perf_counter() - start)


def measured(
    crew: Crew,
    part: str,
    stage: str,
    prepare: Callable[[Sequence[Any]], Any],
    work: Callable[[Any], int],
    share: Sequence[Sequence[Any]],
    *,
    partial: bool = False,
) -> list[Figure]:
    """One process on its share, then as many as there are shares at once, each on its own.

    ``prepare`` and ``work`` are functions of a module, for they run elsewhere; ``work`` answers how many came right,
    and unless that may be ``partial``, less than all is an error: the measurement would be worth nothing.
    """
    sizes = crew.prepare(prepare, share)
    found = []
    for cores in sorted({1, len(share)}):
        done = crew.run(work, range(cores))
        articles = sum(map(len, share[:cores]))
        if done.right != articles and not partial:
            raise RuntimeError(f"{stage}: {done.right} of {articles} came right; the measurement is worth nothing")
        right = done.right if partial else None
        found.append(Figure(part, stage, cores, articles, sum(sizes[:cores]), done.seconds, right, done.processor))
    return found


def halves(texts: Sequence[Any]) -> list[Sequence[Any]]:
    """Two shares of one size: what each of two processes works on."""
    middle = len(texts) // 2
    return [texts[:middle], texts[middle : 2 * middle]]
