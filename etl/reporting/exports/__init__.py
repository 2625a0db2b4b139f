"""Rows of the report schema as files that other programs read: CSV, JSON Lines, Parquet, GDELT's event table.

The rows come through a cursor of the server, some thousands at a time, so that memory stays bounded at any length.
"""
