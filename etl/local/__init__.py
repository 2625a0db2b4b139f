"""The room of the one-host installation: Airflow's processes beside the embedded server, for a night or to stay.

A *keeper* process owns all of them; the commands here start it, hear from it and stop it.
"""

from etl.local.night import run_night
from etl.local.service import down, up

__all__ = ["down", "run_night", "up"]
