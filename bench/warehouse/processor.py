"""Time on the processor: what a figure would be on a machine that has nothing else to do."""

import time
from pathlib import Path

from psycopg2.extensions import connection as Connection  # noqa: N812


def processor_seconds(connection: Connection) -> float:
    """Seconds that the connection's server process and this process have run so far; parallel workers are not in it.

    0 where the system does not say (no Linux, or a server elsewhere).
    """
    account = Path(f"/proc/{connection.info.backend_pid}/schedstat")
    return int(account.read_text().split()[0]) / 1e9 + time.process_time() if account.exists() else 0.0
