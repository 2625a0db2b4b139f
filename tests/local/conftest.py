"""A state folder that any account can reach, and the means to see that nobody works in it any more."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.local.leftovers import await_nobody


@pytest.fixture
def state_dir() -> Iterator[Path]:
    """Not pytest's own temporary folder: the embedded server's account could not enter it."""
    folder = Path(tempfile.mkdtemp(prefix="dyadwire-test-"))
    folder.chmod(0o711)
    yield folder
    await_nobody(folder, seconds=30)
    shutil.rmtree(folder)
