"""PostgreSQL 15 for the brief too, where it is installed."""

from tests.warehouse.conftest import oldest_server

__all__ = ["oldest_server"]
