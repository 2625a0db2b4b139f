"""PostgreSQL's own programs, with the address in the environment and never on a command line."""

import os
import shutil
import subprocess
from pathlib import Path

from etl.errors import ConfigurationError, PassingError
from etl.warehouse.database import libpq_environment
from etl.warehouse.embedded import wheel_bin_dir


def run_program(name: str, url: str, *arguments: str, to: Path | None = None) -> None:
    """Run ``pg_dump`` or ``pg_restore`` on the database of ``url``; its standard output goes to the file ``to``.

    Raises ConfigurationError where the program is missing, PassingError with its last line where it ends badly.
    """
    environment = dict(os.environ) | libpq_environment(url)
    with open(os.devnull if to is None else to, "wb") as output:  # noqa: PTH123 - a name that is no path of ours
        try:
            done = subprocess.run(
                [_program(name), "--no-password", *arguments],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
                check=False,
            )
        except OSError as error:
            raise ConfigurationError(f"{name} cannot be run: {error.strerror}") from error
    if done.returncode != 0:
        raise PassingError(f"{name} ended with {done.returncode}: {_last_lines(done.stderr)}")


def _program(name: str) -> str:
    """The one that came with the embedded server, which speaks to every server supported; else the system's."""
    try:
        found: str | None = str(wheel_bin_dir() / name)
    except ConfigurationError:
        found = shutil.which(name)
    if found is None or not Path(found).exists():
        raise ConfigurationError(f"{name} is not installed; install PostgreSQL's client programs, or `make setup`")
    return found


def _last_lines(text: str) -> str:
    return " ".join(" ".join(text.strip().splitlines()[-3:]).split())
