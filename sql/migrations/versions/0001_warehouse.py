"""The warehouse, first version: schemas ref, ops, news and report with their tables."""

from etl.warehouse.sql_files import run_migration

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Forward only: there is no downgrade; a fault is put right by the next migration."""
    run_migration("0001_warehouse.sql")
