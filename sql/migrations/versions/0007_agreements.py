"""Agreements across articles: one row an instrument, with the history of its status."""

from etl.warehouse.sql_files import run_migration

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Forward only. Agreements of articles that are there are put together in the next night."""
    run_migration("0007_agreements.sql")
