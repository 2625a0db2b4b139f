"""Ctrl-C and its kin as one exception, raised once: a second one does not break into the cleaning up after the first.

with undisturbed():
    try:
        with interruptible():
            ...            # ends by Interrupted, at any point
    finally:
        ...                # cleaning up, which has time limits of its own: nothing can break in here
"""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

AGAIN_SECONDS = 3.0  # after this the block should long have been left
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(BaseException):
    """Someone asked for the end. Not an ``Exception``, so that no ``except Exception`` takes it for a fault."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.exit_code = 128 + number


@contextmanager
def interruptible() -> Iterator[None]:
    """Inside, the first of ``SIGNALS`` raises ``Interrupted`` and later ones are ignored. For the main thread.

    Python drops an exception that is raised while a finalizer or a callback of a library in C runs. So a block that is
    not left ``AGAIN_SECONDS`` later is interrupted again.
    """
    seen = left = False
    again: threading.Timer | None = None

    def handle(number: int, _frame: FrameType | None) -> None:
        nonlocal seen
        if not (seen or left):
            seen = True
            raise_later(number)
            raise Interrupted(number)

    def raise_later(number: int) -> None:
        nonlocal again
        again = threading.Timer(AGAIN_SECONDS, send, (number,))
        again.daemon = True
        again.start()

    def send(number: int) -> None:
        nonlocal seen
        seen = False
        os.kill(os.getpid(), number)

    before = {number: signal.signal(number, handle) for number in SIGNALS}
    try:
        yield
    finally:
        left = True
        if again is not None:
            again.cancel()
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Inside, ``SIGNALS`` are ignored, unless ``interruptible`` is inside that. For the main thread."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
