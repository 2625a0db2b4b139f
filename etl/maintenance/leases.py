"""Claims whose claimant is gone, given back; runs whose process is gone, closed."""

from etl.settings import Settings
from etl.warehouse.claims import release_stale
from etl.warehouse.opened import opened
from etl.warehouse.runs import close_interrupted


def free_claims(settings: Settings) -> dict[str, int]:
    """Give files back that a dead loader still claims, and close runs that were killed; answers counts.

    The next scan does the same by itself: this is for where none comes. The attempt stays counted.
    """
    with opened(settings, "freeing claims") as connection:
        return {"files": release_stale(connection), "runs": close_interrupted(connection, settings.lease_seconds)}
