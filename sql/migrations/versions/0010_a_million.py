"""What a million articles need: names that are alike, a quick search, agreements that are merged by days."""

from etl.warehouse.sql_files import run_migration

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Forward only. Agreements are merged anew by the next night."""
    run_migration("0010_alike_names.sql")
    run_migration("0010_search_of_a_million.sql")
    run_migration("0010_agreement_days.sql")
