"""``dyadwire db``: the warehouse's schema, its address, and psql."""

import os
import shutil
import signal
import subprocess
from typing import Annotated

import typer

from etl.cli.at_hand import running_url, warehouse
from etl.cli.failing import FailingGroup
from etl.cli.logs import say
from etl.settings import get_settings

app = typer.Typer(
    cls=FailingGroup,
    help="The warehouse: its tables, its address, psql.",
    no_args_is_help=True,
    epilog="\n".join(
        [
            "Examples:",
            "dyadwire db migrate                            make or upgrade the tables",
            'psql "$(dyadwire db url)"                      while the server runs',
            'dyadwire db psql -- -c "table report.dyad"     what follows -- is for psql',
        ]
    ),
)


@app.command("migrate")
def migrate() -> None:
    """Create or upgrade tables and views; does nothing where all is up to date."""
    from etl.warehouse.database import without_password
    from etl.warehouse.migrate import migrate as migrate_database

    with warehouse(get_settings(), create=True) as settings:
        url = settings.database_url or ""
        migrate_database(url)
        say(f"{without_password(url)} is up to date.")


@app.command("url")
def url() -> None:
    """Print the warehouse's address, password included, for scripts and clients."""
    typer.echo(running_url(get_settings()))


@app.command("psql")
def psql(
    arguments: Annotated[
        list[str] | None, typer.Argument(metavar="-- ARGS", help="Arguments of psql, after two hyphens.")
    ] = None,
) -> None:
    """Open the warehouse in psql; its exit code is psql's."""
    from etl.warehouse.database import libpq_environment

    with warehouse(get_settings(), create=False) as settings:
        environment = dict(os.environ) | libpq_environment(settings.database_url or "")
        # A child, not exec: the embedded server may have to be stopped afterwards. Ctrl-C is psql's, which cancels the
        # query; a handler, unlike SIG_IGN, is not inherited by the child.
        before = signal.signal(signal.SIGINT, lambda *_: None)
        try:
            done = subprocess.run([_psql_program(), *(arguments or [])], env=environment, check=False)
        finally:
            signal.signal(signal.SIGINT, before)
    raise typer.Exit(done.returncode)


def _psql_program() -> str:
    """The system's psql, else the one that came with the embedded server."""
    from etl.warehouse.embedded import wheel_bin_dir

    return shutil.which("psql") or str(wheel_bin_dir() / "psql")
