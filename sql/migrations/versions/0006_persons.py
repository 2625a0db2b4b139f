"""Persons across articles: aliases by party and name key, gathered into one person each."""

from etl.warehouse.sql_files import run_migration

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Forward only. Persons of articles that are there are linked in the next night."""
    run_migration("0006_persons.sql")
