"""Harm done to running nights, and what must hold afterwards (docs/reliability.md)."""
