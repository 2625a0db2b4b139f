"""The first signal interrupts, later ones do not."""

import os
import signal

import pytest

from etl.local.interruption import Interrupted, interruptible, undisturbed


def test_the_first_signal_raises_and_gives_the_exit_code() -> None:
    with pytest.raises(Interrupted) as caught, interruptible():
        os.kill(os.getpid(), signal.SIGTERM)
    assert caught.value.exit_code == 143


def test_cleaning_up_is_not_interrupted() -> None:
    cleaned = False
    with undisturbed():
        try:
            with interruptible():
                os.kill(os.getpid(), signal.SIGINT)
        except Interrupted as interrupted:
            assert interrupted.exit_code == 130
        finally:
            os.kill(os.getpid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGTERM)
            cleaned = True
    assert cleaned


def test_handlers_are_put_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with undisturbed(), interruptible():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
