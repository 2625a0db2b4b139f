"""Ctrl-C and its kin as one exception, raised once: a second one does not break into the cleaning up after the first.

with undisturbed():
    try:
        with interruptible():
            ...            # ends by Interrupted, at any point
    finally:
        ...                # cleaning up, which has time limits of its own: nothing can break in here
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(BaseException):
    """Someone asked for the end. Not an ``Exception``, so that no ``except Exception`` takes it for a fault."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.exit_code = 128 + number


@contextmanager
def interruptible() -> Iterator[None]:
    """Inside, the first of ``SIGNALS`` raises ``Interrupted`` and later ones are ignored. For the main thread."""
    seen = False

    def handle(number: int, _frame: FrameType | None) -> None:
        nonlocal seen
        if not seen:
            seen = True
            raise Interrupted(number)

    before = {number: signal.signal(number, handle) for number in SIGNALS}
    try:
        yield
    finally:
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
