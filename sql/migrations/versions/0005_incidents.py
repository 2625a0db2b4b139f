"""Incidents: what happened, merged from the events of all articles."""

from etl.warehouse.sql_files import run_migration

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Forward only. Events that are there are merged in the next night."""
    run_migration("0005_incidents.sql")
