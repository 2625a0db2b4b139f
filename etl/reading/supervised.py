"""Reading in a process of its own, from outside: what hangs is stopped, what crashes is told, the rest goes on."""

import io
import logging
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, Literal

from etl import model
from etl.errors import ConfigurationError
from etl.model import Extraction, Rejection
from etl.reading.articles import Step
from etl.reading.claimed import Wanted
from etl.reading.stored import Stored
from etl.reading.worker import Request
from etl.settings import Settings
from etl.stages import Stopwatch

log = logging.getLogger(__name__)

_DOMAIN = {
    name: each for name, each in vars(model).items() if isinstance(each, type) and issubclass(each, model.Passed)
}
_START_SECONDS = 120.0  # imports, and the first compilation of what they need
# What the process needs of our environment, which also holds passwords and connections.
_HANDED_ON = ("PATH", "HOME", "LANG", "LANGUAGE", "LD_LIBRARY_PATH", "TMPDIR", "TZ", "VIRTUAL_ENV", "XDG_CACHE_HOME")
_HANDED_ON_PREFIXES = ("LC_", "PYTHON")
_MOST_STOPS = 5  # of one file; then the rest of it is given up
_PARDONED = 1  # crash of one file that is nobody's fault yet: short of memory, the kernel kills whom it likes


@dataclass(frozen=True, slots=True)
class Ended:
    """A file has been read to its end (``whole``), or ``changed`` on the way."""

    how: Literal["whole", "changed"]


class Supervised:
    """A reading process, started when first needed and after each stop; closed by ``with``.

    ``seconds`` is how long one document may take to parse or one article to extract, ``most_bytes`` the memory,
    ``module`` what the process runs. ``watch`` has the seconds of the stages ``read`` and ``extract``: as the process
    measures them, and where it is stopped or has to be started, what that took.
    """

    def __init__(self, seconds: float, most_bytes: int, module: str = "etl.reading.worker") -> None:
        self._module = module
        self._seconds = seconds
        self._most_bytes = most_bytes
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None
        self._rules = ""
        self.watch = Stopwatch()

    def __enter__(self) -> "Supervised":
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def renew(self, rules: str) -> None:
        """For a further batch: seconds count from zero, and a process that has begun by other ``rules`` is let go."""
        if rules != self._rules:
            self._stop()
        self._rules, self.watch = rules, Stopwatch()

    def read(self, file: Wanted | Stored) -> Iterator[Extraction | Rejection | Ended]:
        """Everything in the file, then how it ended; of a stored article the one thing that it says.

        The first crash is tried again as if it had not been, since it may have come from outside.

        Raises:
            ConfigurationError: a lexicon is broken or missing.
        """
        done, crashes = 0, 0
        stuck: dict[tuple[int, Step], str] = {}
        stops = 0
        while stops < _MOST_STOPS:
            at: tuple[int, Step] | None = None
            self._send(Request(file, done, stuck))
            while (message := self._timed(at))[0] not in ("end", "lost"):
                if message[0] == "begin":
                    at = (message[1], message[2])
                else:
                    item: Extraction | Rejection = message[1]
                    number = item.record if isinstance(item, Rejection) else item.article.record
                    done, at = (done if number is None else number + 1), None
                    yield item
            if message[0] == "end":
                yield Ended(message[1])
                return
            crashes += message[1] == "crashed"
            if message[1] == "crashed" and crashes <= _PARDONED:
                continue
            stops += 1
            if at is None:
                yield Rejection(message[1], f"while unpacking, after {done:,} records", None, b"")
                yield Ended("whole")
                return
            stuck[at] = message[1]
        yield Rejection("timed_out", f"{_MOST_STOPS} documents in it hang or crash; the rest is unread", None, b"")
        yield Ended("whole")

    def _timed(self, at: tuple[int, Step] | None) -> tuple[Any, ...]:
        """The next message, and the seconds that it brings on the watch; ``at`` is the step that is waited for."""
        began = time.perf_counter()
        message = self._next(self._seconds)
        if message[0] in ("found", "end"):
            self.watch.add("read", message[2])
            self.watch.add("extract", message[3])
        elif message[0] == "stop":
            raise ConfigurationError(message[1])
        elif message[0] == "lost":
            self.watch.add("extract" if at and at[1] == "extract" else "read", time.perf_counter() - began)
        return message

    def _next(self, seconds: float) -> tuple[Any, ...]:
        """The next message; ``("lost", reason)`` where none comes, and then the process is gone.

        What the process logs is logged here on the way, and gives it no more time.
        """
        deadline = time.monotonic() + seconds
        try:
            while self._line and self._line.poll(max(0.0, deadline - time.monotonic())):
                message: tuple[Any, ...] = _Trusting(io.BytesIO(self._line.recv_bytes())).load()
                if message[0] != "log":
                    return message
                log.log(min(max(logging.WARNING, message[1]), logging.ERROR), "%s", message[2])
                if time.monotonic() > deadline:
                    break
            reason = "timed_out"
        except (EOFError, OSError, pickle.UnpicklingError):
            reason = "crashed"
        log.warning("the reading process was stopped: %s", reason)
        self._stop()
        return ("lost", reason)

    def _send(self, request: Request) -> None:
        if self._line is None:
            with self.watch.stage("read"):
                self._line = self._start()
        self._line.send(request)

    def _start(self) -> Connection:
        ours, theirs = Pipe()
        with theirs:
            command = [sys.executable, "-m", self._module, str(theirs.fileno()), str(self._most_bytes),
                       str(os.getpid())]  # fmt: skip
            self._process = subprocess.Popen(
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, env=handed_on(os.environ)
            )
        self._line = ours
        if self._next(_START_SECONDS)[0] != "ready":
            raise RuntimeError("the reading process did not start; its last words are on standard error")
        return ours

    def _stop(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._line = self._process = None


def reading(settings: Settings) -> Supervised:
    """A reading process within the settings' bounds, for the time of a ``with`` block."""
    return Supervised(settings.article_seconds, settings.max_worker_bytes)


def handed_on(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that a reading process gets: none that could be a secret."""
    return {
        name: value for name, value in environment.items() if name in _HANDED_ON or name.startswith(_HANDED_ON_PREFIXES)
    }


class _Trusting(pickle.Unpickler):
    """Takes what the reading process may say, and no more: that process has met hostile input."""

    def find_class(self, module: str, name: str) -> Any:
        if module == model.__name__ and name in _DOMAIN:
            return _DOMAIN[name]
        raise pickle.UnpicklingError(f"{module}.{name} is no part of an answer")
