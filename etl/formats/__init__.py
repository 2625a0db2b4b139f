"""Formats: bytes in, articles out. One module a format; `registry` knows them all. Nothing here touches a file."""

from etl.formats.registry import read_articles

__all__ = ["read_articles"]
