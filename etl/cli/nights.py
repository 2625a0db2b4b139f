"""``dyadwire night``: what `make run`, `make up` and `make down` call; Airflow on this machine."""

import typer

from etl.cli.failing import FailingGroup
from etl.cli.showing import output_console
from etl.settings import get_settings

app = typer.Typer(
    cls=FailingGroup,
    help="A night on real Airflow, on this machine.",
    no_args_is_help=True,
    epilog="\n".join(
        [
            "Examples:",
            "dyadwire night run    one night, then everything is stopped (make run)",
            "dyadwire night up     Airflow stays; prints address and password (make up)",
            "dyadwire night down   stop it (make down)",
        ]
    ),
)


@app.command("run")
def run() -> None:
    """Start the database and Airflow, run the night, print what the warehouse holds, stop everything started."""
    from etl.local import run_night

    raise typer.Exit(run_night(get_settings(), output_console()))


@app.command("up")
def start() -> None:
    """Leave the database and Airflow running; print the address and the generated password."""
    from etl.local import up

    raise typer.Exit(up(get_settings()))


@app.command("down")
def stop() -> None:
    """Stop what `night up` started."""
    from etl.local import down

    raise typer.Exit(down(get_settings()))
