"""Tests of the upkeep, on a real PostgreSQL and with its own programs."""
