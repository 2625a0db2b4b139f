"""What Alembic runs: the migrations of versions/, over the connection that etl.warehouse.migrate hands in."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table="schema_version",
    version_table_schema="ops",
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
