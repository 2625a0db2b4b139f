"""Rows of the quarantine that somebody has looked at and let go: kept, with when and why."""

from etl.warehouse.sql_files import run_migration

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Forward only."""
    run_migration("0004_dropped_quarantine.sql")
