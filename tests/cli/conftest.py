"""Runs the command line as users do: as a process, judged by its exit code, standard output and standard error."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-m", "etl.cli")
TIMEOUT = 90

Run = Callable[..., subprocess.CompletedProcess[str]]


def environment(**settings: str) -> dict[str, str]:
    """This process' environment without its DYADWIRE_ settings and with the given ones; no colours, wide lines."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DYADWIRE_")}
    return inherited | {"NO_COLOR": "1", "COLUMNS": "160", "TERM": "dumb"} | settings


@pytest.fixture
def dyadwire(tmp_path: Path) -> Run:
    """Runs ``dyadwire ARGS`` to its end, with a state folder of the test's own."""

    def run(
        *args: str | Path, stdin: str = "", settings: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        given = {"DYADWIRE_STATE_DIR": str(tmp_path / "state")} | dict(settings or {})
        return subprocess.run(
            [*COMMAND, *map(str, args)],
            input=stdin,
            env=environment(**given),
            capture_output=True,
            encoding="utf-8",
            timeout=TIMEOUT,
            check=False,
        )

    return run
