"""Runs `dyadwire night ...` as a person does: a command in a session of its own, its settings in the environment."""

import os
import subprocess
import sys
from pathlib import Path

from etl.local.configuration import settings_environment
from etl.settings import PROJECT_ROOT, Settings

# 29 February: no night falls due by itself while a test runs.
NEVER = "0 0 29 2 *"
SECONDS = 110


def night_settings(state_dir: Path, inbox: Path) -> Settings:
    """A night whose files count as quarantined too often above the half."""
    return Settings(
        database_url=None,
        state_dir=state_dir,
        inbox=inbox,
        schedule=NEVER,
        maintenance_schedule=NEVER,
        settle_seconds=0,
        quarantine_share=0.5,
    )


def start_night(command: str, settings: Settings) -> subprocess.Popen[str]:
    """Starts `dyadwire night COMMAND`; what it prints, errors included, is read from ``stdout``."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DYADWIRE_")}
    return subprocess.Popen(
        [sys.executable, "-m", "etl.cli", "night", command],
        cwd=PROJECT_ROOT,
        env=environment | settings_environment(settings) | {"COLUMNS": "160"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def run_command(command: str, settings: Settings) -> tuple[int, str]:
    """Runs it to its end; answers its exit code and what it printed."""
    with start_night(command, settings) as process:
        try:
            printed, _ = process.communicate(timeout=SECONDS)
        except BaseException:
            process.terminate()
            process.wait(30)
            raise
    return process.returncode, printed
