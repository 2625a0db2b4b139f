"""Processes that work at the same moment, each on a core if there are as many: what is measured runs in them.

They live from one stage to the next, so that a stage pays neither for imports nor for lexicons. What they prepare is
not timed; the time of several is from the first one's beginning to the last one's end.
"""

import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

_MOST_SECONDS = 1800.0  # of one piece of work: a process that hangs ends the benchmark


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a piece of work: how many articles came right, seconds by the wall, seconds that the processes ran,
    what each answered."""

    right: int
    seconds: float
    processor: float
    answers: tuple[Any, ...]


class Crew:
    """So many processes; closed by ``with``."""

    def __init__(self, members: int) -> None:
        context = get_context("spawn")
        self._lines: list[Connection] = []
        self._processes = []
        for _ in range(members):
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs,), daemon=True)
            process.start()
            theirs.close()
            self._lines.append(ours)
            self._processes.append(process)

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        for line in self._lines:
            line.close()
        for process in self._processes:
            process.join(10)
            if process.is_alive():
                process.kill()
                process.join()

    def prepare(self, how: Callable[[Any], Any], shares: Sequence[Any]) -> list[int]:
        """Each process makes its material of its share by ``how``; answers the bytes of each."""
        for line, share in zip(self._lines, shares, strict=False):
            line.send(("prepare", how, share))
        return [self._answer(line) for line in self._lines[: len(shares)]]

    def run(self, work: Callable[[Any], Any], members: Iterable[int]) -> Done:
        """These processes do ``work`` on their material at once; it answers a number, or a mapping."""
        lines = [self._lines[number] for number in members]
        for line in lines:
            line.send(("run", work))
        found = [self._answer(line) for line in lines]
        seconds = max(end for _, end, *_ in found) - min(start for start, *_ in found)
        answers = tuple(answer for *_, answer in found)
        right = sum(answer for answer in answers if isinstance(answer, int))
        return Done(right, seconds, sum(processor for _, _, processor, _ in found), answers)

    def _answer(self, line: Connection) -> Any:
        if not line.poll(_MOST_SECONDS):
            raise RuntimeError(f"a process did not answer in {_MOST_SECONDS:.0f} s")
        kind, what = line.recv()
        if kind == "failed":
            raise RuntimeError(f"in a process of the benchmark:\n{what}")
        return what


def _serve(line: Connection) -> None:
    material: Any = None
    while True:
        try:
            kind, *what = line.recv()
        except EOFError:
            return
        try:
            if kind == "prepare":
                material, size = what[0](what[1])
                line.send(("done", size))
            else:
                start, running = time.perf_counter(), time.process_time()  # the first is one clock for all processes
                answer = what[0](material)
                line.send(("done", (start, time.perf_counter(), time.process_time() - running, answer)))
        except Exception:  # noqa: BLE001  # told to whoever measures, who stops
            line.send(("failed", traceback.format_exc()))
