"""The stages of a night, and the time that each takes: plain numbers, for whoever wants to show or send them."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Literal, get_args

Stage = Literal["scan", "read", "extract", "load", "merge", "refresh", "check"]
STAGES: tuple[Stage, ...] = get_args(Stage)
"""In the order of a night; docs/operations.md, "Logs and metrics", says what each includes."""


class Stopwatch:
    """Seconds by stage, added up; wall time, by the clock that is never set back."""

    def __init__(self) -> None:
        self.seconds: dict[Stage, float] = {}

    @contextmanager
    def stage(self, stage: Stage) -> Iterator[None]:
        """The time of the ``with`` block counts for the stage, also where it ends by an error."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.add(stage, time.perf_counter() - began)

    def add(self, stage: Stage, seconds: float) -> None:
        """Time that was measured elsewhere."""
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds

    @property
    def line(self) -> str:
        """For a log: ``scan 0.1 s, read 2.0 s``, in the order of a night."""
        return ", ".join(f"{stage} {self.seconds[stage]:.1f} s" for stage in STAGES if stage in self.seconds)


def milliseconds(seconds: Mapping[Stage, float]) -> dict[str, int]:
    """For counts that go from task to task: ``{"read_ms": 2000}``."""
    return {f"{stage}_ms": round(value * 1000) for stage, value in seconds.items()}


def seconds_of(counts: Mapping[str, int]) -> dict[Stage, float]:
    """The stages that ``milliseconds`` has put among counts."""
    return {stage: counts[f"{stage}_ms"] / 1000 for stage in STAGES if f"{stage}_ms" in counts}
