"""A page to its file."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from etl.errors import ConfigurationError


def write_page(target: Path, page: str) -> None:
    """All of it or nothing: whoever opens the file while it is written sees the one before.

    Raises ConfigurationError where the folder is missing or may not be written to.
    """
    try:
        with NamedTemporaryFile(
            "w", encoding="utf-8", dir=target.parent, prefix=f".{target.name}.", delete=False
        ) as file:
            try:
                file.write(page)
                file.flush()
                os.fchmod(file.fileno(), 0o666 & ~_umask())
                Path(file.name).replace(target)
            except BaseException:
                with suppress(OSError):
                    Path(file.name).unlink()
                raise
    except OSError as error:
        raise ConfigurationError(f"{target} cannot be written: {error.strerror}") from error


def _umask() -> int:
    """What the process takes away from new files' rights; asking means setting, for an instant."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
