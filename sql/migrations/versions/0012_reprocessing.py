"""Articles that are in the warehouse extracted again: what was chosen, what would change, how far it has got."""

from etl.warehouse.sql_files import run_migration

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Forward only."""
    run_migration("0012_reprocessing.sql")
