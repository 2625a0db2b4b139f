"""A container's health: what Airflow's API server says of one of its parts; exit code 0 if it is healthy, else 1.

``python deploy/health.py PART``, where PART is metadatabase, scheduler, dag_processor or triggerer. Standard library
only, since it is run every few seconds.
"""

import json
import os
import sys
from urllib.parse import urljoin
from urllib.request import ProxyHandler, build_opener

SECONDS = 8


def main(part: str) -> int:
    """Asks the server at the address that tasks use."""
    base = os.environ["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"]
    try:
        with build_opener(ProxyHandler({})).open(urljoin(base, "/api/v2/monitor/health"), timeout=SECONDS) as answer:
            status = json.load(answer)[part]["status"]
    except (OSError, ValueError, KeyError) as error:
        print(f"{part}: {error}")
        return 1
    print(f"{part}: {status}")
    return 0 if status == "healthy" else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
