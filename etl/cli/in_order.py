"""Work spread over processes, results in the order of the input."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK = 16  # items a message: an article costs milliseconds, a round trip to a worker a fraction of one
_AHEAD = 4  # chunks a worker that may wait finished, so that memory stays bounded however slow the reader of the output


def map_in_order(work: Callable[[Item], Result], items: Sequence[Item], workers: int) -> Iterator[Result]:
    """``map`` over processes. One worker, or work for one, stays in this process.

    Raises ``concurrent.futures.process.BrokenProcessPool`` when a worker dies (out of memory, killed).
    """
    if workers == 1 or len(items) <= _CHUNK:
        yield from map(work, items)
        return
    # Spawned, not forked: a progress bar's thread may hold a lock at the moment of a fork.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_interrupts_to_parent)
    waiting: deque[Future[list[Result]]] = deque()
    try:
        for start in range(0, len(items), _CHUNK):
            waiting.append(pool.submit(_work_chunk, work, items[start : start + _CHUNK]))
            if len(waiting) >= workers * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _work_chunk(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    return [work(item) for item in items]


def _leave_interrupts_to_parent() -> None:
    """Ctrl-C reaches the whole process group; only the parent shall speak of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
