"""Airflow that stays: what `make up` and `make down` do."""

from rich.console import Console

from etl.errors import ConfigurationError, DyadwireError
from etl.local import record
from etl.local.client import KeptProcess, Place, find_running, stop_running
from etl.local.configuration import ADMIN, home, load_secrets
from etl.local.databases import Databases
from etl.local.interruption import Interrupted, interruptible, undisturbed
from etl.local.progress import NightProgress
from etl.settings import Settings


def up(settings: Settings, console: Console | None = None) -> int:
    """Starts PostgreSQL and Airflow and leaves them running; prints where, and the password.

    Exit codes as those of ``run_night``.
    """
    console = console or Console()
    with undisturbed(), KeptProcess(settings, "up") as keeper:
        try:
            with interruptible(), NightProgress(console) as progress:
                place = find_running(settings)
                if place is None:
                    place = keeper.start(progress.stage)
                    keeper.leave()
        except Interrupted as interrupted:
            console.print("Interrupted; stopping everything that was started.")
            return interrupted.exit_code
        except DyadwireError as error:
            console.print(str(error), style="red", markup=False, soft_wrap=True)
            return 2 if isinstance(error, ConfigurationError) else 1
    _print_address(settings, place, console)
    return 0


def _print_address(settings: Settings, place: Place, console: Console) -> None:
    lines = {
        "Airflow": place.url,
        "user": ADMIN,
        "password": load_secrets(settings.state_dir).admin_password,
        "logs": settings.state_dir / "logs",
        "command line": f"AIRFLOW_HOME={home(settings.state_dir)} airflow ...",
        "next run": f"{settings.schedule} (cron, UTC), or `make run` now",
    }
    for name, value in lines.items():
        console.print(f"{name:>13}  {value}", markup=False, highlight=False, soft_wrap=True)


def down(settings: Settings, console: Console | None = None) -> int:
    """Stops what `up` started, by its recorded pid and start time, and a database whose keeper was killed."""
    console = console or Console()
    running = record.read(settings.state_dir)
    if running is None:
        stopped = Databases(settings).stop_orphan()
        console.print("Stopped a database that had been left running." if stopped else "Nothing is running.")
        return 0
    console.print(f"Stopping Airflow at {running.url} ...")
    stop_running(running)
    Databases(settings).stop_orphan()
    console.print("Stopped.")
    return 0
