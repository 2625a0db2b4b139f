"""``python -m tests.fleet --articles 20000``: the night that loses a worker, at length, and what it took.

With the waits and the batches that docker-compose.yml has by default.
"""

import argparse
import os
import sys
from contextlib import closing

from etl.warehouse.database import connect
from tests.fleet.installation import REDIS, WORKERS, fleet
from tests.fleet.night import FAULTS, Outcome, night_with_a_loss, warehouse_url
from tests.warehouse.builders import fetch

SECONDS = 4 * 3600
_HELD = """
    select (select count(*) from ops.source_file where state = 'loaded'), count(*), count(distinct content_id),
        (select count(*) from ops.source_file where state <> 'loaded'), (select count(*) from news.article_copy)
    from news.article"""


def main() -> int:
    """Prints the figures; exit code 1 if the night was not green, or an article is not there once."""
    parser = argparse.ArgumentParser(prog="python -m tests.fleet", description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=20_000)
    articles = parser.parse_args().articles
    if REDIS is None:
        print("Redis is not installed: redis-server is needed", file=sys.stderr)
        return 2
    with fleet(articles) as site:
        outcome = night_with_a_loss(site, articles, WORKERS[0], SECONDS)
        with closing(connect(warehouse_url(site))) as connection:
            held, faults = fetch(connection, _HELD)[0], fetch(connection, FAULTS)
    _print(outcome, articles)
    if outcome.state != "success" or held != (articles, articles, articles, 0, 0) or faults:
        print(f"not as it should be: {outcome.state}, {held}, {faults}", file=sys.stderr)
        return 1
    print("green, and every article is there once")
    return 0


def _print(outcome: Outcome, articles: int) -> None:
    for name, figure in {
        "processors": os.cpu_count(),
        "articles": articles,
        "batches": len(outcome.batches),
        "loaded when the worker was killed": outcome.loaded_before,
        "batches tried twice": len(outcome.tried_again),
        "seconds": round(outcome.seconds),
        "of these after the kill": round(outcome.seconds_after),
        "articles a second": round(articles / outcome.seconds, 1),
    }.items():
        print(f"{name:36}{figure}")


if __name__ == "__main__":
    sys.exit(main())
