"""A file that is there whole or not at all: written beside its place, moved there when it is complete."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from etl.errors import ConfigurationError, PassingError


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A new file to write to, in the place of ``path`` once the block has ended well; otherwise nothing has changed.

    Raises ConfigurationError where no file can stand there, PassingError where the disk is full or fails.
    """
    place = path.resolve()  # a link goes on leading to the file
    if place.exists() and not place.is_file():
        raise ConfigurationError(f"{path} is no regular file; name a file, or leave --output out and use a pipe")
    beside = place.with_name(f".{place.name}.{secrets.token_hex(4)}.part")
    try:
        stream = beside.open("xb")
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be written: {error.strerror}; name a folder that is yours") from error
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(place)
    except OSError as error:
        raise PassingError(f"{path} could not be written whole: {error}; what was there before still is") from error
    finally:
        beside.unlink(missing_ok=True)
