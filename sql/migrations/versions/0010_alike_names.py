"""Names of persons found by what they are alike in: pg_trgm and its indexes."""

from etl.warehouse.sql_files import run_migration

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Forward only."""
    run_migration("0010_alike_names.sql")
