"""Results of checks by subject, with what is wrong and what to do; files that retention has let go."""

from etl.warehouse.sql_files import run_migration

revision = "0011"
down_revision = "0009"


def upgrade() -> None:
    """Forward only. Results that are there keep an empty message: the check's file said it."""
    run_migration("0011_operations.sql")
