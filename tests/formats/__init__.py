"""Readers: bytes to articles."""
