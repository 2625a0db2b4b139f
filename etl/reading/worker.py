"""The process that parses and extracts: ``python -m etl.reading.worker DESCRIPTOR``, started by ``supervised``.

It reads requests from a socket and answers with what it begins, what it finds, and how the file ended. It holds no
database connection and no secret, may use no more than a set amount of memory, and dies with whoever started it.
"""

import logging
import resource
import signal
import sys
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection

from etl.errors import ConfigurationError
from etl.model import Extraction, Rejection
from etl.orphans import die_with
from etl.reading.articles import Step, Watch
from etl.reading.claimed import Changed, Wanted, read_wanted
from etl.reading.stored import Stored, extract_stored

_LONGEST = 4000  # characters of what is logged at once; of more, the beginning and the end


@dataclass(frozen=True, slots=True)
class Request:
    """A file, or an article of the warehouse, and what earlier attempts at it came to (see ``Watch``)."""

    file: Wanted | Stored
    done: int
    stuck: dict[tuple[int, Step], str]


def main() -> None:
    """Serve requests until the other end closes."""
    descriptor, most_bytes, parent = (int(argument) for argument in sys.argv[1:4])
    die_with(parent)
    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    with Connection(descriptor) as parent_end:
        logging.basicConfig(handlers=[_ToParent(parent_end)], level=logging.WARNING, force=True)
        logging.captureWarnings(True)
        parent_end.send(("ready",))
        while True:
            try:
                _serve(parent_end, parent_end.recv())
            except (EOFError, BrokenPipeError, ConnectionResetError):
                return


class _ToParent(logging.Handler):
    """What is logged here is the parent's to write: it knows the run, the batch and the file."""

    def __init__(self, parent: Connection) -> None:
        super().__init__(logging.WARNING)
        self._parent = parent
        self.setFormatter(logging.Formatter("%(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        try:
            text = _printable(self.format(record))
            if len(text) > _LONGEST:
                text = f"{text[: _LONGEST // 2]}\n...\n{text[-_LONGEST // 2 :]}"
            self._parent.send(("log", record.levelno, text))
        except Exception:  # noqa: BLE001  # as every handler does: a line that is lost must not cost the file
            self.handleError(record)


def _printable(text: str) -> str:
    """With escapes for what a log could not encode, or a terminal would obey: an article may be quoted in it."""
    return "".join(sign if sign.isprintable() or sign == "\n" else ascii(sign)[1:-1] for sign in text)


class _Answers:
    """Answers of one request, each with the seconds of reading and of extracting since the one before.

    Sending is not measured: it waits for a parent that is loading.
    """

    def __init__(self, parent: Connection) -> None:
        self._parent = parent
        self._spent = {"parse": 0.0, "extract": 0.0}
        self._step: Step = "parse"
        self._since = time.perf_counter()

    def begin(self, record: int, step: Step) -> None:
        self._pause()
        self._parent.send(("begin", record, step))
        self._go_on(step)

    def found(self, item: Extraction | Rejection) -> None:
        self._answer("found", item)

    def end(self, how: str) -> None:
        self._answer("end", how)

    def stop(self, why: str) -> None:
        """No file can be read before someone has put something straight."""
        self._parent.send(("stop", why))

    def _answer(self, kind: str, what: object) -> None:
        self._pause()
        self._parent.send((kind, what, self._spent["parse"], self._spent["extract"]))
        self._spent = dict.fromkeys(self._spent, 0.0)
        self._go_on("parse")

    def _pause(self) -> None:
        self._spent[self._step] += time.perf_counter() - self._since

    def _go_on(self, step: Step) -> None:
        self._step, self._since = step, time.perf_counter()


def _serve(parent: Connection, request: Request) -> None:
    answers = _Answers(parent)
    watch = Watch(answers.begin, request.done, request.stuck)
    try:
        file = request.file
        for item in extract_stored(file, watch) if isinstance(file, Stored) else read_wanted(file, watch):
            answers.found(item)
    except Changed:
        answers.end("changed")
        return
    except ConfigurationError as error:
        answers.stop(str(error))
        return
    answers.end("whole")


if __name__ == "__main__":
    main()
