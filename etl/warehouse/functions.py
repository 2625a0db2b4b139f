"""The database's functions brought to the state of their files; a file is named after its schema and function."""

from psycopg2 import sql
from psycopg2.errors import InvalidFunctionDefinition
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from etl.warehouse.sql_files import SqlFile


def make_function(cursor: Cursor, file: SqlFile) -> None:
    """Make or replace it; one that answers other columns than before is dropped first, and its grants with it."""
    cursor.execute("savepoint before_function")
    try:
        cursor.execute(file.text)
    except InvalidFunctionDefinition:
        cursor.execute("rollback to savepoint before_function")
        drop_function(cursor, file.name)
        cursor.execute(file.text)
    cursor.execute("release savepoint before_function")


def drop_function(cursor: Cursor, name: str) -> None:
    """Drop it, if it is there. ``name`` is that of its file."""
    cursor.execute(sql.SQL("drop function if exists {}").format(sql.Identifier(*name.split("."))))
