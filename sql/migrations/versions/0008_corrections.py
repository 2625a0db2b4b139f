"""Corrections by analysts: kept for good, applied again to whatever is loaded anew, taken back by one call."""

from etl.warehouse.sql_files import run_migration

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Forward only. Tables first, then the functions that fill them."""
    run_migration("0008_corrections.sql")
    run_migration("0008_correcting_events.sql")
    run_migration("0008_correcting_persons.sql")
