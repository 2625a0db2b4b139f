"""Timing by the wall, in figures that print and go into a file."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One row of the table: so many articles of so many bytes in so many seconds."""

    stage: str
    articles: int
    size: int  # bytes
    seconds: float

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds

    @property
    def megabytes(self) -> float:
        """Megabytes (10^6) a second."""
        return self.size / 1e6 / self.seconds


def timed(stage: str, articles: int, size: int, work: Callable[[], object]) -> Figure:
    """Run once and time it."""
    start = time.perf_counter()
    work()
    return Figure(stage, articles, size, time.perf_counter() - start)
