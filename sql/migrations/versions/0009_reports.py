"""What reports need to be quick and up to date: notes of changes, words to search, an incident's best sentence."""

from etl.warehouse.sql_files import run_migration

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Forward only. Articles that are there become searchable, and reports are filled, when they are refreshed next."""
    run_migration("0009_reports.sql")
