"""Near-duplicates as stories, the latest version of an address, and notes on how an article was read."""

from etl.warehouse.sql_files import run_migration

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Forward only. Articles that are there get their stories with the next reprocessing."""
    run_migration("0003_stories_and_notes.sql")
