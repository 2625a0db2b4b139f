"""The warehouse room: everything that writes to PostgreSQL, from the embedded server and the migrations to the loader.

The schema itself is SQL (sql/migrations, sql/views); modules here run it and never hold a copy of it.
"""
