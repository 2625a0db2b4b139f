"""Tests of etl.reading."""
