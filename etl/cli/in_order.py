"""Work spread over processes, results in the order of the input."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from typing import TypeVar

from etl.orphans import die_with

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK = 16  # items a message: an article costs milliseconds, a round trip to a worker a fraction of one
_AHEAD = 4  # chunks a worker that may wait finished, so that memory stays bounded however slow the reader of the output


def _nothing() -> None:
    pass


def map_in_order(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    workers: int,
    *,
    chunk: int = _CHUNK,
    prepare: Callable[[], None] = _nothing,
) -> Iterator[Result]:
    """``map`` over processes, ``chunk`` items at a time. One worker, or work for one, stays in this process.

    A worker calls ``prepare`` before all else. It ends at once when this process is killed or interrupted.

    Raises ``concurrent.futures.process.BrokenProcessPool`` when a worker dies (out of memory, killed).
    """
    if workers == 1 or len(items) <= chunk:
        yield from map(work, items)
        return
    # Spawned, not forked: a progress bar's thread may hold a lock at the moment of a fork.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=partial(_begin, os.getpid(), prepare))
    waiting: deque[Future[list[Result]]] = deque()
    try:
        for start in range(0, len(items), chunk):
            waiting.append(pool.submit(_work_chunk, work, items[start : start + chunk]))
            if len(waiting) >= workers * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _work_chunk(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    return [work(item) for item in items]


def _begin(parent: int, prepare: Callable[[], None]) -> None:
    """Ctrl-C reaches the whole process group; only the parent shall speak of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with(parent)
    prepare()
