"""Persons' names in Latin letters, and the key that their transliterations share."""

from etl.warehouse.sql_files import run_migration

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Forward only. Rows that are there get their names with the next reprocessing."""
    run_migration("0002_person_keys.sql")
