"""The command line: one module a command group, wiring only; what a command does is in etl.pipeline and its peers.

``extract`` has to work where there is no database and no Airflow, and to start fast. So modules that import either, or
compile lexicons, are imported inside the commands that need them; and this package imports nothing, because the worker
processes of ``extract --workers`` import it too.
"""


def main() -> None:
    """Entry point of the console script ``dyadwire``."""
    from etl.cli.app import run

    run()
