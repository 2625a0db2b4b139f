"""The first signal interrupts, later ones do not."""

import os
import signal
import time

import pytest

from etl.local import interruption
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


class _Dropping:
    """Python drops what is raised in a finalizer."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.01)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interruption_that_was_dropped_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interruption, "AGAIN_SECONDS", 0.1)
    with pytest.raises(Interrupted), interruptible():
        _Dropping()
        time.sleep(30)


def test_a_block_that_was_left_is_not_interrupted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interruption, "AGAIN_SECONDS", 0.05)
    with undisturbed():
        with pytest.raises(Interrupted), interruptible():
            os.kill(os.getpid(), signal.SIGTERM)
        with interruptible():
            time.sleep(0.2)


def test_handlers_are_put_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with undisturbed(), interruptible():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
