"""The process that parses and extracts: ``python -m etl.reading.worker DESCRIPTOR``, started by ``supervised``.

It reads requests from a socket and answers with what it begins, what it finds, and how the file ended. It holds no
database connection and no secret, may use no more than a set amount of memory, and dies with whoever started it.
"""

import ctypes
import os
import resource
import signal
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection

from etl.reading.articles import Step, Watch
from etl.reading.claimed import Changed, Wanted, read_wanted
from etl.reading.stored import Stored, extract_stored

_PR_SET_PDEATHSIG = 1  # prctl(2)


@dataclass(frozen=True, slots=True)
class Request:
    """A file, or an article of the warehouse, and what earlier attempts at it came to (see ``Watch``)."""

    file: Wanted | Stored
    done: int
    stuck: dict[tuple[int, Step], str]


def main() -> None:
    """Serve requests until the other end closes."""
    descriptor, most_bytes, parent = (int(argument) for argument in sys.argv[1:4])
    _die_with(parent)
    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    with Connection(descriptor) as parent_end:
        parent_end.send(("ready",))
        while True:
            try:
                _serve(parent_end, parent_end.recv())
            except (EOFError, BrokenPipeError, ConnectionResetError):
                return


def _serve(parent: Connection, request: Request) -> None:
    watch = Watch(lambda record, step: parent.send(("begin", record, step)), request.done, request.stuck)
    try:
        file = request.file
        for item in extract_stored(file, watch) if isinstance(file, Stored) else read_wanted(file, watch):
            parent.send(("found", item))
    except Changed:
        parent.send(("end", "changed"))
        return
    parent.send(("end", "whole"))


def _die_with(parent: int) -> None:
    """A parser that hangs would otherwise outlive a parent that was killed."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we asked
        sys.exit(1)


if __name__ == "__main__":
    main()
